/// 前10个月, 头两个月, 今年首九个月: the months from January on, a time of the calendar.
enum FirstMonthsRule {
    private static let heads = Character16.Set("前头首")
    private static let months: StaticWord = "个月"
    private static let year = Character16.of("年")
    /// What makes 年前 the time of a year: 今年前十个月, 2025年前10个月, but 三年前十个月.
    private static let years = Character16.Set("今去本当上明全同后")

    static func read(
        _ reading: NumeralReader.Reading, at start: Int, in context: ReadingContext
    ) -> Mention? {
        guard heads.contains(context.behind(start)), context.matches(months, at: reading.end),
            !context.isHard(reading.end), reading.upper == nil, !reading.vague,
            let count = reading.value.integer, (2...11).contains(count),
            begins(start - 1, in: context)
        else { return nil }
        var mention = Mention(
            start: start - 1, end: reading.end + months.count, kind: .date, rule: .periodPhrase)
        var date = DateReading(start: .init(month: 1))
        date.end = .init(month: Int8(count))
        let (whole, begin) = DateLead.extend(date, from: start - 1, in: context)
        mention.date = whole
        mention.start = Int32(begin)
        mention.lead = mention.start
        return mention
    }

    /// Whether a period begins at `index`: not 提前三个月, 节前两个月.
    private static func begins(_ index: Int, in context: ReadingContext) -> Bool {
        let before = context.behind(index)
        if before == 0 || context.characterClass(index - 1) == .punctuation { return true }
        guard before == year else { return false }
        return years.contains(context.behind(index - 1))
            || index > 1 && context.kind(index - 2) == .digit
    }
}
