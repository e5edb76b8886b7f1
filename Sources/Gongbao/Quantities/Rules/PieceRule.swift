/// 个 between a numeral and what it counts: 3个半月 (3.5 月), 一个半小时, 两个亿 (2 亿).
enum PieceRule {
    private static let piece = Character16.of("个")
    private static let half = Character16.of("半")

    static func extend(_ mention: inout Mention, in context: ReadingContext) {
        let end = Int(mention.end)
        guard end == Int(mention.numeralEnd) + 1, context.code[end - 1] == piece,
            let value = mention.value, mention.upper == nil
        else { return }
        let next = context.ahead(end)
        if next == half, let match = context.unit(at: end + 1),
            context.lexicon.unitTraits[match.payload].contains(.duration),
            let sum = value.adding(ExactDecimal(coefficient: 5, exponent: -1))
        {
            mention.value = sum
            mention.unit = UnitReading(index: context.lexicon.printedUnit[match.payload])
            mention.end = Int32(match.end)
        } else if next != 0, context.kind(end) == .bigScale, context.digit(end) == 8 {
            hundredMillions(&mention, value, in: context)
        }
    }

    /// 两个亿 and 两个亿卢布; in 两个亿元村 and 3个亿级产业 the 亿 belongs to what is counted.
    private static func hundredMillions(
        _ mention: inout Mention, _ value: ExactDecimal, in context: ReadingContext
    ) {
        let end = Int(mention.end) + 1
        let next = context.ahead(end)
        let money = context.unit(at: end)
        let isMoney =
            money.map {
                context.lexicon.unitTraits[$0.payload].contains(.currency) && $0.end > end + 1
            } ?? false
        guard
            next == 0 || context.characterClass(end) != .han || next == Character16.of("的")
                || isMoney
        else { return }
        mention.value = value.scaled(byPowerOfTen: 8)
        mention.scaled = true
        mention.numeralEnd = Int32(end)
        mention.end = Int32(end)
        mention.unit = nil
        mention.rule = .quantityWithoutUnit
        if isMoney, let money {
            mention.end = Int32(money.end)
            mention.unit = UnitReading(index: context.lexicon.printedUnit[money.payload])
            mention.rule = .quantity
        }
    }
}
