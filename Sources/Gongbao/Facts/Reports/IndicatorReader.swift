/// What a figure counts or measures, from the words before it or behind its unit.
///
/// 农村户厕1800户 → 农村户厕; 新建18个社区长者食堂 → 社区长者食堂; 医养结合服务率为27.13% → 医养结合服务率.
struct IndicatorReader {
    let context: ReadingContext
    let mentions: UnsafeBufferPointer<Mention>
    // The sets again, so that the loops have them at hand.
    private let heads = IndicatorReader.headsSet
    private let tails = IndicatorReader.tailsSet
    private let kept = IndicatorReader.keptSet
    private let stops = IndicatorReader.stopsSet
    private let list = IndicatorReader.listSet
    private let stages: Trie

    init(context: ReadingContext, mentions: UnsafeBufferPointer<Mention>) {
        self.context = context
        self.mentions = mentions
        stages = context.lexicon.stages
    }

    private static let headsSet = Character16.Set("已为共达计约近超逾并还将其对有和、及与,的在向把由从至到均各另了是按给")
    private static let tailsSet = Character16.Set("为达到至共约近超的了已是有在数增计")
    /// Marks that belong to names.
    private static let keptSet = Character16.Set("“”《》()")
    private static let stopsSet = Character16.Set(",。!?；;、(|:和及与")

    /// The flow range of the indicator, and that of the verb that governs it.
    func read(
        _ figure: Figure, _ position: Int, in sentence: Sentence
    ) -> (start: Int, end: Int, action: Range<Int>?) {
        let action =
            sentence.allCues.contains(.action)
            ? sentence.cues.last {
                $0.cues.contains(.action) && $0.start >= figure.leftStart && $0.end <= figure.lead
            } : nil
        if let name = zipped(position, in: sentence) {
            return (name.lowerBound, name.upperBound, action.map { $0.start..<$0.end })
        }
        var start = figure.leftStart
        var end = figure.lead
        // 2.61万名妇女、5480名新生儿: what stands before the mark is the noun of the figure before.
        if let previous = figure.previous, end - 1 > Int(previous.pointee.end),
            list.contains(context.code[end - 1])
        {
            start = end
        }
        trim(&start, &end)
        if let action, action.end > start, action.start <= start + 2, action.end < end {
            start = action.end
        }
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
        if let previous = figure.previous, Int(previous.pointee.lead) > start {
            end = Int(previous.pointee.lead)
        }
        trim(&start, &end)
        if end <= start { (start, end) = (figure.start, figure.end) }
        return (start, end, action.map { $0.start..<$0.end })
    }

    private static let apart: StaticWord = "分别"
    private static let listSet = Character16.Set("、和及与")

    /// A、B、C分别为1、2、3: the name in the figure's own place. Only where as many names stand before
    /// 分别 as figures behind it.
    private func zipped(_ position: Int, in sentence: Sentence) -> Range<Int>? {
        // The list of figures that this one stands in.
        func joined(_ a: Int, _ b: Int) -> Bool {
            let (first, second) = (sentence.figures[a], sentence.figures[b])
            let end = Int(mentions[first].end)
            return Int(mentions[second].lead) - end == 1 && list.contains(context.code[end])
                && mentions[first].unit == mentions[second].unit
        }
        var first = position
        while first > 0, joined(first - 1, first) { first -= 1 }
        var last = position
        while last + 1 < sentence.figures.count, joined(last, last + 1) { last += 1 }
        let count = last - first + 1
        guard count > 1 else { return nil }
        // 分别 stands right before the first figure's words or in its clause.
        let lead = Int(mentions[sentence.figures[first]].lead)
        var apart = Int(mentions[sentence.figures[first]].start)
        while apart > sentence.start, !context.matches(Self.apart, at: apart) { apart -= 1 }
        guard context.matches(Self.apart, at: apart), lead - apart <= 12 else { return nil }
        var names: [Range<Int>] = []
        var end = apart
        var index = apart - 1
        while index >= sentence.start, !SentenceReader.clauseMarks.contains(context.code[index]) {
            if list.contains(context.code[index]) {
                names.append(index + 1..<end)
                end = index
            }
            index -= 1
        }
        names.append(index + 1..<end)
        guard names.count == count else { return nil }
        var (start, stop) = (
            names[count - 1 - (position - first)].lowerBound,
            names[count - 1 - (position - first)].upperBound
        )
        trim(&start, &stop)
        return stop - start >= 2 ? start..<stop : nil
    }

    private func trim(_ start: inout Int, _ end: inout Int) {
        while start < end, heads.contains(context.code[start]) || isMark(start) { start += 1 }
        while end > start, tails.contains(context.code[end - 1]) || isMark(end - 1) {
            end -= 1
        }
    }

    private func isMark(_ index: Int) -> Bool {
        let kind = context.characterClass(index)
        return kind == .punctuation && !kept.contains(context.code[index])
    }

    /// 17009名、11658名、10843名孕妇: the noun behind the last of a list is that of all.
    private func nounBehindList(_ figure: Figure, in sentence: Sentence) -> Range<Int>? {
        guard let next = figure.next, Int(next.pointee.lead) - figure.end == 1,
            next.pointee.unit == figure.mention.pointee.unit
        else { return nil }
        // At most a dozen figures stand in a list.
        var end = Int(next.pointee.end)
        var lead = Int(next.pointee.lead)
        for _ in 0..<12 where end < sentence.end && stops.contains(context.code[end]) {
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
    private func nounBehind(_ figure: Figure, from begin: Int? = nil) -> Range<Int>? {
        let begin = begin ?? figure.end
        var end = begin
        while end < figure.rightEnd, end - begin < 24,
            !stops.contains(context.code[end])
                || (context.code[end] == 0x3001 && figure.rightEnd == figure.clauseEnd)
        {
            if stages.begins(context.code[end]),
                stages.longestMatch(
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
