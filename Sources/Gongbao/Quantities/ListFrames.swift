/// What figures of a list share: 分别不少于A、B bounds both; 每人每月220元、280元 carries the base;
/// 8.6万、5.9万、6.7万人 has its unit on the last; 由每人每月90元提高到100元 keeps the rate.
///
/// A list ends with anything but a list mark or a change word between two figures, and with the
/// sentence.
enum ListFrames {
    private static let marks = Character16.Set("、和及与或,，至到")
    private static let apart: StaticWord = "分别"
    /// How long the words between two figures may be for a rate to carry.
    private static let reach = 14

    static func carry(_ mentions: inout [Mention], in context: ReadingContext) {
        unitsFromTheLast(&mentions, in: context)
        rates(&mentions, in: context)
        bounds(&mentions, in: context)
    }

    private static func isListMark(_ from: Int, _ to: Int, _ context: ReadingContext) -> Bool {
        guard to - from == 1, !context.isHard(from) else { return false }
        return context.code[from] == 0x3001 || context.code[from] == Character16.of("和")
            || context.code[from] == Character16.of("及")
            || context.code[from] == Character16.of("与")
    }

    private static func unitsFromTheLast(_ mentions: inout [Mention], in context: ReadingContext) {
        guard mentions.count > 1 else { return }
        for index in stride(from: mentions.count - 2, through: 0, by: -1) {
            let next = index + 1
            // 十次、十一次全会: what ranks the last ranks those before it.
            if mentions[next].kind == .ordinal, mentions[next].rule == .ordinalSuffix,
                mentions[index].kind == .quantity,
                mentions[index].unit?.index == context.lexicon.timesUnit,
                context.kind(Int(mentions[index].start)) != .digit,
                isListMark(Int(mentions[index].end), Int(mentions[next].lead), context)
            {
                mentions[index].kind = .ordinal
                mentions[index].rule = .ordinalSuffix
                mentions[index].unit = nil
            }
            guard mentions[index].unit == nil, mentions[next].kind == .quantity,
                let unit = mentions[next].unit,
                mentions[index].rule == .quantityWithoutUnit || mentions[index].rule == .number,
                mentions[index].kind != .phrase,
                isListMark(Int(mentions[index].end), Int(mentions[next].lead), context)
            else { continue }
            mentions[index].unit = unit
            mentions[index].kind = .quantity
            mentions[index].rule = .listUnit
        }
    }

    /// Looks for a rate in each figure's clause, then carries rates along lists and from–to.
    private static func rates(_ mentions: inout [Mention], in context: ReadingContext) {
        var previous = -1  // the last figure that is no age
        for index in mentions.indices where mentions[index].kind == .quantity {
            guard BoundRule.isRated(mentions[index].unit, context) else { continue }
            if mentions[index].per == nil {
                let floor = previous < 0 ? 0 : Int(mentions[previous].end)
                if let rate = RateRule.before(
                    Int(mentions[index].lead), previousFigureEnd: floor, in: context)
                {
                    mentions[index].per = rate.per
                } else if previous >= 0, mentions[previous].per != nil,
                    sameUnit(mentions[previous].unit, mentions[index].unit),
                    !mentions[index].scaled,
                    carries(
                        from: Int(mentions[previous].end), to: Int(mentions[index].lead), context)
                {
                    mentions[index].per = mentions[previous].per
                }
            }
            previous = index
        }
    }

    private static func sameUnit(_ a: UnitReading?, _ b: UnitReading?) -> Bool {
        guard let first = a, let second = b else { return a == nil && b == nil }
        return first == second
    }

    /// Whether what stands between two figures only lists (、) or changes (提高到, ，较上年增加).
    private static func carries(from: Int, to: Int, _ context: ReadingContext) -> Bool {
        guard from <= to, to - from <= reach else { return false }
        var index = from
        while index < to {
            if context.isHard(index) { return false }
            if marks.contains(context.code[index]) {
                index += 1
                continue
            }
            guard
                let match = context.match(context.lexicon.changes, at: index)
            else { return false }
            index = match.end
        }
        return index == to
    }

    private static func bounds(_ mentions: inout [Mention], in context: ReadingContext) {
        var bound: Comparator?
        var previousEnd = -1
        for index in mentions.indices where mentions[index].kind == .quantity {
            let (lead, start) = (Int(mentions[index].lead), Int(mentions[index].start))
            if let current = bound, previousEnd >= 0,
                isListMark(previousEnd, lead, context)
            {
                if mentions[index].comparator == .exact, !mentions[index].boundAfter {
                    mentions[index].comparator = current
                }
            } else {
                bound = nil
                if lead < start, mentions[index].comparator != .exact, !mentions[index].boundAfter,
                    context.matches(apart, at: lead - 2) || context.matches(apart, at: lead)
                {
                    bound = mentions[index].comparator
                }
            }
            previousEnd = Int(mentions[index].end)
        }
    }
}
