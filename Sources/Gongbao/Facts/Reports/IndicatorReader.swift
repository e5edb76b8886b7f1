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
        /// The phrase of the figure before, and those that name levels, in the same sentence.
        var last: IndicatorPhrase?
        var levels: [IndicatorPhrase] = []
        /// The label that the paragraph begins with: 6.居家适老化改造。完成2188户.
        var label: Range<Int>?

        var level: IndicatorPhrase? { levels.last ?? last }

        /// Forgets the figures of the sentence before.
        mutating func begin(label: Range<Int>?) {
            last = nil
            levels.removeAll(keepingCapacity: true)
            self.label = label
        }
    }

    /// The words that a paragraph begins with, where a sentence of it stands behind them: 居家适老化改造。
    func label(of block: Reflow.Block, before sentence: Sentence) -> Range<Int>? {
        guard sentence.start > block.start else { return nil }
        var end = block.start
        while end < sentence.start, end - block.start < 30,
            !SentenceReader.sentenceEnds.contains(context.code[end])
        {
            end += 1
        }
        guard SentenceReader.sentenceEnds.contains(context.code[end]) else { return nil }
        let name = trimmer.trimmed(block.start..<end)
        return name.count >= 2 ? name : nil
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
        if !phrase.isCompletionRate, !isChange(phrase), before.levels.last != phrase {
            before.levels.append(phrase)
        }
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
        if let list = list(around: figure, in: sentence) {
            if rule == .planRate, before.levels.count >= list.count {
                return before.levels[before.levels.count - list.count + list.position]
                    .asCompletionRate
            }
            if let name = zipped(list, in: sentence) { return name }
        }
        let left = self.left(of: figure)
        if rule == .planRate, let rate = completionRate(left, before) { return rate }
        let own = left.flatMap { namesNothing($0, stage) ? nil : $0 }
        if let own, let phrase = dependent(own, before) { return phrase }
        let behind = nounBehind(figure) ?? nounBehindList(figure, in: sentence)
        let noun = behind.map(trimmer.trimmed).flatMap {
            $0.count >= 2 && !namesPlan($0) ? $0 : nil
        }
        let served = noun != nil && hasBeneficiary(figure)
        if let own, own.count >= 3 || noun == nil, !(served && noun != nil), !isVerb(own) {
            return composed(own, prefixed: beginsWithBeneficiary(figure))
        }
        if let noun {
            let name = composed(noun, prefixed: true)
            // 新建18个社区长者食堂: the verb belongs to the name.
            guard let own, isVerb(own), name.head.isEmpty else { return name }
            return IndicatorPhrase(head: own, body: noun)
        }
        if let last = before.last {
            return last.isCompletionRate || isChange(last) ? before.level ?? last : last
        }
        return earlier(figure) ?? before.label.map { IndicatorPhrase($0) }
            ?? (behind ?? left).map { IndicatorPhrase($0) }
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
        // 60周岁及以上老年人助餐服务覆盖率: the age belongs to the name.
        if let previous = figure.previous, start == Int(previous.pointee.end),
            isPartOfName(previous.pointee, at: start)
        {
            start = behindFigure(before: Int(previous.pointee.lead), figure)
        }
        // 医疗机构626个，其中：医院49个: the name begins behind the last mark.
        var mark = end - 1
        while mark > start, context.code[mark] != Character16.of(":") { mark -= 1 }
        if mark > start, end - mark > 2 { start = mark + 1 }
        var name = trimmer.trimmed(start..<max(start, end))
        if let cut = behindReached(name) { name = trimmer.trimmed(name.lowerBound..<cut) }
        return name.count >= 2 ? name : nil
    }

    /// 60周岁及以上老年人, 500米覆盖率: a figure that what is counted is named by.
    private func isPartOfName(_ mention: Mention, at end: Int) -> Bool {
        guard let unit = mention.unit else { return false }
        if context.lexicon.unitTraits[Int(unit.index)].contains(.age) { return true }
        return Self.reaches.contains { context.matches($0, at: end) }
    }

    static let reaches: [StaticWord] = ["覆盖率", "服务圈", "服务半径", "半径"]

    /// 新增（3岁以下婴幼儿普惠托位）, 公交站点（500米覆盖率）: where the words before such a figure begin.
    private func behindFigure(before index: Int, _ figure: Figure) -> Int {
        var start = index
        while start > figure.clauseStart, index - start < 16,
            !Self.stops.contains(context.code[start - 1]), context.kind(start - 1) != .digit,
            !context.isHard(start)
        {
            start -= 1
        }
        // Words cut off by a figure or by the length are left out.
        let whole = start == figure.clauseStart || Self.stops.contains(context.code[start - 1])
        return whole ? start : index
    }

    /// 法律援助已办结512件: the name ends where 已 and a verb follow.
    private func behindReached(_ name: Range<Int>) -> Int? {
        var index = max(name.lowerBound + 2, name.upperBound - 4)
        while index < name.upperBound {
            if let match = context.lexicon.cues.longestMatch(
                in: context.code, from: index, limit: name.upperBound),
                context.lexicon.cueSets[match.payload].contains(.reached)
            {
                return index
            }
            index += 1
        }
        return nil
    }

    /// Whether the words are verbs only: 新增解决.
    private func isVerb(_ range: Range<Int>) -> Bool {
        covers(range) { $0.contains(.action) || $0.contains(.done) || $0.contains(.reached) }
    }

    /// Whether the words only say that it is a goal: 年度任务, 距年度任务还差.
    private func namesPlan(_ range: Range<Int>) -> Bool {
        covers(range) { $0.contains(.plan) || $0.contains(.shortfall) || $0.contains(.benchmark) }
    }

    /// Whether cues of a kind make up the range, but for words that stand before and behind names.
    private func covers(_ range: Range<Int>, _ wanted: (Cues) -> Bool) -> Bool {
        var index = range.lowerBound
        var found = false
        while index < range.upperBound {
            if let match = context.lexicon.cues.longestMatch(
                in: context.code, from: index, limit: range.upperBound),
                wanted(context.lexicon.cueSets[match.payload])
            {
                found = true
                index = match.end
            } else if let (uses, end) = trimmer.word(at: index, before: range.upperBound),
                uses.isDisjoint(with: [.keep, .attribute, .change])
            {
                index = end
            } else {
                return false
            }
        }
        return found
    }

    /// 完工19个: only a stage; 2个: only the figure itself.
    private func namesNothing(_ range: Range<Int>, _ stage: Range<Int>?) -> Bool {
        // 建成率 holds a stage and is a name.
        if covers(range, { $0.contains(.rateName) }) { return false }
        if trimmer.front(range, light: true) >= range.upperBound { return true }
        if let (uses, end) = trimmer.word(at: range.lowerBound, before: range.upperBound),
            end == range.upperBound, !uses.intersection([.light, .front, .back]).isEmpty
        {
            return true
        }
        if namesPlan(range) { return true }
        guard let stage else { return false }
        return range.overlaps(stage) && range.count <= stage.count + 1
    }

    /// 占年度任务的93%, （93%）: the completion rate of what was named before; nil where it has a name.
    private func completionRate(_ left: Range<Int>?, _ before: Before) -> IndicatorPhrase? {
        guard let level = before.level ?? before.last else { return nil }
        guard let left, !namesPlan(left) else { return level.asCompletionRate }
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

    /// 地区康健站为8760名长者提供…: the noun behind the unit is whom the work is for.
    private func hasBeneficiary(_ figure: Figure) -> Bool {
        if figure.lead > figure.leftStart, context.code[figure.lead - 1] == Self.each {
            return true  // 7个镇各1所幼儿园: what stands before is where, not what
        }
        let stands = (max(figure.leftStart, figure.lead - 1)..<figure.start).contains {
            Self.prepositions.contains(context.code[$0])
        }
        return stands && sentenceGoesOn(figure)
    }

    /// Whether a verb stands behind the figure in its clause.
    private func sentenceGoesOn(_ figure: Figure) -> Bool {
        trimmer.lastLight(in: figure.end..<max(figure.end, figure.rightEnd)) != nil
    }

    /// 为困难残疾人提供…: the name begins with whom the work is for.
    private func beginsWithBeneficiary(_ figure: Figure) -> Bool {
        var index = figure.leftStart
        while index < figure.lead, context.characterClass(index) == .punctuation { index += 1 }
        return index < figure.lead && Self.prepositions.contains(context.code[index])
    }

    private static let prepositions = Character16.Set("为向对")
    private static let each = Character16.of("各")

    /// 提高医保限额。由原来5万元提高到8万元: a sentence that begins with the old value goes on with what
    /// the one before it speaks of.
    private func changed(_ figure: Figure) -> IndicatorPhrase? {
        let end = figure.clauseStart - 1
        guard end > 0, !context.isHard(end + 1),
            SentenceReader.sentenceEnds.contains(context.code[end]),
            Self.oldValues.contains(where: { context.matches($0, at: end + 1) })
        else { return nil }
        var start = end
        while start > 0, end - start < 40, !context.isHard(start),
            !SentenceReader.clauseMarks.contains(context.code[start - 1])
        {
            start -= 1
        }
        let name = trimmer.trimmed(start..<end)
        return name.count >= 2 ? composed(name, prefixed: false) : nil
    }

    private static let oldValues: [StaticWord] = ["由原", "从原"]

    /// The words before the clause, where the figure's own say nothing: 农村饮水工程，已完工12处.
    private func earlier(_ figure: Figure) -> IndicatorPhrase? {
        let end = min(figure.clauseStart, figure.leftStart)
        guard figure.preambleStart < end - 2 else {
            // A list goes on: the words before the list's first figure.
            let before = figure.previous.map { Int($0.pointee.lead) } ?? figure.leftStart
            let name = trimmer.trimmed(figure.clauseStart..<max(figure.clauseStart, before))
            return name.count >= 2 ? IndicatorPhrase(name) : changed(figure)
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
