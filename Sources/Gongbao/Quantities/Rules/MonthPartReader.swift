/// Parts of a month: 6月上旬 (1–10), 中旬 (11–20), 下旬 (21 to the last day), 上半月, 下半月.
enum MonthPartReader {
    private static let parts: [(StaticWord, first: Int8, last: Int8)] = [
        ("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, 0), ("上半月", 1, 15), ("前半月", 1, 15),
        ("下半月", 16, 0), ("后半月", 16, 0),
    ]
    private static let february: Int8 = 2

    /// Reads the part at `index`, behind the month that `reading` holds or without one.
    static func read(
        _ index: Int, into reading: inout DateReading, _ context: ReadingContext
    ) -> Int? {
        guard index < context.count else { return nil }
        for (word, first, last) in parts where context.matches(word, at: index) {
            var end = reading.start
            end.day = last
            if last == 0 {
                // Which day a month ends on is open without the month, and in February without the year.
                guard end.month > 0 else { return nil }
                if end.month != february || end.year > 0 {
                    end.day = Int8(CalendarDate.days(in: Int(end.month), of: Int(end.year)))
                }
            }
            reading.start.day = first
            reading.end = end
            return index + word.count
        }
        return nil
    }
}
