/// Words that bound a figure, before it (不少于, 超, 近, 约, ≥) and behind its unit (以上, 以内, 左右).
///
/// 以上, 以下 and 以内 include the figure, 超过 and 不满 exclude it (民法典 §1259). A word bounds only
/// the figure it touches: 低于警戒水位1.22米 is a difference and stays exact.
enum BoundRule {
    private static let closing = Character16.of(")")
    private static let opening = Character16.of("(")
    private static let since = Character16.of("来")
    private static let within = Character16.of("内")

    static func apply(to mention: inout Mention, in context: ReadingContext) {
        let start = Int(mention.start)
        var lead = start
        var sign = false
        if let end = negativeSign(of: mention, in: context),
            mention.value != nil
        {
            sign = true
            lead = end
            mention.start = Int32(end)
            mention.value = mention.value?.negated
        }
        // 不低于每人每月765元: the rate stands between the bound and the figure.
        if !sign,
            let rate = RateRule.before(lead, previousFigureEnd: 0, in: context), rate.adjacent
        {
            if mention.per == nil, isRated(mention.unit, context) { mention.per = rate.per }
            lead = rate.begins
        }
        lead = money(&mention, before: lead, in: context)
        var before: Comparator?
        if let match = context.match(context.lexicon.comparatorsBefore, before: lead) {
            before = Comparator.allCases[match.payload]
            lead = match.end
        }
        if before != nil, RecentRule.isRecent(lead, mention, in: context) { before = nil }
        if before == nil,
            let compared = ComparedRule.comparator(lead, Int(mention.end), in: context)
        {
            before = compared
            lead -= 1
        }
        mention.lead = Int32(lead)
        if before == nil, context.behind(lead) == of, isShare(mention, context) {
            before = shareBound(before: lead - 1, in: context)
        }
        if let after = behind(&mention, in: context) {
            mention.boundAfter = true
            if before == nil || before == .exact || before == .about || before == .nearly {
                mention.comparator = after
                return
            }
        }
        if let before, before != .exact, !(mention.boundAfter && mention.comparator == .moreThan) {
            mention.comparator = before
        }
    }

    /// 超过$20, 港币3000万, 人民币12亿元: the money named before the figure.
    private static func money(
        _ mention: inout Mention, before lead: Int, in context: ReadingContext
    ) -> Int {
        let currency: Bool
        if let unit = mention.unit {
            currency =
                unit.index >= 0
                && context.lexicon.unitTraits[Int(unit.index)].contains(.currency)
        } else {
            currency = true
        }
        guard currency, mention.kind == .quantity,
            let match = context.match(context.lexicon.unitsBefore, before: lead)
        else { return lead }
        if mention.unit == nil { mention.unit = UnitReading(index: Int32(match.payload)) }
        return match.end
    }

    private static let of = Character16.of("的")

    private static func isShare(_ mention: Mention, _ context: ReadingContext) -> Bool {
        mention.unit?.index == context.lexicon.percentUnit || mention.rule == .fraction
    }

    /// 不到年度任务的三成, 超过计划的85%: the bound stands before what the share is of.
    private static func shareBound(before index: Int, in context: ReadingContext) -> Comparator? {
        var end = index
        let stop = max(0, index - 10)
        while end > stop, !context.isHard(end), context.characterClass(end - 1) == .han {
            if let match = context.match(context.lexicon.comparatorsBefore, before: end) {
                let comparator = Comparator.allCases[match.payload]
                if comparator == .exact {  // 计划 only introduces figures
                    end = match.end
                    continue
                }
                let long = end - match.end >= 2  // 近 and 超 begin other words
                return long && (comparator == .lessThan || comparator == .moreThan)
                    ? comparator : nil
            }
            end -= 1
        }
        return nil
    }

    /// Percentages and ages are no rates of themselves.
    static func isRated(_ unit: UnitReading?, _ context: ReadingContext) -> Bool {
        guard let unit, unit.index >= 0 else { return unit == nil }
        let traits = context.lexicon.unitTraits[Int(unit.index)]
        return traits.isDisjoint(with: [.percent, .age])
    }

    private static func behind(
        _ mention: inout Mention, in context: ReadingContext
    ) -> Comparator? {
        var index = Int(mention.end)
        guard index < context.count, !context.isHard(index) else { return nil }
        // 达到序时进度（83.3%）以上: the bracket that opened before the numeral closes.
        if context.code[index] == closing, Int(mention.start) > 0,
            context.code[Int(mention.start) - 1] == opening
        {
            index += 1
        }
        guard index < context.count, !context.isHard(index),
            let match = context.match(context.lexicon.comparatorsAfter, at: index)
        else { return nil }
        // 3个月来: the time up to now, not about three.
        if match.end == index + 1, context.code[index] == since, let unit = mention.unit,
            unit.index >= 0, context.lexicon.unitTraits[Int(unit.index)].contains(.duration)
        {
            return nil
        }
        // 内 alone bounds times only: 5个工作日内, but 3家内资企业.
        if match.end == index + 1, context.code[index] == within {
            guard let unit = mention.unit, unit.index >= 0,
                context.lexicon.unitTraits[Int(unit.index)].contains(.duration)
            else { return nil }
        }
        let comparator = Comparator.allCases[match.payload]
        // 5分钟不到, but 3人不到岗
        if comparator == .lessThan, match.end < context.count, !context.isHard(match.end),
            context.characterClass(match.end) == .han, context.code[match.end] != of
        {
            return nil
        }
        return comparator
    }

    static let negative = Character16.of("负")
    private static let below = Character16.of("下")
    private static let minus = Character16.Set("-−")
    /// 担负, 肩负, 背负 …: not a sign.
    private static let verbs = Character16.Set("担肩背自胜辜抱欺亏重减")

    /// Whether a figure may fall below zero, so that a hyphen behind an ideograph is its sign.
    private static func isChange(_ mention: Mention, _ context: ReadingContext) -> Bool {
        guard mention.upper == nil, let unit = mention.unit, unit.index >= 0 else { return false }
        return context.lexicon.unitTraits[Int(unit.index)].contains(.percent)
            || context.lexicon.units[Int(unit.index)].dimension == "temperature"
    }

    private static func negativeSign(of mention: Mention, in context: ReadingContext) -> Int? {
        let start = Int(mention.start)
        guard start > 0, context.gap[start] & ~Flow.Gap.space == 0 else { return nil }
        let code = context.code[start - 1]
        // 零下15℃
        if code == below, context.behind(start - 1) == NumeralClass.zero { return start - 2 }
        if code == negative { return verbs.contains(context.behind(start - 1)) ? nil : start - 1 }
        guard context.gap[start] == 0 else { return nil }
        guard minus.contains(code), context.kind(start) == .digit else { return nil }
        let earlier = context.behind(start - 1)
        if earlier == 0 { return start - 1 }
        let kind = context.characterClass(start - 2)
        if kind == .punctuation || context.gap[start - 1] != 0 { return start - 1 }
        return kind == .han && isChange(mention, context) ? start - 1 : nil
    }
}
