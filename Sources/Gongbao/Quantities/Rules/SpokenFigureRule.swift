/// A Han figure whose unit speech leaves out: 新增了两万一, 报了十一亿三, 压到四千五以内.
///
/// Only what is put as speech puts it counts, behind a word of its sentence and where the words end: 三百六十二
/// and what stands alone in a line or cell are numbers.
enum SpokenFigureRule {
    private static let least = ExactDecimal(100)
    /// What ends a figure in speech, and what makes of a numeral a name or a share of something else.
    private static let ends = Character16.Set(",，。;；!！?？")
    private static let names = Character16.Set("第“《「‘初周")

    static func read(
        _ reading: NumeralReader.Reading, at start: Int, in context: ReadingContext
    ) -> Mention? {
        guard !reading.places, reading.length > 1, reading.value >= least,
            context.behind(start) != 0, !names.contains(context.behind(start)),
            context.characterClass(start - 1) == .han,
            isSpoken(reading, in: context)
                || context.match(context.lexicon.comparatorsAfter, at: reading.end) != nil
        else { return nil }
        var mention = QuantityRule.make(
            reading, start, end: reading.end, rule: .quantityWithoutUnit)
        BoundRule.apply(to: &mention, in: context)
        var end = reading.end
        if mention.boundAfter, !reading.vague,
            let bound = context.match(context.lexicon.comparatorsAfter, at: end)
        {
            end = bound.end
        }
        let next = context.ahead(end)
        guard isSpoken(reading, in: context) || mention.boundAfter else { return nil }
        guard next == 0 || ends.contains(next) else { return nil }
        return mention
    }

    /// 两万一, 七八千: the last digit takes the next lower place, or two digits are bounds.
    private static func isSpoken(_ reading: NumeralReader.Reading, in context: ReadingContext)
        -> Bool
    {
        if reading.upper != nil { return true }
        guard context.kind(reading.end - 1) == .hanDigit else { return false }
        switch context.kind(reading.end - 2) {
        case .bigScale: return true
        case .smallScale: return context.digit(reading.end - 2) > 1
        default: return false
        }
    }
}
