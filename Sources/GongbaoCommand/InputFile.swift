internal import Crypto
internal import Gongbao
internal import GongbaoTerminal

/// Why an input could not be read, in one line.
struct InputFailure: Error {
    let message: String
}

/// One input: its bytes and where they came from.
struct InputFile {
    /// The path as the user gave it; nil for standard input.
    let path: String?
    let bytes: [UInt8]

    /// How messages call it.
    var name: String { path ?? Console.messages.standardInput }

    /// Reads a file, or standard input for `-`.
    init(_ path: String) throws(InputFailure) {
        bytes = try Self.read(path)
        self.path = path == "-" ? nil : path
    }

    /// The bytes of a file, or of standard input for `-`.
    static func read(_ path: String) throws(InputFailure) -> [UInt8] {
        let messages = Console.messages
        do {
            if path == "-" { return try System.read(System.standardInput) }
            if let bytes = try System.read(path) { return bytes }
        } catch {
            if error.isMissing { throw InputFailure(message: messages.missingFile) }
            if error.isForbidden { throw InputFailure(message: messages.noPermission) }
            throw InputFailure(message: messages.unreadable(error.reason))
        }
        throw InputFailure(message: messages.isDirectory)
    }

    /// What the converter has to know of the bytes.
    var origin: Converter.Origin {
        let digits = Array("0123456789abcdef".utf8)
        var digest: [UInt8] = []
        digest.reserveCapacity(64)
        for byte in SHA256.hash(data: bytes) {
            digest.append(digits[Int(byte >> 4)])
            digest.append(digits[Int(byte & 15)])
        }
        return Converter.Origin(path: path, sha256: String(decoding: digest, as: UTF8.self))
    }

    /// The name of the format that bytes have by their first ones; nil where they may be text.
    static func format(of bytes: [UInt8]) -> String? {
        formats.first { bytes.starts(with: $0.magic) }?.format
    }

    /// Refuses what is no text by its first bytes, with the remedy.
    func checkIsText() throws(InputFailure) {
        for (magic, format, remedy) in Self.formats where bytes.starts(with: magic) {
            throw InputFailure(message: Console.messages.otherFormat(format, remedy))
        }
        if SavedRecord.isRecord(bytes) { throw InputFailure(message: Console.messages.isRecord) }
    }

    private static let formats: [(magic: [UInt8], format: String, remedy: String)] = [
        (Array("%PDF-".utf8), "PDF", "pdftotext -layout FILE.pdf"),
        ([0x50, 0x4B, 0x03, 0x04], "DOCX/XLSX/OFD/ZIP", "soffice --convert-to txt FILE, unzip"),
        (
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "DOC/XLS/WPS",
            "soffice --convert-to txt FILE"
        ),
        ([0x1F, 0x8B, 0x08], "gzip", "gunzip"),
        (Array("Rar!\u{1A}\u{07}".utf8), "RAR", "unrar"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z", "7z x"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "PNG", "tesseract -l chi_sim"),
        ([0xFF, 0xD8, 0xFF], "JPEG", "tesseract -l chi_sim"),
    ]
}

/// The inputs of one call: a failed one is named on standard error, the others are done.
struct InputList {
    let paths: [String]
    /// Whether an input could not be read.
    private(set) var hasFailed = false

    init(_ paths: [String]) { self.paths = paths }

    /// Reads the inputs one by one, so that only one is in memory.
    mutating func readEach(_ body: (InputFile) throws -> Void) throws {
        var hasReadStandardInput = false
        for path in paths {
            do {
                if path == "-" {
                    guard !hasReadStandardInput else {
                        throw InputFailure(message: Console.messages.standardInputTwice)
                    }
                    hasReadStandardInput = true
                }
                try body(InputFile(path))
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
