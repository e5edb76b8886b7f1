/// Notations that are numbers only where nothing else stands in their line or cell: .5, 1.2E-3, 40k,
/// 3M, 3000000, 3/5, 1 3/5, 半百, 一半. In running text 5G, 12/2650 and 0750-8812345 are something else.
enum StandaloneRule {
    private static let minus = Character16.Set("-−负")
    private static let dot = Character16.of(".")
    private static let slash = Character16.of("/")
    private static let suffixes: [(UInt16, Int)] = [
        (Character16.of("k"), 3), (Character16.of("K"), 3), (Character16.of("M"), 6),
        (Character16.of("G"), 9), (Character16.of("T"), 12),
    ]
    /// How long a line may be, in characters, for this rule to look at it.
    private static let reach = 48

    /// Whether `start..<end` with its sign is all of its line or cell.
    static func isAlone(_ start: Int, _ end: Int, in context: ReadingContext) -> Bool {
        (end >= context.count || context.isHard(end))
            && (context.isHard(start)
                || minus.contains(context.code[start - 1])
                    && context.isHard(start - 1))
    }

    /// The number that begins at `start`, the first numeral character of its line.
    static func read(at start: Int, in context: ReadingContext) -> Mention? {
        switch context.kind(start) {
        case .digit, .half, .hanDigit: break
        default: return nil
        }
        var begin = start
        // Most numerals stand behind other words: one test tells.
        if !context.isHard(start) {
            let before = context.code[start - 1]
            guard before == dot || minus.contains(before) else { return nil }
            begin -= 1
            if before == dot, !context.isHard(begin), minus.contains(context.code[begin - 1]) {
                begin -= 1
            }
            guard context.isHard(begin) else { return nil }
        }
        guard let end = lineEnd(start, context) else { return nil }
        let negative = minus.contains(context.code[begin])
        guard
            let value = number(start, end, pointed: start - begin > (negative ? 1 : 0), in: context)
        else { return nil }
        var mention = Mention(start: begin, end: end, kind: .number, rule: .standalone)
        mention.value = negative ? value.negated : value
        return mention
    }

    private static func lineEnd(_ start: Int, _ context: ReadingContext) -> Int? {
        var end = start + 1
        while end < context.count, !context.isHard(end) {
            guard end - start < reach else { return nil }
            end += 1
        }
        return end
    }

    private static func number(
        _ start: Int, _ end: Int, pointed: Bool, in context: ReadingContext
    ) -> ExactDecimal? {
        switch context.kind(start) {
        case .digit: break
        case .half, .hanDigit: return pointed ? nil : half(start, end, in: context)
        default: return nil
        }
        if pointed {
            let run = digits(from: start, end, in: context)
            guard run.end > start, !run.blank else { return nil }
            return rest(run.value.scaled(byPowerOfTen: start - run.end), run.end, end, in: context)
        }
        guard let reading = context.numerals.read(at: start), !reading.hasHan, reading.digits <= 24
        else { return nil }
        if reading.end == end { return long(reading, start, end, in: context) }
        if let value = ratio(reading, start, end, in: context) { return value }
        return rest(reading.value, reading.end, end, in: context)
    }

    /// What may follow the digits: an exponent or a multiplier, or nothing behind `.5`.
    private static func rest(
        _ value: ExactDecimal, _ index: Int, _ end: Int, in context: ReadingContext
    ) -> ExactDecimal? {
        if index == end { return value }
        let code = context.code[index]
        if index + 1 == end, let (_, power) = suffixes.first(where: { $0.0 == code }) {
            // 5G alone is a network more often than five thousand million.
            if power == 9, value.places == 0, value < ExactDecimal(10) { return nil }
            return value.scaled(byPowerOfTen: power)
        }
        guard code == Character16.of("e") || code == Character16.of("E") else { return nil }
        var first = index + 1
        guard first < end else { return nil }
        let sign = context.code[first]
        let negative = minus.contains(sign)
        if negative || sign == Character16.of("+") { first += 1 }
        let run = digits(from: first, end, in: context)
        guard run.end == end, end > first, end - first <= 2, let power = run.value.integer else {
            return nil
        }
        return value.scaled(byPowerOfTen: negative ? -power : power)
    }

    /// Seven digits and more, unless they have the form of a telephone, a date or an account.
    private static func long(
        _ reading: NumeralReader.Reading, _ start: Int, _ end: Int, in context: ReadingContext
    ) -> ExactDecimal? {
        guard reading.digits >= 7, reading.digits <= 15, !reading.hasPoint, !reading.joined else {
            return nil
        }
        guard reading.digits == end - start else { return reading.value }  // grouped by commas
        if context.digit(start) == 0 { return nil }
        let value = reading.value.integer ?? 0
        if reading.digits == 11, value / 1_000_000_000 >= 13, value / 10_000_000_000 == 1 {
            return nil
        }
        if reading.digits == 8, (1900...2099).contains(value / 10_000),
            (1...12).contains(value / 100 % 100), (1...31).contains(value % 100)
        {
            return nil
        }
        return reading.value
    }

    /// 3/5, 16/5 and 1 3/5; of larger figures, 12/2650, each is one of its own.
    private static func ratio(
        _ first: NumeralReader.Reading, _ start: Int, _ end: Int, in context: ReadingContext
    ) -> ExactDecimal? {
        var whole = ExactDecimal.zero
        var top = digits(from: start, end, in: context)
        if top.end < end, context.kind(top.end) == .digit, context.gap[top.end] == Flow.Gap.space {
            whole = top.value
            top = digits(from: top.end, end, in: context)
        }
        guard top.end < end, context.code[top.end] == slash else { return nil }
        let bottom = digits(from: top.end + 1, end, in: context)
        let hundred = ExactDecimal(100)
        guard bottom.end == end, top.value < hundred, bottom.value < hundred,
            !bottom.value.isZero, let quotient = top.value.divided(by: bottom.value)
        else { return nil }
        return whole.adding(quotient)
    }

    /// A run of digits without blanks inside.
    private static func digits(
        from start: Int, _ end: Int, in context: ReadingContext
    ) -> (value: ExactDecimal, end: Int, blank: Bool) {
        var value: Int128 = 0
        var index = start
        while index < end, context.kind(index) == .digit, index == start || context.gap[index] == 0,
            index - start < 30
        {
            value = value * 10 + Int128(context.digit(index))
            index += 1
        }
        return (
            ExactDecimal(coefficient: value, exponent: 0), index,
            index < end && context.kind(index) == .digit
        )
    }

    private static let halves: [(StaticWord, String)] = [
        ("一半", "0.5"), ("半百", "50"), ("半个", "0.5"),
    ]

    private static func half(_ start: Int, _ end: Int, in context: ReadingContext) -> ExactDecimal?
    {
        guard end - start == 2 else { return nil }
        for (word, value) in halves where context.matches(word, at: start) {
            return ExactDecimal(value)
        }
        return nil
    }
}
