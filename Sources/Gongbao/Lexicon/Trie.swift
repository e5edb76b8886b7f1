/// Collects words for a `Trie`.
///
/// Nodes are states, 0 is the root; the transition table is one open-addressing hash from (state,
/// character) to state, packed as `Trie.slots` says.
struct TrieBuilder: Sendable {
    private var slots: [UInt64] = []
    private var count = 0
    /// The payload of a state, or -1 where no word ends.
    private var payload: [Int32] = [-1]

    /// Adds a word; a later word with the same characters replaces the earlier one.
    mutating func insert(_ word: [UInt16], _ value: Int) {
        guard !word.isEmpty else { return }
        var state = 0
        for character in word { state = step(from: state, character) }
        payload[state] = Int32(value)
    }

    private mutating func step(from state: Int, _ character: UInt16) -> Int {
        if (count + 1) * 2 > slots.count { grow() }
        let key = Trie.key(state, character)
        let mask = slots.count - 1
        var slot = Trie.hash(key) & mask
        while slots[slot] != 0 {
            if slots[slot] >> Trie.stateBits == key { return Trie.state(in: slots[slot]) }
            slot = (slot + 1) & mask
        }
        let made = payload.count
        precondition(made < 1 << Trie.stateBits, "a lexicon of more than 16 million characters")
        payload.append(-1)
        slots[slot] = key << Trie.stateBits | UInt64(made)
        count += 1
        return made
    }

    private mutating func grow() {
        let old = slots
        let size = max(64, old.count * 2)
        slots = [UInt64](repeating: 0, count: size)
        for entry in old where entry != 0 {
            var slot = Trie.hash(entry >> Trie.stateBits) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = entry
        }
    }

    /// The words so far, ready for matching.
    func freeze() -> Trie {
        func copy<Element>(_ array: [Element]) -> UnsafePointer<Element> {
            let memory = UnsafeMutablePointer<Element>.allocate(capacity: array.count)
            array.withUnsafeBufferPointer { source in
                if let base = source.baseAddress {
                    memory.initialize(from: base, count: source.count)
                }
            }
            return UnsafePointer(memory)
        }
        let slots = self.slots.isEmpty ? [0] : self.slots
        var starts: [UInt16] = []
        for entry in slots where entry != 0 && entry >> 40 == 0 {
            starts.append(UInt16(truncatingIfNeeded: entry >> Trie.stateBits))
        }
        return Trie(
            starts: Character16.Set(starts), pairs: PairFilter(self), slots: copy(slots),
            payload: copy(payload), mask: slots.count - 1)
    }

    /// The payload of exactly this word.
    func value(of word: [UInt16]) -> Int? {
        guard !slots.isEmpty else { return nil }
        var state = 0
        for character in word {
            let key = Trie.key(state, character)
            var slot = Trie.hash(key) & (slots.count - 1)
            while slots[slot] != 0, slots[slot] >> Trie.stateBits != key {
                slot = (slot + 1) & (slots.count - 1)
            }
            guard slots[slot] != 0 else { return nil }
            state = Trie.state(in: slots[slot])
        }
        return payload[state] >= 0 ? Int(payload[state]) : nil
    }

    /// What `PairFilter` is made of: the words of one character, and how all others begin.
    func beginnings() -> (singles: [UInt16], pairs: [(UInt16, UInt16)]) {
        var heads: [Int: UInt16] = [:]
        var singles: [UInt16] = []
        for entry in slots where entry != 0 && entry >> 40 == 0 {
            let character = UInt16(truncatingIfNeeded: entry >> Trie.stateBits)
            heads[Trie.state(in: entry)] = character
            if payload[Trie.state(in: entry)] >= 0 { singles.append(character) }
        }
        var pairs: [(UInt16, UInt16)] = []
        for entry in slots where entry != 0 {
            if let head = heads[Int(entry >> 40)] {
                pairs.append((head, UInt16(truncatingIfNeeded: entry >> Trie.stateBits)))
            }
        }
        return (singles, pairs)
    }
}

/// A set of folded words that is matched against folded text, longest first.
///
/// Most characters of a text begin no word, which one bit of `starts` tells, and most of the others are
/// not followed by what a word goes on with, which one of `pairs` tells. The tables lie in memory of
/// their own, so that matching neither counts references nor checks bounds; they are small,
/// since what a look-up costs is whether it hits the cache. The lexicon that owns a trie frees it.
struct Trie: @unchecked Sendable {
    // Immutable after `TrieBuilder.freeze`, and alive as long as the owning lexicon.
    /// The characters that words begin with.
    let starts: Character16.Set
    /// How words begin.
    let pairs: PairFilter
    /// State (24 bits), character (16), next state (24) in one word, so that a step is one load;
    /// 0 is an empty slot.
    let slots: UnsafePointer<UInt64>
    let payload: UnsafePointer<Int32>
    let mask: Int

    static let stateBits: UInt64 = 24

    func deallocate() {
        starts.deallocate()
        pairs.deallocate()
        slots.deallocate()
        payload.deallocate()
    }

    /// A word found: its payload and the index after its last character.
    struct Match {
        var payload: Int
        var end: Int
    }

    @inline(__always)
    static func key(_ state: Int, _ character: UInt16) -> UInt64 {
        UInt64(truncatingIfNeeded: state) << 16 | UInt64(character)
    }

    @inline(__always)
    static func hash(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    @inline(__always)
    static func state(in slot: UInt64) -> Int {
        Int(truncatingIfNeeded: slot & (1 << stateBits - 1))
    }

    /// The next state, 0 where no word goes on so.
    @inline(__always)
    private func transition(_ state: Int, _ character: UInt16) -> Int {
        let key = Self.key(state, character)
        var slot = Self.hash(key) & mask
        while true {
            let found = slots[slot]
            if found >> Self.stateBits == key { return Self.state(in: found) }
            if found == 0 { return 0 }
            slot = (slot + 1) & mask
        }
    }

    /// Whether a word may begin with the character.
    @inline(__always)
    func begins(_ character: UInt16) -> Bool { starts.contains(character) }

    /// The longest word that begins at `start` and ends at or before `limit`.
    @inline(__always)
    func longestMatch(
        in text: UnsafeBufferPointer<UInt16>, from start: Int, limit: Int
    ) -> Match? {
        guard start < limit, starts.contains(text[start]),
            start + 1 >= limit || pairs.passes(text[start], text[start + 1])
        else { return nil }
        return walk(text, nil, start, limit)
    }

    /// The same over a flow; a word does not reach across a hard gap.
    @inline(__always)
    func longestMatch(
        in text: UnsafeBufferPointer<UInt16>, _ gap: UnsafeBufferPointer<UInt8>, from start: Int,
        limit: Int
    ) -> Match? {
        guard start < limit, starts.contains(text[start]),
            start + 1 >= limit || pairs.passes(text[start], text[start + 1])
        else { return nil }
        return walk(text, gap.baseAddress, start, limit)
    }

    /// One body for all callers: inlined, it would fill the instruction cache.
    @inline(never)
    private func walk(
        _ text: UnsafeBufferPointer<UInt16>, _ gap: UnsafePointer<UInt8>?, _ start: Int,
        _ limit: Int
    ) -> Match? {
        var best = -1
        var end = start
        var state = 0
        var index = start
        while index < limit {
            if let gap, index > start, gap[index] & Self.hardGap != 0 { break }
            state = transition(state, text[index])
            if state == 0 { break }
            index += 1
            let value = Int(payload[state])
            if value >= 0 { (best, end) = (value, index) }
        }
        return best < 0 ? nil : Match(payload: best, end: end)
    }

    /// The longest word that, read backwards, ends just before `end`; words were inserted reversed.
    /// `Match.end` is the index of the word's first character.
    @inline(__always)
    func longestMatchBackwards(
        in text: UnsafeBufferPointer<UInt16>, before end: Int, limit: Int
    ) -> Match? {
        guard end > limit, starts.contains(text[end - 1]),
            end - 1 <= limit || pairs.passes(text[end - 1], text[end - 2])
        else { return nil }
        return walkBack(text, nil, end, limit)
    }

    /// The same over a flow; a word does not reach across a hard gap, also not one before `end`.
    @inline(__always)
    func longestMatchBackwards(
        in text: UnsafeBufferPointer<UInt16>, _ gap: UnsafeBufferPointer<UInt8>, before end: Int,
        limit: Int
    ) -> Match? {
        guard end > limit, starts.contains(text[end - 1]),
            end - 1 <= limit || pairs.passes(text[end - 1], text[end - 2]),
            end >= text.count || gap[end] & Self.hardGap == 0
        else { return nil }
        return walkBack(text, gap.baseAddress, end, limit)
    }

    @inline(never)
    private func walkBack(
        _ text: UnsafeBufferPointer<UInt16>, _ gap: UnsafePointer<UInt8>?, _ end: Int, _ limit: Int
    ) -> Match? {
        var best = -1
        var begin = end
        var state = 0
        var index = end
        while index > limit {
            if let gap, index < end, gap[index] & Self.hardGap != 0 { break }
            state = transition(state, text[index - 1])
            if state == 0 { break }
            index -= 1
            let value = Int(payload[state])
            if value >= 0 { (best, begin) = (value, index) }
        }
        return best < 0 ? nil : Match(payload: best, end: begin)
    }

    /// `Flow.Gap.hard`, which a later room defines; a test holds both equal.
    static let hardGap: UInt8 = 8

    /// Whether exactly this word is in the set.
    func value(of word: [UInt16]) -> Int? {
        word.withUnsafeBufferPointer { buffer in
            guard let match = longestMatch(in: buffer, from: 0, limit: buffer.count),
                match.end == buffer.count
            else { return nil }
            return match.payload
        }
    }
}

/// Tells from two characters that no word of a trie begins with them.
///
/// Thousands of words begin with most common characters, but with few of their pairs: a bit for each
/// pair, by hash, spares nearly all walks into the trie's tables.
struct PairFilter: @unchecked Sendable {
    // Immutable after init, and alive as long as the owning trie.
    private let singles: Character16.Set
    private let bits: UnsafeMutablePointer<UInt64>
    /// How far a hash is shifted to give a bit's position.
    private let shift: UInt32

    init(_ builder: TrieBuilder) {
        let (singles, pairs) = builder.beginnings()
        self.singles = Character16.Set(singles)
        // At most a bit in eight is set, and small tries stay in the cache.
        var width: UInt32 = 10
        while width < 17, 1 << (width - 3) < pairs.count { width += 1 }
        shift = 32 - width
        bits = .allocate(capacity: 1 << Int(width - 6))
        bits.initialize(repeating: 0, count: 1 << Int(width - 6))
        for (first, second) in pairs {
            let position = position(first, second)
            bits[position >> 6] |= 1 << UInt64(position & 63)
        }
    }

    func deallocate() {
        singles.deallocate()
        bits.deallocate()
    }

    @inline(__always)
    private func position(_ first: UInt16, _ second: UInt16) -> Int {
        let pair = UInt32(first) << 16 | UInt32(second)
        return Int((pair &* 0x9E37_79B1) >> shift)
    }

    /// Whether a word may begin with the two characters, or with the first alone.
    @inline(__always)
    func passes(_ first: UInt16, _ second: UInt16) -> Bool {
        let position = position(first, second)
        return bits[position >> 6] >> UInt64(position & 63) & 1 != 0 || singles.contains(first)
    }
}
