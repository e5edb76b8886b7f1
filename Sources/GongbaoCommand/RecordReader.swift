internal import Gongbao
internal import GongbaoReaders
internal import GongbaoTerminal

/// Inputs of `validate` → records: sources are converted, saved records are read back.
struct RecordReader {
    let converter: Converter
    let options: DocumentReader.Options
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
        let document = try input.document(options)
        let record = converter.convert(document, origin: input.origin)
        if keepsSources { lines.add(document.text, of: record.document.id) }
        return [record]
    }

    /// The source of a saved record, where it still stands at its path, unchanged.
    private func addSource(of record: DocumentRecord, to lines: inout SourceLines) {
        let source = record.document.source
        guard let path = source.path, let file = try? InputFile(path, limits: options.limits),
            file.bytes.count == source.bytes, file.origin.sha256 == source.sha256
        else { return }
        var options = options
        if file.format == .text { options.encoding = source.encoding }
        guard let document = try? file.document(options) else { return }
        lines.add(document.text, of: record.document.id)
    }
}
