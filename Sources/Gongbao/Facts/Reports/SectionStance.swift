/// Which blocks of a document speak of goals and which of results.
///
/// A task table's surroundings and a report's body have one stance; a work report changes from what
/// was done (2024年工作回顾) to what is to be done (2025年工作安排).
struct SectionStance {
    private let stances: [Stance]

    /// - Parameters:
    ///   - isWorkReport: Whether the document is a work report.
    ///   - isPlan: Whether it is the surroundings of a task table.
    ///   - news: The blocks of stories that report on something else.
    init(
        isWorkReport: Bool, isPlan: Bool, blocks: [Reflow.Block], news: [Range<Int>], flow: Flow,
        lexicon: Lexicon
    ) {
        guard isWorkReport else {
            var result = [Stance](repeating: isPlan ? .plan : .report, count: blocks.count)
            for story in news { for block in story { result[block] = .news } }
            stances = result
            return
        }
        var current = Stance.report
        var result: [Stance] = []
        result.reserveCapacity(blocks.count)
        flow.code.withUnsafeBufferPointer { code in
            for block in blocks {
                // The first words of a paragraph or the whole of a heading say where it stands.
                let limit = min(block.end, block.start + 60)
                var index = block.start
                while index < limit {
                    if let match = lexicon.cues.longestMatch(in: code, from: index, limit: limit) {
                        let cues = lexicon.cueSets[match.payload]
                        if cues.contains(.pastSection) { current = .report }
                        if cues.contains(.futureSection) { current = .plan }
                        index = match.end
                    } else {
                        index += 1
                    }
                }
                result.append(current)
            }
        }
        stances = result
    }

    func of(_ block: Int) -> Stance { block < stances.count ? stances[block] : .report }
}
