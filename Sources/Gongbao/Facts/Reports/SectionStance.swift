/// Which blocks of a document speak of goals and which of results.
///
/// A task table's surroundings and a report's body have one stance; a work report changes from what
/// was done (2024年工作回顾) to what is to be done (2025年工作安排).
struct SectionStance {
    private let stances: [Stance]

    /// - Parameter isWorkReport: Whether the document is a work report.
    init(isWorkReport: Bool, isPlan: Bool, blocks: [Reflow.Block], flow: Flow, lexicon: Lexicon) {
        guard isWorkReport else {
            stances = [Stance](repeating: isPlan ? .plan : .report, count: blocks.count)
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
                        switch Cue.allCases[match.payload] {
                        case .pastSection: current = .report
                        case .futureSection: current = .plan
                        default: break
                        }
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

extension SectionStance {
    init(kind: DocumentKind, blocks: [Reflow.Block], flow: Flow, lexicon: Lexicon) {
        self.init(
            isWorkReport: kind == .workReport, isPlan: kind == .taskTable, blocks: blocks,
            flow: flow, lexicon: lexicon)
    }
}
