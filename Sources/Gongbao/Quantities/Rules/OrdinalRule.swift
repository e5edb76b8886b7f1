/// Numbers that rank or label: 第六届, 1. 2、 （三） at the head of an item, 附件 2, A03版, — 3 —.
enum OrdinalRule {
    private static let first = Character16.of("第")
    private static let closers = Character16.Set("、.)．")
    private static let openings = Character16.Set("([〔【")
    private static let closings = Character16.Set(")]〕】")
    private static let closing = Character16.of(")")
    private static let dashes = Character16.Set("—-–―·")
    private static let itemEnds = Character16.Set("；;。：:，,、）)!?|")

    /// The reading of the numeral `start..<end`, or nil where nothing says that it ranks.
    static func read(
        start: Int, end: Int, isHan: Bool, digits: Int, in context: ReadingContext
    ) -> (end: Int, rule: RuleID)? {
        let before = context.behind(start)
        if before == first { return (afterUnit(end, context), .ordinalPrefix) }
        let next = context.ahead(end)
        if openings.contains(before), closings.contains(next), digits <= 3 {
            return (end, .enumerator)
        }
        if isRank(start, next, in: context) { return (end + 1, .ordinalPrefix) }
        if isHan, isPlace(start, end, in: context) { return (end, .ordinalPrefix) }
        if dashes.contains(before), dashes.contains(next), digits <= 4,
            standsAlone(start, end, context)
        {
            return (end, .pageNumber)
        }
        guard digits <= 3 else { return nil }
        if next != 0, closers.contains(next), context.gap[end] & Flow.Gap.line == 0 {
            let behindCloser = end + 1
            let continues =
                next == Character16.of(".") && behindCloser < context.count
                && context.kind(behindCloser) == .digit && context.gap[behindCloser] == 0
            if !continues {
                if context.beginsLine(start) { return (end, .enumerator) }
                // 1.…；2.… inside a paragraph, and 《…》1.… after a mark
                if next != Character16.of("、"), next != closing,
                    before == 0 || itemEnds.contains(before) || context.gap[start] != 0
                {
                    return (end, .enumerator)
                }
                if isHan, next == Character16.of("、"), before == 0 || isSentenceEnd(before) {
                    return (end, .enumerator)
                }
            }
        }
        // ★1, 1#
        if next == Character16.of("#") { return (end + 1, .enumerator) }
        return nil
    }

    /// 9.12345热线: the enumerator of a line stuck to an identifier, which is no decimal.
    static func split(
        _ reading: NumeralReader.Reading, at start: Int, in context: ReadingContext
    ) -> Int? {
        guard reading.hasPoint, !reading.scaled, context.beginsLine(start),
            let match = context.match(context.lexicon.markersAfter, at: reading.end),
            context.lexicon.markers[match.payload].kind == .identifier
        else { return nil }
        for end in start + 1...start + 2 where context.ahead(end) == Character16.of(".") {
            return end
        }
        return nil
    }

    private static let tops = Character16.Set("前后")
    private static let ranks = Character16.Set("位名强席")
    /// Words that end in 前 and speak of a time.
    private static let times = Character16.Set("目日此之以当年月天午空史提面眼跟先赛岁今落往随")

    /// 前五位, 后十名: places of a ranking. 目前10名 counts persons.
    private static func isRank(_ start: Int, _ next: UInt16, in context: ReadingContext) -> Bool {
        guard next != 0, ranks.contains(next), tops.contains(context.behind(start)) else {
            return false
        }
        let before = context.behind(start - 1)
        return before == 0 || !times.contains(before)
    }

    private static let top = Character16.of("前")
    private static let rankers = Character16.Set("名列居入进身")
    private static let wholes = Character16.Set("国省市县区球")

    /// 排名前三, 位居全省前五: places without a noun of their own.
    private static func isPlace(_ start: Int, _ end: Int, in context: ReadingContext) -> Bool {
        guard context.behind(start) == top, context.unit(at: end) == nil else { return false }
        let before = context.behind(start - 1)
        if rankers.contains(before) { return true }
        return wholes.contains(before) && start > 3 && context.characterClass(start - 3) == .han
            && rankers.contains(context.behind(start - 3))
    }

    private static func isSentenceEnd(_ code: UInt16) -> Bool {
        code == Character16.of("。") || code == Character16.of("；") || code == Character16.of(";")
    }

    private static func afterUnit(_ end: Int, _ context: ReadingContext) -> Int {
        context.unit(at: end)?.end ?? end
    }

    /// `— 3 —` alone on its line.
    private static func standsAlone(_ start: Int, _ end: Int, _ context: ReadingContext) -> Bool {
        var left = start
        while left > 0, !context.beginsLine(left), start - left < 4,
            dashes.contains(context.code[left - 1])
        {
            left -= 1
        }
        var right = end
        while right < context.count, !context.beginsLine(right), right - end < 4,
            dashes.contains(context.code[right])
        {
            right += 1
        }
        return context.beginsLine(left) && context.endsLine(right)
    }
}
