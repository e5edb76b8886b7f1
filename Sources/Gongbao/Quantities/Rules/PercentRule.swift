/// Shares: 27.13%, 七成 (70 %), 七成五 (75 %), 8折 (80 %). 百分点 keeps its own unit.
enum PercentRule {
    static func apply(
        _ traits: Unit.Traits, to mention: inout Mention, in context: ReadingContext
    ) {
        guard traits.contains(.tenths) else {
            mention.rule = .percent
            return
        }
        // 8.5折 = 85 %, 95折 = 95 %
        let places =
            traits.contains(.discount) && (mention.value ?? .zero) >= ExactDecimal(10) ? 0 : 1
        mention.rule = .tenths
        mention.value = mention.value?.scaled(byPowerOfTen: places)
        mention.upper = mention.upper?.scaled(byPowerOfTen: places)
        mention.unit = UnitReading(index: context.lexicon.percentUnit)
        let end = Int(mention.end)
        guard !traits.contains(.discount), end < context.count, !context.isHard(end) else {
            return
        }
        // 七成五, 三成半
        if context.code[end] == Character16.of("半") {
            mention.value = mention.value?.adding(ExactDecimal(5))
            mention.end += 1
        } else if context.kind(end) == .hanDigit || isLastDigit(end, in: context),
            context.digit(end) > 0, context.unit(at: end + 1) == nil
        {
            mention.value = mention.value?.adding(ExactDecimal(context.digit(end)))
            mention.end += 1
        }
    }

    private static let point = Character16.of(".")

    /// 1成8: one Arabic digit that nothing goes on.
    private static func isLastDigit(_ index: Int, in context: ReadingContext) -> Bool {
        guard context.kind(index) == .digit, context.gap[index] == 0 else { return false }
        let next = context.ahead(index + 1)
        return next == 0 || next != point && context.characterClass(index + 1) == .punctuation
    }
}
