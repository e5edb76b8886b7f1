/// A figure with its unit: approximator · comparator · numeral · scale · unit · comparator.
///
/// 不少于 3.13 万批次, 1000 人次以上, 3-5人, 2万元至3万元, 1200套（间）, 2375 元/人月, 超七成.
enum QuantityRule {
    static func read(
        _ reading: NumeralReader.Reading, at start: Int, isHan: Bool, phraseEnd: Int,
        in context: ReadingContext
    ) -> Mention? {
        if let range = RangeRule.read(reading, at: start, isHan: isHan, in: context) {
            return range
        }
        guard let match = context.unit(at: reading.end) else {
            if let mention = money(reading, start, in: context) { return mention }
            if isHan { return SpokenFigureRule.read(reading, at: start, in: context) }
            guard reading.scaled, reading.digits <= 18 else { return nil }
            var mention = make(reading, start, end: reading.end, rule: .quantityWithoutUnit)
            BoundRule.apply(to: &mention, in: context)
            return mention
        }
        let traits = context.lexicon.unitTraits[match.payload]
        if ComparedRule.takes(start, reading.end, in: context) { return nil }  // 比三十大
        if isHan, reading.length == 1, context.kind(start) == .smallScale,
            context.digit(start) > 1
        {
            return nil  // 百 and 千 alone: see BareScaleRule
        }
        if !isHan, traits.contains(.short), match.end == reading.end + 1,
            IdentifierRule.isLatin(context.code[reading.end])
        {
            return Mention(start: start, end: match.end, kind: .identifier, rule: .letters)  // 5G
        }
        if traits.contains(.tenths), !traits.contains(.discount),
            reading.scaled || reading.value > ExactDecimal(10)
        {
            return nil  // 百亿成势
        }
        if isHan {
            guard allowsHan(reading, traits, match, phraseEnd: phraseEnd, in: context) else {
                return nil
            }
            if isArticle(reading, traits), context.ahead(match.end) != Character16.of("半"),
                !LengthRule.isJoined(start, match.end, in: context),
                !isBounded(start, match.end, context),
                !StandaloneRule.isAlone(start, match.end, in: context)
            {
                return Mention(start: start, end: match.end, kind: .phrase, rule: .article)
            }
            if isSummary(start, context)
                || GroupNames.isChained(reading, start, match.end, traits, in: context)
            {
                return Mention(start: start, end: match.end, kind: .phrase, rule: .summary)
            }
        }
        guard reading.digits <= 24 else { return nil }
        var mention = make(reading, start, end: match.end, rule: .quantity)
        mention.unit = UnitReading(index: context.lexicon.printedUnit[match.payload])
        PieceRule.extend(&mention, in: context)
        if traits.contains(.percent) {
            PercentRule.apply(traits, to: &mention, in: context)
        } else {
            CompoundUnitRule.extend(&mention, in: context)
        }
        UnitTailRule.extend(&mention, in: context)
        BoundRule.apply(to: &mention, in: context)
        // 上千万元
        if isHan, mention.comparator == .exact, context.kind(start) == .smallScale,
            context.digit(start) > 1, context.behind(start) == Character16.of("上"),
            context.behind(start - 1) != Character16.of("以")
        {
            mention.comparator = .atLeast
        }
        return mention
    }

    static func make(
        _ reading: NumeralReader.Reading, _ start: Int, end: Int, rule: RuleID
    ) -> Mention {
        var mention = Mention(start: start, end: end, kind: .quantity, rule: rule)
        mention.numeralEnd = Int32(reading.end)
        mention.value = reading.value
        mention.upper = reading.upper
        mention.scaled = reading.scaled
        if reading.vague {
            mention.comparator = reading.rough ? .about : .moreThan
            mention.boundAfter = true
        }
        mention.uncertain = reading.joined
        return mention
    }

    /// Han numerals count only with a classifier, and not where they are part of a set phrase.
    private static func allowsHan(
        _ reading: NumeralReader.Reading, _ traits: Unit.Traits, _ match: Trie.Match,
        phraseEnd: Int, in context: ReadingContext
    ) -> Bool {
        guard
            traits.contains(.han) || traits.contains(.percent)
                || match.end > reading.end + 1 && IdentifierRule.isLatin(context.code[reading.end])
        else { return false }  // 四ml, but not 三G
        // 队伍支撑, 大陆首位: one formal digit writes a number beside money only.
        if reading.formalWord, !traits.contains(.currency),
            !StandaloneRule.isAlone(reading.end - 1, match.end, in: context)
        {
            return false
        }
        if traits.contains(.duration),
            context.ahead(match.end) == Character16.of("半")
                || LengthRule.isJoined(reading.end - reading.length, match.end, in: context)
        {
            return true  // 一年半, 一年零三个月
        }
        return phraseEnd < match.end
    }

    /// 一个, 一批; 一 before a time (一年, 一周) is no measured duration either.
    private static func isArticle(
        _ reading: NumeralReader.Reading, _ traits: Unit.Traits
    ) -> Bool {
        reading.value == ExactDecimal(1) && reading.singleHan
            && (!traits.isDisjoint(with: [.indefinite, .duration, .group])
                || !traits.contains(.converts) && traits.contains(.short))  // 一区, 一屏
    }

    /// $20, 港币3000万: the unit stands before the figure.
    private static func money(
        _ reading: NumeralReader.Reading, _ start: Int, in context: ReadingContext
    ) -> Mention? {
        guard reading.digits <= 24, !reading.singleHan,
            context.match(context.lexicon.unitsBefore, before: start) != nil,
            !context.numerals.touchesLatin(start, reading.end)
        else { return nil }
        var mention = make(reading, start, end: reading.end, rule: .quantity)
        BoundRule.apply(to: &mention, in: context)
        return mention.unit == nil ? nil : mention
    }

    static let quotes = Character16.Set("“”‘’「」『』《》")

    /// “甲”“乙”“丙”三项工程, “五个进一步”: a Han count beside a quotation mark sums up names.
    private static func isSummary(_ start: Int, _ context: ReadingContext) -> Bool {
        quotes.contains(context.behind(start))
    }

    /// 不少于一个, 每镇一所 …: a word that bounds makes 一 a count.
    private static func isBounded(_ start: Int, _ end: Int, _ context: ReadingContext) -> Bool {
        if let match = context.match(context.lexicon.comparatorsBefore, before: start),
            Comparator.allCases[match.payload] != .exact
        {
            return true
        }
        return context.match(context.lexicon.comparatorsAfter, at: end) != nil
            && end < context.count
            && !context.isHard(end)
    }
}
