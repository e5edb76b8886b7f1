/// A multiplier without a digit: 上万支, 亿元以上项目, 近万人; elsewhere it is part of a word (万众一心).
enum BareScaleRule {
    private static let heads = Character16.Set("上近过逾超约达数")

    static func read(at start: Int, in context: ReadingContext) -> Mention? {
        guard context.kind(start) == .bigScale else { return nil }
        let power = context.digit(start)
        return read(
            value: ExactDecimal(1).scaled(byPowerOfTen: power), start: start, end: start + 1,
            in: context)
    }

    /// Also for 百, 千, 千万 … which the numeral reader reads as numbers.
    static func read(
        value: ExactDecimal, start: Int, end: Int, in context: ReadingContext
    ) -> Mention? {
        guard let match = context.unit(at: end) else { return nil }
        guard context.lexicon.unitTraits[match.payload].contains(.han) else { return nil }
        let head = context.behind(start)
        var mention = Mention(start: start, end: match.end, kind: .quantity, rule: .bareScale)
        mention.numeralEnd = Int32(end)
        mention.value = value
        mention.scaled = true
        mention.unit = UnitReading(index: context.lexicon.printedUnit[match.payload])
        BoundRule.apply(to: &mention, in: context)
        if heads.contains(head) {
            if head == Character16.of("上") || head == Character16.of("数") {
                mention.comparator = .atLeast
            }
            return mention
        }
        return mention.boundAfter ? mention : nil
    }
}
