/// Dates in figures and times of day: 2025-02-27, 2018/1/10-2018/7/10, 15:42, 上午8时30分, 8:30—17:30.
enum ClockReader {
    private static let separators = Character16.Set("-/.")

    /// 2025-02-27, and two of them with a dash between.
    static func date(at start: Int, _ context: ReadingContext) -> (DateReading, Int)? {
        guard let (first, end) = day(at: start, context) else { return nil }
        var reading = DateReading()
        reading.start = first
        let next = context.ahead(end)
        if next != 0, next != 0x3001, DateRule.connectors.contains(next),
            let (last, lastEnd) = day(at: DateRule.skipDashes(end, context), context)
        {
            reading.end = last
            return (reading, lastEnd)
        }
        return (reading, end)
    }

    private static func day(
        at start: Int, _ context: ReadingContext
    ) -> (DateReading.Point, Int)? {
        guard let (year, yearEnd) = YearReader.fourDigits(start, context),
            (1600...2099).contains(year), context.kind(start) == .digit,
            context.ahead(yearEnd) != 0, separators.contains(context.ahead(yearEnd)),
            context.gap[yearEnd] == 0
        else { return nil }
        let separator = context.code[yearEnd]
        guard let (month, monthEnd) = context.smallNumber(at: yearEnd + 1), month >= 1, month <= 12,
            context.ahead(monthEnd) == separator, context.gap[monthEnd] == 0,
            let (day, end) = context.smallNumber(at: monthEnd + 1), day >= 1, day <= 31
        else { return nil }
        return (DateReading.Point(year: year, month: Int8(month), day: Int8(day)), end)
    }

    private static let colon = Character16.of(":")
    private static let hour = Character16.of("时")
    private static let point = Character16.of("点")
    private static let minute = Character16.of("分")
    private static let half = Character16.of("半")
    private static let morning: [StaticWord] = ["上午", "凌晨", "早上", "清晨"]
    private static let evening: [StaticWord] = ["下午", "晚上", "傍晚"]
    private static let noon: StaticWord = "中午"

    /// A time of day, and two of them with a dash or 至 between.
    static func time(at start: Int, _ context: ReadingContext) -> (DateReading, Int)? {
        guard let (first, end) = one(at: start, named: isNamed(start, context), context) else {
            return nil
        }
        var reading = DateReading()
        reading.clock = first
        let next = context.ahead(end)
        if next != 0, next != 0x3001, DateRule.connectors.contains(next) {
            let second = DateRule.skipDashes(end, context)
            if let (last, lastEnd) = one(at: second, named: true, context) {
                reading.until = last
                return (reading, lastEnd)
            }
        }
        return (reading, end)
    }

    /// Whether a word before the numeral says that a time of day follows: 上午8点, 5日8点.
    private static func isNamed(_ start: Int, _ context: ReadingContext) -> Bool {
        context.matches(noon, at: start - 2)
            || morning.contains { context.matches($0, at: start - 2) }
            || evening.contains { context.matches($0, at: start - 2) }
            || start > 0 && context.behind(start) == Character16.of("日")
    }

    /// An hour before 点, which is no decimal point there: 八点五分.
    private static func hour(at start: Int, _ context: ReadingContext) -> (Int, Int)? {
        guard context.kind(start) != .digit else { return context.smallNumber(at: start) }
        var (value, index) = (0, start)
        while index < context.count, index - start < 3, index == start || !context.isHard(index) {
            if context.kind(index) == .hanDigit {
                value += context.digit(index)
            } else if context.kind(index) == .smallScale, context.digit(index) == 1 {
                value = max(1, value) * 10
            } else {
                break
            }
            index += 1
        }
        return index > start ? (value, index) : nil
    }

    private static let clockTails = Character16.Set("半钟整")

    /// 9点半, 9点整, 9点钟, 9点30分: what only a time has behind 点.
    private static func isClock(_ index: Int, _ context: ReadingContext) -> Bool {
        let next = context.ahead(index)
        if next == 0 { return false }
        if clockTails.contains(next) { return true }
        guard context.kind(index) == .digit, let (minutes, end) = context.smallNumber(at: index)
        else { return false }
        return minutes < 60 && context.ahead(end) == minute
    }

    private static func one(
        at start: Int, named: Bool, _ context: ReadingContext
    ) -> (DateReading.Clock, Int)? {
        guard start < context.count,
            let (hours, hoursEnd) = named
                ? hour(at: start, context) : context.smallNumber(at: start),
            hours <= 24, hoursEnd - start <= 3
        else { return nil }
        let late =
            hours < 12 && hours > 0
            && evening.contains { context.matches($0, at: start - 2) }
        var clock = DateReading.Clock(hour: Int8(late ? hours + 12 : hours))
        let next = context.ahead(hoursEnd)
        if next == colon, context.kind(start) == .digit {
            guard let (minutes, end) = context.smallNumber(at: hoursEnd + 1), minutes < 60,
                end - hoursEnd == 3
            else { return nil }
            clock.minute = Int8(minutes)
            // 15:42:07
            if context.ahead(end) == colon,
                let (seconds, last) = context.smallNumber(at: end + 1), seconds < 60,
                last - end == 3
            {
                clock.second = Int8(seconds)
                return (clock, last)
            }
            return (clock, end)
        }
        guard
            next == hour && (context.kind(start) == .digit || named)
                || next == point && (named || isClock(hoursEnd + 1, context))
        else { return nil }
        var end = hoursEnd + 1
        if context.ahead(end) == half {
            clock.minute = 30
            end += 1
        } else if let (minutes, minutesEnd) = context.smallNumber(at: end), minutes < 60,
            context.ahead(minutesEnd) == minute
        {
            clock.minute = Int8(minutes)
            end = minutesEnd + 1
        }
        return (clock, end)
    }
}
