/// Centuries and decades: 20世纪80年代 (1980/1989), 上世纪90年代, 1990年代, 21世纪 (2001/2100). Which century
/// 90年代 alone means is not said: XX90/XX99.
enum DecadeReader {
    private static let marks = Character16.Set("世代")
    private static let century: StaticWord = "世纪"
    private static let decade: StaticWord = "年代"
    private static let last: StaticWord = "上世纪"
    private static let present: StaticWord = "本世纪"

    static func read(_ start: Int, _ context: ReadingContext) -> (DateReading, Int)? {
        guard (start + 1...start + 6).contains(where: { marks.contains(context.ahead($0)) }),
            let (number, end) = context.smallNumber(at: start)
        else { return nil }
        if context.matches(century, at: end), !context.isHard(end) {
            guard (1...21).contains(number) else { return nil }
            let begin = (number - 1) * 100
            let next = end + century.count
            if next < context.count, !context.isHard(next),
                let (tens, tensEnd) = tens(next, context)
            {
                return interval(begin + tens, begin + tens + 9, tensEnd)
            }
            return interval(begin + 1, begin + 100, next)
        }
        guard let (tens, tensEnd) = tens(start, context) else { return nil }
        if tens >= 1000 { return interval(tens, tens + 9, tensEnd) }
        if context.matches(last, at: start - last.count) {
            return interval(1900 + tens, 1909 + tens, tensEnd)
        }
        if context.matches(present, at: start - present.count) {
            return interval(2000 + tens, 2009 + tens, tensEnd)
        }
        var reading = DateReading()
        reading.start.shown = Int16(-tens)
        reading.end = DateReading.Point(shown: Int16(-tens - 9))
        return (reading, tensEnd)
    }

    /// 80年代, 七十年代, 1990年代.
    private static func tens(_ start: Int, _ context: ReadingContext) -> (Int, Int)? {
        guard let (number, end) = context.smallNumber(at: start), number % 10 == 0,
            (10...90).contains(number) || (1000...2090).contains(number),
            context.matches(decade, at: end), !context.isHard(end)
        else { return nil }
        return (number, end + decade.count)
    }

    private static func interval(_ first: Int, _ last: Int, _ end: Int) -> (DateReading, Int) {
        var reading = DateReading()
        reading.start.year = Int16(first)
        reading.end = DateReading.Point(year: Int16(last))
        return (reading, end)
    }
}
