/// Days of a week: 周一, 每周三, 星期五, 周一至周五. 每周一次 and 一周三次 count.
enum WeekdayReader {
    private static let heads: [StaticWord] = ["周", "星期", "礼拜"]
    private static let joints = Character16.Set("至到-—–~～")
    private static let mark = Character16.of("、")
    private static let sunday = Character16.Set("日天")

    /// The day that the digit at `start` names, and the index behind it.
    static func read(at start: Int, in context: ReadingContext) -> (DateReading, Int)? {
        // 每周一、三、五: the head stands before the first of a list.
        var first = start
        while start - first < 12, context.behind(first) == mark, first > 2,
            day(first - 2, context) != nil
        {
            first -= 2
        }
        guard context.behind(first) != 0,
            heads.contains(where: { context.matches($0, at: first - $0.count) }),
            let day = day(start, context), context.unit(at: start + 1) == nil
        else { return nil }
        var reading = DateReading()
        reading.weekday = day
        guard joints.contains(context.ahead(start + 1)) else { return (reading, start + 1) }
        for head in heads where context.matches(head, at: start + 2) {
            let index = start + 2 + head.count
            guard context.ahead(index) != 0 else { continue }
            guard let last = sunday.contains(context.code[index]) ? 7 : self.day(index, context)
            else { continue }
            reading.lastWeekday = last
            return (reading, index + 1)
        }
        return (reading, start + 1)
    }

    private static func day(_ index: Int, _ context: ReadingContext) -> Int8? {
        guard context.kind(index) == .hanDigit, (1...6).contains(context.digit(index)) else {
            return nil
        }
        if context.ahead(index + 1) != 0, context.kind(index + 1).writesNumbers { return nil }
        return Int8(context.digit(index))
    }
}
