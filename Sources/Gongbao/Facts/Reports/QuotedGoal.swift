/// Where a paragraph that quotes its task before it reports on it begins to report.
///
/// 3000公里农村公路安装安全设施（2015—2017年）。上半年已完成610公里。: the first sentence repeats the goal.
struct QuotedGoal {
    let context: ReadingContext
    let mentions: UnsafeBufferPointer<Mention>

    /// No quoted task is longer.
    private static let longest = 160
    private static let stop = Character16.of("。")

    /// The index at which the block begins to report; its start where it quotes nothing.
    func end(of block: Reflow.Block) -> Int {
        let begin = afterEnumerator(block)
        var stop = begin
        while stop < block.end, stop - begin <= Self.longest, context.code[stop] != Self.stop {
            stop += 1
        }
        guard stop < block.end - 1, context.code[stop] == Self.stop, stop - begin <= Self.longest,
            opensReport(at: stop + 1, before: block.end)
        else { return block.start }
        let quoted = begin..<stop
        guard !cues(in: quoted, contain: [.reached, .existing, .tally, .benchmark]),
            !hasDateOfReport(quoted)
        else { return block.start }
        let first = figures(in: quoted)
        guard let lead = first.first else { return block.start }
        if Int(lead.lead) == begin { return stop + 1 }
        // 1.引进企业不少于3个。上半年，引进企业2个: the report answers with the same units.
        let answers = figures(in: stop + 1..<min(block.end, stop + 1 + Self.longest))
        let numbered = begin > block.start
        let bounded = first.contains { $0.comparator == .atLeast || $0.comparator == .atMost }
        let answered = first.contains { goal in answers.contains { $0.unit == goal.unit } }
        return numbered && bounded && answered ? stop + 1 : block.start
    }

    private static let enumeratorMarks = Character16.Set("、.)")

    private func afterEnumerator(_ block: Reflow.Block) -> Int {
        var low = mentions.partitioningIndex { Int($0.start) >= block.start }
        while low < mentions.count, Int(mentions[low].start) <= block.start + 1 {
            let mention = mentions[low]
            if mention.kind == .ordinal {
                var end = Int(mention.end)
                while end < block.end, Self.enumeratorMarks.contains(context.code[end]) { end += 1 }
                return end
            }
            low += 1
        }
        return block.start
    }

    /// Whether the text at `index` begins with a period or with what has been reached: 上半年, 截至, 目前, 已.
    private func opensReport(at index: Int, before end: Int) -> Bool {
        let low = mentions.partitioningIndex { Int($0.start) >= index }
        if low < mentions.count, Int(mentions[low].start) == index, mentions[low].kind == .date {
            return true
        }
        guard let match = context.match(context.lexicon.cues, at: index, limit: end) else {
            return false
        }
        let cues = context.lexicon.cueSets[match.payload]
        return cues.contains(.reportOpener)
    }

    private func cues(in range: Range<Int>, contain wanted: [Cue]) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            if let match = context.lexicon.cues.longestMatch(
                in: context.code, from: index, limit: range.upperBound)
            {
                let found = context.lexicon.cueSets[match.payload]
                if wanted.contains(where: found.contains) { return true }
                index = match.end
            } else {
                index += 1
            }
        }
        return false
    }

    /// 截至6月底 or 上半年 in the sentence itself: it reports.
    private func hasDateOfReport(_ range: Range<Int>) -> Bool {
        var low = mentions.partitioningIndex { Int($0.start) >= range.lowerBound }
        while low < mentions.count, Int(mentions[low].start) < range.upperBound {
            if mentions[low].kind == .date, mentions[low].date?.part ?? .none != .none {
                return true
            }
            low += 1
        }
        return false
    }

    private func figures(in range: Range<Int>) -> [Mention] {
        var found: [Mention] = []
        var low = mentions.partitioningIndex { Int($0.start) >= range.lowerBound }
        while low < mentions.count, Int(mentions[low].start) < range.upperBound {
            if mentions[low].kind == .quantity { found.append(mentions[low]) }
            low += 1
        }
        return found
    }
}
