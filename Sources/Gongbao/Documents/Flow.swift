/// Text as it reads: folded, without blanks and line breaks, each character with its source offset.
///
/// Rules match on a flow, so that 17.48⏎万批次 and 不 少于 are one piece to them, while every
/// position that leaves them is an offset into the raw source. A flow is made from any list of
/// source ranges: the lines of a page, or the fragments of a table cell.
struct Flow: Sendable {
    /// Folded characters (see `CharacterTables`).
    private(set) var code: [UInt16] = []
    /// The source offset of each character.
    private(set) var source: [UInt32] = []
    /// What stood before each character.
    private(set) var gap: [UInt8] = []

    /// What stands between two characters that are neighbours in a flow.
    enum Gap {
        static let space: UInt8 = 1
        /// More than one blank.
        static let wide: UInt8 = 2
        static let line: UInt8 = 4
        /// A paragraph, a heading or a fragment list ends: nothing is read across.
        static let hard: UInt8 = 8
        /// A table cell ends; always together with `hard`.
        static let cell: UInt8 = 16
    }

    var count: Int { code.count }

    init() {}

    mutating func reserve(_ characters: Int) {
        code.reserveCapacity(characters)
        source.reserveCapacity(characters)
        gap.reserveCapacity(characters)
    }

    /// Appends the characters of `range`; the first of them gets at least `gap`.
    mutating func append(_ text: SourceText, _ range: TextRange, gap first: UInt8) {
        let tables = CharacterTables.shared
        var pending = first
        text.scalars.withUnsafeBufferPointer { scalars in
            for offset in range.start..<range.end {
                let scalar = scalars[offset]
                switch tables.rawClass(scalar) {
                case CharacterTables.Class.blank.rawValue:
                    if scalar == 0x09 {
                        pending |= Gap.hard | Gap.cell
                    } else {
                        pending |= pending & Gap.space != 0 ? Gap.wide : Gap.space
                    }
                case CharacterTables.Class.newline.rawValue: pending |= Gap.line
                case CharacterTables.Class.control.rawValue: break
                case _ where scalar == 0x2A && isEmphasis(scalars, offset): break
                default:
                    code.append(tables.folded(scalar))
                    source.append(UInt32(truncatingIfNeeded: offset))
                    gap.append(pending)
                    pending = 0
                }
            }
        }
    }

    /// `**` marks emphasis in Markdown and is no text.
    @inline(__always)
    private func isEmphasis(_ text: UnsafeBufferPointer<UInt32>, _ offset: Int) -> Bool {
        (offset > 0 && text[offset - 1] == 0x2A)
            || (offset + 1 < text.count && text[offset + 1] == 0x2A)
    }

    /// The source range of the characters `start..<end`; from the first to the last of them.
    func range(_ start: Int, _ end: Int) -> TextRange {
        TextRange(Int(source[start]), Int(source[end - 1]) + 1)
    }

    /// The folded characters `start..<end` as text.
    func string(_ start: Int, _ end: Int) -> String {
        String(decoding: code[start..<end], as: UTF16.self)
    }

    /// The characters `start..<end` as the source has them, without blanks and line breaks.
    func rawString(_ start: Int, _ end: Int, of text: SourceText) -> String {
        var result = String.UnicodeScalarView()
        for index in start..<end {
            result.append(Unicode.Scalar(text.scalars[Int(source[index])]) ?? "\u{FFFD}")
        }
        return String(result)
    }
}
