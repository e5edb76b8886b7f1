internal import CPdfium
public import Gongbao

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Reads files in a child process with limits on time and memory, so that a hostile file costs no more
/// than itself.
///
/// The child is a program that calls `serve`; the command starts itself so.
public struct IsolatedReader: Sendable {
    /// The program to start, and the arguments before those of `serve`.
    public var command: [String]

    /// Makes a reader that starts `command`.
    public init(command: [String]) { self.command = command }

    /// The path of the running program.
    public static var ownProgram: String {
        #if os(Linux)
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        if count > 0 {
            return String(
                decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        #endif
        return CommandLine.arguments.first ?? "gongbao"
    }

    /// Reads a file: pages of text here, everything else in a child process.
    public func read(
        _ bytes: [UInt8], as format: FileFormat,
        options: DocumentReader.Options = DocumentReader.Options()
    ) throws(ReadFailure) -> SourceDocument {
        guard DocumentReader.isRisky(format) else {
            return try DocumentReader.read(bytes, as: format, options: options)
        }
        if let target = OfficeConverter.target(of: format, bytes) {
            let converted = try OfficeConverter.convert(bytes, to: target, options.limits)
            // The record speaks of the file that was given.
            return try child(converted, as: target.format, options).ofFile(byteCount: bytes.count)
        }
        return try child(bytes, as: format, options)
    }

    private func child(
        _ bytes: [UInt8], as format: FileFormat, _ options: DocumentReader.Options
    ) throws(ReadFailure) -> SourceDocument {
        let limits = ReadLimits.Kind.allCases.map { "\(options.limits[$0])" }
        let process = ChildProcess(
            arguments: command + [format.rawValue, options.recognition.rawValue] + limits,
            input: bytes,
            environment: ["SWIFT_BACKTRACE": "enable=no"], seconds: options.limits.seconds,
            beat: ChildProcess.Beat(byte: Self.beat, seconds: options.limits.scanSeconds))
        let (end, output) = process.run()
        switch end {
        case .timedOut: throw .limit(.seconds, options.limits.seconds)
        case .tooMuchOutput: throw .limit(.megabytes, options.limits.megabytes)
        case .signal(SIGXCPU): throw .limit(.seconds, options.limits.seconds)
        case .signal(let signal): throw .crashed(signal: signal)
        case .notStarted(let code): throw .damaged(String(cString: strerror(code)))
        case .exited:
            guard let result = DocumentCoder.decode(output) else { throw .crashed(signal: 0) }
            return try result.get()
        }
    }

    // MARK: The child

    /// What the child writes before each page that it reads as a picture; no document begins so.
    private static let beat: UInt8 = 0xFF

    /// What the child process does: reads the file at standard input and writes the document.
    ///
    /// - Parameter arguments: The format and the limits, as `read` gives them.
    /// - Returns: Whether the arguments were understood.
    public static func serve(_ arguments: [String]) -> Bool {
        let kinds = ReadLimits.Kind.allCases
        guard arguments.count == kinds.count + 2, let format = FileFormat(rawValue: arguments[0]),
            let recognition = Recognition(rawValue: arguments[1])
        else { return false }
        var options = DocumentReader.Options(recognition: recognition)
        for (kind, value) in zip(kinds, arguments.dropFirst(2)) {
            guard let value = Int(value) else { return false }
            options.limits[kind] = value
        }
        confine(options.limits)
        gongbao_pdf_keep_memory()
        options.processes = min(2, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let step = rlim_t(max(0, options.limits.scanSeconds))
        options.willRecognise = {
            allowProcessor(step)
            var byte = beat
            _ = write(1, &byte, 1)
        }
        let answer: [UInt8]
        do throws(ReadFailure) {
            let bytes = readInput()
            answer = DocumentCoder.encode(
                try DocumentReader.read(bytes, as: format, options: options))
        } catch {
            answer = DocumentCoder.encode(error)
        }
        var done = 0
        answer.withUnsafeBytes { buffer in
            while done < buffer.count {
                let count = write(1, buffer.baseAddress! + done, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return }
                done += count
            }
        }
        return true
    }

    /// Bounds the process before it looks at a byte of the file.
    private static func confine(_ limits: ReadLimits) {
        func bounds(_ value: Int) -> rlimit {
            rlimit(rlim_cur: rlim_t(max(0, value)), rlim_max: rlim_t(max(0, value)))
        }
        var memory = bounds(limits.megabytes << 20)
        var processor = bounds(limits.seconds + 1)
        let (more, isTooMuch) = limits.scans.multipliedReportingOverflow(by: limits.scanSeconds)
        processor.rlim_max += rlim_t(isTooMuch ? 1 << 40 : max(0, min(more, 1 << 40)))
        var core = bounds(0)
        #if canImport(Glibc)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
        setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &processor)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        #else
        setrlimit(RLIMIT_AS, &memory)
        setrlimit(RLIMIT_CPU, &processor)
        setrlimit(RLIMIT_CORE, &core)
        #endif
    }

    /// Raises the bound on processor time.
    private static func allowProcessor(_ seconds: rlim_t) {
        var processor = rlimit()
        #if canImport(Glibc)
        let kind = __rlimit_resource_t(RLIMIT_CPU.rawValue)
        #else
        let kind = RLIMIT_CPU
        #endif
        guard getrlimit(kind, &processor) == 0 else { return }
        processor.rlim_cur = min(processor.rlim_cur + seconds, processor.rlim_max)
        setrlimit(kind, &processor)
    }

    private static func readInput() -> [UInt8] {
        var status = stat()
        fstat(0, &status)
        let room = max(1, Int(status.st_size) + 1)
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, used in
            while used < room {
                #if canImport(Glibc)
                let count = Glibc.read(0, buffer.baseAddress! + used, room - used)
                #elseif canImport(Musl)
                let count = Musl.read(0, buffer.baseAddress! + used, room - used)
                #else
                let count = Darwin.read(0, buffer.baseAddress! + used, room - used)
                #endif
                if count < 0, errno == EINTR { continue }
                if count <= 0 { break }
                used += count
            }
        }
    }
}
