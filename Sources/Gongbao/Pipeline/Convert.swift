extension Converter {
    /// Converts one document.
    ///
    /// - Parameters:
    ///   - bytes: The whole document.
    ///   - origin: Where they came from.
    /// - Returns: The record; nil only when `options.encoding` is unknown to ICU.
    public func convert(_ bytes: [UInt8], origin: Origin) -> DocumentRecord? {
        guard let source = TextDecoder.decode(bytes, encoding: options.encoding) else { return nil }
        return DocumentAssembly(converter: self, source: source).record(origin: origin)
    }

    /// Converts one document and writes its record, without holding the whole of it in memory.
    ///
    /// - Parameters:
    ///   - bytes: The whole document.
    ///   - origin: Where they came from.
    ///   - writer: Takes the record's JSON, the same bytes that `convert` and `write(to:)` give.
    /// - Returns: False when `options.encoding` is unknown to ICU; nothing is written then.
    public func write(_ bytes: [UInt8], origin: Origin, to writer: inout JSONWriter) -> Bool {
        guard let source = TextDecoder.decode(bytes, encoding: options.encoding) else {
            return false
        }
        DocumentAssembly(converter: self, source: source).write(origin: origin, to: &writer)
        return true
    }

    /// Converts a document that a reader of a file format made.
    public func convert(_ document: SourceDocument, origin: Origin) -> DocumentRecord {
        DocumentAssembly(converter: self, document: document).record(origin: origin)
    }

    /// Converts a document that a reader of a file format made, and writes its record piece by piece.
    public func write(_ document: SourceDocument, origin: Origin, to writer: inout JSONWriter) {
        DocumentAssembly(converter: self, document: document).write(origin: origin, to: &writer)
    }

    /// Explains the numerals of a document that a reader of a file format made.
    public func explain(_ document: SourceDocument, origin: Origin) -> ExplanationRecord {
        let assembly = DocumentAssembly(converter: self, document: document)
        return ExplanationRecord(path: origin.path, numerals: assembly.numerals())
    }

    /// Explains how each numeral of a document was read.
    ///
    /// - Returns: All numerals in the order of the source; nil only when `options.encoding` is
    ///   unknown to ICU.
    public func explain(_ bytes: [UInt8], origin: Origin) -> ExplanationRecord? {
        guard let source = TextDecoder.decode(bytes, encoding: options.encoding) else { return nil }
        let assembly = DocumentAssembly(converter: self, source: source)
        return ExplanationRecord(path: origin.path, numerals: assembly.numerals())
    }
}
