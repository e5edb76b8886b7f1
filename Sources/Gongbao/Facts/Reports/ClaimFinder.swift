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
        var tallyWord: ClaimWord?
        var index = start
        while index < end {
            if context.lexicon.claims.begins(context.code[index]),
                let match = context.match(context.lexicon.claims, at: index, limit: end)
            {
                let word = context.lexicon.claimWords[match.payload]
                if !word.onlyTallies {
                    return Claim(
                        start: start, end: end, status: word.status,
                        count: tally(start, end, from: mention))
                }
                if tallyWord == nil { tallyWord = word }
                index = match.end
            } else {
                index += 1
            }
        }
        guard let tallyWord, let count = tally(start, end, from: mention) else { return nil }
        return Claim(start: start, end: end, status: tallyWord.status, count: count)
    }

    /// The count of tasks in the clause: a figure in 项 or 件, or in 个 right behind the state.
    private func tally(_ start: Int, _ end: Int, from mention: Int) -> Int? {
        var index = mention
        while index < mentions.count, Int(mentions[index].start) < end {
            let figure = mentions[index]
            index += 1
            guard
                figure.kind == .quantity || figure.rule == .ordinalSuffix || figure.kind == .phrase,
                Int(figure.start) >= start,
                let unit = figure.unit,
                context.lexicon.unitTraits[Int(unit.index)].contains(.task),
                let value = figure.value?.integer
            else { continue }
            if !context.lexicon.unitTraits[Int(unit.index)].contains(.item), Int(figure.end) < end,
                !context.matches("项目", at: Int(figure.end)),
                !context.matches("已", at: Int(figure.end))
            {
                continue
            }
            return value
        }
        return nil
    }
}
