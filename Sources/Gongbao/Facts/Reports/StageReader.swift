/// How far the work has come that a figure counts: 已开工39公里, 9个已完工, 46个全部开工.
struct StageReader {
    let context: ReadingContext

    /// The stage word that governs the figure: right before it, else behind it in its clause, else
    /// anywhere between the last figure and it.
    func stage(of figure: Figure) -> (stage: Stage, start: Int, end: Int)? {
        let left = matches(figure.leftStart, figure.lead)
        if let near = left.last, figure.lead - near.end <= 3 { return near }
        if let behind = matches(figure.end, figure.rightEnd).first { return behind }
        return left.last
    }

    /// The first stage word behind the figure in its clause.
    func behind(_ figure: Figure) -> Stage? { matches(figure.end, figure.rightEnd).first?.stage }

    private func matches(_ start: Int, _ end: Int) -> [(stage: Stage, start: Int, end: Int)] {
        var found: [(stage: Stage, start: Int, end: Int)] = []
        var index = start
        while index < end {
            if context.lexicon.stages.first[Int(context.code[index])] != 0,
                let match = context.lexicon.stages.longestMatch(
                    in: context.code, from: index, limit: min(context.limit(from: index), end))
            {
                found.append((Stage.allCases[match.payload], index, match.end))
                index = match.end
            } else {
                index += 1
            }
        }
        return found
    }
}
