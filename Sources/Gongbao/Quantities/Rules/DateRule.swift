/// Dates and periods: 2025年, 二〇二五年, 2024—2026年, 12 月 10 日, 1—9月, 7月5日至7日, 5月8日, 每月15日,
/// 2025-02-27, 15:42, 上午8时30分, 6月底. A number of years or days is a duration, hence a quantity.
enum DateRule {
    static let year = Character16.of("年")
    static let month = Character16.of("月")
    private static let day = Character16.of("日")
    private static let dayColloquial = Character16.of("号")
    static let connectors = Character16.Set("-—–－~～至到―、")
    private static let monthTails = Character16.Set("份底末初")
    private static let ends = Character16.Set("底末")
    private static let durationTails: [StaticWord] = ["内", "以内", "之内"]
    private static let durationHeads = Character16.Set("共为期续时近约达过满个")

    static func read(at start: Int, in context: ReadingContext) -> (DateReading, Int, RuleID)? {
        guard isPossible(at: start, context) else { return nil }
        if let (reading, end) = ClockReader.date(at: start, context) {
            return (reading, end, .isoDate)
        }
        if let (reading, end) = ClockReader.time(at: start, context) {
            return (reading, end, .timeOfDay)
        }
        if let (reading, end) = calendar(at: start, context) { return (reading, end, .date) }
        return nil
    }

    /// What stands behind the first number of every date.
    private static let marks = Character16.Set("年月日号时点世:-—–－~～至到―、/.×xX*※□_△▲OoΟО◯")

    /// Whether a date's mark stands behind the first number: one look tells most numerals apart.
    @inline(__always)
    private static func isPossible(at start: Int, _ context: ReadingContext) -> Bool {
        var end = start + 1
        guard context.kind(start) == .digit else {
            guard context.ahead(end) != 0 else { return false }
            let next = context.kind(end)
            return next != .none && next != .phraseStart || marks.contains(context.code[end])
        }
        while end < context.count, end - start < 9, context.kind(end) == .digit,
            context.gap[end] == 0
        {
            end += 1
        }
        if marks.contains(context.ahead(end)) { return true }
        // 202 4年: a blank stands inside the year.
        return end < start + 4 && start + 4 < context.count && context.code[start + 4] == year
    }

    // MARK: 2025年6月30日

    private static func calendar(
        at start: Int, _ context: ReadingContext
    ) -> (DateReading, Int)? {
        var reading = DateReading()
        if let decade = DecadeReader.read(start, context) { return decade }
        if let (first, last, end) = YearReader.read(start, context) {
            if last == nil, DamagedRule.impossibleDay(end, of: Int(first.year), in: context) != nil
            {
                return nil  // 2019年2月29日
            }
            reading.start = first
            reading.end = last
            if last == nil, let (rest, restEnd) = monthAt(end, context, year: first.year) {
                var rest = rest
                rest.start.shown = first.shown
                return later(rest, restEnd, context)
            }
            if let partEnd = YearPartReader.read(end, into: &reading, begins: false, context) {
                return (reading, partEnd)
            }
            // 2007年与2009年间
            if last == nil, conjunctions.contains(context.ahead(end)),
                let (second, nothing, secondEnd) = YearReader.read(end + 1, context),
                nothing == nil, isBetween(secondEnd, context), second.year > first.year
            {
                reading.end = second
                return (reading, secondEnd)
            }
            if context.ahead(end) != 0, Self.ends.contains(context.ahead(end)) {
                reading.atEnd = true
                return (reading, end + 1)
            }
            return (reading, end)
        }
        if let (month, end) = monthAt(start, context, year: 0) { return later(month, end, context) }
        if let end = YearPartReader.quarters(start, into: &reading, context) {
            return (reading, end)
        }
        return dayAlone(at: start, context)
    }

    /// 2024年12月至2025年3月, 2018年10月1日到19年2月3日: a later date with a year of its own.
    private static func later(
        _ reading: DateReading, _ end: Int, _ context: ReadingContext
    ) -> (DateReading, Int) {
        let next = context.ahead(end)
        guard reading.end == nil, next != 0, next != 0x3001, connectors.contains(next) else {
            return (reading, end)
        }
        let index = skipDashes(end, context)
        guard let (year, nothing, yearEnd) = YearReader.read(index, context), nothing == nil,
            let (month, monthEnd) = monthAt(yearEnd, context, year: year.year), month.end == nil,
            (month.start.day > 0) == (reading.start.day > 0)
        else { return (reading, end) }
        var reading = reading
        reading.end = month.start
        reading.atEnd = month.atEnd
        return (reading, monthEnd)
    }

    private static let conjunctions = Character16.Set("与和")

    /// 之间 or 间 behind two dates.
    static func isBetween(_ index: Int, _ context: ReadingContext) -> Bool {
        context.matches("之间", at: index) || context.ahead(index) == Character16.of("间")
    }

    static func skipDashes(_ index: Int, _ context: ReadingContext) -> Int {
        var index = index
        let limit = index + 2
        while index < limit, connectors.contains(context.ahead(index)) { index += 1 }
        return index
    }

    /// 6月, 6月30日, 1—9月, 7月5日至7日, 元月, 12月底.
    private static func monthAt(
        _ start: Int, _ context: ReadingContext, year: Int16
    ) -> (DateReading, Int)? {
        guard start < context.count, !(start > 0 && context.isHard(start) && year != 0),
            let (first, firstEnd) = monthNumber(start, context)
        else { return nil }
        var reading = DateReading()
        reading.start = DateReading.Point(year: year, month: first)
        let next = context.ahead(firstEnd)
        if next != month {
            // 1—9月, 1至10月份
            guard connectors.contains(next), next != 0x3001 || year == 0,
                let (last, lastEnd) = monthNumber(skipDashes(firstEnd, context), context),
                context.ahead(lastEnd) == month, last > first,
                context.ahead(lastEnd + 1) != Character16.of("龄")
            else { return nil }
            reading.end = DateReading.Point(year: year, month: last)
            return (reading, monthTail(lastEnd + 1, context, &reading))
        }
        var end = firstEnd + 1
        if context.ahead(end) == Character16.of("龄") { return nil }
        if let (day, dayEnd) = dayNumber(end, context) {
            guard CalendarDate.exists(day: Int(day), in: Int(first), of: Int(year)) else {
                return nil  // 2月30日: see DamagedRule
            }
            reading.start.day = day
            end = dayEnd
            // 至7日, 至8月2日
            if connectors.contains(context.ahead(end)) {
                let after = skipDashes(end, context)
                if let (month, monthEnd) = monthNumber(after, context),
                    context.ahead(monthEnd) == Self.month,
                    let (last, lastEnd) = dayNumber(monthEnd + 1, context)
                {
                    reading.end = DateReading.Point(year: year, month: month, day: last)
                    return (reading, lastEnd)
                }
                if context.ahead(end) != 0x3001, let (last, lastEnd) = dayNumber(after, context) {
                    reading.end = DateReading.Point(year: year, month: first, day: last)
                    return (reading, lastEnd)
                }
            }
            return (reading, end)
        }
        if let partEnd = MonthPartReader.read(end, into: &reading, context) {
            return (reading, partEnd)
        }
        // 一月19到20日
        if context.ahead(end) != 0, let (day, dayEnd) = context.smallNumber(at: end),
            (1...31).contains(day), connectors.contains(context.ahead(dayEnd)),
            let (last, lastEnd) = dayNumber(skipDashes(dayEnd, context), context), last > day
        {
            reading.start.day = Int8(day)
            reading.end = DateReading.Point(year: year, month: first, day: last)
            return (reading, lastEnd)
        }
        // 八月十五, 一月二十三
        if context.kind(start) != .digit, context.ahead(end) != 0, context.kind(end) != .digit,
            let (day, dayEnd) = context.smallNumber(at: end), dayEnd > end + 1,
            (11...31).contains(day),
            context.ahead(dayEnd) == 0 || context.characterClass(dayEnd) != .han
        {
            reading.start.day = Int8(day)
            return (reading, dayEnd)
        }
        // 元月至3月, 1月—6月
        if connectors.contains(context.ahead(end)), context.ahead(end) != 0x3001,
            let (last, lastEnd) = monthNumber(skipDashes(end, context), context),
            context.ahead(lastEnd) == month, last > first || year == 0 && last < first,
            dayNumber(lastEnd + 1, context) == nil
        {
            reading.end = DateReading.Point(year: year, month: last)
            return (reading, monthTail(lastEnd + 1, context, &reading))
        }
        // 三月和九月之间
        if conjunctions.contains(context.ahead(end)),
            let (last, lastEnd) = monthNumber(end + 1, context), context.ahead(lastEnd) == month,
            isBetween(lastEnd + 1, context)
        {
            reading.end = DateReading.Point(year: year, month: last)
            return (reading, lastEnd + 1)
        }
        end = monthTail(end, context, &reading)
        return (reading, end)
    }

    private static func monthTail(
        _ index: Int, _ context: ReadingContext, _ reading: inout DateReading
    ) -> Int {
        let next = context.ahead(index)
        guard next != 0, monthTails.contains(next) else { return index }
        if ends.contains(next) { reading.atEnd = true }
        return index + 1
    }

    static let newYear = Character16.of("元")

    private static func monthNumber(_ index: Int, _ context: ReadingContext) -> (Int8, Int)? {
        guard index < context.count else { return nil }
        // 元月, 元至3月
        if context.code[index] == newYear, context.ahead(index + 1) != 0,
            context.ahead(index + 1) == month || connectors.contains(context.ahead(index + 1))
        {
            return (1, index + 1)
        }
        guard let (value, end) = context.smallNumber(at: index), (1...12).contains(value),
            end - index <= 3
        else { return nil }
        return (Int8(value), end)
    }

    private static func dayNumber(
        _ index: Int, _ context: ReadingContext, begins: Bool = false
    ) -> (Int8, Int)? {
        guard index < context.count, begins || !context.isHard(index),
            let (value, end) = context.smallNumber(at: index), (1...31).contains(value)
        else { return nil }
        let next = context.ahead(end)
        guard next == day || next == dayColloquial else { return nil }
        return (Int8(value), end + 1)
    }

    private static let newYears = Character16.Set("旦宵")

    /// 15日 without its month: a date, unless it is a duration (10日内, 历时5日).
    private static func dayAlone(
        at start: Int, _ context: ReadingContext
    ) -> (DateReading, Int)? {
        // 20号 is a number of a house; behind 本月, 下个月 it is a day.
        guard let (day, end) = dayNumber(start, context, begins: true),
            context.ahead(end - 1) == Self.day || context.behind(start) == month
        else { return nil }
        if durationTails.contains(where: { context.matches($0, at: end) }) { return nil }
        if durationHeads.contains(context.behind(start)) { return nil }
        // 10日元, but 10日元旦
        if let unit = context.unit(at: end - 1), unit.end > end,
            !newYears.contains(context.ahead(unit.end))
        {
            return nil
        }
        let next = context.ahead(end)
        if next == Character16.of("均") || next == Character16.of("龄") { return nil }
        var reading = DateReading()
        reading.start.day = day
        if connectors.contains(next),
            let (last, lastEnd) = dayNumber(skipDashes(end, context), context)
        {
            reading.end = DateReading.Point(day: last)
            return (reading, lastEnd)
        }
        return (reading, end)
    }

    /// 上半年, 前三季度, 上半月 without a year, at the first character of the phrase.
    static func period(at start: Int, in context: ReadingContext) -> (DateReading, Int)? {
        var reading = DateReading()
        if let end = YearPartReader.read(start, into: &reading, begins: true, context) {
            return (reading, end)
        }
        guard let end = MonthPartReader.read(start, into: &reading, context) else { return nil }
        return (reading, end)
    }
}
