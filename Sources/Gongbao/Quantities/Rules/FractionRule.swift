/// Fractions in words: 百分之三十五 (35 %), 千分之三 and 万分之三 (0.3 % and 0.03 %), 三分之一, 五又二分之一. A share in
/// words is in %, as 七成 is; a printed ‰ stays. Only bare multipliers are a sign: 一百分之二 is the number 0.02.
enum FractionRule {
    private static let parts: StaticWord = "分之"
    private static let all: StaticWord = "百分百"
    private static let and = Character16.of("又")

    /// 万分之三, 万万分之七: a denominator of large multipliers alone.
    static func read(bareScaleAt start: Int, in context: ReadingContext) -> Mention? {
        var (end, power) = (start, 0)
        while end < context.count, end - start < 4, end == start || !context.isHard(end),
            context.kind(end) == .bigScale
        {
            power += context.digit(end)
            end += 1
        }
        guard end > start, context.matches(parts, at: end) else { return nil }
        var scale = NumeralReader.Reading(
            end: end, value: ExactDecimal(1).scaled(byPowerOfTen: power))
        scale.hasHan = true
        scale.length = end - start
        return read(scale, at: start, in: context)
    }

    /// The power of ten of a denominator that is written as multipliers alone: 百分之, 千分之, 百万分之. It is a
    /// sign, not a number: 一千分之一 is the number 0.001.
    private static func sign(
        _ denominator: NumeralReader.Reading, _ start: Int, in context: ReadingContext
    ) -> Int? {
        var power = 0
        for index in start..<denominator.end {
            switch context.kind(index) {
            case .smallScale, .bigScale: power += context.digit(index)
            default: return nil
            }
        }
        return power > 1 ? power : nil
    }

    static func read(
        _ first: NumeralReader.Reading, at start: Int, in context: ReadingContext
    ) -> Mention? {
        if let mention = slash(first, at: start, in: context) { return mention }
        var denominator = first
        var denominatorStart = start
        var whole = ExactDecimal.zero
        if context.ahead(first.end) == and, let next = context.numerals.read(at: first.end + 1),
            context.matches(parts, at: next.end)
        {
            whole = first.value
            denominatorStart = first.end + 1
            denominator = next
        }
        if first.singleHan, context.matches(all, at: start) {
            var mention = Mention(
                start: start, end: start + all.count, kind: .quantity, rule: .fraction)
            mention.value = ExactDecimal(100)
            mention.unit = UnitReading(index: context.lexicon.percentUnit)
            return mention
        }
        guard context.matches(parts, at: denominator.end) else { return nil }
        var top = denominator.end + 2
        let negative = context.ahead(top) == BoundRule.negative
        if negative { top += 1 }
        guard top < context.count, !context.isHard(top) else { return nil }
        // 百分之百
        guard var numerator = context.numerals.read(at: top) else { return nil }
        LetterScale.extend(&numerator, from: top, bare: true, in: context)
        if negative {
            numerator.value = numerator.value.negated
            numerator.upper = nil
        }
        var mention = Mention(start: start, end: numerator.end, kind: .quantity, rule: .fraction)
        mention.comparator = numerator.vague ? .moreThan : .exact
        mention.boundAfter = numerator.vague
        mention.numeralEnd = mention.end
        if let power = sign(denominator, denominatorStart, in: context) {
            mention.value = numerator.value.scaled(byPowerOfTen: 2 - power).adding(
                whole.scaled(byPowerOfTen: 2))
            mention.upper = numerator.upper?.scaled(byPowerOfTen: 2 - power)
            mention.unit = UnitReading(index: context.lexicon.percentUnit)
            // 百分之五至百分之八
            if let range = upper(after: numerator.end, denominator.value, in: context) {
                mention.upper = range.value.scaled(byPowerOfTen: 2 - power)
                mention.end = Int32(range.end)
                mention.numeralEnd = mention.end
            }
        } else {
            guard let quotient = numerator.value.divided(by: denominator.value) else { return nil }
            mention.value = whole.adding(quotient)
        }
        BoundRule.apply(to: &mention, in: context)
        return mention
    }

    private static let stroke = Character16.of("/")
    /// What parts figures before a stroke, or brackets the number of a page.
    private static let outer = Character16.Set("/([〔-.")
    private static let ten = ExactDecimal(10)
    /// What would make 1/2 a page, a day or a number of a house.
    private static let others = Character16.Set("日号时栋楼版页期月年场第")

    /// 占全国1/4, 近1/3的村: a proper fraction of small numbers between ideographs or marks.
    private static func slash(
        _ first: NumeralReader.Reading, at start: Int, in context: ReadingContext
    ) -> Mention? {
        guard context.ahead(first.end) == stroke, context.gap[first.end] == 0, !first.hasHan,
            !first.hasPoint, first.digits == 1, first.end + 1 < context.count,
            context.gap[first.end + 1] == 0,
            context.kind(first.end + 1) == .digit, !context.isHard(start),
            context.characterClass(start - 1) == .han
                || context.characterClass(start - 1) == .punctuation
                    && !outer.contains(context.code[start - 1]),
            context.code[start - 1] != Character16.of("第"),
            let second = context.numerals.read(at: first.end + 1), !second.hasHan,
            !second.hasPoint, second.digits <= 2, first.value < second.value,
            second.value <= ten, !first.value.isZero,
            let quotient = first.value.divided(by: second.value)
        else { return nil }
        let next = context.ahead(second.end)
        guard
            next == 0
                || next != stroke && context.characterClass(second.end) != .letter
                    && !others.contains(next)
        else { return nil }
        guard context.unit(at: second.end) == nil else { return nil }
        var mention = Mention(start: start, end: second.end, kind: .quantity, rule: .fraction)
        mention.value = quotient
        BoundRule.apply(to: &mention, in: context)
        return mention
    }

    private static let connectors = Character16.Set("至到-—~～")

    private static func upper(
        after end: Int, _ denominator: ExactDecimal, in context: ReadingContext
    ) -> (value: ExactDecimal, end: Int)? {
        guard connectors.contains(context.ahead(end)), end + 1 < context.count,
            let again = context.numerals.read(at: end + 1)
        else { return nil }
        // 百分之三十到四十一
        if !context.matches(parts, at: again.end), again.hasHan, again.upper == nil,
            context.unit(at: again.end) == nil, again.value <= ExactDecimal(1000)
        {
            return (again.value, again.end)
        }
        guard again.value == denominator,
            context.matches(parts, at: again.end), again.end + 2 < context.count,
            let numerator = context.numerals.read(at: again.end + 2)
        else { return nil }
        return (numerator.value, numerator.end)
    }
}
