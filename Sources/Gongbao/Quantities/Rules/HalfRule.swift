/// 半: half of a measure (半小时, 半年 as a duration, 半个月, 半公升); elsewhere it is part of a word (半导体).
enum HalfRule {
    private static let measures: Set<String> = ["length", "area", "volume", "mass", "energy"]

    private static let spent = Character16.Set("了用时过续期")
    private static let done = Character16.of("了")

    static func read(at start: Int, in context: ReadingContext) -> Mention {
        if let mention = share(at: start, in: context) { return mention }
        if let match = context.unit(at: start + 1) {
            let unit = context.lexicon.units[match.payload]
            let measure = measures.contains(unit.dimension)
            if unit.traits.contains(.duration) || unit.traits.contains(.currency)
                || measure && unit.traits.contains(.han) && !unit.traits.contains(.short),
                context.behind(start) != Character16.of("上"),
                context.behind(start) != Character16.of("下")
            {
                var mention = Mention(start: start, end: match.end, kind: .quantity, rule: .half)
                mention.numeralEnd = Int32(start + 1)
                mention.value = ExactDecimal("0.5")
                mention.unit = UnitReading(index: context.lexicon.printedUnit[match.payload])
                BoundRule.apply(to: &mention, in: context)
                // 半年, 半月 without a bound are times of the calendar, not measured ones.
                // 营业半年了, 历时半年 are measured.
                if unit.dimension == "calendar", mention.lead == mention.start, !mention.boundAfter,
                    context.ahead(match.end) != done, !spent.contains(context.behind(start))
                {
                    mention.kind = .phrase
                }
                return mention
            }
        }
        return Mention(start: start, end: start + 1, kind: .phrase, rule: .hanInWord)
    }

    /// 半成 (5 %), 半折 (50 %), where no other word begins: 半成品, 一半成为.
    private static func share(at start: Int, in context: ReadingContext) -> Mention? {
        guard let match = context.unit(at: start + 1), match.end == start + 2 else { return nil }
        let traits = context.lexicon.unitTraits[match.payload]
        guard traits.contains(.tenths), context.behind(start) != Character16.of("一"),
            match.end >= context.count || context.isHard(match.end)
                || context.characterClass(match.end) != .han
                || context.match(context.lexicon.comparatorsAfter, at: match.end) != nil
        else { return nil }
        var mention = Mention(start: start, end: match.end, kind: .quantity, rule: .half)
        mention.numeralEnd = Int32(start + 1)
        mention.value = ExactDecimal(traits.contains(.discount) ? 50 : 5)
        mention.unit = UnitReading(index: context.lexicon.percentUnit)
        BoundRule.apply(to: &mention, in: context)
        return mention
    }
}
