/// Counts that make up a name: 一核两副三带四区, 三省一市, 五纵四横. Each part is one Han digit and a noun
/// of one character, and the parts touch each other.
enum GroupNames {
    /// Whether the count `start..<end` touches another one of the kind.
    static func isChained(
        _ reading: NumeralReader.Reading, _ start: Int, _ end: Int, _ traits: Unit.Traits,
        in context: ReadingContext
    ) -> Bool {
        guard context.kind(start) == .hanDigit, reading.length == 1, end == start + 2,
            isName(traits)
        else { return false }
        return isPart(end, context)
            || start >= 2 && joins(start, context) && isPart(start - 2, context)
    }

    /// Whether a unit is a noun that names may count: 区, 带, 市; 双 and 件 are measure words.
    private static func isName(_ traits: Unit.Traits) -> Bool {
        traits.isDisjoint(with: [.converts, .action, .duration, .age, .currency, .percent])
            && !traits.isSuperset(of: [.indefinite, .thing])
    }

    /// Whether a Han digit and a noun of one character stand at `index`.
    private static func isPart(_ index: Int, _ context: ReadingContext) -> Bool {
        guard index + 1 < context.count, joins(index, context) || index == 0,
            context.kind(index) == .hanDigit, context.digit(index) > 0,
            joins(index + 1, context),
            context.kind(index + 1) == .none
                || context.kind(index + 1) == .phraseStart,
            context.characterClass(index + 1) == .han
        else { return false }
        // 五市两年行动, 三镇四个月: a measure of time goes on otherwise.
        guard let match = context.unit(at: index + 1) else {
            return context.code[index + 1] != NumeralReader.hanPoint
        }
        return isName(context.lexicon.unitTraits[match.payload])
    }

    private static func joins(_ index: Int, _ context: ReadingContext) -> Bool {
        index > 0 && index < context.count && !context.isHard(index)
    }
}
