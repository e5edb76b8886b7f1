/// Questions about the text around a figure, in the words of the rules that ask them.
struct FigureScope {
    let context: ReadingContext
    let figure: Figure
    let sentence: Sentence
    /// The cues between the last figure or mark and this figure, and between it and the next.
    let left: Cues
    let right: Cues
    /// The cues that end right before the words that bound the figure.
    private let ending: Cues

    init(context: ReadingContext, figure: Figure, sentence: Sentence) {
        self.context = context
        self.figure = figure
        self.sentence = sentence
        var left: Cues = []
        var right: Cues = []
        var ending: Cues = []
        let (start, lead) = (figure.start, figure.lead)
        let aside = Self.aside(context, figure)
        for cue in sentence.cues
        where cue.start < figure.rightEnd && !Self.namesProgramme(cue, context) {
            if cue.start >= figure.leftStart, cue.end <= start, !aside.contains(cue.start) {
                left.formUnion(cue.cues)
            }
            if cue.start >= figure.end, cue.end <= figure.rightEnd { right.formUnion(cue.cues) }
            if cue.end == lead { ending.formUnion(cue.cues) }
        }
        self.left = left
        self.right = right
        self.ending = ending
    }

    /// 「青年宿舍」计划: the plan is a programme that quotation marks name.
    static func namesProgramme(_ cue: Sentence.CueMatch, _ context: ReadingContext) -> Bool {
        cue.start > 0 && context.code[cue.start - 1] == Character16.of("」")
            && context.code[cue.start] == Character16.of("计")
    }

    /// The last bracket that opens and closes before the figure: what stands in it speaks of something else.
    private static func aside(_ context: ReadingContext, _ figure: Figure) -> Range<Int> {
        var close = figure.lead - 1
        while close > figure.leftStart, context.code[close] != closeBracket { close -= 1 }
        guard close > figure.leftStart else { return 0..<0 }
        var open = close - 1
        while open >= figure.leftStart, context.code[open] != openBracket { open -= 1 }
        return open >= figure.leftStart ? open..<close : 0..<0
    }

    private static let openBracket = Character16.of("(")
    private static let closeBracket = Character16.of(")")
    static let list = Character16.Set("、和及与或")
    static let introducers = Character16.Set("为即将把是和、,:")
    static let namers = Character16.Set("项目任务等目和的")
    static let openQuotes = Character16.Set("“「『")
    static let closeQuotes = Character16.Set("”」』")

    // MARK: The figure

    var unitTraits: Unit.Traits {
        guard let reading = figure.mention.pointee.unit else { return [] }
        return context.lexicon.unitTraits[Int(reading.index)]
    }

    /// Whether the figure's unit can count tasks.
    var countsTasks: Bool { unitTraits.contains(.task) }

    var isDifference: Bool {
        unitTraits.contains(.points)
            || figure.lead > figure.leftStart
                && Self.comparisons.contains(context.code[figure.lead - 1])
            || leftEnds(with: "高出") || leftEnds(with: "低出") || leftEnds(with: "多出")
    }

    private static let comparisons = Character16.Set("多少差高低快慢")

    // MARK: Left

    /// Whether a cue stands between the last figure or mark and this figure.
    func leftHas(_ cue: Cue) -> Bool { left.contains(cue) }

    func leftEnds(withCue cue: Cue) -> Bool { ending.contains(cue) }

    func leftEnds(with word: StaticWord) -> Bool {
        figure.lead - word.count >= figure.leftStart
            && context.matches(word, at: figure.lead - word.count)
    }

    /// Whether the figure is the first word of a name in quotation marks.
    var leftEndsWithQuote: Bool {
        figure.start > sentence.start && Self.openQuotes.contains(context.code[figure.start - 1])
    }

    /// 占年度任务的93%, 为目标的164%.
    var leftEndsWithShare: Bool { leftEnds(with: "的") || leftEnds(with: "的近") }

    /// Whether only a list mark stands between the last figure and this one.
    var continuesList: Bool {
        guard let previous = figure.previous else { return false }
        let from = Int(previous.pointee.end)
        guard figure.lead - from == 1, Self.list.contains(context.code[from]) else { return false }
        return previous.pointee.unit == figure.mention.pointee.unit
    }

    // MARK: Right

    func right(startsWith word: StaticWord) -> Bool {
        figure.end + word.count <= sentence.end && context.matches(word, at: figure.end)
    }

    func rightStarts(with cue: Cue) -> Bool {
        guard right.contains(cue) else { return false }
        let start = afterModifier
        return sentence.cues.contains { $0.start == start && $0.cues.contains(cue) }
    }

    /// The index behind adjectives such as 重点 in 12项重点任务.
    var afterModifier: Int {
        var index = figure.end
        while let cue = sentence.cues.first(where: { $0.start == index }),
            cue.cues.contains(.taskModifier), !cue.cues.contains(.taskNoun)
        {
            index = cue.end
        }
        return index
    }

    // MARK: Clause

    func clauseHas(_ cue: Cue) -> Bool {
        left.contains(cue) || right.contains(cue)
    }

    func clauseBegins(with word: StaticWord) -> Bool {
        context.matches(word, at: figure.clauseStart)
    }

    /// （共6件，12项）, （12项）, 共9项: declared in brackets or right behind 共.
    var isDeclared: Bool {
        if (figure.lead..<figure.start).contains(where: { context.code[$0] == Self.together }) {
            return true
        }
        let closes = figure.end < sentence.end && context.code[figure.end] == Self.closeBracket
        let before = figure.lead > sentence.start ? context.code[figure.lead - 1] : 0
        if closes, before == Self.openBracket, unitTraits.contains(.item) { return true }
        return figure.lead == figure.clauseStart && before == Character16.of(",")
            && figure.previous != nil && (figure.end == figure.clauseEnd || closes)
            && !leftHas(.cumulative)  // 本月12个，累计132个
    }

    private static let together = Character16.of("共")

    /// Whether a state follows: 12项任务全部启动; not one that governs the next figure.
    var stageBehind: Bool {
        figure.rightEnd == figure.clauseEnd && StageReader(context: context).behind(figure) != nil
    }

    /// Whether the work that the figure counts has not begun: 2处未开工, 90套、75套尚未开工.
    var isNotStarted: Bool {
        let stages = StageReader(context: context)
        if let own = stages.stage(of: figure) { return own.stage == .notStarted }
        guard let next = figure.next, Int(next.pointee.lead) - figure.end == 1,
            next.pointee.unit == figure.mention.pointee.unit
        else { return false }
        let end = Int(next.pointee.end)
        return stages.stage(in: end..<max(end, figure.clauseEnd))?.stage == .notStarted
    }

    /// Whether a state stands before the figure: 已竣工项目50个, 在建项目16个.
    var stageBefore: Bool { StageReader(context: context).before(figure) != nil }

    /// 占54.6%: 占 is one of the words that bound the figure or stands before them.
    var isShare: Bool {
        leftEnds(with: "占")
            || (figure.lead..<figure.start).contains {
                context.code[$0] == Character16.of("占")
            }
    }

    /// 占年度任务的93%, 完成率61.3%, （93%） right behind a figure, or the next of a list of such.
    var isRateOfPlan: Bool {
        if left.contains(.plan) || left.contains(.rateName) { return true }
        guard let previous = figure.previous else { return false }
        let from = Int(previous.pointee.end)
        if figure.lead - from == 1, context.code[from] == Character16.of("(") { return true }
        guard continuesList || figure.lead - from == 1 else { return false }
        // 分别占年度任务的68.2%和59.2%: the words stand before the first of the list.
        return sentence.cues.contains {
            ($0.cues.contains(.plan) || $0.cues.contains(.rateName)) && $0.end <= from
                && $0.start >= figure.clauseStart
        }
    }

    /// Whether the figure is said to have changed: 同比增加11天.
    var hasChanged: Bool {
        (figure.leftStart..<figure.start).contains {
            context.lexicon.changes.longestMatch(in: context.code, from: $0, limit: figure.start)
                .map { $0.end >= figure.lead } ?? false
        }
    }

    /// Whether the figure is a share of something: 占年计划74%, not only right behind 占.
    var leftHasShare: Bool {
        (figure.leftStart..<figure.start).contains {
            context.code[$0] == Character16.of("占")
        }
    }

    /// 500米覆盖率: the figure is part of what is measured.
    var isReach: Bool { IndicatorReader.reaches.contains { context.matches($0, at: figure.end) } }
}
