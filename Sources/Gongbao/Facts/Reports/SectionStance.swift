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
    ///   - year: The document's year, before which a five-year plan is over or behind which it lies.
    init(
        isWorkReport: Bool, isPlan: Bool, blocks: [Reflow.Block], news: [Range<Int>], year: Int?,
        flow: Flow, lexicon: Lexicon
    ) {
        guard isWorkReport else {
            var result = [Stance](repeating: isPlan ? .plan : .report, count: blocks.count)
            for story in news { for block in story { result[block] = .news } }
            if !isPlan { NextSteps.mark(&result, blocks, flow) }
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
                if let year, let stance = PlanPeriod.stance(code, index..<limit, year: year) {
                    current = stance
                }
                while index < limit {
                    if code[index] == Self.open {
                        // 增长5.7%（预期目标为6%以上）: an aside does not begin a section.
                        while index < limit, code[index] != Self.close { index += 1 }
                        continue
                    }
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

    private static let open = Character16.of("(")
    private static let close = Character16.of(")")

    func of(_ block: Int) -> Stance { block < stances.count ? stances[block] : .report }
}

/// Five-year plans (“十五五”时期) at the head of a paragraph: what is over, and what lies ahead.
enum PlanPeriod {
    /// 十三五 began in 2016.
    private static let thirteenth = 2016
    private static let ordinals: [StaticWord] = ["十二五", "十三五", "十四五", "十五五", "十六五", "十七五"]
    private static let ten = Character16.of("十")
    /// What makes the plan's years the paragraph's own; 为“十五五”开好局 does not.
    private static let subjects: [StaticWord] = ["时期", "期间", "发展", "规划", "经济社会", "主要目标"]
    private static let reach = 24

    /// The stance that a plan at the begin of `range` gives in a document of `year`.
    static func stance(
        _ code: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, year: Int
    ) -> Stance? {
        for index in range.prefix(reach) where code[index] == ten {
            guard let plan = ordinals.firstIndex(where: { matches($0, code, index, range) }) else {
                continue
            }
            var behind = index + 3
            while behind < range.upperBound, code[behind] == 0x201D || code[behind] == 0x300D {
                behind += 1
            }
            guard subjects.contains(where: { matches($0, code, behind, range) }) else { return nil }
            let first = thirteenth + (plan - 1) * 5
            if year > first + 4 { return .report }
            return year <= first ? .plan : nil
        }
        return nil
    }

    private static func matches(
        _ word: StaticWord, _ code: UnsafeBufferPointer<UInt16>, _ index: Int, _ range: Range<Int>
    ) -> Bool {
        index + word.count <= range.upperBound
            && (0..<word.count).allSatisfy { code[index + $0] == word[$0] }
    }
}
