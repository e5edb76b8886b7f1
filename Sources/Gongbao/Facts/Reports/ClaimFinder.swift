/// What a document says of its own progress: 其中提前并超额完成2项, 达到序时进度6项, 圆满完成年度任务.
struct ClaimFinder {
    let context: ReadingContext
    let mentions: [Mention]

    struct Claim: Sendable {
        /// Flow range of the clause that says so.
        var start: Int
        var end: Int
        var status: String
        /// The number of tasks it counts, nil where it speaks of the figures around it.
        var count: Int?
        /// Flow range of the paragraph.
        var paragraph: Range<Int> = 0..<0
    }

    /// Words of state, the more specific first, and what they claim.
    private static let states: [(StaticWord, String)] = [
        ("未按期完成", "overdue"), ("未按时完成", "overdue"), ("已逾期", "overdue"), ("无法完工", "behind"),
        ("无法按期", "behind"), ("未达到序时", "behind"), ("未达序时", "behind"), ("欠进度", "behind"),
        ("进度滞后", "behind"), ("进展滞后", "behind"), ("推进滞后", "behind"), ("超序时", "early"),
        ("推进较快", "early"), ("快于序时", "early"), ("达到或超过年度目标", "met"), ("达到序时", "onTrack"),
        ("符合序时", "onTrack"), ("正常推进", "onTrack"), ("按序时", "onTrack"), ("超过年初预期目标", "exceeded"),
        ("超过预期目标", "exceeded"), ("超额完成", "exceeded"), ("提前并超额", "exceeded"), ("提前超额", "exceeded"),
        ("提前完成", "met"), ("圆满完成", "met"), ("全面完成", "met"), ("全部完成", "met"), ("全部办结", "met"),
        ("已达到年度目标", "met"), ("已完成年度目标", "met"), ("全部启动", "inProgress"), ("尚未启动", "notStarted"),
    ]
    private static let tallyOnly: [(StaticWord, String)] = [
        ("已完成", "met"), ("完成", "met"), ("办结", "met"), ("滞后", "behind"),
    ]

    /// - Parameter blocks: The blocks of the flow.
    func claims(in blocks: [Reflow.Block]) -> [Claim] {
        var claims: [Claim] = []
        var mention = 0
        for block in blocks where block.kind != .heading {
            var start = block.start
            while start < block.end {
                var end = start
                while end < block.end, !SentenceReader.clauseMarks.contains(context.code[end]) {
                    end += 1
                }
                while mention < mentions.count, Int(mentions[mention].end) <= start { mention += 1 }
                if end - start >= 4, var claim = claim(start, end, from: mention) {
                    claim.paragraph = block.start..<block.end
                    claims.append(claim)
                }
                start = end + 1
            }
        }
        return claims
    }

    private func claim(_ start: Int, _ end: Int, from mention: Int) -> Claim? {
        let figure = tally(start, end, from: mention)
        if let status = state(start, end, Self.states) {
            return Claim(start: start, end: end, status: status, count: figure)
        }
        guard let figure, let status = state(start, end, Self.tallyOnly) else { return nil }
        return Claim(start: start, end: end, status: status, count: figure)
    }

    private func state(_ start: Int, _ end: Int, _ states: [(StaticWord, String)]) -> String? {
        for (word, status) in states {
            var index = start
            while index + word.count <= end {
                if context.code[index] == word[0], context.matches(word, at: index) {
                    return status
                }
                index += 1
            }
        }
        return nil
    }

    /// The count of tasks in the clause: a figure in 项 or 件, or in 个 right behind the state.
    private func tally(_ start: Int, _ end: Int, from mention: Int) -> Int? {
        var index = mention
        while index < mentions.count, Int(mentions[index].start) < end {
            let figure = mentions[index]
            index += 1
            guard figure.kind == .quantity || figure.rule == .ordinalSuffix || figure.kind == .phrase,
                Int(figure.start) >= start,
                let unit = figure.unit,
                context.lexicon.unitTraits[Int(unit.index)].contains(.task),
                let value = figure.value?.integer
            else { continue }
            if !context.lexicon.unitTraits[Int(unit.index)].contains(.item), Int(figure.end) < end,
                !context.matches("项目", at: Int(figure.end)), !context.matches("已", at: Int(figure.end))
            {
                continue
            }
            return value
        }
        return nil
    }
}
