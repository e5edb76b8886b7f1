/// Flow → mentions: every numeral is read by the first rule that explains it.
///
/// One pass from left to right; each step looks a bounded way ahead and back, so the time is linear
/// in the text. `ListFrames` then carries bounds, rates and units along lists.
struct Scanner {
    let context: ReadingContext
    private var mentions: [Mention] = []
    private var index = 0
    /// Whether this reads a text in which damaged characters were replaced.
    private var repairs = false

    /// Reads all numerals of `flow`.
    ///
    /// - Parameter source: What the flow was made from, to see characters as they are printed.
    static func read(_ flow: Flow, of source: SourceText, _ lexicon: Lexicon) -> [Mention] {
        let classes = lexicon.scanTable
        return flow.code.withUnsafeBufferPointer { code in
            flow.gap.withUnsafeBufferPointer { gap in
                classes.withUnsafeBufferPointer { classes in
                    source.scalars.withUnsafeBufferPointer { scalars in
                        flow.source.withView { offsets in
                            let context = ReadingContext(
                                code: code, gap: gap, classes: classes, lexicon: lexicon,
                                printed: PrintedCharacters(scalars: scalars, offsets: offsets))
                            return read(context)
                        }
                    }
                }
            }
        }
    }

    private static func read(_ context: ReadingContext) -> [Mention] {
        var scanner = Scanner(context: context)
        // Dense text has a numeral in twelve characters; room that is not needed is never touched.
        scanner.mentions.reserveCapacity(context.count / 12)
        scanner.run()
        ListFrames.carry(&scanner.mentions, in: context)
        RunOnNumbering.mark(&scanner.mentions, in: context)
        return scanner.mentions
    }

    private init(context: ReadingContext) { self.context = context }

    private mutating func run() {
        let code = context.code
        let classes = context.classes
        let pairs = context.lexicon.phraseTrie.pairs
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
        // S3 of S364 and 第一 of 第一百零八次 are no phrases.
        if let phrase = context.match(context.lexicon.phraseTrie, at: index), !cuts(phrase) {
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
        if kind == .formalThree && !context.numerals.isFormalThree(at: start)
            || kind == .hanDigit && !context.numerals.isSpokenOne(at: start)
        {
            stepPhrase()
            return
        }
        var phrase = context.match(context.lexicon.phraseTrie, at: start)
        if let found = phrase, cuts(found) { phrase = nil }
        let mention = readNumeral(at: start, kind, phraseEnd: phrase?.end ?? 0)
        if let phrase,
            phrase.end > Int(mention.end) || mention.yieldsToPhrase(in: context) && kind != .digit,
            phrase.end >= Int(mention.end)
        {
            take(phrase, from: start)
            return
        }
        // 零下15℃, l00人: the figure begins before its first digit.
        while let last = mentions.last, last.end > mention.start { mentions.removeLast() }
        mentions.append(mention)
        index = max(start + 1, Int(mention.end))
    }

    /// The reading of the numeral at `start` with its damaged characters replaced, where that says
    /// enough to be believed.
    private func repaired(at start: Int) -> Mention? {
        guard let window = RepairRule.window(at: start, in: context) else { return nil }
        let mention: Mention? = window.code.withUnsafeBufferPointer { code in
            window.gap.withUnsafeBufferPointer { gap in
                var scanner = Scanner(
                    context: ReadingContext(
                        code: code, gap: gap, classes: context.classes, lexicon: context.lexicon))
                scanner.repairs = true
                return scanner.readNumeral(at: window.start - window.offset, .digit, phraseEnd: 0)
            }
        }
        guard var mention, RepairRule.isComplete(mention, in: context.lexicon) else { return nil }
        let offset = Int32(window.offset)
        mention.start += offset
        mention.end += offset
        mention.numeralEnd += offset
        mention.lead += offset
        mention.uncertain = true
        return mention
    }

    /// Whether a phrase ends inside a numeral.
    private func cuts(_ phrase: Trie.Match) -> Bool {
        let index = phrase.end
        guard index < context.count, !context.isHard(index) else { return false }
        switch context.kind(index) {
        case .digit: return context.gap[index] == 0 && context.kind(index - 1) == .digit
        // 马上一年半: the length of time goes on.
        case .half: return NumeralKind.allCases[phrase.payload] == .date
        case .smallScale, .bigScale:
            return NumeralKind.allCases[phrase.payload] == .ordinal
                && context.kind(index - 1) == .hanDigit
        default:
            // 一年又一个月: 一 counts there, as it does not in 又一个中心.
            guard context.kind(index - 1) == .hanDigit, let unit = context.unit(at: index) else {
                return false
            }
            return LengthRule.goesOn(index - 1, unit.end, in: context)
        }
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
            if kind == .date {
                // 去年上半年: the period may begin inside the phrase.
                for begin in start...from {
                    guard let (date, _) = DateRule.period(at: begin, in: context) else { continue }
                    mention.date = date
                    mention.start = Int32(begin)
                    mention.lead = mention.start
                    break
                }
                if mention.date == nil, let (date, end) = WeekdayReader.read(at: from, in: context),
                    end == phrase.end
                {
                    mention.date = date
                }
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
        if kind == .hanDigit, let (date, end) = WeekdayReader.read(at: start, in: context) {
            var mention = Mention(start: start, end: end, kind: .date, rule: .date)
            mention.date = date
            return mention
        }
        if kind == .digit || kind == .hanDigit || kind == .smallScale || kind == .twenty {
            if let (date, end, rule) = DateRule.read(at: start, in: context) {
                let (date, begin) = DateLead.extend(date, from: start, in: context)
                var mention = Mention(start: begin, end: end, kind: .date, rule: rule)
                mention.date = date
                return mention
            }
        }
        if kind == .half { return HalfRule.read(at: start, in: context) }
        guard var reading = context.numerals.read(at: start) else {
            return FractionRule.read(bareScaleAt: start, in: context)
                ?? BareScaleRule.read(at: start, in: context)
                ?? Mention(start: start, end: start + 1, kind: .phrase, rule: .hanInWord)
        }
        let isHan = reading.hasHan && !reading.hasDigits
        if !isHan { LetterScale.extend(&reading, from: start, bare: false, in: context) }
        if isHan, reading.places, reading.digits == 3, reading.length == 3,
            context.ahead(reading.end) == Character16.of("年")
        {
            // 二三五年 for 二〇三五年: no length of time is written in places.
            return Mention(
                start: start, end: reading.end + 1, kind: .unexplained, rule: .damaged)
        }
        if !isHan, !repairs, RepairRule.isSuspect(start, reading.end, in: context),
            let mention = repaired(at: start)
        {
            return mention
        }
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
        if isHan, let last = mentions.last, last.kind == .ordinal, Int(last.end) == start,
            context.ahead(reading.end) == Character16.of("次")
        {
            // 十一届七次全会
            return Mention(
                start: start, end: reading.end + 1, kind: .ordinal, rule: .ordinalSuffix)
        }
        if isHan, let last = mentions.last, last.kind == .phrase, goesOn(Int(last.end), start),
            QuantityRule.quotes.contains(context.behind(Int(last.start)))
        {
            // “一栏两版”, “一点两地”: the name goes on.
            return Mention(start: start, end: reading.end, kind: .phrase, rule: .summary)
        }
        if let mention = FirstMonthsRule.read(reading, at: start, in: context) { return mention }
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
