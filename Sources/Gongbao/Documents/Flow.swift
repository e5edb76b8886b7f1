/// Text as it reads: folded, without blanks and line breaks, each character with its source offset.
///
/// Rules match on a flow, so that 17.48⏎万批次 and 不 少于 are one piece to them, while every
/// position that leaves them is an offset into the raw source. A flow is made from any list of
/// source ranges: the lines of a page, or the fragments of a table cell.
struct Flow: Sendable {
    /// Folded characters (see `CharacterTables`).
    private(set) var code: [UInt16] = []
    /// The source offset of each character.
    private(set) var source = FlowOffsets()
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

    /// A flow of at most `characters` characters, which `body` writes; memory that it does not reach
    /// is never touched.
    init(atMost characters: Int, _ body: (inout FlowCursor) -> Void) {
        var gap: [UInt8] = []
        var source = FlowOffsets()
        code = [UInt16](unsafeUninitializedCapacity: characters) { codes, count in
            gap = [UInt8](unsafeUninitializedCapacity: characters) { gaps, gapCount in
                guard let code = codes.baseAddress, let gap = gaps.baseAddress else { return }
                var cursor = FlowCursor(code: code, gap: gap)
                body(&cursor)
                (count, gapCount) = (cursor.count, cursor.count)
                source = cursor.offsets
            }
        }
        self.source = source
        self.gap = gap
    }

    mutating func reserve(_ characters: Int) {
        code.reserveCapacity(characters)
        gap.reserveCapacity(characters)
    }

    /// Appends the characters of `range`; the first of them gets at least `gap`.
    mutating func append(_ text: SourceText, _ range: TextRange, gap first: UInt8) {
        let base = code.count
        Self.withCursor(over: text, range) { cursor in
            swap(&cursor.offsets, &source)
            text.scalars.withUnsafeBufferPointer {
                _ = cursor.append($0, range, gap: first, .shared, from: base)
            }
            swap(&cursor.offsets, &source)
            code.append(contentsOf: UnsafeBufferPointer(start: cursor.code, count: cursor.count))
            gap.append(contentsOf: UnsafeBufferPointer(start: cursor.gap, count: cursor.count))
        }
    }

    /// The folded characters of a short range, without making a flow of them.
    static func withCharacters<Result>(
        of text: SourceText, _ range: TextRange, _ body: (UnsafeBufferPointer<UInt16>) -> Result
    ) -> Result {
        withCursor(over: text, range) { cursor in
            text.scalars.withUnsafeBufferPointer {
                _ = cursor.append($0, range, gap: 0, .shared, from: nil)
            }
            return body(UnsafeBufferPointer(start: cursor.code, count: cursor.count))
        }
    }

    /// Hands `body` a cursor with room for a range, which is good as long as `body` runs.
    private static func withCursor<Result>(
        over text: SourceText, _ range: TextRange, _ body: (inout FlowCursor) -> Result
    ) -> Result {
        let size = max(1, range.count)
        return withUnsafeTemporaryAllocation(byteCount: size * 3, alignment: 2) { memory in
            // At least three bytes were asked for.
            let base = memory.baseAddress.unsafelyUnwrapped
            var cursor = FlowCursor(
                code: base.bindMemory(to: UInt16.self, capacity: size),
                gap: (base + size * 2).bindMemory(to: UInt8.self, capacity: size))
            return body(&cursor)
        }
    }

    /// The source range of the characters `start..<end`; from the first to the last of them.
    func range(_ start: Int, _ end: Int) -> TextRange {
        source.withView { TextRange($0[start], $0[end - 1] + 1) }
    }

    /// The folded characters `start..<end` as text.
    func string(_ start: Int, _ end: Int) -> String {
        String(decoding: code[start..<end], as: UTF16.self)
    }

    /// The characters `start..<end` as the source has them, without blanks and line breaks.
    func rawString(_ start: Int, _ end: Int, of text: SourceText) -> String {
        var result = String.UnicodeScalarView()
        source.withView {
            $0.eachPiece(of: start..<max(start, end)) { offset, count in
                for scalar in text.scalars[offset..<offset + count] {
                    result.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
                }
            }
        }
        return String(result)
    }
}
