/// A stretch of a document as the table readers see it: one flow, cut into pieces.
///
/// A piece is a line or a cell: `start..<end` in the flow, so that words are matched without their
/// blanks while every piece still knows its source characters.
struct TableText: Sendable {
    struct Piece: Sendable {
        var start: Int
        var end: Int
        var isEmpty: Bool { start >= end }
        var count: Int { end - start }
    }

    let source: SourceText
    let lexicon: Lexicon
    let flow: Flow
    let pieces: [Piece]

    /// One piece for each range, in order; ranges without a character give empty pieces.
    init(_ source: SourceText, _ ranges: some Collection<TextRange>, lexicon: Lexicon) {
        self.source = source
        self.lexicon = lexicon
        var flow = Flow()
        var pieces: [Piece] = []
        pieces.reserveCapacity(ranges.count)
        flow.reserve(ranges.reduce(0) { $0 + $1.count })
        for range in ranges {
            let start = flow.count
            flow.append(source, range, gap: Flow.Gap.line)
            pieces.append(Piece(start: start, end: flow.count))
        }
        self.flow = flow
        self.pieces = pieces
    }

    var code: [UInt16] { flow.code }

    /// The source characters of a piece; nil for an empty one.
    func range(_ piece: Piece) -> TextRange? {
        piece.isEmpty ? nil : flow.range(piece.start, piece.end)
    }

    func string(_ piece: Piece) -> String { flow.string(piece.start, piece.end) }

    // MARK: Looking at characters

    func matches(_ word: StaticWord, at index: Int, before end: Int) -> Bool {
        guard index >= 0, index + word.count <= end else { return false }
        for offset in 0..<word.count where flow.code[index + offset] != word[offset] {
            return false
        }
        return true
    }

    /// Where `word` first stands in `start..<end`.
    func first(_ word: StaticWord, in start: Int, _ end: Int) -> Int? {
        guard word.count > 0, start >= 0, end - start >= word.count else { return nil }
        let head = word[0]
        for index in start...(end - word.count)
        where flow.code[index] == head && matches(word, at: index, before: end) {
            return index
        }
        return nil
    }

    func contains(_ word: StaticWord, _ piece: Piece) -> Bool {
        first(word, in: piece.start, piece.end) != nil
    }

    func isHan(_ index: Int) -> Bool {
        CharacterTables.shared.rawClass(UInt32(flow.code[index]))
            == CharacterTables.Class.han.rawValue
    }

    func isDigit(_ index: Int) -> Bool { (0x30...0x39).contains(flow.code[index]) }

    /// Whether a blank or a line break stands before the character.
    func isSpaced(_ index: Int) -> Bool { flow.gap[index] != 0 }

    /// The word of `trie` that ends just before `end`: where it begins.
    func suffix(_ trie: Trie, before end: Int, from start: Int) -> Int? {
        flow.code.withUnsafeBufferPointer {
            trie.longestMatchBackwards(in: $0, before: end, limit: start)?.end
        }
    }

    func word(_ trie: Trie, at start: Int, before end: Int) -> Trie.Match? {
        flow.code.withUnsafeBufferPointer { trie.longestMatch(in: $0, from: start, limit: end) }
    }

    /// Whether a note below the table begins at `start`: 注：, 说明：.
    func isNote(at start: Int, before end: Int) -> Bool {
        guard let match = word(lexicon.columnWords, at: start, before: end) else { return false }
        return lexicon.columnWordUses[match.payload].uses.contains(.note)
    }

    /// A plain number of at most four digits at `start`, and where it ends.
    func integer(at start: Int, before end: Int) -> (value: Int, end: Int)? {
        var index = start
        var value = 0
        while index < end, isDigit(index), index == start || flow.gap[index] == 0 {
            guard index - start < 4 else { return nil }
            value = value * 10 + Int(flow.code[index] - 0x30)
            index += 1
        }
        return index > start ? (value, index) : nil
    }

    /// A small number in Han digits (十二) at `start`, as headings count.
    func hanNumber(at start: Int, before end: Int) -> (value: Int, end: Int)? {
        let digits: [UInt16] = Array("〇一二三四五六七八九".utf16)
        let ten = Character16.of("十")
        var index = start
        var tens: Int?
        var ones = 0
        while index < end, index - start < 3 {
            if flow.code[index] == ten, tens == nil {
                tens = index == start ? 1 : ones
                ones = 0
            } else if let digit = digits.firstIndex(of: flow.code[index]) {
                if index > start, tens == nil { break }
                ones = digit
                index += 1
                if tens != nil { break }
                continue
            } else {
                break
            }
            index += 1
        }
        guard index > start else { return nil }
        return ((tens ?? 0) * 10 + ones, index)
    }
}

extension TableText {
    private static let marks = Character16.Set("★☆▲△※◆●*")

    /// The characters of the pieces as one text, joined without blanks, with their fragments.
    ///
    /// Marks that emphasise a row (★, Markdown's **) are left out; a blank stays only between two
    /// Latin letters.
    func sourced(_ parts: [Piece]) -> SourcedText {
        var text = String.UnicodeScalarView()
        var ranges: [TextRange] = []
        for part in parts {
            var fragment: TextRange?
            for index in part.start..<part.end {
                let offset = flow.source[index]
                if Self.marks.contains(flow.code[index]) {
                    if let done = fragment { ranges.append(done) }
                    fragment = nil
                    continue
                }
                if index > part.start, flow.gap[index] & Flow.Gap.line != 0 {
                    if let done = fragment { ranges.append(done) }
                    fragment = nil
                }
                let isWordGap =
                    index > part.start && flow.gap[index] != 0 && isLatin(index)
                    && isLatin(index - 1)
                if isWordGap { text.append(" ") }
                text.append(Unicode.Scalar(source.scalars[offset]) ?? "\u{FFFD}")
                fragment = TextRange(fragment?.start ?? offset, offset + 1)
            }
            if let done = fragment { ranges.append(done) }
        }
        return SourcedText(text: String(text), ranges: ranges)
    }

    func sourced(_ start: Int, _ end: Int) -> SourcedText {
        sourced([Piece(start: start, end: max(start, end))])
    }

    private func isLatin(_ index: Int) -> Bool {
        let code = flow.code[index] | 0x20
        return (0x61...0x7A).contains(code)
    }
}
