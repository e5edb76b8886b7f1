/// The text of one cell: folded, without blanks, line breaks and Markdown emphasis.
struct CellText: Sendable {
    private(set) var code: [UInt16] = []
    /// The source offset of each character.
    private(set) var offsets: [Int] = []
    /// The pieces of the cell.
    private(set) var ranges: [TextRange]

    /// From the first to the last character of its pieces.
    var range: TextRange {
        TextRange(ranges.first?.start ?? 0, ranges.last?.end ?? 0)
    }

    /// Stands for `<br>`.
    static let lineBreak: UInt16 = 0x0A

    init(_ source: SourceText, _ range: TextRange) {
        ranges = [range]
        append(source, range)
    }

    /// The text of a cell in pieces; figures on two lines stay two.
    init(_ source: SourceText, _ pieces: [TextRange]) {
        ranges = pieces
        for piece in pieces {
            let end = code.count
            append(source, piece)
            if end > 0, end < code.count, Self.isDigit(code[end - 1]), Self.isDigit(code[end]) {
                code.insert(Self.lineBreak, at: end)
                offsets.insert(offsets[end], at: end)
            }
        }
    }

    private mutating func append(_ source: SourceText, _ range: TextRange) {
        let tables = CharacterTables.shared
        code.reserveCapacity(code.count + range.count)
        offsets.reserveCapacity(code.count + range.count)
        source.scalars.withUnsafeBufferPointer { text in
            var offset = range.start
            while offset < range.end {
                let scalar = text[offset]
                if scalar == 0x3C, let end = Self.breakTag(in: text, at: offset, limit: range.end) {
                    code.append(Self.lineBreak)
                    offsets.append(offset)
                    offset = end
                    continue
                }
                switch tables.classOf(scalar) {
                case .blank, .newline, .control: break
                default:
                    if scalar != 0x2A {  // **bold**
                        code.append(tables.folded(scalar))
                        offsets.append(offset)
                    }
                }
                offset += 1
            }
        }
    }

    /// The end of `<br>`, `<br/>` or `<br />` at `start`.
    private static func breakTag(
        in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int
    ) -> Int? {
        guard start + 3 < limit, text[start + 1] | 0x20 == 0x62, text[start + 2] | 0x20 == 0x72
        else { return nil }
        var end = start + 3
        while end < limit, text[end] == 0x20 || text[end] == 0x2F { end += 1 }
        return end < limit && text[end] == 0x3E ? end + 1 : nil
    }

    var count: Int { code.count }
    var isEmpty: Bool { code.isEmpty }

    /// The source range of the characters `start..<end`, which is not empty.
    func range(_ start: Int, _ end: Int) -> TextRange {
        TextRange(offsets[start], offsets[end - 1] + 1)
    }

    /// The folded characters `start..<end`.
    func folded(_ start: Int, _ end: Int) -> String {
        String(decoding: code[start..<end], as: UTF16.self)
    }

    /// The characters `start..<end` as the source has them, with their places.
    func sourced(_ start: Int, _ end: Int, of source: SourceText) -> SourcedText {
        var text = String.UnicodeScalarView()
        var ranges: [TextRange] = []
        for index in start..<end where code[index] != Self.lineBreak {
            let offset = offsets[index]
            text.append(Unicode.Scalar(source.scalars[offset]) ?? "\u{FFFD}")
            if let last = ranges.last, last.end == offset {
                ranges[ranges.count - 1].end = offset + 1
            } else {
                ranges.append(TextRange(offset, offset + 1))
            }
        }
        return SourcedText(text: String(text), ranges: ranges)
    }

    func contains(_ word: StaticWord) -> Bool { find(word) != nil }

    func find(_ word: StaticWord, from: Int = 0) -> Int? {
        var start = from
        while start + word.count <= count {
            if matches(word, at: start) { return start }
            start += 1
        }
        return nil
    }

    func matches(_ word: StaticWord, at start: Int) -> Bool {
        guard start >= 0, start + word.count <= count else { return false }
        for index in 0..<word.count where code[start + index] != word[index] { return false }
        return true
    }

    func ends(_ word: StaticWord) -> Bool { matches(word, at: count - word.count) }

    /// Whether an Arabic digit stands in it.
    var hasDigit: Bool { code.contains { Self.isDigit($0) } }

    @inline(__always)
    static func isDigit(_ code: UInt16) -> Bool { code >= 0x30 && code <= 0x39 }

    /// No figure, on purpose: nothing, or strokes.
    var isVoid: Bool {
        code.allSatisfy { $0 == 0x2D || $0 == 0x2F || $0 == 0x5C || $0 == 0x2014 || $0 == 0x2013 }
    }

    /// The whole number that the cell is, such as 12 in a column of numbers; 3. and 3、 too.
    var integer: Int? {
        var digits = code[...]
        if let last = digits.last, last == 0x2E || last == 0x3001 { digits = digits.dropLast() }
        guard !digits.isEmpty, digits.count <= 6, digits.allSatisfy(Self.isDigit) else {
            return nil
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Pairs of brackets at the outermost level, as indices of the bracket characters.
    var brackets: [(open: Int, close: Int)] {
        var result: [(open: Int, close: Int)] = []
        var depth = 0
        var open = 0
        for (index, character) in code.enumerated() {
            if character == 0x28 || character == 0x5B || character == 0x3010 {
                if depth == 0 { open = index }
                depth += 1
            } else if character == 0x29 || character == 0x5D || character == 0x3011, depth > 0 {
                depth -= 1
                if depth == 0 { result.append((open, index)) }
            }
        }
        return result
    }
}
