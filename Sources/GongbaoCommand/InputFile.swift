internal import Crypto
internal import Gongbao
internal import GongbaoReaders
internal import GongbaoSystem
internal import GongbaoTerminal

/// Why an input could not be read, in one line.
struct InputFailure: Error {
    let message: String
}

/// One input: its bytes and where they came from.
struct InputFile {
    /// The path as the user gave it; nil for standard input.
    let path: String?
    private(set) var bytes: [UInt8]

    /// How messages call it.
    var name: String { path ?? Console.messages.standardInput }

    /// Reads a file, or standard input for `-`.
    init(_ path: String, limits: ReadLimits = ReadLimits()) throws(InputFailure) {
        bytes = try Self.read(path, limits: limits)
        self.path = path == "-" ? nil : path
    }

    /// The bytes of a file, or of standard input for `-`.
    static func read(
        _ path: String, limits: ReadLimits = ReadLimits()
    ) throws(InputFailure) -> [UInt8] {
        let messages = Console.messages
        let most = min(limits.fileMegabytes, 1 << 40) << 20
        do {
            if path == "-" { return try FileCalls.readAll(System.standardInput, most: most) }
            if let bytes = try FileCalls.readAll(path: path, most: most) { return bytes }
        } catch {
            if error.isTooLarge {
                let option = ReadLimits.Kind.fileMegabytes.option
                throw InputFailure(message: messages.fileTooLarge(option, limits.fileMegabytes))
            }
            if error.isMissing { throw InputFailure(message: messages.missingFile) }
            if error.isForbidden { throw InputFailure(message: messages.noPermission) }
            throw InputFailure(message: messages.unreadable(error.reason))
        }
        throw InputFailure(message: messages.isDirectory)
    }

    /// What the file is, by its bytes.
    var format: FileFormat { FileFormat.detect(bytes) }

    /// What the converter has to know of the bytes.
    var origin: Converter.Origin {
        let digits = Array("0123456789abcdef".utf8)
        var digest: [UInt8] = []
        digest.reserveCapacity(64)
        for byte in SHA256.hash(data: bytes) {
            digest.append(digits[Int(byte >> 4)])
            digest.append(digits[Int(byte & 15)])
        }
        return Converter.Origin(
            path: path, sha256: String(decoding: digest, as: UTF8.self),
            mediaType: format.mediaType)
    }

    /// Gives back the memory of the bytes, which nobody asks for again.
    mutating func release() { bytes = [] }

    /// Starts this program again for formats that another process should read.
    private static let reader = IsolatedReader(
        command: [IsolatedReader.ownProgram, RootCommand.readerName])

    /// Reads the document, whatever its format; a record is refused.
    func document(_ options: DocumentReader.Options) throws(InputFailure) -> SourceDocument {
        if SavedRecord.isRecord(bytes) { throw InputFailure(message: Console.messages.isRecord) }
        do throws(ReadFailure) {
            return try Self.reader.read(bytes, as: format, options: options)
        } catch {
            throw InputFailure(message: error.message(of: format, Console.messages))
        }
    }
}

/// The inputs of one call: a failed one is named on standard error, the others are done.
struct InputList {
    let paths: [String]
    /// Whether an input could not be read.
    private(set) var hasFailed = false

    private let limits: ReadLimits

    init(_ paths: [String], limits: ReadLimits) {
        self.paths = paths
        self.limits = limits
    }

    /// Reads the inputs one by one, so that only one is in memory.
    mutating func readEach(_ body: (inout InputFile) throws -> Void) throws {
        var hasReadStandardInput = false
        for path in paths {
            do {
                if path == "-" {
                    guard !hasReadStandardInput else {
                        throw InputFailure(message: Console.messages.standardInputTwice)
                    }
                    hasReadStandardInput = true
                }
                var input = try InputFile(path, limits: limits)
                try body(&input)
            } catch let failure as InputFailure {
                hasFailed = true
                Console.say(path == "-" ? Console.messages.standardInput : path, failure.message)
            }
        }
    }

    /// Ends the command with the status for unreadable inputs, if there was one.
    func finish() throws(ExitStatus) {
        if hasFailed { throw .unreadable }
    }
}
