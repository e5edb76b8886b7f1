/// A figure in a unit and its parts is one figure in the larger unit: 壹拾壹元壹角壹分 (11.11 元), 三块五毛,
/// 3斤5两 (3.5 斤), 六斤八两, 三米九 (3.9 米).
///
/// Formal numerals (壹角) write the amount of a bill, which is in 元 even where it is below one.
enum CompoundUnitRule {
    private static let yuan = Character16.Set("元圆块")
    private static let tenths = Character16.Set("角毛毫")
    private static let hundredth = Character16.of("分")
    private static let pound = Character16.of("斤")
    private static let tael = Character16.of("两")
    private static let metre = Character16.of("米")
    private static let zero = Character16.of("零")
    private static let formal = Character16.Set("壹贰叁肆伍陆柒捌玖参")

    static func extend(_ mention: inout Mention, in context: ReadingContext) {
        let end = Int(mention.end)
        // Most units are of one character, but few of those have parts.
        guard end == Int(mention.numeralEnd) + 1, mention.upper == nil, !mention.boundAfter,
            let value = mention.value
        else { return }
        let unit = context.code[end - 1]
        if yuan.contains(unit) {
            guard var parts = cents(at: end, in: context) else { return }
            if context.ahead(parts.end) == Character16.of("钱") { parts.end += 1 }
            take(parts, after: value, &mention)
            if unit == Character16.of("块") { setYuan(&mention, in: context) }
        } else if tenths.contains(unit) || unit == hundredth {
            small(unit, value, &mention, in: context)
        } else if unit == pound, let (part, last) = part(at: end, in: context),
            context.ahead(last) == tael
        {
            take((part.scaled(byPowerOfTen: -1), last + 1), after: value, &mention)
        } else if unit == metre, context.kind(Int(mention.start)) == .hanDigit,
            let (part, last) = part(at: end, in: context), context.kind(end) == .hanDigit,
            last >= context.count || context.isHard(last) || context.characterClass(last) != .han
        {
            take((part.scaled(byPowerOfTen: -1), last), after: value, &mention)
        }
    }

    private static func take(
        _ parts: (value: ExactDecimal, end: Int), after value: ExactDecimal,
        _ mention: inout Mention
    ) {
        guard let sum = value.adding(parts.value) else { return }
        mention.value = sum
        mention.end = Int32(parts.end)
        mention.rule = .compoundUnit
    }

    /// 角 and 分 without 元 before them.
    private static func small(
        _ unit: UInt16, _ value: ExactDecimal, _ mention: inout Mention, in context: ReadingContext
    ) {
        let tenth = unit != hundredth
        var sum = value.scaled(byPowerOfTen: tenth ? -1 : -2)
        var end = Int(mention.end)
        if tenth, let (cents, last) = part(at: end, in: context), context.ahead(last) == hundredth {
            sum = sum.adding(cents.scaled(byPowerOfTen: -2)) ?? sum
            end = last + 1
        }
        guard end > Int(mention.end) || formal.contains(context.code[Int(mention.start)]) else {
            return
        }
        take((sum, end), after: .zero, &mention)
        setYuan(&mention, in: context)
    }

    private static func setYuan(_ mention: inout Mention, in context: ReadingContext) {
        let index = context.lexicon.unitIndex(of: "元")
        if index >= 0 { mention.unit = UnitReading(index: Int32(index)) }
    }

    /// 壹角壹分, 零壹分, 五毛 behind 元.
    private static func cents(
        at start: Int, in context: ReadingContext
    ) -> (value: ExactDecimal, end: Int)? {
        var sum = ExactDecimal.zero
        var end = start
        if let (value, last) = part(at: end, in: context), tenths.contains(context.ahead(last)) {
            sum = value.scaled(byPowerOfTen: -1)
            end = last + 1
        }
        if let (value, last) = part(at: end, in: context), context.ahead(last) == hundredth {
            sum = sum.adding(value.scaled(byPowerOfTen: -2)) ?? sum
            end = last + 1
        }
        return end > start ? (sum, end) : nil
    }

    /// One digit, after 零 or not, that counts the parts of a unit.
    private static func part(
        at start: Int, in context: ReadingContext
    ) -> (value: ExactDecimal, end: Int)? {
        var index = start
        if context.ahead(index) == zero { index += 1 }
        guard context.ahead(index) != 0 else { return nil }
        switch context.kind(index) {
        case .digit, .hanDigit, .formalThree: break
        default: return nil
        }
        let next = index + 1
        if next < context.count, !context.isHard(next) {
            switch context.kind(next) {
            case .digit, .smallScale, .bigScale: return nil
            default: break
            }
        }
        return (ExactDecimal(context.digit(index)), next)
    }
}
