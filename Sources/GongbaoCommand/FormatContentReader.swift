internal import Gongbao
internal import GongbaoArchive
internal import GongbaoReaders

/// Reads what `convert` reads, for the workers of a batch: each is a process with limits already.
struct FormatContentReader: ContentReader {
    let converter: Converter
    let options: DocumentReader.Options

    func read(_ bytes: [UInt8], digest: String) -> ContentReading {
        let format = FileFormat.detect(bytes)
        if format == .text, SavedRecord.isRecord(bytes) {
            return .refused(kind: "record", Verdict(.record))
        }
        let origin = Converter.Origin(path: nil, sha256: digest, mediaType: format.mediaType)
        do throws(ReadFailure) {
            let document = try DocumentReader.read(bytes, as: format, options: options)
            return .record(converter.convert(document, origin: origin))
        } catch {
            return .refused(kind: format.displayName, error.verdict)
        }
    }
}

extension ReadFailure {
    /// What becomes of an input of a batch that fails so.
    fileprivate var verdict: Verdict {
        switch self {
        case .encrypted: Verdict(.encrypted)
        case .damaged(let reason): Verdict(.damaged, reason)
        case .limit(let kind, let value): Verdict(.tooLarge, "\(kind.option) \(value)")
        case .unsupported: Verdict(.format)
        case .needs(let program, _): Verdict(.needsProgram, program)
        case .crashed(let signal): Verdict(.crashed, "signal \(signal)")
        }
    }
}
