/// Numerals that lost or gained a character: 19月 for 1—9月, 1031日 for 10月31日, 13月45日, 7016-9岁,
/// 10,00,000元, 1.2.3万. What was meant is a guess, so they are reported rather than read.
enum DamagedRule {
    private static let month = Character16.of("月")
    private static let day = Character16.of("日")
    private static let number = Character16.of("号")
    private static let year = Character16.of("年")
    private static let tails = Character16.Set("份底末初,，。;；)、")
    private static let dashes = Character16.Set("-—–－~～―")
    /// The oldest age that a range may begin with.
    private static let oldest = ExactDecimal(130)

    static func read(
        _ reading: NumeralReader.Reading, at start: Int, in context: ReadingContext
    ) -> Mention? {
        guard let end = end(reading, at: start, in: context) else { return nil }
        return Mention(start: start, end: end, kind: .unexplained, rule: .damaged)
    }

    private static func end(
        _ reading: NumeralReader.Reading, at start: Int, in context: ReadingContext
    ) -> Int? {
        guard !reading.hasHan else { return nil }
        let next = context.ahead(reading.end)
        switch next {
        case month:
            return months(reading, start, in: context)
                ?? impossibleDay(start, of: 0, in: context)
        case year:
            guard let value = reading.value.integer, (1000...2999).contains(value) else {
                return nil
            }
            return impossibleDay(reading.end + 1, of: value, in: context)
        case day: return days(reading, start, in: context)
        case NumeralReader.comma: return groups(from: start, in: context)
        case NumeralReader.dot: return points(reading, in: context)
        default: return next != 0 && dashes.contains(next) ? ages(reading, in: context) : nil
        }
    }

    private static func isPlain(_ reading: NumeralReader.Reading, _ start: Int) -> Bool {
        !reading.hasPoint && !reading.joined && reading.digits == reading.end - start
    }

    /// Two months whose dash is gone; 19月龄 is an age, 24月 a length of time.
    private static func months(
        _ reading: NumeralReader.Reading, _ start: Int, in context: ReadingContext
    ) -> Int? {
        guard isPlain(reading, start), let value = reading.value.integer, reading.digits == 2,
            value > 12, value / 10 < value % 10
        else { return nil }
        let tail = context.ahead(reading.end + 1)
        return tail == 0 || tails.contains(tail) ? reading.end + 1 : nil
    }

    private static func days(
        _ reading: NumeralReader.Reading, _ start: Int, in context: ReadingContext
    ) -> Int? {
        guard isPlain(reading, start), let value = reading.value.integer, reading.digits == 4,
            (1...12).contains(value / 100), (1...31).contains(value % 100)
        else { return nil }
        return reading.end + 1
    }

    /// 13月45日, 2月30日, 2019年2月29日: the end of a day that no calendar has.
    static func impossibleDay(_ start: Int, of year: Int, in context: ReadingContext) -> Int? {
        guard start < context.count, start == 0 || context.kind(start) == .digit,
            let (month, monthEnd) = context.smallNumber(at: start), month < 100,
            context.ahead(monthEnd) == Self.month,
            let (day, end) = context.smallNumber(at: monthEnd + 1), day < 100,
            context.ahead(end) == Self.day || context.ahead(end) == number,
            !((1...12).contains(month) && CalendarDate.exists(day: day, in: month, of: year))
        else { return nil }
        return end + 1
    }

    /// 7016-9岁 for 701名6-9岁: the first age is beyond any life.
    private static func ages(
        _ reading: NumeralReader.Reading, in context: ReadingContext
    ) -> Int? {
        guard reading.value > oldest, reading.end + 1 < context.count,
            !context.isHard(reading.end + 1), context.kind(reading.end + 1) == .digit,
            let second = context.numerals.read(at: reading.end + 1), second.value < reading.value,
            let unit = context.unit(at: second.end),
            context.lexicon.unitTraits[unit.payload].contains(.age)
        else { return nil }
        return unit.end
    }

    /// 10,00,000元: groups that no numeral has. A list never counts 00 of anything.
    private static func groups(from start: Int, in context: ReadingContext) -> Int? {
        var index = start
        var length = 0
        var (uneven, padded, count) = (false, false, 0)
        while index < context.count, index == start || context.gap[index] == 0, index - start < 40 {
            if context.kind(index) == .digit {
                if length == 0, count > 0, context.digit(index) == 0 { padded = true }
                length += 1
            } else if context.code[index] == NumeralReader.comma, length > 0 {
                if count > 0, length != 3 { uneven = true }
                count += 1
                length = 0
            } else {
                break
            }
            index += 1
        }
        if count > 0, length != 3 { uneven = true }
        guard count > 0, length > 0, padded, uneven, index < context.count, !context.isHard(index),
            context.kind(index) == .bigScale || context.unit(at: index) != nil
        else { return nil }
        return index
    }

    /// 1.2.3万, 12.5.6%: two points before a multiplier or a percent sign.
    private static func points(
        _ reading: NumeralReader.Reading, in context: ReadingContext
    ) -> Int? {
        guard reading.hasPoint else { return nil }
        var index = reading.end
        let stop = min(context.count, index + 12)
        while index < stop, !context.isHard(index), context.gap[index] == 0,
            context.kind(index) == .digit || context.code[index] == NumeralReader.dot
        {
            index += 1
        }
        guard index > reading.end + 1, index < context.count, !context.isHard(index),
            context.kind(index - 1) == .digit,
            context.kind(index) == .bigScale || context.code[index] == Character16.of("%")
        else { return nil }
        return index
    }
}
