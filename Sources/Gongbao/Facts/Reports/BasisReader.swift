/// Whether a figure counts from the begin of the year or a stretch of it: 累计1024人次, 1—9月 against
/// 本月新开工2个, 二季度新建5处.
struct BasisReader {
    let context: ReadingContext
    let mentions: UnsafeBufferPointer<Mention>

    /// A head such as 三季度，or 1—9月，: how far back from a figure's clause it may begin.
    private static let head = 12

    /// - Returns: What the words of the figure's clause, or a time before it, say; else nil.
    func basis(of figure: Figure, in sentence: Sentence) -> Basis? {
        var found: (basis: Basis, end: Int)?
        let hasCue = sentence.allCues.contains(.period) || sentence.allCues.contains(.cumulative)
        if hasCue {
            for cue in sentence.cues
            where cue.end <= figure.start && cue.start >= figure.clauseStart {
                if cue.cues.contains(.period) { found = (.period, cue.end) }
                if cue.cues.contains(.cumulative) { found = (.cumulative, cue.end) }
            }
        }
        // Most figures have no date near them.
        guard figure.index > 0,
            Int(mentions[figure.index - 1].end) > figure.clauseStart - Self.head
        else { return found?.basis }
        // A date in the clause, or one that is all of the clause before.
        var floor = figure.clauseStart
        if floor > sentence.start {
            var before = floor - 1
            while before > sentence.start, floor - before < Self.head,
                !SentenceReader.clauseMarks.contains(context.code[before - 1])
            {
                before -= 1
            }
            floor = before
        }
        var index = figure.index - 1
        while index >= 0, figure.index - index <= 4, Int(mentions[index].end) > floor {
            let mention = mentions[index]
            index -= 1
            guard mention.kind == .date, let date = mention.date, Int(mention.start) >= floor,
                Int(mention.end) > (found?.end ?? 0),
                let basis = basis(of: date, at: Int(mention.start)..<Int(mention.end), figure)
            else { continue }
            found = (basis, Int(mention.end))
        }
        return found?.basis
    }

    private static let until: [StaticWord] = [
        "截至", "截止", "较", "比", "至", "到", "自", "从", "于", "计划", "预计", "将于",
    ]
    private static let ends: [StaticWord] = ["底", "末", "前", "起", "以来", "止", "以前", "之前"]
    private static let share: StaticWord = "份"
    private static let new: StaticWord = "新"

    private func basis(of date: DateReading, at range: Range<Int>, _ figure: Figure) -> Basis? {
        if date.timeOfDay || date.atEnd { return nil }
        for word in Self.until where context.matches(word, at: range.lowerBound - word.count) {
            return nil
        }
        for word in Self.ends where context.matches(word, at: range.upperBound) { return nil }
        switch date.part {
        case .firstHalf, .firstQuarter, .threeQuarters: return .cumulative
        case .secondHalf, .secondQuarter, .thirdQuarter, .fourthQuarter: return .period
        case .none: break
        }
        guard date.start.day == 0, date.start.month > 0 else { return nil }
        if let end = date.end {
            guard end.day == 0, end.month > 0 else { return nil }
            return date.start.month == 1 ? .cumulative : .period
        }
        // 8月投入使用 dates what was done; 8月份新增 counts what August added.
        let counted =
            context.matches(Self.share, at: range.upperBound)
            || context.matches(Self.share, at: range.upperBound - 1)
            || context.matches(Self.new, at: range.upperBound)
        return counted && date.start.month > 1 ? .period : nil
    }
}
