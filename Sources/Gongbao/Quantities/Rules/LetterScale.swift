/// k and w as multipliers behind digits, as in 15k元 and 1.2w元: a thousand and ten thousand.
///
/// Before a unit in ideographs they multiply; elsewhere 4K, 10W and 5k are names and other units.
enum LetterScale {
    private static let thousand = Character16.Set("kK")
    private static let tenThousand = Character16.Set("wW")

    /// Adds the letter behind `reading` to it. `bare` says that no unit needs to follow.
    static func extend(
        _ reading: inout NumeralReader.Reading, from start: Int, bare: Bool,
        in context: ReadingContext
    ) {
        let end = reading.end
        let letter = context.ahead(end)
        let power = thousand.contains(letter) ? 3 : tenThousand.contains(letter) ? 4 : 0
        guard power > 0, !reading.hasHan, !reading.scaled,
            context.gap[end] & ~Flow.Gap.space == 0,
            start == 0 || context.gap[start] != 0
                || !IdentifierRule.isLatin(context.code[start - 1])
        else { return }
        let next = context.ahead(end + 1)
        if next != 0, context.gap[end + 1] == 0, context.characterClass(end + 1) != .han {
            guard bare, !IdentifierRule.isLatin(next), context.kind(end + 1) != .digit else {
                return
            }
        }
        guard bare || context.gap[end] == 0 && hasUnit(end + 1, context) else { return }
        reading.value = reading.value.scaled(byPowerOfTen: power)
        reading.scaled = true
        reading.end = end + 1
        reading.length = reading.end - start
    }

    /// A unit that counts in ideographs, and not one that a name begins with (4K超高清).
    private static func hasUnit(_ index: Int, _ context: ReadingContext) -> Bool {
        guard index < context.count, context.characterClass(index) == .han,
            let unit = context.unit(at: index)
        else { return false }
        return !context.lexicon.unitTraits[unit.payload].isDisjoint(with: [.currency, .han])
    }
}
