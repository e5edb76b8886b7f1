/// Dates and periods: 2025年, 二〇二五年, 2024—2026年, 12 月 10 日, 1—9月, 7月5日至7日, 5月8日, 每月15日,
/// 2025-02-27, 15:42, 上午8时30分, 6月底. A number of years or days is a duration, hence a quantity.
enum DateRule {
    private static let year = Character16.of("年")
    private static let month = Character16.of("月")
    private static let day = Character16.of("日")
    private static let dayColloquial = Character16.of("号")
    private static let connectors = Character16.Set("-—–－~～至到―、")
    private static let monthTails = Character16.Set("份底末初")
    private static let ends = Character16.Set("底末")
    private static let durationTails: [StaticWord] = ["内", "以内", "之内"]
    private static let durationHeads = Character16.Set("共为期续时近约达过满个")

    static func read(at start: Int, in context: ReadingContext) -> (DateReading, Int, RuleID)? {
        guard isPossible(at: start, context) else { return nil }
        if let (reading, end) = isoDate(at: start, context) { return (reading, end, .isoDate) }
        if let (reading, end) = clock(at: start, context) { return (reading, end, .timeOfDay) }
        if let (reading, end) = calendar(at: start, context) { return (reading, end, .date) }
        return nil
    }

    /// What stands behind the first number of every date.
    private static let marks = Character16.Set("年月日号时点:-—–－~～至到―、/.")

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
        if let (first, last, end) = yearAt(start, context) {
            reading.start.year = first
            if last != 0 { reading.end = DateReading.Point(year: last) }
            if last == 0, let (rest, restEnd) = monthAt(end, context, year: first) {
                return (rest, restEnd)
            }
            if let (part, partEnd) = partOfYear(end, context) {
                reading.part = part
                return (reading, partEnd)
            }
            if context.ahead(end) != 0, Self.ends.contains(context.ahead(end)) {
                reading.atEnd = true
                return (reading, end + 1)
            }
            return (reading, end)
        }
        if let month = monthAt(start, context, year: 0) { return month }
        return dayAlone(at: start, context)
    }

    /// 2025年, 二〇二五年, 2024—2026年, (2024—2026).
    private static func yearAt(
        _ start: Int, _ context: ReadingContext
    ) -> (Int16, Int16, Int)? {
        guard let (first, firstEnd) = fourDigits(start, context) else {
            return shortYear(start, context)
        }
        let next = context.ahead(firstEnd)
        if next == year {
            // 2024年至2026年 and 2024年—2026年
            let afterYear = firstEnd + 1
            if connectors.contains(context.ahead(afterYear)), context.ahead(afterYear) != 0x3001,
                let (second, secondEnd) = fourDigits(skipDashes(afterYear, context), context),
                context.ahead(secondEnd) == year
            {
                return (first, second, secondEnd + 1)
            }
            return (first, 0, afterYear)
        }
        if connectors.contains(next), next != 0x3001,
            let (second, secondEnd) = fourDigits(skipDashes(firstEnd, context), context),
            second > first, second - first < 100
        {
            if context.ahead(secondEnd) == year { return (first, second, secondEnd + 1) }
            let closing = context.ahead(secondEnd)
            if closing == Character16.of(")") { return (first, second, secondEnd) }
            if first >= 1950, second < 2100, standsApart(start, secondEnd, context) {
                return (first, second, secondEnd)  // 2016-2018 without 年
            }
        }
        return nil
    }

    /// 08年, and 18年10月: two digits that only a year can be.
    private static func shortYear(
        _ start: Int, _ context: ReadingContext
    ) -> (Int16, Int16, Int)? {
        let end = start + 2
        let kind = context.kind(start)
        guard kind == .digit || kind == .hanDigit && context.digit(start) == 0,
            context.ahead(end) == year, context.kind(start + 1) == kind,
            context.gap[start + 1] == 0,
            start == 0 || context.gap[start] != 0 || context.code[start - 1] != Character16.of(".")
        else { return nil }
        if context.digit(start) > 0 {
            guard let (_, monthEnd) = monthNumber(end + 1, context),
                context.ahead(monthEnd) == month, dayNumber(monthEnd + 1, context) != nil
            else { return nil }
        }
        return (Int16(2000 + context.digit(start) * 10 + context.digit(start + 1)), 0, end + 1)
    }

    /// Whether no letter, digit or joining mark touches `start..<end`.
    private static func standsApart(_ start: Int, _ end: Int, _ context: ReadingContext) -> Bool {
        func isApart(_ code: UInt16) -> Bool {
            code == 0 || (code > 0x7F && !connectors.contains(code))
                || code == Character16.of(",") || code == Character16.of("(")
        }
        return isApart(context.behind(start)) && isApart(context.ahead(end))
    }

    private static func skipDashes(_ index: Int, _ context: ReadingContext) -> Int {
        var index = index
        let limit = index + 2
        while index < limit, connectors.contains(context.ahead(index)) { index += 1 }
        return index
    }

    /// A year of four digits, Arabic (a single blank may stand inside: 202 4年) or Han.
    private static func fourDigits(_ start: Int, _ context: ReadingContext) -> (Int16, Int)? {
        guard start + 4 <= context.count else { return nil }
        let kind = context.kind(start)
        guard kind == .digit || kind == .hanDigit else { return nil }
        var value = 0
        for index in start..<start + 4 {
            guard context.kind(index) == kind else { return nil }
            if index > start {
                let gap = context.gap[index]
                let blankBeforeYear =
                    gap == Flow.Gap.space && start + 4 < context.count
                    && context.code[start + 4] == year
                guard gap == 0 || blankBeforeYear || (kind == .hanDigit && gap & Flow.Gap.hard == 0)
                else { return nil }
            }
            value = value * 10 + context.digit(index)
        }
        guard (1000...2999).contains(value) else { return nil }
        let end = start + 4
        if end < context.count, context.kind(end) == kind, context.gap[end] == 0 { return nil }
        return (Int16(value), end)
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
            context.ahead(lastEnd) == month, last > first
        {
            reading.end = DateReading.Point(year: year, month: last)
            return (reading, monthTail(lastEnd + 1, context, &reading))
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

    private static func monthNumber(_ index: Int, _ context: ReadingContext) -> (Int8, Int)? {
        guard index < context.count else { return nil }
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

    /// 15日 without its month: a date, unless it is a duration (10日内, 历时5日).
    private static func dayAlone(
        at start: Int, _ context: ReadingContext
    ) -> (DateReading, Int)? {
        guard let (day, end) = dayNumber(start, context, begins: true),
            context.ahead(end - 1) == Self.day
        else { return nil }
        if durationTails.contains(where: { context.matches($0, at: end) }) { return nil }
        if durationHeads.contains(context.behind(start)) { return nil }
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

    private static let parts: [(StaticWord, DateReading.Part)] = [
        ("上半年", .firstHalf), ("下半年", .secondHalf), ("前三季度", .threeQuarters),
        ("第一季度", .firstQuarter),
        ("第二季度", .secondQuarter), ("第三季度", .thirdQuarter), ("第四季度", .fourthQuarter),
        ("一季度", .firstQuarter),
        ("二季度", .secondQuarter), ("三季度", .thirdQuarter), ("四季度", .fourthQuarter),
        ("1季度", .firstQuarter), ("2季度", .secondQuarter),
        ("3季度", .thirdQuarter), ("4季度", .fourthQuarter),
    ]

    private static func partOfYear(
        _ index: Int, _ context: ReadingContext, begins: Bool = false
    ) -> (DateReading.Part, Int)? {
        guard index < context.count, begins || !context.isHard(index) else { return nil }
        for (word, part) in parts where context.matches(word, at: index) {
            return (part, index + word.count)
        }
        return nil
    }

    /// 上半年, 前三季度 without a year, at the first character of the phrase.
    static func period(at start: Int, in context: ReadingContext) -> (DateReading, Int)? {
        guard let (part, end) = partOfYear(start, context, begins: true) else { return nil }
        var reading = DateReading()
        reading.part = part
        return (reading, end)
    }

    // MARK: 2025-02-27 and 15:42

    private static let separators = Character16.Set("-/.")

    private static func isoDate(at start: Int, _ context: ReadingContext) -> (DateReading, Int)? {
        guard let (year, yearEnd) = fourDigits(start, context), (1600...2099).contains(year),
            context.ahead(yearEnd) != 0, separators.contains(context.ahead(yearEnd)),
            context.gap[yearEnd] == 0
        else { return nil }
        let separator = context.code[yearEnd]
        guard let (month, monthEnd) = context.smallNumber(at: yearEnd + 1), month >= 1, month <= 12,
            context.ahead(monthEnd) == separator, context.gap[monthEnd] == 0,
            let (day, end) = context.smallNumber(at: monthEnd + 1), day >= 1, day <= 31
        else { return nil }
        var reading = DateReading()
        reading.start = DateReading.Point(year: year, month: Int8(month), day: Int8(day))
        return (reading, end)
    }

    private static let colon = Character16.of(":")
    private static let hour = Character16.of("时")
    private static let point = Character16.of("点")
    private static let minute = Character16.of("分")
    private static let dayParts: [StaticWord] = ["上午", "下午", "凌晨", "晚上", "中午", "早上", "傍晚"]

    private static func clock(at start: Int, _ context: ReadingContext) -> (DateReading, Int)? {
        guard let (hours, hoursEnd) = context.smallNumber(at: start), hours <= 24,
            hoursEnd - start <= 3
        else { return nil }
        var reading = DateReading()
        reading.timeOfDay = true
        let next = context.ahead(hoursEnd)
        if next == colon, context.kind(start) == .digit {
            guard let (minutes, end) = context.smallNumber(at: hoursEnd + 1), minutes < 60,
                end - hoursEnd == 3
            else { return nil }
            // 15:42:07
            if context.ahead(end) == colon,
                let (seconds, last) = context.smallNumber(at: end + 1), seconds < 60,
                last - end == 3
            {
                return (reading, last)
            }
            return (reading, end)
        }
        let named =
            dayParts.contains { context.matches($0, at: start - 2) }
            || (start > 0 && context.behind(start) == day)
        if next == hour, context.kind(start) == .digit || named {
            var end = hoursEnd + 1
            if let (minutes, minutesEnd) = context.smallNumber(at: end), minutes < 60,
                context.ahead(minutesEnd) == minute
            {
                end = minutesEnd + 1
            }
            return (reading, end)
        }
        if next == point, named {
            var end = hoursEnd + 1
            if let (minutes, minutesEnd) = context.smallNumber(at: end), minutes < 60,
                context.ahead(minutesEnd) == minute
            {
                end = minutesEnd + 1
            }
            return (reading, end)
        }
        return nil
    }
}
