/// What belongs to a unit behind it: a second unit in brackets (套（间）), strokes that make a rate
/// (元/人月, 微克/立方米, 元/500克, 45元/年/人), 多 or 余 (5年多), 半 (三斤半).
enum UnitTailRule {
    private static let opening = Character16.of("(")
    private static let closing = Character16.of(")")
    private static let stroke = Character16.of("/")
    private static let times = Character16.of("·")
    private static let more = Character16.Set("多余")
    private static let half = Character16.of("半")

    static func extend(_ mention: inout Mention, in context: ReadingContext) {
        var end = Int(mention.end)
        if context.ahead(end) == opening, let inner = context.unit(at: end + 1),
            context.ahead(inner.end) == closing, let unit = mention.unit
        {
            mention.unit = UnitReading(index: unit.index, inner: Int32(inner.payload))
            end = inner.end + 1
        }
        if context.ahead(end) == stroke, let rate = strokes(at: end, in: context) {
            mention.per = rate.per
            end = rate.end
        }
        if more.contains(context.ahead(end)), isTail(end + 1, context) {
            mention.comparator = .moreThan
            mention.boundAfter = true
            end += 1
        } else if context.ahead(end) == half, mention.upper == nil,
            isTail(end + 1, context) || isDuration(mention, context) && !isWord(end + 1, context),
            let more = ExactDecimal("0.5"), mention.per == nil, mention.rule == .quantity,
            let value = mention.value?.adding(more)
        {
            mention.value = value
            end += 1
        }
        mention.end = Int32(end)
    }

    private static let halfWords = Character16.Set("年程数价径天个月小日")

    /// 两年半后 is a time, 3年半程 and 2025年半年报 are none.
    private static func isWord(_ index: Int, _ context: ReadingContext) -> Bool {
        halfWords.contains(context.ahead(index))
    }

    private static func isDuration(_ mention: Mention, _ context: ReadingContext) -> Bool {
        guard let unit = mention.unit, unit.index >= 0 else { return false }
        return context.lexicon.unitTraits[Int(unit.index)].contains(.duration)
    }

    private static func isTail(_ index: Int, _ context: ReadingContext) -> Bool {
        guard index < context.count, !context.isHard(index) else { return true }
        let kind = context.characterClass(index)
        return kind != .han && kind != .letter || context.code[index] == Character16.of("的")
    }

    private static func strokes(
        at start: Int, in context: ReadingContext
    ) -> (per: PerReading, end: Int)? {
        var index = start
        var amount = ExactDecimal(1)
        var units = RateUnits()
        while context.ahead(index) == stroke {
            var position = index + 1
            if position < context.count, context.kind(position) == .digit,
                let reading = context.numerals.read(at: position)
            {
                amount = reading.value
                position = reading.end
            }
            // 吨标准煤/万元
            if position < context.count, context.kind(position) == .bigScale,
                RateRule.measure(at: position + 1, in: context) != nil
            {
                amount = amount.scaled(byPowerOfTen: context.digit(position))
                position += 1
            }
            let before = units.count
            while let (unit, end) = RateRule.measure(at: position, in: context) {
                units.append(unit, context.lexicon)
                position = end
                if units.count > 3 { break }
                // 元/平方米·月
                if context.ahead(position) == times,
                    RateRule.measure(at: position + 1, in: context) != nil
                {
                    position += 1
                }
            }
            guard units.count > before else { break }
            index = position
        }
        guard units.count > 0 else { return nil }
        return (PerReading(units: units, value: amount), index)
    }
}
