/// Parts of a year: 上半年, 第三季度, 前三季度, 一至三季度, 三、四季度, 第26周, 第三个月.
enum YearPartReader {
    private static let parts: [(StaticWord, DateReading.Part)] = [
        ("上半年", .firstHalf), ("下半年", .secondHalf), ("前三季度", .threeQuarters),
        ("前两季度", .firstHalf), ("前二季度", .firstHalf),
        ("首三季度", .threeQuarters), ("首三季", .threeQuarters), ("头三季度", .threeQuarters),
        ("头三季", .threeQuarters),
        ("首两季", .firstHalf), ("头两季", .firstHalf), ("首季度", .firstQuarter), ("首季", .firstQuarter),
        ("前半年", .firstHalf), ("后半年", .secondHalf),
    ]
    private static let quarter: StaticWord = "季度"
    private static let week = Character16.of("周")
    private static let monthCount: StaticWord = "个月"
    private static let prefix = Character16.of("第")
    private static let of = Character16.of("的")
    private static let joints = Character16.Set("、至到-—–~～和")
    private static let single: [DateReading.Part] = [
        .firstQuarter, .secondQuarter, .thirdQuarter, .fourthQuarter,
    ]

    /// Reads the part that begins at `index` and returns the index behind it. `begins` says that nothing of the
    /// date stands before it.
    static func read(
        _ index: Int, into reading: inout DateReading, begins: Bool, _ context: ReadingContext
    ) -> Int? {
        guard index < context.count, begins || !context.isHard(index) else { return nil }
        for (word, part) in parts where context.matches(word, at: index) {
            reading.part = part
            return index + word.count
        }
        if let end = quarters(index, into: &reading, context) { return end }
        guard !begins, reading.end == nil, reading.start.year > 0 else { return nil }
        // 2021年第一周 is 2021-W01, 2021年的第三个月 is 2021-03.
        var first = index
        if context.ahead(first) == of { first += 1 }
        guard context.ahead(first) == prefix, first + 1 < context.count, !context.isHard(first + 1),
            let (number, end) = context.smallNumber(at: first + 1), number > 0
        else { return nil }
        if context.ahead(end) == week, number <= 53 {
            reading.week = Int8(number)
            return end + 1
        }
        guard context.matches(monthCount, at: end), !context.isHard(end), number <= 12 else {
            return nil
        }
        reading.start.month = Int8(number)
        return end + monthCount.count
    }

    /// One quarter or a run of quarters.
    static func quarters(
        _ index: Int, into reading: inout DateReading, _ context: ReadingContext
    ) -> Int? {
        guard let (first, firstEnd) = number(index, context) else { return nil }
        if context.matches(quarter, at: firstEnd), !context.isHard(firstEnd) {
            reading.part = single[first - 1]
            return firstEnd + quarter.count
        }
        let joint = context.ahead(firstEnd)
        // 一、二季度工作 at the head of a line may be an enumerator and its heading.
        guard joint != 0, joints.contains(joint),
            joint != 0x3001 || !context.beginsLine(index) || context.kind(index) == .digit,
            firstEnd + 1 < context.count, !context.isHard(firstEnd + 1),
            let (last, lastEnd) = number(firstEnd + 1, context), last > first,
            context.matches(quarter, at: lastEnd), !context.isHard(lastEnd),
            let from = single[first - 1].months?.first, let to = single[last - 1].months?.last
        else { return nil }
        reading.end = DateReading.Point(year: reading.start.year, month: to)
        reading.start.month = from
        return lastEnd + quarter.count
    }

    /// 三, 3, 第三.
    private static func number(_ index: Int, _ context: ReadingContext) -> (Int, Int)? {
        var start = index
        if context.code[index] == prefix { start += 1 }
        guard start < context.count, start == index || !context.isHard(start),
            let (value, end) = context.smallNumber(at: start), (1...4).contains(value),
            end == start + 1
        else { return nil }
        return (value, end)
    }
}
