internal import Gongbao
internal import GongbaoTerminal

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Records that `convert` wrote, read back.
enum SavedRecord {
    /// What tells a record from another JSON file.
    private struct Header: Decodable {
        struct Ignored: Decodable {}
        var schemaVersion: String?
        var document: Ignored?
        var taskTable: Ignored?
    }

    /// Whether the bytes look like JSON of this program.
    static func isRecord(_ bytes: [UInt8]) -> Bool {
        guard let start = start(of: bytes) else { return false }
        let head = String(decoding: bytes[start...].prefix(200), as: UTF8.self)
        return head.contains("\"schemaVersion\"")
    }

    /// The index of the `{` that the bytes begin with, blanks and byte-order mark aside.
    private static func start(of bytes: [UInt8]) -> Int? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let begin = bytes.starts(with: mark) ? 3 : 0
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let start = bytes[begin...].firstIndex { !blanks.contains($0) }
        return start.flatMap { bytes[$0] == UInt8(ascii: "{") ? $0 : nil }
    }

    /// The records in a file of one record, or of one a line; nil where the file is no JSON and
    /// therefore a source.
    static func read(_ bytes: [UInt8]) throws(InputFailure) -> [DocumentRecord]? {
        guard let start = start(of: bytes) else { return nil }
        let messages = Console.messages
        let text = Data(bytes[start...])
        if let header = try? JSONDecoder().decode(Header.self, from: text) {
            return [try record(text, header)]
        }
        let lines = text.split(separator: 0x0A).filter { $0.contains(UInt8(ascii: "{")) }
        let headers = lines.map { try? JSONDecoder().decode(Header.self, from: $0) }
        guard lines.count > 1, headers.allSatisfy({ $0 != nil }) else {
            if isRecord(bytes) { throw InputFailure(message: messages.damagedRecord("JSON")) }
            return nil
        }
        var records: [DocumentRecord] = []
        for case (let line, let header?) in zip(lines, headers) {
            records.append(try record(line, header))
        }
        return records
    }

    private static func record(
        _ text: Data, _ header: Header
    ) throws(InputFailure) -> DocumentRecord {
        let messages = Console.messages
        guard let version = header.schemaVersion else {
            throw InputFailure(message: messages.notARecord)
        }
        if major(version) != major(DocumentRecord.currentSchemaVersion) {
            let known = DocumentRecord.currentSchemaVersion
            throw InputFailure(message: messages.otherSchema(version, known))
        }
        if header.taskTable != nil { throw InputFailure(message: messages.isValidationRecord) }
        if header.document == nil { throw InputFailure(message: messages.notARecord) }
        do {
            return try DocumentRecord(json: text)
        } catch {
            throw InputFailure(message: messages.damagedRecord(place(of: error)))
        }
    }

    private static func major(_ version: String) -> Substring {
        version.prefix { $0 != "." }
    }

    /// The path of the field that could not be read, such as `statements[3].quantity`.
    private static func place(of error: any Error) -> String {
        let context: DecodingError.Context
        var path: [any CodingKey] = []
        switch error as? DecodingError {
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found):
            context = found
        case .keyNotFound(let key, let found):
            context = found
            path = [key]
        case nil: return "JSON"
        @unknown default: return "JSON"
        }
        path = context.codingPath + path
        return path.reduce("") { place, key in
            if let index = key.intValue { return place + "[\(index)]" }
            return place + (place.isEmpty ? "" : ".") + key.stringValue
        }
    }
}
