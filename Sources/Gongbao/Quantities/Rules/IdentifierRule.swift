/// Numbers that name: G228, PM2.5, A03, 12345热线, 〔2025〕67号, 1+7+N, 020-12345678, a@163.com.
enum IdentifierRule {
    private static let joiners = Character16.Set("+-_.@/:=&%")
    private static let plus = Character16.of("+")

    /// A letter stands beside the numeral and no unit explains it.
    static func letters(
        start: Int, end: Int, in context: ReadingContext
    ) -> Int? {
        let before = start > 0 && context.gap[start] == 0 ? context.code[start - 1] : 0
        let after = end < context.count && context.gap[end] == 0 ? context.code[end] : 0
        if before != 0, isLatin(before) {
            return isCounted(start, end, context) ? nil : tokenEnd(end, context)
        }
        if after != 0, isLatin(after), context.unit(at: end) == nil {
            return tokenEnd(end, context)
        }
        // "1+7+N", and the "+" of web addresses and equations of numbers
        if after == plus, end + 1 < context.count, isTokenCharacter(context.code[end + 1]) {
            return tokenEnd(end, context)
        }
        if before == plus, start >= 2, isTokenCharacter(context.code[start - 2]) {
            return tokenEnd(end, context)
        }
        return nil
    }

    private static let capitals = Character16.Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// AED264台, GDP1.2万亿元: an abbreviation of three capitals or more behind an ideograph, and a unit
    /// behind the figure. Roads, models and sizes (G228, DN300) have fewer.
    private static func isCounted(_ start: Int, _ end: Int, _ context: ReadingContext) -> Bool {
        var first = start
        while first > 0, start - first < 6, context.gap[first] == 0,
            capitals.contains(context.code[first - 1])
        {
            first -= 1
        }
        guard start - first >= 3, first > 0, !context.isHard(first),
            context.characterClass(first - 1) == .han, let unit = context.unit(at: end)
        else { return false }
        return context.lexicon.unitTraits[unit.payload].isDisjoint(with: .short)
    }

    /// 〔2025〕67号, [2025]9号.
    static func documentNumber(
        start: Int, end: Int, in context: ReadingContext
    ) -> Int? {
        let before = context.behind(start)
        let after = context.ahead(end)
        let opens = before == 0x3014 || before == Character16.of("[")
        let closes = after == 0x3015 || after == Character16.of("]")
        if opens, closes, end - start == 4 { return end }
        if before == 0x3015 || before == Character16.of("]"), after == Character16.of("号") {
            return end + 1
        }
        return nil
    }

    /// Too long for a figure without a unit: telephone numbers, postal codes, 索引号.
    static func long(
        reading: NumeralReader.Reading, start: Int, in context: ReadingContext
    ) -> Int? {
        guard reading.hasDigits, !reading.hasHan, !reading.scaled else { return nil }
        var end = reading.end
        // 12345-5, 020-12345678: a hyphen between runs of digits
        // (fewer than three digits: the token is not looked at, or 0.0.0.… would be quadratic)
        if reading.digits >= 3 {
            let tokens = tokenEnd(end, context)
            if tokens > end, tokens - start >= 7 { end = tokens }
        }
        if end > reading.end { return end }
        return reading.digits >= 7 && !reading.hasPoint ? end : nil
    }

    private static func tokenEnd(_ index: Int, _ context: ReadingContext) -> Int {
        var end = index
        while end < context.count, context.gap[end] == 0 {
            let code = context.code[end]
            if isTokenCharacter(code) {
                end += 1
            } else if joiners.contains(code), end + 1 < context.count, context.gap[end + 1] == 0,
                isTokenCharacter(context.code[end + 1])
            {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    private static func isTokenCharacter(_ code: UInt16) -> Bool {
        isLatin(code) || (0x30...0x39).contains(code)
    }

    static func isLatin(_ code: UInt16) -> Bool {
        (0x41...0x5A).contains(code) || (0x61...0x7A).contains(code)
    }
}
