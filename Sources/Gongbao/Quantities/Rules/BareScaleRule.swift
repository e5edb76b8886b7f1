/// A multiplier without a digit: 上万支, 亿元以上项目, 近万人; elsewhere it is part of a word (万众一心).
enum BareScaleRule {
    private static let heads = Character16.Set("上近过逾超约达数")

    static func read(at start: Int, in context: ReadingContext) -> Mention? {
        guard context.kind(start) == .bigScale else { return nil }
        var power = context.digit(start)
        var end = start + 1
        // 万亿元
        if end < context.count, !context.isHard(end), context.kind(end) == .bigScale {
            power += context.digit(end)
            end += 1
        }
        let value = ExactDecimal(1).scaled(byPowerOfTen: power)
        // 万余人次
        let vague = NumeralReader.vagueAfter.contains(context.ahead(end))
        return read(value: value, start: start, end: vague ? end + 1 : end, in: context)
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
        if NumeralReader.vagueAfter.contains(context.code[end - 1]) {
            mention.comparator =
                context.code[end - 1] == NumeralReader.roughly ? .about : .moreThan
            mention.boundAfter = true
        }
        mention.unit = UnitReading(index: context.lexicon.printedUnit[match.payload])
        BoundRule.apply(to: &mention, in: context)
        if heads.contains(head) {
            if head == Character16.of("上") || head == Character16.of("数") {
                mention.comparator = .atLeast
            }
            return mention
        }
        return mention.boundAfter || mention.comparator != .exact ? mention : nil
    }
}
