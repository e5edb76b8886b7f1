/// Nouns behind the unit (新建18个社区长者食堂) and names zipped with their figures (A、B分别为1、2).
extension IndicatorReader {
    private static let apart: StaticWord = "分别"

    /// A list of figures of one unit behind 分别, and where the figure stands in it.
    struct List {
        var first: Int
        var position: Int
        var count: Int
        /// Where 分别 stands.
        var apart: Int
    }

    /// The list of figures behind 分别 that this one stands in.
    func list(around figure: Figure, in sentence: Sentence) -> List? {
        guard let position = sentence.figures.firstIndex(of: figure.index) else { return nil }
        func joined(_ a: Int, _ b: Int) -> Bool {
            let (first, second) = (mentions[sentence.figures[a]], mentions[sentence.figures[b]])
            return Int(second.lead) - Int(first.end) == 1
                && Self.list.contains(context.code[Int(first.end)]) && first.unit == second.unit
        }
        var first = position
        while first > 0, joined(first - 1, first) { first -= 1 }
        var last = position
        while last + 1 < sentence.figures.count, joined(last, last + 1) { last += 1 }
        guard last > first else { return nil }
        // 分别 stands right before the first figure's words or in its clause.
        let lead = Int(mentions[sentence.figures[first]].lead)
        var apart = Int(mentions[sentence.figures[first]].start)
        while apart > sentence.start, !context.matches(Self.apart, at: apart) { apart -= 1 }
        guard context.matches(Self.apart, at: apart), lead - apart <= 12 else { return nil }
        return List(first: first, position: position - first, count: last - first + 1, apart: apart)
    }

    /// A、B、C分别为1、2、3: the name in the figure's own place. Only where as many names stand before
    /// 分别 as figures behind it.
    func zipped(_ list: List, in sentence: Sentence) -> IndicatorPhrase? {
        var names: [Range<Int>] = []
        var end = list.apart
        var index = list.apart - 1
        while index >= sentence.start, !SentenceReader.clauseMarks.contains(context.code[index]) {
            if Self.list.contains(context.code[index]) {
                names.append(index + 1..<end)
                end = index
            }
            index -= 1
        }
        names.append(index + 1..<end)
        guard names.count == list.count else { return nil }
        let name = trimmer.trimmed(names[list.count - 1 - list.position])
        guard name.count >= 2 else { return nil }
        // 城市、农村低保标准: a short name lacks the noun that stands with the last.
        let last = trimmer.trimmed(names[0])
        guard list.position + 1 < list.count, name.count <= 3, last.count >= name.count + 2 else {
            return IndicatorPhrase(name)
        }
        return IndicatorPhrase(head: name, body: last.lowerBound + name.count..<last.upperBound)
    }

    /// 620名、540名、310名产妇: the noun behind the last of a list is that of all.
    func nounBehindList(_ figure: Figure, in sentence: Sentence) -> Range<Int>? {
        guard let next = figure.next, Int(next.pointee.lead) - figure.end == 1,
            next.pointee.unit == figure.mention.pointee.unit
        else { return nil }
        // At most a dozen figures stand in a list.
        var end = Int(next.pointee.end)
        var lead = Int(next.pointee.lead)
        for _ in 0..<12 where end < sentence.end && Self.stops.contains(context.code[end]) {
            guard let following = following(end, sentence) else { return nil }
            (lead, end) = (Int(following.lead), Int(following.end))
        }
        var clauseEnd = end
        while clauseEnd < sentence.end,
            !SentenceReader.clauseMarks.contains(context.code[clauseEnd])
        {
            clauseEnd += 1
        }
        return nounBehind(
            Figure(
                index: figure.index, mention: next, lead: lead, clauseStart: lead,
                clauseEnd: clauseEnd,
                leftStart: lead, rightEnd: clauseEnd, preambleStart: lead, previous: nil,
                next: nil), from: end)
    }

    private func following(_ end: Int, _ sentence: Sentence) -> Mention? {
        for index in sentence.figures where Int(mentions[index].lead) == end + 1 {
            return mentions[index]
        }
        return nil
    }

    /// The noun that follows the unit, up to a mark or a stage word.
    func nounBehind(_ figure: Figure, from begin: Int? = nil) -> Range<Int>? {
        let begin = begin ?? figure.end
        var end = begin
        while end < figure.rightEnd, end - begin < 24,
            !Self.stops.contains(context.code[end])
                || (context.code[end] == 0x3001 && figure.rightEnd == figure.clauseEnd)
                || kindBracket(from: begin, at: end, before: figure.rightEnd) != nil
        {
            if end - begin >= 2, endsNoun(at: end, figure) { break }
            if let close = kindBracket(from: begin, at: end, before: figure.rightEnd) {
                end = close
                continue
            }
            if context.lexicon.stages.begins(context.code[end]),
                context.lexicon.stages.longestMatch(
                    in: context.code, from: end, limit: figure.rightEnd) != nil
            {
                break
            }
            end += 1
        }
        var start = begin
        if start < end, context.code[start] == Character16.of("的") { start += 1 }
        guard end - start >= 2,
            context.characterClass(start) == .han || context.code[start] == Character16.of("“")
        else { return nil }
        return start..<end
    }

    /// 7个县（市、区）, 3个镇（街道）: behind a bracket that belongs to a short noun; nil for others.
    private func kindBracket(from begin: Int, at open: Int, before limit: Int) -> Int? {
        guard context.code[open] == Character16.of("("), (1...3).contains(open - begin) else {
            return nil
        }
        var index = open + 1
        while index < limit, index - open <= 6 {
            if context.code[index] == Character16.of(")") { return index + 1 }
            guard context.characterClass(index) == .han || context.code[index] == 0x3001 else {
                return nil
            }
            index += 1
        }
        return nil
    }

    /// Whether a verb begins that speaks of what the noun does: 关爱队（探访了）34万户, 幼儿园建设（已完成）.
    private func endsNoun(at index: Int, _ figure: Figure) -> Bool {
        guard context.lexicon.cues.begins(context.code[index]),
            let match = context.lexicon.cues.longestMatch(
                in: context.code, from: index, limit: figure.rightEnd)
        else { return false }
        let cues = context.lexicon.cueSets[match.payload]
        if cues.contains(.reached) || cues.contains(.tally) || cues.contains(.future) {
            return true
        }
        if cues.contains(.done), match.end < figure.rightEnd { return true }
        guard cues.contains(.action), let next = figure.next else { return false }
        return Int(next.pointee.lead) - match.end <= 1 && Int(next.pointee.lead) > match.end - 1
    }
}
