/// A numeral that nothing else explained: a plain number, the digits of a name, or unexplained.
enum PlainNumberRule {
    private static let quotes = Character16.Set("“\"「『《〈")
    /// 10000与20000, 100或200: the digits of a name go on otherwise.
    private static let conjunctions = Character16.Set("与和或及且")
    private static let ratio = Character16.Set(":：×∶")

    static func read(
        _ reading: NumeralReader.Reading, at start: Int, isHan: Bool, in context: ReadingContext
    ) -> Mention {
        if isHan { return han(reading, at: start, in: context) }
        if let end = IdentifierRule.long(reading: reading, start: start, in: context) {
            return Mention(start: start, end: end, kind: .identifier, rule: .longNumber)
        }
        let next = context.ahead(reading.end)
        if quotes.contains(context.behind(start)), next != 0,
            context.characterClass(reading.end) == .han
        {
            // “430学堂”: the digits of a name
            return Mention(start: start, end: reading.end, kind: .identifier, rule: .joined)
        }
        // “321”
        if quotes.contains(context.behind(start)), closings.contains(next), reading.digits > 1 {
            return Mention(start: start, end: reading.end, kind: .identifier, rule: .joined)
        }
        if isDotted(start, reading.end, context) {
            return Mention(start: start, end: reading.end, kind: .identifier, rule: .joined)
        }
        if ratio.contains(next) || ratio.contains(context.behind(start)) {
            var mention = Mention(start: start, end: reading.end, kind: .phrase, rule: .ratio)
            mention.value = reading.value
            return mention
        }
        guard reading.digits <= 36 else {
            return Mention(start: start, end: reading.end, kind: .identifier, rule: .longNumber)
        }
        if (1900...2099).contains(reading.value.integer ?? 0), reading.digits == 4,
            !reading.hasPoint,
            !reading.scaled
        {
            var mention = Mention(start: start, end: reading.end, kind: .date, rule: .date)
            mention.date = DateReading(
                start: .init(year: Int16(reading.value.integer ?? 0)))
            mention.value = reading.value
            return mention
        }
        if context.digit(start) == 0, reading.digits == 2, context.beginsLine(start), next != 0 {
            // 02 要闻, the head of a page
            return Mention(start: start, end: reading.end, kind: .ordinal, rule: .pageNumber)
        }
        var mention = QuantityRule.make(reading, start, end: reading.end, rule: .number)
        BoundRule.apply(to: &mention, in: context)
        let bare =
            next != 0 && context.characterClass(reading.end) == .han && !reading.hasPoint
            && !mention.boundAfter && mention.comparator == .exact && !conjunctions.contains(next)
            && mention.lead == mention.start
        mention.kind = bare ? .unexplained : .number
        mention.rule = bare ? .unexplained : .number
        if bare { mention.value = nil }  // digits of what nobody knows are no value
        return mention
    }

    private static let closings = Character16.Set("”\"」』》〉")
    private static let middleDot = Character16.of("·")

    /// 8·20: the day of an event in its name.
    private static func isDotted(_ start: Int, _ end: Int, _ context: ReadingContext) -> Bool {
        if context.ahead(end) == middleDot, end + 1 < context.count, context.kind(end + 1) == .digit
        {
            return true
        }
        return context.behind(start) == middleDot && start > 1 && context.kind(start - 2) == .digit
    }

    private static func han(
        _ reading: NumeralReader.Reading, at start: Int, in context: ReadingContext
    ) -> Mention {
        if let mention = BareScaleRule.read(
            value: reading.value, start: start, end: reading.end, in: context),
            context.kind(start) == .smallScale || context.kind(start) == .vague
        {
            return mention
        }
        if QuantityRule.quotes.contains(context.behind(start)), context.ahead(reading.end) != 0,
            context.characterClass(reading.end) == .han
                || reading.length > 1 && QuantityRule.quotes.contains(context.ahead(reading.end))
        {
            return Mention(start: start, end: reading.end, kind: .phrase, rule: .summary)  // “九五”
        }
        if reading.length == 1, !StandaloneRule.isAlone(start, reading.end, in: context) {
            // 一 in a word that the lexicon does not list: no measure word follows.
            let alone = isAlone(start, reading.end, context)
            var mention = Mention(
                start: start, end: reading.end, kind: alone ? .number : .phrase,
                rule: alone ? .number : .hanInWord)
            mention.value = alone ? reading.value : nil
            return mention
        }
        guard reading.digits <= 30 else {
            return Mention(start: start, end: reading.end, kind: .identifier, rule: .longNumber)
        }
        var mention = QuantityRule.make(reading, start, end: reading.end, rule: .number)
        BoundRule.apply(to: &mention, in: context)
        mention.kind = .number
        return mention
    }

    private static func isAlone(_ start: Int, _ end: Int, _ context: ReadingContext) -> Bool {
        func ends(_ index: Int) -> Bool {
            index >= context.count || context.isHard(index) || context.characterClass(index) != .han
        }
        let before =
            start == 0 || context.isHard(start) || context.characterClass(start - 1) != .han
        return before && ends(end)
    }
}
