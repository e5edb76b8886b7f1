internal import Gongbao
internal import GongbaoArchive
internal import GongbaoReaders

/// Reads what `convert` reads.
struct FileContentReader: ContentReader {
    let converter: Converter
    let options: DocumentReader.Options

    func read(_ bytes: [UInt8], digest: String) -> ContentReading {
        if SavedRecord.isRecord(bytes) { return .refused(kind: "record", Verdict(.record)) }
        do throws(ReadFailure) {
            return .record(
                try converter.convert(file: bytes, path: nil, sha256: digest, options: options))
        } catch {
            return .refused(kind: FileFormat.detect(bytes).rawValue, Self.verdict(error))
        }
    }

    private static func verdict(_ failure: ReadFailure) -> Verdict {
        switch failure {
        case .encrypted: Verdict(.encrypted)
        case .damaged(let reason): Verdict(.damaged, reason)
        case .limit(let kind, let value): Verdict(.limit, "\(kind.rawValue) \(value)")
        case .unsupported: Verdict(.format)
        case .needs(let program, let package): Verdict(.missingProgram, "\(program) (\(package))")
        case .crashed(let signal): Verdict(.crashed, "signal \(signal)")
        }
    }
}
