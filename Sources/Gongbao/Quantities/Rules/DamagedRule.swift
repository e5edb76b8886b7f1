/// Dates that lost a character: 19月 for 1—9月, 1031日 for 10月31日. Which one was lost is a guess, so
/// they are reported rather than repaired.
enum DamagedRule {
    private static let month = Character16.of("月")
    private static let day = Character16.of("日")
    private static let tails = Character16.Set("份底末初,，。;；)、")

    static func read(
        _ reading: NumeralReader.Reading, at start: Int, in context: ReadingContext
    ) -> Mention? {
        let next = context.ahead(reading.end)
        guard next == month || next == day, !reading.hasHan, !reading.hasPoint, !reading.joined,
            let value = reading.value.integer, reading.digits == reading.end - start
        else { return nil }
        if next == month {
            // Two months whose dash is gone; 19月龄 is an age, 24月 a length of time.
            let (first, last) = (value / 10, value % 10)
            guard reading.digits == 2, value > 12, first < last, isFollowedByTail(reading.end + 1)
            else { return nil }
        } else {
            guard reading.digits == 4, (1...12).contains(value / 100),
                (1...31).contains(value % 100)
            else { return nil }
        }
        func isFollowedByTail(_ index: Int) -> Bool {
            let code = context.ahead(index)
            return code == 0 || tails.contains(code)
        }
        return Mention(start: start, end: reading.end + 1, kind: .unexplained, rule: .damaged)
    }
}
