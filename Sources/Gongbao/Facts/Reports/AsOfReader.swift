/// The day a report describes: 截至6月底, 截止6月29日, 1—9月, 上半年, 一季度.
struct AsOfReader {
    let context: ReadingContext
    let mentions: [Mention]
    let year: Int?

    struct Reading {
        var date: String
        var start: Int
        var end: Int
    }

    private static let until: [StaticWord] = [
        "截至", "截止", "截止到", "截至到", "截止时间:", "截止日期:", "统计截止时间:",
    ]

    func read() -> Reading? {
        var period: Reading?
        for mention in mentions where mention.kind == .date {
            guard let date = mention.date, !date.timeOfDay else { continue }
            let start = Int(mention.start)
            for word in Self.until where context.matches(word, at: start - word.count) {
                guard let day = lastDay(of: date) else { continue }
                return Reading(date: day, start: start - word.count, end: Int(mention.end))
            }
            // 结转至2026年一季度 in a report on 2025 is no period of the report.
            guard period == nil, start < 4000, isPeriodOfReport(date), isOfYear(date),
                let day = lastDay(of: date)
            else { continue }
            period = Reading(date: day, start: start, end: Int(mention.end))
        }
        return period
    }

    private func isOfYear(_ date: DateReading) -> Bool {
        let written = Int(date.end?.year ?? 0) != 0 ? date.end?.year : date.start.year
        guard let written, written != 0, let year else { return true }
        return Int(written) == year
    }

    /// The end of the year that a title names: 2025年民生实事完成情况, 某镇2025年工作总结.
    ///
    /// - Parameter published: When the document was published; one of the year itself speaks of a
    ///   part of it.
    func yearEnd(published: String?) -> Reading? {
        guard let year, published.map({ $0 > CalendarDate.iso(year, 12, 9) }) ?? true,
            let mention = mentions.first(where: {
                $0.kind == .date && Int($0.start) < Self.titleEnd
            }), let date = mention.date, date.end == nil, date.part == .none, !date.timeOfDay,
            Int(date.start.year) == year, date.start.month == 0
        else { return nil }
        var end = Int(mention.end)
        while end < context.count, !context.isHard(end), end - Int(mention.end) < Self.titleLength {
            if Self.wholes.contains(where: { context.matches($0, at: end) }) {
                return Reading(
                    date: CalendarDate.iso(year, 12, 31), start: Int(mention.start),
                    end: Int(mention.end))
            }
            end += 1
        }
        return nil
    }

    private static let wholes: [StaticWord] = ["完成情况", "工作总结", "年度总结", "落实情况", "办理结果", "办结情况"]
    private static let titleEnd = 200
    private static let titleLength = 40

    private func isPeriodOfReport(_ date: DateReading) -> Bool {
        if date.part != .none { return date.part != .secondHalf }
        guard let end = date.end, date.start.month == 1, date.start.day == 0 else { return false }
        return end.month > 1 && end.day == 0
    }

    /// The last day of the period, in the plan year where the text gives none.
    private func lastDay(of date: DateReading) -> String? {
        let point = date.end ?? date.start
        let written = point.year != 0 ? point.year : date.start.year
        guard let year = written != 0 ? Int(written) : self.year else { return nil }
        if let month = date.part.lastMonth {
            return CalendarDate.iso(year, Int(month), CalendarDate.days(in: Int(month), of: year))
        }
        let month = Int(point.month)
        if month == 0 { return date.atEnd || point.day == 0 ? CalendarDate.iso(year, 12, 31) : nil }
        let days = CalendarDate.days(in: month, of: year)
        let day = point.day > 0 ? Int(point.day) : days
        return day <= days ? CalendarDate.iso(year, month, day) : nil
    }
}
