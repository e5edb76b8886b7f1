/// 比三十大, 比170低, 比5%高: a bound of two words around the figure.
enum ComparedRule {
    private static let than = Character16.of("比")
    private static let more = Character16.Set("大高多长重")
    private static let less = Character16.Set("小低少短轻")
    /// What may stand behind the adjective: 大一些, 大一点, 低的.
    private static let tails = Character16.Set("一些的了")

    /// The comparator of a figure whose words begin at `lead` and end at `end`.
    static func comparator(
        _ lead: Int, _ end: Int, in context: ReadingContext
    ) -> Comparator? {
        guard context.behind(lead) == than, isAdjective(end, in: context) else { return nil }
        return more.contains(context.code[end]) ? .moreThan : .lessThan
    }

    /// Whether the adjective at `index` ends the comparison, so that 比三大运营商 is none.
    static func isAdjective(_ index: Int, in context: ReadingContext) -> Bool {
        let adjective = context.ahead(index)
        guard adjective != 0, more.contains(adjective) || less.contains(adjective) else {
            return false
        }
        let next = context.ahead(index + 1)
        return next == 0 || tails.contains(next) || context.characterClass(index + 1) != .han
    }

    /// Whether 大 at `index` is the adjective of a comparison rather than the unit of 三大工程.
    static func takes(_ start: Int, _ index: Int, in context: ReadingContext) -> Bool {
        context.behind(start) == than && isAdjective(index, in: context)
    }
}
