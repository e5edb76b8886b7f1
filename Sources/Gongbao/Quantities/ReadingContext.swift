/// What every rule may look at: the flow as buffers, the lexicon, and the numeral reader.
struct ReadingContext {
    let code: UnsafeBufferPointer<UInt16>
    let gap: UnsafeBufferPointer<UInt8>
    let classes: UnsafeBufferPointer<UInt8>
    unowned(unsafe) let lexicon: Lexicon
    let numerals: NumeralReader
    let characters = CharacterTables.shared.classes

    init(
        code: UnsafeBufferPointer<UInt16>, gap: UnsafeBufferPointer<UInt8>,
        classes: UnsafeBufferPointer<UInt8>, lexicon: Lexicon,
        printed: PrintedCharacters = PrintedCharacters()
    ) {
        self.code = code
        self.gap = gap
        self.classes = classes
        self.lexicon = lexicon
        numerals = NumeralReader(
            code: code, gap: gap, classes: classes, units: lexicon.unitTrie, printed: printed)
    }

    var count: Int { code.count }

    @inline(__always)
    func kind(_ index: Int) -> NumeralClass { NumeralClass.of(classes[Int(code[index])]) }

    @inline(__always)
    func digit(_ index: Int) -> Int { Int(classes[Int(code[index])] >> 4) }

    @inline(__always)
    func characterClass(_ index: Int) -> CharacterTables.Class {
        CharacterTables.Class(rawValue: characters[Int(code[index])]) ?? .other
    }

    /// Whether a hard gap lies before `index`, or the flow begins there.
    @inline(__always)
    func isHard(_ index: Int) -> Bool { index == 0 || gap[index] & Flow.Gap.hard != 0 }

    /// Whether `index` begins a line.
    @inline(__always)
    func beginsLine(_ index: Int) -> Bool {
        index == 0 || gap[index] & (Flow.Gap.hard | Flow.Gap.line) != 0
    }

    /// Whether a line ends before `index`.
    @inline(__always)
    func endsLine(_ index: Int) -> Bool { index >= count || beginsLine(index) }

    /// The character at `index`, 0 outside and behind a hard gap (for looking ahead).
    @inline(__always)
    func ahead(_ index: Int) -> UInt16 {
        index < count && gap[index] & Flow.Gap.hard == 0 ? code[index] : 0
    }

    /// The character before `index`, 0 at the flow's begin and at a hard gap (for looking back).
    @inline(__always)
    func behind(_ index: Int) -> UInt16 {
        index > 0 && gap[index] & Flow.Gap.hard == 0 ? code[index - 1] : 0
    }

    @inline(__always)
    func matches(_ word: StaticWord, at index: Int) -> Bool {
        guard index >= 0, index + word.count <= count else { return false }
        for offset in 0..<word.count {
            if code[index + offset] != word[offset] { return false }
            if offset > 0, gap[index + offset] & Flow.Gap.hard != 0 { return false }
        }
        return true
    }

    /// No word of the lexicon is longer.
    private static let longestWord = 24

    /// The longest word of `trie` that begins at `index` and ends at or before `limit` and the next
    /// hard gap.
    @inline(__always)
    func match(_ trie: Trie, at index: Int, limit: Int = .max) -> Trie.Match? {
        trie.longestMatch(
            in: code, gap, from: index, limit: min(count, index + Self.longestWord, limit))
    }

    /// The longest word of `trie`, whose words are reversed, that ends just before `index`; `end` of
    /// the match is where it begins.
    @inline(__always)
    func match(_ trie: Trie, before index: Int) -> Trie.Match? {
        trie.longestMatchBackwards(
            in: code, gap, before: index, limit: max(0, index - Self.longestWord))
    }

    func unit(at index: Int) -> Trie.Match? {
        guard index < count, gap[index] & Flow.Gap.hard == 0 else { return nil }
        guard var match = match(lexicon.unitTrie, at: index) else { return nil }
        if lexicon.unitTraits[match.payload].contains(.closing), !wordsEnd(at: match.end) {
            guard match.end > index + 1,
                let shorter = self.match(lexicon.unitTrie, at: index, limit: match.end - 1)
            else { return nil }
            match = shorter  // 27个点位 counts in 个
        }
        // 9万亿两个台阶: 两 counts what follows.
        if match.end == index + 1, code[index] == Self.tael, match.end < count,
            !isHard(match.end),
            self.match(lexicon.unitTrie, at: match.end) != nil
        {
            return nil
        }
        // 850万市民, 36万群众: the figure's unit is left out.
        if lexicon.unitTraits[match.payload].contains(.word) { return nil }
        return match
    }

    private static let tael = Character16.of("两")
    /// What may stand behind a classifier that is read only where the words end: 的, bounds, lists.
    private static let behindUnits = Character16.Set("的以及和与或左余多")

    /// Whether no further word or numeral goes on at `index`.
    private func wordsEnd(at index: Int) -> Bool {
        let next = ahead(index)
        if next == 0 || Self.behindUnits.contains(next) { return true }
        let kind = characterClass(index)
        return kind != .han && kind != .letter && self.kind(index) != .digit
    }

    func text(_ start: Int, _ end: Int) -> String {
        String(decoding: code[start..<end], as: UTF16.self)
    }

    /// A small Arabic or Han number without scale words above 十, for dates and ordinals.
    func smallNumber(at index: Int) -> (value: Int, end: Int)? {
        guard index < count else { return nil }
        if kind(index) == .digit {
            var end = index
            var value = 0
            while end < count, kind(end) == .digit, end == index || gap[end] == 0, end - index < 9 {
                value = value * 10 + digit(end)
                end += 1
            }
            return (value, end)
        }
        guard kind(index) == .hanDigit || kind(index) == .smallScale || kind(index) == .twenty,
            let reading = numerals.read(at: index), reading.upper == nil, !reading.vague,
            let value = reading.value.integer
        else { return nil }
        return (value, reading.end)
    }
}
