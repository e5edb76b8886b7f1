internal import Gongbao
internal import GongbaoTerminal

/// Inputs of `validate` → records: sources are converted, saved records are read back.
struct RecordReader {
    let converter: Converter
    let encoding: String?
    /// Whether sources are kept for line numbers.
    let keepsSources: Bool

    /// The records of one input; a saved file may hold several.
    func records(
        _ input: InputFile, lines: inout SourceLines
    ) throws(InputFailure) -> [DocumentRecord] {
        if let saved = try SavedRecord.read(input.bytes) {
            if keepsSources { for record in saved { addSource(of: record, to: &lines) } }
            return saved
        }
        try input.checkIsText()
        guard let record = converter.convert(input.bytes, origin: input.origin) else { return [] }
        if keepsSources, let source = TextDecoder.decode(input.bytes, encoding: encoding) {
            lines.add(source, of: record.document.id)
        }
        return [record]
    }

    /// The source of a saved record, where it still stands at its path, unchanged.
    private func addSource(of record: DocumentRecord, to lines: inout SourceLines) {
        let source = record.document.source
        guard let path = source.path, let file = try? InputFile(path),
            file.bytes.count == source.bytes, file.origin.sha256 == source.sha256,
            let text = TextDecoder.decode(file.bytes, encoding: source.encoding)
        else { return }
        lines.add(text, of: record.document.id)
    }
}
