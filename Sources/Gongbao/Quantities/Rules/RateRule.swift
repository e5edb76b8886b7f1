/// What a figure is counted by: 每千人3.07批次, 每人每月950元, 每亩财政补助不低于2400元, 人均, 日均, 日处理.
///
/// A rate's words may stand right before the figure or earlier in its clause. Established
/// indicators that only sound like rates (人均可支配收入) are rows of `rates.tsv` without a unit.
enum RateRule {
    private static let every = Character16.of("每")
    private static let clauseEnds = Character16.Set(",;。!?，；！？:：|")
    /// How far before the figure a rate's words are looked for, in characters.
    private static let reach = 36

    /// A measure that a rate may be counted by, at `index`: 人, 户, 亩, 月, 立方米 …
    static func measure(at index: Int, in context: ReadingContext) -> (unit: Int, end: Int)? {
        guard index < context.count, !context.isHard(index),
            let match = context.match(context.lexicon.rateMeasures, at: index)
        else { return nil }
        return (Int(context.lexicon.rateNames[match.payload]), match.end)
    }

    /// 每千人, 每人每月, 每百户: the phrase that begins at the 每 at `start`.
    static func phrase(
        at start: Int, in context: ReadingContext
    ) -> (per: PerReading, end: Int)? {
        var index = start
        var amount = ExactDecimal(1)
        var units = RateUnits()
        while index < context.count, context.code[index] == every,
            index == start || !context.isHard(index)
        {
            var position = index + 1
            if let (value, end) = amountOfRate(at: position, in: context) {
                amount = value
                position = end
            }
            guard let (unit, end) = measure(at: position, in: context) else { break }
            units.append(unit, context.lexicon)
            index = end
        }
        guard units.count > 0 else { return nil }
        return (PerReading(units: units, value: amount), index)
    }

    private static func amountOfRate(
        at index: Int, in context: ReadingContext
    ) -> (ExactDecimal, Int)? {
        guard index < context.count, !context.isHard(index) else { return nil }
        switch context.kind(index) {
        case .smallScale, .digit:
            return context.numerals.read(at: index).map { ($0.value, $0.end) }
        case .bigScale:
            return (ExactDecimal(1).scaled(byPowerOfTen: context.digit(index)), index + 1)
        default: return nil
        }
    }

    /// Finds the rate of a figure whose bounding words begin at `lead`.
    ///
    /// - Returns: The rate, and the index at which its words begin when they end right at `lead`.
    static func before(
        _ lead: Int, previousFigureEnd: Int, in context: ReadingContext
    ) -> (per: PerReading, begins: Int, adjacent: Bool)? {
        let stop = max(previousFigureEnd, lead - reach, 0)
        let (ends, words) = (clauseEnds, context.lexicon.rateWords)
        var index = lead - 1
        while index >= stop {
            if index + 1 < context.count, context.isHard(index + 1) { return nil }
            let code = context.code[index]
            if ends.contains(code) { return nil }
            if code == every {
                var begin = index
                // 每人每月: go back to the first 每.
                while begin - 1 >= stop, let (_, end) = phrase(at: begin, in: context), end <= lead,
                    let earlier = previousEvery(before: begin, stop: stop, in: context)
                {
                    begin = earlier
                }
                guard let (per, end) = phrase(at: begin, in: context), end <= lead else {
                    return nil
                }
                return (per, begin, end == lead)
            }
            if let match = context.match(words, at: index, limit: lead), !isDay(index, context) {
                // 每人每日产生量: 每 speaks before 日产 does.
                if index > stop, context.behind(index) == every {
                    index -= 1
                    continue
                }
                guard !isInsideLongerExemption(index, context) else { return nil }
                let name = Int(context.lexicon.rateNames[match.payload])
                guard name >= 0 else { return nil }
                var units = RateUnits()
                units.append(name, context.lexicon)
                return (
                    PerReading(units: units, value: context.lexicon.rateAmounts[match.payload]),
                    index,
                    match.end == lead
                )
            }
            index -= 1
        }
        return nil
    }

    /// 城乡居民人均可支配收入 is matched at 人均; 年均浓度 at 年均: exemptions are the longer rows and
    /// win by themselves. Only a row that begins earlier needs this look back.
    private static func isInsideLongerExemption(_ index: Int, _ context: ReadingContext) -> Bool {
        guard index > 0, !context.isHard(index) else { return false }
        guard
            let match = context.match(context.lexicon.rateWords, at: index - 1)
        else { return false }
        return match.end > index + 1 && context.lexicon.rateNames[match.payload] < 0
    }

    private static let calendar = Character16.Set("日月周")

    /// 9月6日接待300人: the 日 of a date, not of 日接待.
    private static func isDay(_ index: Int, _ context: ReadingContext) -> Bool {
        guard calendar.contains(context.code[index]), context.behind(index) != 0 else {
            return false
        }
        switch context.kind(index - 1) {
        case .digit, .hanDigit, .smallScale, .twenty: return true
        default: return false
        }
    }

    private static func previousEvery(
        before index: Int, stop: Int, in context: ReadingContext
    ) -> Int? {
        var position = index - 1
        let limit = max(stop, index - 5)
        while position >= limit {
            if context.code[position] == every {
                guard let (_, end) = phrase(at: position, in: context), end > index else {
                    return nil
                }
                return position
            }
            position -= 1
        }
        return nil
    }
}
