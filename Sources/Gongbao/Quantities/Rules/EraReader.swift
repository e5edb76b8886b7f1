/// Years counted from a named beginning: 康熙三年 (1664), 民国114年, 中华民国一一四年, 公元789年, 公元前221年.
///
/// The years of `eras.tsv` are those in which most of the Chinese year lies; a lunar month is left as the
/// text counts it.
enum EraReader {
    private static let common: StaticWord = "公元"
    private static let before: StaticWord = "公元前"
    private static let firstYear: StaticWord = "元年"
    /// No era lasted longer; the Republic's years are counted on.
    private static let longest = 61
    private static let republic = 1912

    /// The year (0 and less before the common era) and the index behind 年.
    static func read(_ start: Int, _ context: ReadingContext) -> (year: Int, end: Int)? {
        // 年 stands at most six characters on: 一百一十四年.
        guard start > 0, !context.isHard(start),
            (start + 1...start + 6).contains(where: { context.ahead($0) == DateRule.year }),
            context.characterClass(start - 1) == .han,
            let (value, end) = number(start, context), value > 0,
            context.ahead(end) == DateRule.year
        else { return nil }
        if context.matches(before, at: start - before.count), value < 10_000 {
            return (1 - value, end + 1)
        }
        if context.matches(common, at: start - common.count), value < 3000 {
            return (value, end + 1)
        }
        guard let first = context.match(context.lexicon.eras, before: start)?.payload,
            value <= longest || first == republic && value <= 200
        else { return nil }
        return (first + value - 1, end + 1)
    }

    /// The first year of an era that is named before `start`: 神龙元年十一月.
    static func firstYear(before start: Int, _ context: ReadingContext) -> (year: Int, start: Int)?
    {
        let index = start - firstYear.count
        guard context.matches(firstYear, at: index), index > 0, !context.isHard(index),
            let match = context.match(context.lexicon.eras, before: index)
        else { return nil }
        return (match.payload, index)
    }

    /// 114, 一一四, 二十三.
    private static func number(_ start: Int, _ context: ReadingContext) -> (Int, Int)? {
        guard context.kind(start) == .hanDigit, start + 1 < context.count,
            context.kind(start + 1) == .hanDigit
        else { return context.smallNumber(at: start) }
        var (value, end) = (0, start)
        while end < context.count, end - start < 4, context.kind(end) == .hanDigit,
            end == start || !context.isHard(end)
        {
            value = value * 10 + context.digit(end)
            end += 1
        }
        return (value, end)
    }
}
