/// How far the work has come that a figure counts: 已开工39公里, 9个已完工, 46个全部开工.
struct StageReader {
    let context: ReadingContext
    private let words: Trie

    init(context: ReadingContext) {
        self.context = context
        words = context.lexicon.stages
    }

    /// The stage word that governs the figure: right before it, else behind it in its clause, else
    /// anywhere between the last figure and it.
    func stage(of figure: Figure) -> (stage: Stage, start: Int, end: Int)? {
        let left = last(in: figure.leftStart..<figure.lead)
        if let left, figure.lead - left.end <= 3 { return left }
        return first(in: figure.end..<max(figure.end, figure.rightEnd)) ?? left
    }

    /// The first stage word behind the figure in its clause.
    func behind(_ figure: Figure) -> Stage? {
        first(in: figure.end..<max(figure.end, figure.rightEnd))?.stage
    }

    /// The first stage word in a range.
    func stage(in range: Range<Int>) -> (stage: Stage, start: Int, end: Int)? { first(in: range) }

    /// The last stage word between the last figure or mark and this figure.
    func before(_ figure: Figure) -> Stage? { last(in: figure.leftStart..<figure.lead)?.stage }

    private func first(in range: Range<Int>) -> (stage: Stage, start: Int, end: Int)? {
        var index = range.lowerBound
        while index < range.upperBound {
            if let found = match(at: index, limit: range.upperBound) { return found }
            index += 1
        }
        return nil
    }

    private func last(in range: Range<Int>) -> (stage: Stage, start: Int, end: Int)? {
        var found: (stage: Stage, start: Int, end: Int)?
        var index = range.lowerBound
        while index < range.upperBound {
            if let next = match(at: index, limit: range.upperBound) {
                found = next
                index = next.end
            } else {
                index += 1
            }
        }
        return found
    }

    @inline(__always)
    private func match(at index: Int, limit: Int) -> (stage: Stage, start: Int, end: Int)? {
        guard words.begins(context.code[index]),
            let match = context.match(words, at: index, limit: limit)
        else { return nil }
        return (Stage.allCases[match.payload], index, match.end)
    }
}
