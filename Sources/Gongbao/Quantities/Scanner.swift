/// Flow → mentions: every numeral is read by the first rule that explains it.
///
/// One pass from left to right; each step looks a bounded way ahead and back, so the time is linear
/// in the text. `ListFrames` then carries bounds, rates and units along lists.
struct Scanner {
    let context: ReadingContext
    private var mentions: [Mention] = []
    private var index = 0

    /// Reads all numerals of `flow`.
    static func read(_ flow: Flow, _ lexicon: Lexicon) -> [Mention] {
        let classes = lexicon.scanTable
        return flow.code.withUnsafeBufferPointer { code in
            flow.gap.withUnsafeBufferPointer { gap in
                classes.withUnsafeBufferPointer { classes in
                    let context = ReadingContext(
                        code: code, gap: gap, classes: classes, lexicon: lexicon)
                    var scanner = Scanner(context: context)
                    // Dense text has a numeral in twelve characters; room that is not needed is
                    // never touched.
                    scanner.mentions.reserveCapacity(flow.count / 12)
                    scanner.run()
                    ListFrames.carry(&scanner.mentions, in: context)
                    RunOnNumbering.mark(&scanner.mentions, in: context)
                    return scanner.mentions
                }
            }
        }
    }

    private init(context: ReadingContext) { self.context = context }

    private mutating func run() {
        let code = context.code
        let classes = context.classes
        let pairs = context.lexicon.phrasePairs
        let count = code.count
        while index < count {
            let entry = classes[Int(code[index])]
            if entry == 0 {
                index += 1
            } else if entry != NumeralClass.phraseStart.rawValue {
                step(NumeralClass.of(entry))
            } else if index + 1 < count ? pairs.passes(code[index], code[index + 1]) : true {
                stepPhrase()
            } else {
                index += 1  // nearly every character that begins a phrase begins other words here
            }
        }
    }

    /// At a character that writes no number.
    private mutating func stepPhrase() {
        if let phrase = context.match(context.lexicon.phraseTrie, at: index) {
            take(phrase, from: index)
        } else {
            index += 1
        }
    }

    private mutating func step(_ kind: NumeralClass) {
        let start = index
        if let mention = StandaloneRule.read(at: start, in: context) {
            mentions.append(mention)
            index = Int(mention.end)
            return
        }
        if kind == .formalThree, !context.numerals.isFormalThree(at: start) {
            stepPhrase()
            return
        }
        let phrase =
            start + 1 >= context.count
                || context.lexicon.phrasePairs.passes(context.code[start], context.code[start + 1])
            ? context.match(context.lexicon.phraseTrie, at: start) : nil
        let mention = readNumeral(at: start, kind, phraseEnd: phrase?.end ?? 0)
        if let phrase,
            phrase.end > Int(mention.end) || mention.yieldsToPhrase(in: context) && kind != .digit,
            phrase.end >= Int(mention.end)
        {
            take(phrase, from: start)
            return
        }
        mentions.append(mention)
        index = max(start + 1, Int(mention.end))
    }

    /// Takes a set phrase; numerals inside it are explained by it.
    private mutating func take(_ phrase: Trie.Match, from start: Int) {
        let kind = NumeralKind.allCases[phrase.payload]
        var from = start
        while from < phrase.end, !context.kind(from).writesNumbers {
            from += 1
        }
        if from < phrase.end {
            var mention = Mention(
                start: from, end: phrase.end, kind: kind,
                rule: kind == .date ? .periodPhrase : .setPhrase)
            if kind == .date, let (date, _) = DateRule.period(at: start, in: context) {
                mention.date = date
                mention.start = Int32(start)
                mention.lead = mention.start
            }
            if kind == .ordinal { mention.value = context.numerals.read(at: from)?.value }
            mentions.append(mention)
        }
        index = phrase.end
    }

    /// Whether at most two ideographs stand between a phrase and the numeral.
    private func goesOn(_ end: Int, _ start: Int) -> Bool {
        end <= start && start - end <= 2
            && (end..<start).allSatisfy {
                !context.isHard($0) && context.characterClass($0) == .han
            }
    }

    // MARK: One numeral

    private func readNumeral(at start: Int, _ kind: NumeralClass, phraseEnd: Int) -> Mention {
        if kind == .digit || kind == .hanDigit || kind == .smallScale || kind == .twenty {
            if let (date, end, rule) = DateRule.read(at: start, in: context) {
                var mention = Mention(start: start, end: end, kind: .date, rule: rule)
                mention.date = date
                return mention
            }
        }
        if kind == .half { return HalfRule.read(at: start, in: context) }
        guard let reading = context.numerals.read(at: start) else {
            return FractionRule.read(bareScaleAt: start, in: context)
                ?? BareScaleRule.read(at: start, in: context)
                ?? Mention(start: start, end: start + 1, kind: .phrase, rule: .hanInWord)
        }
        let isHan = reading.hasHan && !reading.hasDigits
        if context.behind(start) == Character16.of("每"),
            let (_, end) = RateRule.measure(at: reading.end, in: context)
        {
            return Mention(start: start, end: end, kind: .phrase, rule: .rateBase)  // 每千人
        }
        if !isHan, let end = OrdinalRule.split(reading, at: start, in: context) {
            return Mention(start: start, end: end, kind: .ordinal, rule: .enumerator)
        }
        if !isHan, let mention = DamagedRule.read(reading, at: start, in: context) {
            return mention
        }
        if let mention = FractionRule.read(reading, at: start, in: context) { return mention }
        if !isHan || reading.places {
            if let end = IdentifierRule.letters(start: start, end: reading.end, in: context) {
                return Mention(start: start, end: end, kind: .identifier, rule: .letters)
            }
            if let end = IdentifierRule.documentNumber(start: start, end: reading.end, in: context)
            {
                return Mention(start: start, end: end, kind: .identifier, rule: .documentNumber)
            }
        }
        if let (end, rule) = OrdinalRule.read(
            start: start, end: reading.end, isHan: isHan, digits: reading.length, in: context)
        {
            var mention = Mention(start: start, end: end, kind: .ordinal, rule: rule)
            mention.value = reading.value
            return mention
        }
        if isHan, let last = mentions.last, last.kind == .phrase, goesOn(Int(last.end), start),
            QuantityRule.quotes.contains(context.behind(Int(last.start)))
        {
            // “一栏两版”, “一点两地”: the name goes on.
            return Mention(start: start, end: reading.end, kind: .phrase, rule: .summary)
        }
        if let mention = MarkerRule.read(reading, at: start, isHan: isHan, in: context) {
            return mention
        }
        if let mention = QuantityRule.read(
            reading, at: start, isHan: isHan, phraseEnd: phraseEnd, in: context)
        {
            return mention
        }
        return PlainNumberRule.read(reading, at: start, isHan: isHan, in: context)
    }
}

extension Mention {
    init(start: Int, end: Int, kind: NumeralKind, rule: RuleID) {
        self.start = Int32(start)
        self.end = Int32(end)
        numeralEnd = Int32(end)
        self.kind = kind
        self.rule = rule
        lead = Int32(start)
    }

    /// Whether a set phrase of the same length explains the numeral better: 十四五, 一点.
    func yieldsToPhrase(in context: ReadingContext) -> Bool {
        if kind == .number {
            return !StandaloneRule.isAlone(Int(start), Int(end), in: context)
        }
        return kind != .quantity && kind != .date
    }
}
