/// 半: half of a measure (半小时, 半年 as a duration, 半个月, 半公升); elsewhere it is part of a word (半导体).
enum HalfRule {
    private static let measures: Set<String> = ["length", "area", "volume", "mass", "energy"]

    static func read(at start: Int, in context: ReadingContext) -> Mention {
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
                if unit.dimension == "calendar", mention.lead == mention.start, !mention.boundAfter
                {
                    mention.kind = .phrase
                }
                return mention
            }
        }
        return Mention(start: start, end: start + 1, kind: .phrase, rule: .hanInWord)
    }
}
