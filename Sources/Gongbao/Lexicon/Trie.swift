/// Collects words for a `Trie`.
///
/// Nodes are states; the transition table is one open-addressing hash from (state, character) to
/// state.
struct TrieBuilder: Sendable {
    private var first = [Int32](repeating: 0, count: 65_536)
    private var keys: [UInt64] = []
    private var next: [Int32] = []
    private var count = 0
    /// The payload of a state, or -1 where no word ends.
    private var payload: [Int32] = [-1]

    /// Adds a word; a later word with the same characters replaces the earlier one.
    mutating func insert(_ word: [UInt16], _ value: Int) {
        guard let head = word.first else { return }
        var state = first[Int(head)]
        if state == 0 {
            state = newState()
            first[Int(head)] = state
        }
        for character in word.dropFirst() { state = step(from: state, character) }
        payload[Int(state)] = Int32(value)
    }

    private mutating func newState() -> Int32 {
        payload.append(-1)
        return Int32(payload.count - 1)
    }

    private mutating func step(from state: Int32, _ character: UInt16) -> Int32 {
        if (count + 1) * 2 > keys.count { grow() }
        let key = UInt64(state) << 16 | UInt64(character)
        var slot = Trie.hash(key) & (keys.count - 1)
        while keys[slot] != 0 {
            if keys[slot] == key { return next[slot] }
            slot = (slot + 1) & (keys.count - 1)
        }
        let made = newState()
        keys[slot] = key
        next[slot] = made
        count += 1
        return made
    }

    private mutating func grow() {
        let (oldKeys, oldNext) = (keys, next)
        let size = max(1024, keys.count * 2)
        keys = [UInt64](repeating: 0, count: size)
        next = [Int32](repeating: 0, count: size)
        for (index, key) in oldKeys.enumerated() where key != 0 {
            var slot = Trie.hash(key) & (size - 1)
            while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
            keys[slot] = key
            next[slot] = oldNext[index]
        }
    }

    /// The words so far, ready for matching.
    func freeze() -> Trie {
        func copy<Element>(_ array: [Element], or filler: Element) -> UnsafePointer<Element> {
            let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, array.count))
            memory.initialize(repeating: filler, count: max(1, array.count))
            for (index, element) in array.enumerated() { memory[index] = element }
            return UnsafePointer(memory)
        }
        return Trie(
            first: copy(first, or: 0), keys: copy(keys, or: 0), next: copy(next, or: 0),
            payload: copy(payload, or: -1), mask: max(0, keys.count - 1))
    }

    /// The payload of exactly this word.
    func value(of word: [UInt16]) -> Int? {
        guard let head = word.first else { return nil }
        var state = first[Int(head)]
        for character in word.dropFirst() where state != 0 {
            guard !keys.isEmpty else { return nil }
            let key = UInt64(state) << 16 | UInt64(character)
            var slot = Trie.hash(key) & (keys.count - 1)
            while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
            state = keys[slot] == key ? next[slot] : 0
        }
        guard state != 0, payload[Int(state)] >= 0 else { return nil }
        return Int(payload[Int(state)])
    }
}

/// A set of folded words that is matched against folded text, longest first.
///
/// Most characters of a text begin no word, which one look-up in `first` tells. The tables lie in
/// memory of their own, so that matching neither counts references nor checks bounds; the lexicon
/// that owns a trie frees it.
struct Trie: @unchecked Sendable {
    // Immutable after `TrieBuilder.freeze`, and alive as long as the owning lexicon.
    /// State after a first character, or 0 where no word begins so.
    let first: UnsafePointer<Int32>
    let keys: UnsafePointer<UInt64>
    let next: UnsafePointer<Int32>
    let payload: UnsafePointer<Int32>
    let mask: Int

    func deallocate() {
        first.deallocate()
        keys.deallocate()
        next.deallocate()
        payload.deallocate()
    }

    /// A word found: its payload and the index after its last character.
    struct Match {
        var payload: Int
        var end: Int
    }

    @inline(__always)
    static func hash(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 29) & Int.max
    }

    @inline(__always)
    private func transition(_ state: Int32, _ character: UInt16) -> Int32 {
        let key = UInt64(state) << 16 | UInt64(character)
        var slot = Self.hash(key) & mask
        while true {
            let found = keys[slot]
            if found == key { return next[slot] }
            if found == 0 { return 0 }
            slot = (slot + 1) & mask
        }
    }

    /// The longest word that begins at `start` and ends at or before `limit`.
    @inline(__always)
    func longestMatch(
        in text: UnsafeBufferPointer<UInt16>, from start: Int, limit: Int
    ) -> Match? {
        guard start < limit else { return nil }
        var state = first[Int(text[start])]
        guard state != 0 else { return nil }
        var best: Match?
        var index = start + 1
        while true {
            let value = payload[Int(state)]
            if value >= 0 { best = Match(payload: Int(value), end: index) }
            guard index < limit else { return best }
            state = transition(state, text[index])
            guard state != 0 else { return best }
            index += 1
        }
    }

    /// The longest word that, read backwards, ends just before `end`; words were inserted reversed.
    /// `Match.end` is the index of the word's first character.
    @inline(__always)
    func longestMatchBackwards(
        in text: UnsafeBufferPointer<UInt16>, before end: Int, limit: Int
    ) -> Match? {
        guard end > limit else { return nil }
        var state = first[Int(text[end - 1])]
        guard state != 0 else { return nil }
        var best: Match?
        var index = end - 1
        while true {
            let value = payload[Int(state)]
            if value >= 0 { best = Match(payload: Int(value), end: index) }
            guard index > limit else { return best }
            state = transition(state, text[index - 1])
            guard state != 0 else { return best }
            index -= 1
        }
    }

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
