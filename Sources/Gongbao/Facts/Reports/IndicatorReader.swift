/// What a figure counts or measures, as it would stand in a ledger, from the words before it or
/// behind its unit.
///
/// 累计新建18个社区长者食堂 → 新建社区长者食堂; 医养结合服务率达到27.13% → 医养结合服务率;
/// 为困难残疾人提供康复救助2539名 → 困难残疾人康复救助.
struct IndicatorReader {
    let context: ReadingContext
    let mentions: UnsafeBufferPointer<Mention>
    let trimmer: IndicatorTrimmer

    static let stops = Character16.Set(",。!?；;、(|:和及与")
    static let list = Character16.Set("、和及与")

    init(context: ReadingContext, mentions: UnsafeBufferPointer<Mention>) {
        self.context = context
        self.mentions = mentions
        trimmer = IndicatorTrimmer(context: context, mentions: mentions)
    }

    /// What is known when a figure's turn comes.
    struct Before {
        /// The phrase of the figure before, and the last that names a level, in the same sentence.
        var last: IndicatorPhrase?
        var level: IndicatorPhrase?
    }

    struct Reading {
        var phrase: IndicatorPhrase
        /// The verb that governs the figure.
        var action: Range<Int>?
    }

    /// The name of what the figure counts, and the verb that governs it.
    func read(
        _ figure: Figure, in sentence: Sentence, rule: RoleRule, stage: Range<Int>?,
        before: inout Before
    ) -> Reading {
        let action =
            sentence.allCues.contains(.action)
            ? sentence.cues.last {
                $0.cues.contains(.action) && $0.start >= figure.leftStart && $0.end <= figure.lead
            } : nil
        let phrase = phrase(
            figure, sentence, rule, stage, action.map { $0.start..<$0.end }, before)
        before.last = phrase
        if !phrase.isCompletionRate, !isChange(phrase) { before.level = phrase }
        return Reading(phrase: phrase, action: action.map { $0.start..<$0.end })
    }

    private func isChange(_ phrase: IndicatorPhrase) -> Bool {
        let last = phrase.tail.isEmpty ? phrase.body : phrase.tail
        return trimmer.isBareChange(last.range)
    }

    private func phrase(
        _ figure: Figure, _ sentence: Sentence, _ rule: RoleRule, _ stage: Range<Int>?,
        _ action: Range<Int>?, _ before: Before
    ) -> IndicatorPhrase {
        if let name = zipped(figure, in: sentence) { return IndicatorPhrase(name) }
        let left = self.left(of: figure)
        if rule == .planRate, let rate = completionRate(left, before) { return rate }
        let own = left.flatMap { namesNothing($0, stage) ? nil : $0 }
        if let own, let phrase = dependent(own, before) { return phrase }
        let noun = nounBehind(figure) ?? nounBehindList(figure, in: sentence)
        if let own, own.count >= 3 || noun == nil, action.map({ $0 != own }) ?? true {
            return composed(own, prefixed: hasBeneficiary(figure))
        }
        if let noun {
            // 新建18个社区长者食堂: the verb belongs to the name.
            guard let action, let own, own == action else { return IndicatorPhrase(noun) }
            return IndicatorPhrase(head: action, body: noun)
        }
        if let last = before.last {
            return last.isCompletionRate || isChange(last) ? before.level ?? last : last
        }
        return earlier(figure) ?? own.map { IndicatorPhrase($0) }
            ?? IndicatorPhrase(figure.start..<figure.end)
    }

    /// The words before the figure that name something.
    private func left(of figure: Figure) -> Range<Int>? {
        var start = figure.leftStart
        let end = figure.lead
        // 2.61万名妇女、5480名新生儿: what stands before the mark is the noun of the figure before.
        if let previous = figure.previous, end - 1 > Int(previous.pointee.end),
            Self.list.contains(context.code[end - 1])
        {
            start = end
        }
        // 医疗机构626个，其中：医院49个: the name begins behind the last mark.
        var mark = end - 1
        while mark > start, context.code[mark] != Character16.of(":") { mark -= 1 }
        if mark > start, end - mark > 2 { start = mark + 1 }
        let name = trimmer.trimmed(start..<max(start, end))
        return name.count >= 2 ? name : nil
    }

    /// 完工19个: only a stage; 2个: only the figure itself.
    private func namesNothing(_ range: Range<Int>, _ stage: Range<Int>?) -> Bool {
        if trimmer.front(range, light: true) >= range.upperBound { return true }
        if let (uses, end) = trimmer.word(at: range.lowerBound, before: range.upperBound),
            end == range.upperBound, !uses.intersection([.light, .front, .back]).isEmpty
        {
            return true
        }
        guard let stage else { return false }
        return range.overlaps(stage) && range.count <= stage.count + 1
    }

    /// 占年度任务的93%, （93%）: the completion rate of what was named before; nil where it has a name.
    private func completionRate(_ left: Range<Int>?, _ before: Before) -> IndicatorPhrase? {
        guard let level = before.level ?? before.last else { return nil }
        guard let left else { return level.asCompletionRate }
        var isRate = Self.shareWords.contains { context.matches($0, at: left.lowerBound) }
        if let match = context.lexicon.cues.longestMatch(
            in: context.code, from: left.lowerBound, limit: left.upperBound)
        {
            let cues = context.lexicon.cueSets[match.payload]
            if cues.contains(.rateName), match.end == left.upperBound { return level.with(left) }
            isRate = isRate || cues.contains(.plan)
        }
        return isRate ? level.asCompletionRate : nil
    }

    private static let shareWords: [StaticWord] = ["占", "完成", "为年", "为计", "超额完成"]

    /// 同比增长6.3%, 总投资3亿元, 占54%: says something of what was named before.
    private func dependent(_ own: Range<Int>, _ before: Before) -> IndicatorPhrase? {
        guard let level = before.level ?? before.last else { return nil }
        let share = context.code[own.lowerBound] == Character16.of("占")
        guard share || trimmer.isBareChange(own) || trimmer.isAttribute(own) else { return nil }
        return level.with(own)
    }

    /// The name without light verbs: 困难残疾人（提供）康复救助; 演出项目（共完成）农村演出 → 农村演出.
    private func composed(_ own: Range<Int>, prefixed: Bool) -> IndicatorPhrase {
        let start = trimmer.front(own, light: true)
        let name = own.upperBound - start >= 2 ? start..<own.upperBound : own
        guard let verb = trimmer.lastLight(in: name) else { return IndicatorPhrase(name) }
        let rest = trimmer.trimmed(verb.upperBound..<name.upperBound)
        let owner = trimmer.trimmed(name.lowerBound..<verb.lowerBound)
        guard rest.count >= 2 else { return IndicatorPhrase(name) }
        if prefixed || trimmer.isAttribute(rest), owner.count >= 2 {
            return IndicatorPhrase(head: owner, body: rest)
        }
        return IndicatorPhrase(rest)
    }

    /// 为困难残疾人提供…: the name begins with whom the work is for.
    private func hasBeneficiary(_ figure: Figure) -> Bool {
        var index = figure.leftStart
        while index < figure.lead, context.characterClass(index) == .punctuation { index += 1 }
        return index < figure.lead && Self.prepositions.contains(context.code[index])
    }

    private static let prepositions = Character16.Set("为向对")

    /// The words before the clause, where the figure's own say nothing: 农村饮水工程，已完工12处.
    private func earlier(_ figure: Figure) -> IndicatorPhrase? {
        let end = min(figure.clauseStart, figure.leftStart)
        guard figure.preambleStart < end - 2 else {
            // A list goes on: the words before the list's first figure.
            let before = figure.previous.map { Int($0.pointee.lead) } ?? figure.leftStart
            let name = trimmer.trimmed(figure.clauseStart..<max(figure.clauseStart, before))
            return name.count >= 2 ? IndicatorPhrase(name) : nil
        }
        var start = end - 1
        while start > max(figure.preambleStart, end - 40),
            !SentenceReader.clauseMarks.contains(context.code[start - 1])
        {
            start -= 1
        }
        let name = trimmer.trimmed(start..<end - 1)
        return name.count >= 2 ? composed(name, prefixed: false) : nil
    }
}
