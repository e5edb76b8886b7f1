/// Reads what a deadline cell says: 12 月 10 日, 11月底前, 9月投入使用, 年内完成, 持续推进.
struct TableDeadline: Sendable {
    let text: TableText
    let year: Int?

    private static let ongoing: [StaticWord] = [
        "持续推进", "持续实施", "持续开展", "持续进行", "长期坚持", "长期", "常态化", "持续", "全年推进", "全年实施",
        "年内持续推进", "贯穿全年", "按序时进度推进", "按时序进度推进", "每月", "每季度", "每半年",
    ]
    private static let wholeYear: [StaticWord] = [
        "年底前", "年底", "年末", "年内", "全年", "本年度内", "当年", "年终",
    ]
    /// What may follow a date in a deadline cell; other words make the cell a sentence.
    private static let tails: [StaticWord] = [
        "前", "之前", "以前", "底前", "底", "末", "止", "投入使用", "投入运营", "投入运行", "投用", "建成", "完成",
        "开工", "动工", "竣工", "完工", "通车", "通水", "启用", "交付", "起执行", "起实施", "起", "全面完成", "基本完成",
        "全部完成", "建成投用", "建成使用", "启动", "上旬", "中旬", "下旬", "初",
    ]
    private static let separators = Character16.Set("、,;.。()至—-~~")

    /// The deadline of a cell, nil when the cell holds more than one.
    func read(_ start: Int, _ end: Int) -> Deadline? {
        guard end > start, end - start <= 60, Self.firsts.contains(text.code[start]) else {
            return nil
        }
        var index = occasion(start, end)
        var last: DateReading.Point?
        while index < end {
            if let (reading, next) = date(at: index, before: end) {
                last = dayOf(reading)
                index = max(next, index + 1)
            } else if last == nil, index - start < 2, Self.heads.contains(text.code[index]) {
                index += 1
            } else if last != nil, let next = tail(index, end) {
                index = next
            } else {
                return fixedPhrase(start, end)
            }
        }
        guard let last else { return nil }
        return Deadline(kind: .date, date: last, text: text.sourced(start, end))
    }

    /// The deadline of a cell that is known to be one, whatever else it says: its last date.
    func readFreely(_ start: Int, _ end: Int) -> Deadline? {
        if let deadline = read(start, end) { return deadline }
        var last: DateReading.Point?
        var index = start
        while index < end, index - start < 200 {
            if let (reading, next) = date(at: index, before: end) {
                last = dayOf(reading)
                index = max(next, index + 1)
            } else {
                index += 1
            }
        }
        if let last { return Deadline(kind: .date, date: last, text: text.sourced(start, end)) }
        let span = TableText.Piece(start: start, end: end)
        if Self.ongoing.contains(where: { text.contains($0, span) }) {
            return Deadline(kind: .ongoing, date: nil, text: text.sourced(start, end))
        }
        if Self.wholeYear.contains(where: { text.contains($0, span) }) {
            return Deadline(kind: .date, date: endOfYear(), text: text.sourced(start, end))
        }
        return nil
    }

    private static let occasions: [StaticWord] = [
        "汛期", "主汛期", "入汛", "汛", "雨季", "台风季", "高温季", "入冬", "供暖季", "供暖", "采暖期", "采暖季", "冬季",
        "春耕", "春播", "秋收", "秋播", "春节", "元旦", "清明", "五一", "端午", "国庆", "国庆节", "中秋", "中秋节", "重阳节",
        "开学", "秋季开学", "春季开学", "秋季学期", "新学期", "暑假", "寒假", "高考", "中考", "两会",
    ]

    /// Where a date in a bracket begins behind the time that it explains: 汛期前（4月底）.
    private func occasion(_ start: Int, _ end: Int) -> Int {
        guard let word = longest(Self.occasions, start, end) else { return start }
        var index = start + word.count
        if index < end, text.code[index] == Self.before { index += 1 }
        guard index < end, text.code[index] == Self.open else { return start }
        return index + 1
    }

    private static let before = Character16.of("前")
    private static let open = Character16.of("(")
    private static let heads = Character16.Set("到于在至")
    /// What deadlines begin with; most cells are told apart by their first character.
    private static let firsts = Character16.Set(
        "0123456789〇一二三四五六七八九十两元上下前第到于在至持长常全年按每当本贯(汛主入雨台高供采冬春秋清端国中重开新暑寒")

    /// A date at `index`; its last day where it names a month or a quarter.
    func date(at index: Int, before end: Int) -> (DateReading, Int)? {
        guard index < end else { return nil }
        // No date is longer; the bound keeps the scan of a long text linear.
        let part = TableText.Piece(start: index, end: min(end, index + 40))
        guard let first = Self.first(text, part) else { return nil }
        return first
    }

    private static func first(
        _ text: TableText, _ part: TableText.Piece
    ) -> (DateReading, Int)? {
        let code = Array(text.flow.code[part.start..<part.end])
        let gap = text.flow.gap[part.start..<part.end].map { $0 & ~Flow.Gap.hard }
        return code.withUnsafeBufferPointer { code in
            gap.withUnsafeBufferPointer { gap in
                text.lexicon.scanTable.withUnsafeBufferPointer { classes in
                    let context = ReadingContext(
                        code: code, gap: gap, classes: classes, lexicon: text.lexicon)
                    guard
                        let (reading, end) = DateRule.read(at: 0, in: context).map({ ($0.0, $0.1) })
                            ?? DateRule.period(at: 0, in: context),
                        !reading.timeOfDay,
                        reading.start.month > 0 || reading.part != .none || reading.start.year > 0
                    else { return nil }
                    return (reading, part.start + end)
                }
            }
        }
    }

    /// The last day that the reading covers, with the plan's year where it names none.
    func dayOf(_ reading: DateReading) -> DateReading.Point {
        var point = reading.end ?? reading.start
        if point.year == 0 { point.year = reading.start.year }
        if point.month == 0, reading.end != nil, point.day > 0 { point.month = reading.start.month }
        if point.year == 0, let year { point.year = Int16(truncatingIfNeeded: year) }
        if let month = reading.part.lastMonth { point.month = month }
        if point.month == 0 { point.month = 12 }
        if point.day == 0, point.year > 0 {
            point.day = Int8(CalendarDate.days(in: Int(point.month), of: Int(point.year)))
        }
        return point
    }

    private func isTail(_ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            guard let next = tail(index, end) else { return false }
            index = next
        }
        return true
    }

    /// Where a word or mark that may follow a date ends.
    private func tail(_ index: Int, _ end: Int) -> Int? {
        if Self.separators.contains(text.code[index]) { return index + 1 }
        return longest(Self.tails, index, end).map { index + $0.count }
    }

    private func fixedPhrase(_ start: Int, _ end: Int) -> Deadline? {
        if let word = longest(Self.ongoing, start, end), isTail(start + word.count, end) {
            return Deadline(kind: .ongoing, date: nil, text: text.sourced(start, end))
        }
        guard let word = longest(Self.wholeYear, start, end), isTail(start + word.count, end)
        else { return nil }
        return Deadline(kind: .date, date: endOfYear(), text: text.sourced(start, end))
    }

    private func longest(_ words: [StaticWord], _ start: Int, _ end: Int) -> StaticWord? {
        words.filter { text.matches($0, at: start, before: end) }.max { $0.count < $1.count }
    }

    func endOfYear() -> DateReading.Point {
        DateReading.Point(year: Int16(truncatingIfNeeded: year ?? 0), month: 12, day: 31)
    }
}
