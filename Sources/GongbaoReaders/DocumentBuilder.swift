internal import Gongbao

/// Gathers the text of a document line by line, with its tables.
struct DocumentBuilder {
    private(set) var scalars: [UInt32] = []
    var tables: [SourceTable] = []
    var furniture: [TextRange] = []
    var findings: [Finding] = []
    var declared = DeclaredMetadata()

    var end: Int { scalars.count }

    /// The last character, 0 where there is none.
    var last: UInt32 { scalars.last ?? 0 }

    /// The characters of a range.
    func string(_ range: TextRange) -> String {
        String(
            String.UnicodeScalarView(
                scalars[range.start..<range.end].map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
    }

    /// Adds characters to the open line; line breaks in `text` end lines.
    mutating func add(_ text: some StringProtocol) {
        for scalar in text.unicodeScalars { add(scalar.value) }
    }

    mutating func add(_ scalar: UInt32) {
        switch scalar {
        case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: endLine()
        case 0: break
        default: scalars.append(scalar)
        }
    }

    /// Ends the open line, if it holds anything.
    mutating func endLine() {
        if let last = scalars.last, last != 0x0A { scalars.append(0x0A) }
    }

    /// Takes back what was added since `start`.
    mutating func remove(from start: Int) { scalars.removeSubrange(min(start, end)...) }

    /// Adds text as lines of their own, and says where each stands.
    mutating func lines(_ text: some StringProtocol) -> [TextRange] {
        endLine()
        let start = end
        add(text)
        endLine()
        return lines(from: start)
    }

    /// The lines that were added since `start`, without blanks at their ends; empty ones left out.
    func lines(from start: Int) -> [TextRange] {
        var lines: [TextRange] = []
        var begin = start
        for offset in start..<max(start, end) where scalars[offset] == 0x0A {
            append(begin, offset, to: &lines)
            begin = offset + 1
        }
        append(begin, end, to: &lines)
        return lines
    }

    private func append(_ start: Int, _ end: Int, to lines: inout [TextRange]) {
        var range = TextRange(start, max(start, end))
        while range.start < range.end, Self.isBlank(scalars[range.start]) { range.start += 1 }
        while range.end > range.start, Self.isBlank(scalars[range.end - 1]) { range.end -= 1 }
        if range.count > 0 { lines.append(range) }
    }

    static func isBlank(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || scalar == 0x09 || scalar == 0x3000 || scalar == 0xA0
            || (0x2000...0x200B).contains(scalar) || scalar == 0xFEFF
    }

    /// The document; `byteCount` is the size of the file.
    func document(
        _ lines: SourceDocument.LineMeaning, encoding: String = "UTF-8", byteCount: Int
    ) -> SourceDocument {
        let text = SourceText(scalars: scalars, encoding: encoding, byteCount: byteCount)
        var document = SourceDocument(text: text, lines: lines)
        document.tables = tables
        document.furniture = furniture
        document.findings = findings
        document.declared = declared
        return document
    }
}
