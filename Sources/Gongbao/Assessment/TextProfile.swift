/// What a text speaks of, as pairs of neighbouring characters: enough to tell indicators apart
/// without a dictionary, and indifferent to the order of modifiers.
struct TextProfile: Sendable {
    /// Sorted, without repetition.
    let pairs: [UInt32]

    init(_ texts: String?...) {
        var pairs: Set<UInt32> = []
        for text in texts {
            guard let text else { continue }
            var previous: UInt32 = 0
            for scalar in text.unicodeScalars {
                let folded = UInt32(CharacterTables.shared.folded(scalar.value))
                let kind = CharacterTables.shared.classOf(folded)
                guard kind == .han || kind == .letter else {
                    // Quotation marks and blanks part nothing; other marks do.
                    if kind == .punctuation, !TextProfile.transparent.contains(scalar) {
                        previous = 0
                    }
                    continue
                }
                if previous != 0 { pairs.insert(previous << 16 | folded & 0xFFFF) }
                previous = folded & 0xFFFF
            }
        }
        self.pairs = pairs.sorted()
    }

    private static let transparent: Set<Unicode.Scalar> = [
        "“", "”", "「", "」", "\"", "（", "）", "(", ")",
    ]

    var isEmpty: Bool { pairs.isEmpty }
}

/// How much a pair of characters tells, by how many tasks of the table use it.
struct PairWeights: Sendable {
    private var uses: [UInt32: Int] = [:]

    init(_ tasks: [TextProfile]) {
        for task in tasks { for pair in task.pairs { uses[pair, default: 0] += 1 } }
    }

    /// In quarters; a pair that the table does not know counts little.
    private func weight(_ pair: UInt32) -> Int {
        switch uses[pair] ?? 0 {
        case 0: return 3
        case 1: return 8
        case 2: return 6
        case 3...4: return 4
        default: return 2
        }
    }

    /// The share of `part`'s weight that `whole` has too, in thousandths.
    func coverage(of part: TextProfile, by whole: TextProfile) -> Int {
        guard !part.isEmpty, !whole.isEmpty else { return 0 }
        var shared = 0
        var total = 0
        var index = 0
        for pair in part.pairs {
            let weight = weight(pair)
            total += weight
            while index < whole.pairs.count, whole.pairs[index] < pair { index += 1 }
            if index < whole.pairs.count, whole.pairs[index] == pair { shared += weight }
        }
        return shared * 1000 / total
    }

    /// The weight of the pairs that the table knows.
    func known(_ text: TextProfile) -> Int {
        text.pairs.reduce(0) { uses[$1] == nil ? $0 : $0 + weight($1) }
    }

    /// How alike two texts are, in thousandths: the mean of both coverages, leaning to the larger
    /// one, because a report shortens what the table spells out.
    func likeness(_ a: TextProfile, _ b: TextProfile) -> Int {
        let (first, second) = (coverage(of: a, by: b), coverage(of: b, by: a))
        return (2 * max(first, second) + min(first, second)) / 3
    }
}
