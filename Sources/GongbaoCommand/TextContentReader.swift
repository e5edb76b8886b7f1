internal import Gongbao
internal import GongbaoArchive

/// Reads what `convert` reads.
struct TextContentReader: ContentReader {
    let converter: Converter

    func read(_ bytes: [UInt8], digest: String) -> ContentReading {
        if let format = InputFile.format(of: bytes) {
            return .refused(kind: format, Verdict(.format))
        }
        if SavedRecord.isRecord(bytes) { return .refused(kind: "record", Verdict(.record)) }
        let origin = Converter.Origin(path: nil, sha256: digest)
        guard let record = converter.convert(bytes, origin: origin) else {
            // An unknown encoding, which the options have checked.
            return .refused(kind: "text", Verdict(.format))
        }
        return .record(record)
    }
}
