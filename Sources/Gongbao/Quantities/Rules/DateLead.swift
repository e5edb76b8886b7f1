/// What belongs to a date before its first numeral: 元月至3月, 元至3月, 元月1日, 神龙元年十一月. 元 writes no number
/// elsewhere, so that no date begins at it.
enum DateLead {
    private static let january: StaticWord = "元月"
    private static let januaryLong: StaticWord = "元月份"

    /// The date with what stands before `start`, and where it begins.
    static func extend(
        _ reading: DateReading, from start: Int, in context: ReadingContext
    ) -> (DateReading, Int) {
        var reading = reading
        guard reading.start.year == 0, reading.start.shown == 0, reading.clock == nil,
            context.behind(start) != 0
        else { return (reading, start) }
        if reading.start.month > 0 {
            if let (year, begin) = EraReader.firstYear(before: start, context) {
                reading.start.year = Int16(year)
                if reading.end?.year == 0 { reading.end?.year = Int16(year) }
                return (reading, begin)
            }
            guard reading.end == nil, reading.start.day == 0,
                let begin = beginning(before: start, context)
            else { return (reading, start) }
            reading.end = reading.start
            reading.start.month = 1
            return (reading, begin)
        }
        guard reading.start.day > 0, context.matches(january, at: start - january.count) else {
            return (reading, start)
        }
        reading.start.month = 1
        if reading.end?.month == 0 { reading.end?.month = 1 }
        return (reading, start - january.count)
    }

    /// Where 元月 or 元 with a connector ends that stands before `start`.
    private static func beginning(before start: Int, _ context: ReadingContext) -> Int? {
        var index = start
        while start - index < 2, DateRule.connectors.contains(context.behind(index)),
            context.behind(index) != 0x3001
        {
            index -= 1
        }
        guard index < start, index > 0, !context.isHard(index) else { return nil }
        for word in [januaryLong, january] where context.matches(word, at: index - word.count) {
            return index - word.count
        }
        // 元至3月, but not 5元至3月
        let before = index - 1
        guard context.code[before] == DateRule.newYear,
            context.behind(before) == 0 || context.characterClass(before - 1) == .punctuation
        else { return nil }
        return before
    }
}
