/// 一年零三个月, 一年又一个月21天: lengths of time that go on, so that 一年 in them counts.
enum LengthRule {
    private static let joints = Character16.Set("零又加")
    private static let ends = Character16.Set("年月天周日时")

    /// Whether a length of time stands before or behind the one at `start..<end`.
    static func isJoined(_ start: Int, _ end: Int, in context: ReadingContext) -> Bool {
        if joints.contains(context.ahead(end)),
            isLength(end + 1, context)
                || context.ahead(end) == NumeralClass.zero && isLength(end, context)
        {
            return true
        }
        return goesOn(start, end, in: context)
    }

    /// Whether the length `start..<end` follows another one: 一年又一个月.
    static func goesOn(_ start: Int, _ end: Int, in context: ReadingContext) -> Bool {
        joints.contains(context.behind(start)) && start > 1 && !context.isHard(start - 1)
            && ends.contains(context.code[start - 2]) && end > start
            && ends.contains(context.code[end - 1])
    }

    private static func isLength(_ index: Int, _ context: ReadingContext) -> Bool {
        guard index < context.count, !context.isHard(index),
            let reading = context.numerals.read(at: index),
            let unit = context.unit(at: reading.end)
        else { return false }
        return context.lexicon.unitTraits[unit.payload].contains(.duration)
    }
}
