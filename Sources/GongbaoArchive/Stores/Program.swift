internal import Foundation
internal import GongbaoSystem

/// Another program that makes a store.
enum Program {
    /// A program that is missing or failed; a message for people.
    typealias Failure = StoreFailure

    /// The path of a program, nil where there is none.
    static func find(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return folders.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program; `input` writes its standard input.
    ///
    /// - Returns: What it wrote to standard output.
    @discardableResult
    static func run(
        _ path: String, _ arguments: [String], input: (Int32) throws -> Void
    ) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // What it says is read while it is written to: neither may fill its pipe.
        let answer = Gathered(output.fileHandleForReading.fileDescriptor)
        let complaint = Gathered(errors.fileHandleForReading.fileDescriptor)
        var problem: (any Error)?
        do {
            try input(standardInput.fileHandleForWriting.fileDescriptor)
        } catch {
            problem = error
        }
        try? standardInput.fileHandleForWriting.close()
        process.waitUntilExit()
        let said = complaint.bytes()
        let bytes = answer.bytes()
        guard process.terminationStatus == 0 else {
            let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
            let name = path.split(separator: "/").last ?? ""
            let reason = lines.first.map(String.init) ?? "exit status \(process.terminationStatus)"
            throw Failure(message: "\(name): \(reason)")
        }
        if let problem { throw problem }
        return bytes
    }

    /// Reads a descriptor to its end on a thread of its own.
    private final class Gathered: @unchecked Sendable {
        // Written by the thread, read after it has ended.
        private var gathered: [UInt8] = []
        private var thread: BatchThread?

        init(_ descriptor: Int32) {
            thread = BatchThread { [unowned self] in
                while let more = try? FileCalls.read(descriptor, 1 << 16), !more.isEmpty {
                    gathered += more
                }
            }
        }

        func bytes() -> [UInt8] {
            thread?.join()
            return gathered
        }
    }
}

/// A store could not be made; a message for people.
package struct StoreFailure: Error {
    package let message: String

    package init(message: String) { self.message = message }
}
