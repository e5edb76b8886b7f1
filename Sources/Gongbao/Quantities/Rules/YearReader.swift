/// Years of a date: 2025年, 二〇二五年, 两千零四年, 2024—2026年, 08年, 85年2月, 20××年, 114年度.
enum YearReader {
    private static let year = DateRule.year
    private static let month = DateRule.month
    private static let connectors = DateRule.connectors

    /// The year or the first and last of several, and the index behind them.
    static func read(
        _ start: Int, _ context: ReadingContext
    ) -> (first: DateReading.Point, last: DateReading.Point?, end: Int)? {
        guard start < context.count else { return nil }
        guard let (first, firstEnd) = fourDigits(start, context) else {
            return era(start, context) ?? shortYear(start, context) ?? masked(start, context)
                ?? spelled(start, context)
        }
        func span(_ last: Int16?, _ end: Int) -> (DateReading.Point, DateReading.Point?, Int) {
            (DateReading.Point(year: first), last.map { DateReading.Point(year: $0) }, end)
        }
        let next = context.ahead(firstEnd)
        if next == year {
            // 2024年至2026年 and 2024年—2026年
            let afterYear = firstEnd + 1
            let joint = context.ahead(afterYear)
            if joint != 0, joint != 0x3001, connectors.contains(joint),
                let (second, secondEnd) = fourDigits(
                    DateRule.skipDashes(afterYear, context), context),
                context.ahead(secondEnd) == year, !isMonth(secondEnd + 1, context)
            {
                return span(second, secondEnd + 1)
            }
            return span(nil, afterYear)
        }
        guard next != 0, connectors.contains(next), next != 0x3001,
            let (second, secondEnd) = fourDigits(DateRule.skipDashes(firstEnd, context), context),
            second > first, second - first < 100
        else { return nil }
        if context.ahead(secondEnd) == year { return span(second, secondEnd + 1) }
        if context.ahead(secondEnd) == Character16.of(")") { return span(second, secondEnd) }
        guard first >= 1950, second < 2100, standsApart(start, secondEnd, context) else {
            return nil
        }
        return span(second, secondEnd)  // 2016-2018 without 年
    }

    private static func one(
        _ year: Int, _ end: Int
    ) -> (first: DateReading.Point, last: DateReading.Point?, end: Int) {
        (DateReading.Point(year: Int16(truncatingIfNeeded: year)), nil, end)
    }

    /// Whether a month stands at `index`, so that the year before it is no whole one.
    private static func isMonth(_ index: Int, _ context: ReadingContext) -> Bool {
        guard index < context.count, !context.isHard(index),
            let (value, end) = context.smallNumber(at: index), (1...12).contains(value)
        else { return false }
        return context.ahead(end) == month
    }

    /// 08年, and 18年10月1日, 八五年二月: two digits that only a year can be.
    private static func shortYear(
        _ start: Int, _ context: ReadingContext
    ) -> (first: DateReading.Point, last: DateReading.Point?, end: Int)? {
        let end = start + 2
        let kind = context.kind(start)
        guard kind == .digit || kind == .hanDigit, context.ahead(end) == year,
            context.kind(start + 1) == kind, context.gap[start + 1] == 0,
            start == 0 || context.gap[start] != 0 || context.code[start - 1] != Character16.of("."),
            kind == .digit || start == 0 || context.isHard(start)
                || context.kind(start - 1) != .hanDigit
        else { return nil }
        if context.digit(start) > 0 {
            guard isMonth(end + 1, context) else { return nil }
        }
        let value = context.digit(start) * 10 + context.digit(start + 1)
        return one(value < 50 ? 2000 + value : 1900 + value, end + 1)
    }

    /// 114年度, 114年6月: years of the Republic without its name, as Taiwan writes them; and a year of three
    /// digits before a month is itself (三六七年一月). Years with a name are read by `EraReader`.
    private static func era(
        _ start: Int, _ context: ReadingContext
    ) -> (first: DateReading.Point, last: DateReading.Point?, end: Int)? {
        if let (named, end) = EraReader.read(start, context) { return one(named, end) }
        let kind = context.kind(start)
        guard kind == .digit || kind == .hanDigit else { return nil }
        var end = start
        var value = 0
        while end < context.count, end - start < 4, context.kind(end) == kind,
            end == start || context.gap[end] & (Flow.Gap.hard | Flow.Gap.line) == 0
        {
            value = value * 10 + context.digit(end)
            end += 1
        }
        guard context.ahead(end) == year, end - start == 3 else { return nil }
        let recent = (80...140).contains(value)
        if recent, context.ahead(end + 1) == Character16.of("度") {
            return one(1911 + value, end + 1)
        }
        guard isMonth(end + 1, context) else { return nil }
        return one(recent ? 1911 + value : value, end + 1)
    }

    private static let masks = Character16.Set("×xX*※□_△▲?")

    /// 20××年, 202X年: some digits of the year are withheld.
    private static func masked(
        _ start: Int, _ context: ReadingContext
    ) -> (first: DateReading.Point, last: DateReading.Point?, end: Int)? {
        guard context.kind(start) == .digit, start + 4 < context.count else { return nil }
        var shown = 0
        var end = start
        while end < start + 3, context.kind(end) == .digit {
            shown = shown * 10 + context.digit(end)
            end += 1
        }
        guard end - start >= 2, shown == 20 || shown == 19 || (190...209).contains(shown) else {
            return nil
        }
        while end < start + 4 {
            guard masks.contains(context.ahead(end)) else { return nil }
            end += 1
        }
        guard context.ahead(end) == year else { return nil }
        return (DateReading.Point(shown: Int16(shown)), nil, end + 1)
    }

    /// 两千零四年: a year spelled out. 两千年 alone is as well a length of time.
    private static func spelled(
        _ start: Int, _ context: ReadingContext
    ) -> (first: DateReading.Point, last: DateReading.Point?, end: Int)? {
        guard context.kind(start) == .hanDigit, start + 1 < context.count,
            context.kind(start + 1) == .smallScale, context.digit(start + 1) == 3,
            let (value, end) = context.smallNumber(at: start), (1900...2099).contains(value),
            context.ahead(end) == year, end - start > 2 || isMonth(end + 1, context)
        else { return nil }
        return one(value, end + 1)
    }

    /// Whether no letter, digit or joining mark touches `start..<end`.
    private static func standsApart(_ start: Int, _ end: Int, _ context: ReadingContext) -> Bool {
        func isApart(_ code: UInt16) -> Bool {
            code == 0 || (code > 0x7F && !connectors.contains(code))
                || code == Character16.of(",") || code == Character16.of("(")
        }
        return isApart(context.behind(start)) && isApart(context.ahead(end))
    }

    private static let circles = Character16.Set("OoΟО◯0")

    /// A year of four digits, Arabic (a single blank may stand inside: 202 4年) or Han, whose zero
    /// many write with a letter or a figure (二O二五年, 二0二五年).
    static func fourDigits(_ start: Int, _ context: ReadingContext) -> (Int16, Int)? {
        guard start + 4 <= context.count else { return nil }
        let kind = context.kind(start)
        guard kind == .digit || kind == .hanDigit else { return nil }
        var value = 0
        for index in start..<start + 4 {
            var digit = context.digit(index)
            if context.kind(index) != kind {
                guard kind == .hanDigit, index > start, circles.contains(context.code[index]) else {
                    return nil
                }
                digit = 0
            }
            if index > start {
                let gap = context.gap[index]
                let blankBeforeYear =
                    gap == Flow.Gap.space && start + 4 < context.count
                    && context.code[start + 4] == year
                guard gap == 0 || blankBeforeYear || (kind == .hanDigit && gap & Flow.Gap.hard == 0)
                else { return nil }
            }
            value = value * 10 + digit
        }
        guard (1000...2999).contains(value) else { return nil }
        let end = start + 4
        if end < context.count, context.kind(end) == kind, context.gap[end] == 0 { return nil }
        return (Int16(value), end)
    }
}
