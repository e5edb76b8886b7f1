/// Two figures that bound one: 3-5人, 2—3家, 2万元至3万元, 800—1000个, 20—30万元, 4.5-5%, 0—3岁.
/// 300元和500元之间. Both ends are included; the lower takes the scale and the unit that only the upper carries.
enum RangeRule {
    private static let dashes = Character16.Set("-—–－~～―")
    private static let words = Character16.Set("至到")
    private static let included: StaticWord = "(含)"
    private static let pairs = Character16.Set("和与")
    private static let between: StaticWord = "之间"

    static func read(
        _ first: NumeralReader.Reading, at start: Int, isHan: Bool, in context: ReadingContext
    ) -> Mention? {
        var position = first.end
        var firstUnit: Trie.Match?
        if let match = context.unit(at: position) {
            let behindUnit = context.ahead(match.end)
            if dashes.contains(behindUnit) || words.contains(behindUnit)
                || pairs.contains(behindUnit)
            {
                firstUnit = match
                position = match.end
            }
        }
        if firstUnit == nil, context.matches(included, at: position) {
            position += included.count  // 1万(含)-5万元
        }
        guard position < context.count, !context.isHard(position) else { return nil }
        let connector = context.code[position]
        let isWord = words.contains(connector)
        // 300元和500元之间: 和 joins two figures elsewhere.
        let isPair = pairs.contains(connector)
        guard isWord || isPair || dashes.contains(connector) else { return nil }
        var next = position + 1
        if !isWord, !isPair, next < context.count, dashes.contains(context.ahead(next)) {
            next += 1
        }
        guard next < context.count, !context.isHard(next),
            let second = context.numerals.read(at: next), second.upper == nil
        else { return nil }
        guard isHan == (second.hasHan && !second.hasDigits) else { return nil }
        // 十至十二 needs a unit; so does everything else that is to be a range of figures, but for 20和30之间.
        guard let match = context.unit(at: second.end) else {
            guard isPair, firstUnit == nil, context.matches(between, at: second.end),
                first.value < second.value
            else { return nil }
            var mention = QuantityRule.make(first, start, end: second.end, rule: .number)
            mention.kind = .number
            mention.upper = second.value
            return mention
        }
        if isPair, !context.matches(between, at: match.end) { return nil }
        let traits = context.lexicon.unitTraits[match.payload]
        if let firstUnit {
            guard
                context.lexicon.units[firstUnit.payload].canonical
                    == context.lexicon.units[match.payload].canonical
            else {
                return nil
            }
        }
        if isHan, !traits.contains(.han) { return nil }
        var low = first.value
        if !first.scaled, second.scaled, firstUnit == nil, low < second.value,
            let scale = sharedScale(of: second, in: context)
        {
            let raised = low.scaled(byPowerOfTen: scale)
            if raised < second.value { low = raised }
        }
        // 两到三千: the lower is one digit, the upper one digit with its multiplier.
        if isHan, first.singleHan, second.length == 2, context.kind(next + 1) == .smallScale,
            context.kind(start) == .hanDigit, firstUnit == nil
        {
            let raised = low.scaled(byPowerOfTen: context.digit(next + 1))
            if raised < second.value { low = raised }
        }
        guard low < second.value || low == second.value else { return nil }
        var mention = QuantityRule.make(first, start, end: match.end, rule: .quantityRange)
        mention.numeralEnd = Int32(second.end)
        mention.value = low
        mention.upper = second.value
        mention.unit = UnitReading(index: context.lexicon.printedUnit[match.payload])
        if traits.contains(.percent) { PercentRule.apply(traits, to: &mention, in: context) }
        UnitTailRule.extend(&mention, in: context)
        BoundRule.apply(to: &mention, in: context)
        return mention
    }

    /// The power of the scale word that ends a numeral: 20—30万.
    private static func sharedScale(
        of reading: NumeralReader.Reading, in context: ReadingContext
    ) -> Int? {
        let last = reading.end - 1
        switch context.kind(last) {
        case .smallScale, .bigScale: return context.digit(last)
        default: return nil
        }
    }
}
