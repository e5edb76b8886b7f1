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
                for part in parts(start, end, from: mention) where part.count >= 4 {
                    guard
                        var claim = claim(part.lowerBound, part.upperBound, from: mention)
                            ?? refuted(part.lowerBound, part.upperBound, in: block, from: mention)
                    else { continue }
                    claim.paragraph = block.start..<block.end
                    if claim.count != nil { claim.end = names(behind: claim.end, in: block) }
                    claims.append(claim)
                }
                start = end + 1
            }
        }
        return claims
    }

    private static let listMark = Character16.of("、")

    /// 3项办结、6项按计划推进、2项慢于序时进度: a part for each count of tasks behind 、.
    private func parts(_ start: Int, _ end: Int, from mention: Int) -> [Range<Int>] {
        var cuts: [Int] = []
        var index = mention
        while index < mentions.count, Int(mentions[index].start) < end {
            let figure = mentions[index]
            index += 1
            guard Int(figure.start) > start, context.code[Int(figure.start) - 1] == Self.listMark,
                taskCount(figure, end) != nil
            else { continue }
            cuts.append(Int(figure.start))
        }
        guard !cuts.isEmpty else { return [start..<end] }
        let begins = [start] + cuts
        let ends = cuts.map { $0 - 1 } + [end]
        return zip(begins, ends).map { $0..<$1 }
    }

    private static let closing = Character16.Set("”」』\"）)】")
    private static let attributive: StaticWord = "的"
    /// 对上述2项滞后任务…, 请…: who is to do something.
    private static let orders = Character16.Set("对请将要须")

    private func claim(_ start: Int, _ end: Int, from mention: Int) -> Claim? {
        if Self.orders.contains(context.code[start]) { return nil }
        var tally: (word: ClaimWord, count: Int)?
        var index = start
        while index < end {
            guard context.lexicon.claims.begins(context.code[index]),
                let match = context.match(context.lexicon.claims, at: index, limit: end),
                let word = word(context.lexicon.claimWords[match.payload], match.end, end)
            else {
                index += 1
                continue
            }
            if isOfSomethingElse(start, index) { return nil }
            let counted = count(start, end, word: index..<match.end, from: mention)
            if word.scope != .tally {
                // 进度滞后的任务要…: what the words describe, not what they claim.
                if counted == nil, context.matches(Self.attributive, at: match.end) { return nil }
                return Claim(start: start, end: end, status: word.status, count: counted)
            }
            // 已完成年度任务: another form may begin inside.
            if let counted, tally == nil { tally = (word, counted) }
            index += 1
        }
        guard let tally else { return nil }
        return Claim(start: start, end: end, status: tally.word.status, count: tally.count)
    }

    private static let introductions: [StaticWord] = [
        "即", "分别为", "分别是", "包括", "具体为", "具体是", "为", "是",
    ]
    private static let longestNames = 80
    private static let quotes = Character16.Set("“\"「『")

    /// Where the names end that say which tasks are counted: 滞后2项，即农村公路和文体设施.
    private func names(behind end: Int, in block: Reflow.Block) -> Int {
        guard end + 1 < block.end,
            let word = Self.introductions.first(where: { context.matches($0, at: end + 1) })
        else { return end }
        var stop = end + 1 + word.count
        // Goals in quotation marks are figures, not names.
        if stop < block.end, Self.quotes.contains(context.code[stop]) { return end }
        while stop < block.end, !SentenceReader.clauseMarks.contains(context.code[stop]) {
            stop += 1
        }
        return stop - end <= Self.longestNames ? stop : end
    }

    /// The first of a head's words that this place allows.
    private func word(_ words: [ClaimWord], _ index: Int, _ end: Int) -> ClaimWord? {
        words.first { word in
            var stop = end
            if word.scope == .end {
                while stop > index, Self.closing.contains(context.code[stop - 1]) { stop -= 1 }
                if word.tail.isEmpty { return stop == index }
            }
            guard !word.tail.isEmpty else { return true }
            guard index + word.tail.count <= stop else { return false }
            let last = stop - word.tail.count
            return (word.scope == .end ? last...last : index...last).contains { position in
                word.tail.indices.allSatisfy { context.code[position + $0] == word.tail[$0] }
            }
        }
    }

    /// 预计11月底前全部完成, 确保…: not said to have happened. 方案设计全部完成: said of a part of the work.
    private func isOfSomethingElse(_ start: Int, _ word: Int) -> Bool {
        // 12月前可全部完成
        if word > start, Self.possible.contains(context.code[word - 1]) { return true }
        var index = start
        while index < word {
            guard context.lexicon.cues.begins(context.code[index]),
                let match = context.match(context.lexicon.cues, at: index, limit: word)
            else {
                index += 1
                continue
            }
            let cues = context.lexicon.cueSets[match.payload]
            if cues.contains(.future) || cues.contains(.workPart) { return true }
            index = match.end
        }
        return false
    }

    private static let possible = Character16.Set("可能会")

    // MARK: Counts

    /// No table has more tasks: 办结案件918件 counts none.
    private static let mostTasks = 200

    /// How many tasks the clause counts: the figure right behind the words, else the last before
    /// them.
    private func count(_ start: Int, _ end: Int, word: Range<Int>, from mention: Int) -> Int? {
        var before: Int?
        var index = mention
        while index < mentions.count, Int(mentions[index].start) < end {
            let figure = mentions[index]
            index += 1
            guard Int(figure.start) >= start, let value = taskCount(figure, end) else { continue }
            if Int(figure.start) >= word.upperBound {
                return Int(figure.start) - word.upperBound <= 8 ? value : before
            }
            if Int(figure.end) <= word.lowerBound { before = value }
        }
        return before
    }

    private static let counted: [StaticWord] = ["项目", "任务", "实事", "指标", "工程", "事项"]
    private static let among: StaticWord = "中,"
    private static let comma = Character16.of(",")
    /// What begins to say how the counted stand: 已完成, 未达到, 快于, 超过, 正在, 按时, 提前, 滞后.
    private static let states = Character16.Set("已未快慢超正按提滞")

    /// 18个项目中，9个已完成，2个未开工: a clause before says what is counted.
    private func isOfCounted(_ figure: Mention) -> Bool {
        let (start, end) = (Int(figure.start), Int(figure.end))
        guard end < context.count, !context.isHard(end), Self.states.contains(context.code[end]),
            context.behind(start) == Self.comma
        else { return false }
        var index = start
        while index > 1, start - index < 40, !context.isHard(index),
            !SentenceReader.sentenceEnds.contains(context.code[index - 1])
        {
            if context.matches(Self.among, at: index - 2) { return true }
            index -= 1
        }
        return false
    }

    /// The value of a figure that counts tasks: in 项 or 件, or in 个 where tasks or a state follow.
    private func taskCount(_ figure: Mention, _ end: Int) -> Int? {
        guard figure.kind == .quantity || figure.rule == .ordinalSuffix || figure.kind == .phrase,
            let unit = figure.unit,
            context.lexicon.unitTraits[Int(unit.index)].contains(.task)
        else { return nil }
        if !context.lexicon.unitTraits[Int(unit.index)].contains(.item),
            !Self.counted.contains(where: { context.matches($0, at: Int(figure.end)) }),
            !isOfCounted(figure)
        {
            return nil
        }
        return figure.value?.integer.flatMap { $0 <= Self.mostTasks ? $0 : nil }
    }

    // MARK: Figures found wrong

    private static let checked: [StaticWord] = [
        "经核实", "经核查", "经查", "经实地核查", "经现场核查", "经复核", "实地核查",
    ]

    /// 上报“已建成8万平方米”，经核实竣工面积为5.6万平方米: a figure that somebody claims in quotation
    /// marks, and what a check found.
    private func refuted(
        _ start: Int, _ end: Int, in block: Reflow.Block, from mention: Int
    ) -> Claim? {
        guard end < block.end, Self.closing.contains(context.code[end - 1]),
            context.code[end - 1] != Character16.of(")"),
            Self.checked.contains(where: { context.matches($0, at: end + 1) })
        else { return nil }
        var index = mention
        while index < mentions.count, Int(mentions[index].end) <= end {
            if mentions[index].kind == .quantity, Int(mentions[index].start) >= start,
                Int(mentions[index].end) >= end - 1
            {
                return Claim(
                    start: start, end: end, status: ClaimWord.finished, count: nil)
            }
            index += 1
        }
        return nil
    }
}

extension ClaimWord {
    /// The status of work that is said to be done.
    static let finished = "met"
}
