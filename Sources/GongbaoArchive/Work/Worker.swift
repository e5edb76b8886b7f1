internal import CStore
internal import Foundation
internal import GongbaoSystem

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Does one document after the other, for one thread.
package protocol Worker: AnyObject {
    /// Reads a document; always comes back, with a verdict where there is no record.
    func work(_ bytes: [UInt8], digest: String) -> WorkResult
}

/// Works in this process: for tests and for callers that trust their documents.
package final class InlineWorker: Worker {
    private let reader: any ContentReader
    private let withRows: Bool

    /// Makes a worker.
    package init(reader: any ContentReader, withRows: Bool) {
        self.reader = reader
        self.withRows = withRows
    }

    package func work(_ bytes: [UInt8], digest: String) -> WorkResult {
        WorkResult(bytes, digest: digest, reader: reader, withRows: withRows)
    }
}

/// Works in a process of its own, so that a document which takes too long, too much memory or the
/// whole program down costs no more than itself.
package final class ProcessWorker: Worker {
    /// How the process is started: the program and its arguments.
    private let command: [String]
    private let seconds: Double
    private var child: pid_t = -1
    private var input: Int32 = -1
    private var output: Int32 = -1

    /// Makes a worker; the process starts with the first document.
    ///
    /// - Parameters:
    ///   - command: A program that calls `WorkerLoop.run`, and its arguments.
    ///   - seconds: How long one document may take.
    package init(command: [String], seconds: Double) {
        self.command = command
        self.seconds = seconds
    }

    deinit { stop() }

    package func work(_ bytes: [UInt8], digest: String) -> WorkResult {
        if child < 0, let failure = start() {
            return WorkResult(Verdict(.crashed, failure.reason))
        }
        let deadline = ContinuousClock.now + .seconds(seconds)
        do {
            try send(
                WorkResult.number(bytes.count) + Array(digest.utf8), until: deadline)
            try send(bytes, until: deadline)
            let lengths = try receive(WorkResult.lengths, until: deadline)
            let sizes = [0, 4, 8].map { WorkResult.number(lengths[$0..<($0 + 4)]) }
            let head = try receive(sizes[0], until: deadline)
            let record = try receive(sizes[1], until: deadline)
            let rows = try receive(sizes[2], until: deadline)
            if let result = WorkResult(head: head, record: record, rows: rows) { return result }
            stop()
            return WorkResult(Verdict(.crashed, "unreadable answer"))
        } catch let stopped as Stopped {
            let status = stop()
            switch stopped {
            case .late: return WorkResult(Verdict(.timeLimit, "more than \(seconds) s"))
            case .gone: return WorkResult(Verdict(.crashed, Self.words(status)))
            }
        } catch {
            stop()
            return WorkResult(Verdict(.crashed, "\(error)"))
        }
    }

    private enum Stopped: Error { case late, gone }

    private static func words(_ status: Int32) -> String {
        let signal = status & 0x7F
        return signal == 0 ? "exit status \(status >> 8 & 0xFF)" : "signal \(signal)"
    }

    // MARK: The process

    private func start() -> SystemFailure? {
        var toChild: [Int32] = [-1, -1]
        var fromChild: [Int32] = [-1, -1]
        guard gongbao_pipe(&toChild) == 0, gongbao_pipe(&fromChild) == 0 else {
            for descriptor in toChild where descriptor >= 0 { close(descriptor) }
            return .last
        }
        var arguments = command.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        child = gongbao_spawn(command[0], arguments, toChild[0], fromChild[1])
        let failure: SystemFailure? = child < 0 ? .last : nil
        close(toChild[0])
        close(fromChild[1])
        input = toChild[1]
        output = fromChild[0]
        if failure != nil {
            stop()
            return failure
        }
        for descriptor in [input, output] {
            gongbao_widen_pipe(descriptor)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }
        // Its start is not the first document's fault.
        let deadline = ContinuousClock.now + .seconds(max(seconds, 60))
        guard (try? receive(1, until: deadline)) == [WorkerLoop.ready] else {
            stop()
            return SystemFailure(code: ETIMEDOUT)
        }
        return nil
    }

    @discardableResult
    private func stop() -> Int32 {
        if input >= 0 { close(input) }
        if output >= 0 { close(output) }
        input = -1
        output = -1
        guard child > 0 else { return 0 }
        var status: Int32 = 0
        // One that has ended by itself keeps its status; one that has not is ended.
        if waitpid(child, &status, WNOHANG) == 0 {
            usleep(2000)
            if waitpid(child, &status, WNOHANG) == 0 {
                kill(-child, SIGKILL)  // with what it may have started
                while waitpid(child, &status, 0) < 0, errno == EINTR {}
            }
        }
        child = -1
        return status
    }

    // MARK: Bytes, with a deadline

    private func wait(_ descriptor: Int32, _ events: Int32, until deadline: ContinuousClock.Instant)
        throws
    {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            if left <= .zero { throw Stopped.late }
            let milliseconds =
                left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let ready = poll(&entry, 1, Int32(clamping: milliseconds + 1))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw Stopped.gone }
        }
    }

    private func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(input, buffer.baseAddress! + done, buffer.count - done)
            }
            if count > 0 {
                done += count
            } else if errno == EAGAIN {
                try wait(input, POLLOUT, until: deadline)
            } else if errno != EINTR {
                throw Stopped.gone
            }
        }
    }

    private func receive(_ length: Int, until deadline: ContinuousClock.Instant) throws -> [UInt8] {
        var problem: (any Error)?
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, done in
            while done < length {
                let count = Foundation.read(output, buffer.baseAddress! + done, length - done)
                if count > 0 {
                    done += count
                } else if count == 0 {
                    problem = Stopped.gone
                    return
                } else if errno == EAGAIN {
                    do { try wait(output, POLLIN, until: deadline) } catch {
                        problem = error
                        return
                    }
                } else if errno != EINTR {
                    problem = Stopped.gone
                    return
                }
            }
        }
        if let problem { throw problem }
        return bytes
    }
}

/// The other side of `ProcessWorker`: reads documents from standard input until it ends, and writes
/// what came of them to standard output.
package enum WorkerLoop {
    /// What the process says when it has started.
    static let ready: UInt8 = 0x47

    /// Runs until standard input ends.
    ///
    /// - Parameters:
    ///   - memory: How many bytes of address space the process may have; 0 for no limit.
    package static func run(reader: any ContentReader, withRows: Bool, memory: Int) {
        if memory > 0 { _ = gongbao_limit_memory(UInt64(memory)) }
        let digestLength = 64
        guard (try? FileCalls.write([ready], to: 1)) != nil else { return }
        while let head = try? FileCalls.read(0, 4 + digestLength), head.count == 4 + digestLength {
            let length = WorkResult.number(head[0..<4])
            guard let bytes = try? FileCalls.read(0, length), bytes.count == length else { return }
            let digest = String(decoding: head[4...], as: UTF8.self)
            let result = WorkResult(bytes, digest: digest, reader: reader, withRows: withRows)
            guard (try? FileCalls.write(result.message, to: 1)) != nil else { return }
        }
    }
}
