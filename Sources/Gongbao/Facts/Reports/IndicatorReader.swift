/// What a figure counts or measures, from the words before it or behind its unit.
///
/// 农村户厕1800户 → 农村户厕; 新建18个社区长者食堂 → 社区长者食堂; 医养结合服务率为27.13% → 医养结合服务率.
struct IndicatorReader {
    let context: ReadingContext
    let mentions: UnsafeBufferPointer<Mention>

    private static let heads = Character16.Set("已为共达计约近超逾并还将其对有和、及与,的在向把由从至到均各另了是按给")
    private static let tails = Character16.Set("为达到至共约近超的了已是有在数增计")
    private static let stops = Character16.Set(",。!?；;、(|:和及与")

    /// The flow range of the indicator, and that of the verb that governs it.
    func read(
        _ figure: Figure, in sentence: Sentence
    ) -> (start: Int, end: Int, action: Range<Int>?) {
        let action = sentence.cues.last {
            $0.cues.contains(.action) && $0.start >= figure.leftStart && $0.end <= figure.lead
        }
        var start = figure.leftStart
        var end = figure.lead
        trim(&start, &end)
        if let action, action.end > start, action.start <= start + 2 { start = action.end }
        trim(&start, &end)
        let nounBehind = self.nounBehind(figure) ?? self.nounBehindList(figure, in: sentence)
        if end - start >= 3 || (end - start >= 2 && nounBehind == nil) {
            return (start, end, action.map { $0.start..<$0.end })
        }
        if let noun = nounBehind {
            return (noun.lowerBound, noun.upperBound, action.map { $0.start..<$0.end })
        }
        // A list goes on: the words before the list's first figure.
        start = figure.clauseStart
        end = figure.leftStart
        if let previous = figure.previous, Int(previous.pointee.lead) > start { end = Int(previous.pointee.lead) }
        trim(&start, &end)
        if end <= start { (start, end) = (figure.clauseStart, figure.lead) }
        if end <= start { (start, end) = (figure.start, figure.end) }
        return (start, end, action.map { $0.start..<$0.end })
    }

    private func trim(_ start: inout Int, _ end: inout Int) {
        while start < end, Self.heads.contains(context.code[start]) || isMark(start) { start += 1 }
        while end > start, Self.tails.contains(context.code[end - 1]) || isMark(end - 1) { end -= 1 }
    }

    private func isMark(_ index: Int) -> Bool {
        let kind = context.characterClass(index)
        return kind == .punctuation && !Character16.Set("“”《》()").contains(context.code[index])
    }

    /// 17009名、11658名、10843名孕妇: the noun behind the last of a list is that of all.
    private func nounBehindList(_ figure: Figure, in sentence: Sentence) -> Range<Int>? {
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
        while clauseEnd < sentence.end, !SentenceReader.clauseMarks.contains(context.code[clauseEnd]) {
            clauseEnd += 1
        }
        return nounBehind(
            Figure(
                index: figure.index, mention: next, clauseStart: lead, clauseEnd: clauseEnd,
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
    private func nounBehind(_ figure: Figure, from begin: Int? = nil) -> Range<Int>? {
        let begin = begin ?? figure.end
        var end = begin
        while end < figure.rightEnd, !Self.stops.contains(context.code[end]), end - begin < 24 {
            if context.lexicon.stages.first[Int(context.code[end])] != 0,
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
}
