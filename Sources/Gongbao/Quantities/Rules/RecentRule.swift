/// 近三年, 近3个月来: the time up to now, not nearly three years (历时近三年).
enum RecentRule {
    private static let near = Character16.of("近")
    /// The most that is said of the time up to now; longer ones are estimates.
    private static let most = ExactDecimal(30)

    /// Whether 近 at `lead` begins its clause before a short time of the calendar.
    static func isRecent(_ lead: Int, _ mention: Mention, in context: ReadingContext) -> Bool {
        guard lead + 1 == Int(mention.start), context.code[lead] == near, !mention.scaled,
            let unit = mention.unit, unit.index >= 0,
            context.lexicon.unitTraits[Int(unit.index)].contains(.duration),
            context.lexicon.units[Int(unit.index)].dimension == "calendar",
            let value = mention.value, value < most, value.places == 0
        else { return false }
        return context.behind(lead) == 0 || context.characterClass(lead - 1) == .punctuation
    }
}
