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
            // 3.2个、1.1个百分点: 个 without a noun leaves the unit to the last.
            if mentions[index].unit?.index == context.lexicon.pieceUnit,
                mentions[index].kind == .quantity, let unit = mentions[next].unit, unit.index >= 0,
                context.lexicon.unitTraits[Int(unit.index)].contains(.points),
                isListMark(Int(mentions[index].end), Int(mentions[next].lead), context)
            {
                mentions[index].unit = unit
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
                } else if previous >= 0, let per = mentions[previous].per,
                    goesOn(per, mentions[previous], mentions[index], context)
                        || tiers(mentions[previous], mentions[index - 1], mentions[index], context)
                {
                    mentions[index].per = per
                }
            }
            previous = index
        }
    }

    private static func sameUnit(_ a: UnitReading?, _ b: UnitReading?) -> Bool {
        guard let first = a, let second = b else { return a == nil && b == nil }
        return first == second
    }

    /// Whether the rate of one figure is that of the next: a list, a change, or 每千人…8人、床位7张.
    private static func goesOn(
        _ per: PerReading, _ last: Mention, _ next: Mention, _ context: ReadingContext
    ) -> Bool {
        let (from, to) = (Int(last.end), Int(next.lead))
        guard sameUnit(last.unit, next.unit) else {
            return per.value >= ten && listsNouns(from: from, to: to, context)
        }
        // 每人补贴200元、3万元: a sum behind a rate, where no change is said.
        if next.scaled, !last.scaled, to - from < 2 { return false }
        return carries(from: from, to: to, context)
            || per.value >= ten && listsNouns(from: from, to: to, context)
    }

    private static let sentenceEnds = Character16.Set("。!?；;")
    private static let ten = ExactDecimal(10)
    private static let mark = Character16.of("、")
    /// How long the noun of a list may be, in characters.
    private static let noun = 8

    /// 、病床: a list mark and a noun, no verb of work.
    private static func listsNouns(from: Int, to: Int, _ context: ReadingContext) -> Bool {
        guard from < to, to - from <= noun + 1, context.code[from] == mark, !context.isHard(from)
        else { return false }
        for index in from + 1..<max(from + 1, to) {
            if context.isHard(index) || context.characterClass(index) != .han { return false }
            if let match = context.match(context.lexicon.cues, at: index, limit: to),
                context.lexicon.cueSets[match.payload].contains(.action)
            {
                return false
            }
        }
        return true
    }

    /// 每月5000元，第2名6000元: the rate holds for the ranks that follow.
    private static func tiers(
        _ last: Mention, _ between: Mention, _ next: Mention, _ context: ReadingContext
    ) -> Bool {
        let (from, to) = (Int(last.end), Int(next.lead))
        guard between.kind == .ordinal, Int(between.start) >= from, Int(between.start) - from <= 2,
            from < to, to - from <= reach, sameUnit(last.unit, next.unit),
            last.scaled == next.scaled, let unit = next.unit, unit.index >= 0,
            context.lexicon.unitTraits[Int(unit.index)].contains(.currency)
        else { return false }
        return (from..<to).allSatisfy {
            !context.isHard($0) && !sentenceEnds.contains(context.code[$0])
        }
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
            // 685元、490元分别提高到: 提高到 leads the next figure, 分别 stands between.
            if context.matches(apart, at: index) {
                index += apart.count
                continue
            }
            guard
                let match = context.match(context.lexicon.changes, at: index, limit: to)
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
