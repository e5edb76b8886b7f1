/// Questions about the text around a figure, in the words of the rules that ask them.
struct FigureScope {
    let context: ReadingContext
    let figure: Figure
    let sentence: Sentence
    /// The cues between the last figure or mark and this figure, and between it and the next.
    private let left: Cues
    private let right: Cues
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
        for cue in sentence.cues where cue.start < figure.rightEnd {
            if cue.start >= figure.leftStart, cue.end <= start { left.formUnion(cue.cues) }
            if cue.start >= figure.end, cue.end <= figure.rightEnd { right.formUnion(cue.cues) }
            if cue.end == lead { ending.formUnion(cue.cues) }
        }
        self.left = left
        self.right = right
        self.ending = ending
    }

    private static let list = Character16.Set("、和及与或")
    private static let introducers = Character16.Set("为即将把是和、,:")
    private static let namers = Character16.Set("项目任务等目和的")
    private static let openQuotes = Character16.Set("“「『")
    private static let closeQuotes = Character16.Set("”」』")

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
    }

    private static let comparisons = Character16.Set("多少差高低快慢出")

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

    private static let modifiers: [StaticWord] = ["具体", "重点", "民生", "工作", "市级", "主要", "大"]

    /// The index behind adjectives such as 重点 in 12项重点任务.
    private var afterModifier: Int {
        var index = figure.end
        for word in Self.modifiers
        where context.matches(word, at: index) && !isTaskNoun(at: index) {
            index += word.count
        }
        return index
    }

    private func isTaskNoun(at index: Int) -> Bool {
        sentence.cues.contains {
            ($0.cues.contains(.taskNoun) || $0.cues.contains(.abstractNoun)) && $0.start == index
        }
    }

    /// 4200人的年度任务, 600张的目标.
    var rightNamesGoal: Bool {
        guard sentence.allCues.contains(.plan) || sentence.allCues.contains(.demand) else {
            return false
        }
        // 45部目标的60%
        if sentence.cues.contains(where: { $0.start == figure.end && $0.cues.contains(.plan) }) {
            return true
        }
        guard right(startsWith: "的") else { return false }
        return sentence.cues.contains {
            ($0.cues.contains(.plan) || $0.cues.contains(.demand)) && $0.start > figure.end
                && $0.start <= figure.end + 4
        }
    }

    /// Whether a result of the same unit follows in the clause: 新增3100人已完成3386人.
    var isGoalWithResult: Bool {
        guard sentence.allCues.contains(.done),
            let next = figure.next, Int(next.pointee.lead) <= figure.clauseEnd,
            next.pointee.unit == figure.mention.pointee.unit, !unitTraits.contains(.percent),
            figure.end < sentence.end, !Self.list.contains(context.code[figure.end])
        else { return false }
        return sentence.cues.contains {
            $0.cues.contains(.done) && $0.start >= figure.end && $0.end <= Int(next.pointee.start)
                && context.code[$0.start] != Character16.of("共")
        } && !leftHas(.reached)
    }

    /// 9所中小学校中，4所…: the figure is the whole of what follows.
    var isWholeOfParts: Bool {
        guard figure.next != nil, figure.rightEnd == figure.clauseEnd,
            figure.clauseEnd < sentence.end, figure.clauseEnd > figure.end
        else { return false }
        return context.code[figure.clauseEnd - 1] == Character16.of("中")
            && context.code[figure.clauseEnd] == Character16.of(",")
    }

    // MARK: Frames

    /// 由/从 before and 提高到/降至 behind.
    var isBaseline: Bool {
        guard sentence.allCues.contains(.from),
            let from = sentence.cues.last(where: {
                $0.cues.contains(.from) && $0.end <= figure.start && $0.start >= figure.leftStart
            }), figure.start - from.end <= 12
        else { return false }
        return changeFollows
    }

    private var changeFollows: Bool {
        context.lexicon.changes.longestMatch(
            in: context.code, from: figure.end, limit: min(figure.end + 8, sentence.end)) != nil
            && figure.end < sentence.end && !context.isHard(figure.end)
    }

    /// Whether the figure is one end of a from–to.
    var isChange: Bool {
        if isBaseline { return true }
        guard let previous = figure.previous, Int(previous.pointee.end) <= figure.lead else {
            return false
        }
        guard
            let change = context.lexicon.changes.longestMatch(
                in: context.code, from: Int(previous.pointee.end), limit: figure.start)
        else { return false }
        return change.end >= figure.lead
    }

    /// Between 其中 or an opening 含 and the mark that ends its list.
    var isPart: Bool {
        sentence.allCues.contains(.part)
            && sentence.cues.contains {
                $0.cues.contains(.part) && $0.end <= figure.lead && reaches(from: $0)
            }
    }

    private func reaches(from cue: Sentence.CueMatch) -> Bool {
        // 其中 reaches over 、 but not over ， once a figure has been read.
        var seenFigure = false
        var depth = 0
        for index in cue.end..<figure.lead {
            let code = context.code[index]
            if code == Character16.of("(") { depth += 1 }
            if code == Character16.of(")") {
                depth -= 1
                if depth < 0 { return false }
            }
            guard depth == 0 else { continue }
            if code == Character16.of(","), seenFigure || index > cue.end + 24 { return false }
            if context.classes[Int(code)] & 0x0F == NumeralClass.digit.rawValue {
                seenFigure = true
            }
        }
        return true
    }

    /// In quotation marks that name a task, not in somebody's words: the quote opens after 为, 即, 和 …
    /// and does not end a sentence.
    var isQuotedGoal: Bool {
        var open = figure.start - 1
        while open >= sentence.start, !Self.openQuotes.contains(context.code[open]) {
            if Self.closeQuotes.contains(context.code[open]) { return false }
            open -= 1
        }
        guard open >= sentence.start, figure.start - open > 4 else { return false }
        if context.matches("已", at: open + 1) { return false }
        var close = figure.end
        while close < sentence.end, !Self.closeQuotes.contains(context.code[close]) {
            if SentenceReader.sentenceEnds.contains(context.code[close]) { return false }
            close += 1
        }
        guard close < sentence.end else { return false }
        let head = open > sentence.start ? context.code[open - 1] : 0
        let introduced = Self.introducers.contains(head)
        let closesAsName =
            close + 1 < sentence.end && Self.namers.contains(context.code[close + 1])
        return introduced || closesAsName
    }

    /// 完成率低于75%的县, 达到序时进度（83.3%）以上的18个, 亿元以上工业项目40个.
    var isThreshold: Bool {
        let mention = figure.mention.pointee
        guard
            mention.boundAfter || mention.comparator == .lessThan || mention.comparator == .atLeast
        else { return false }
        let traits = unitTraits
        if traits.contains(.percent) {
            var index = figure.end
            if let after = context.lexicon.comparatorsAfter.longestMatch(
                in: context.code, from: index, limit: min(index + 6, sentence.end))
            {
                index = after.end
            } else if index < sentence.end, context.code[index] == Character16.of(")"),
                let after = context.lexicon.comparatorsAfter.longestMatch(
                    in: context.code, from: index + 1, limit: min(index + 7, sentence.end))
            {
                index = after.end
            }
            return index < sentence.end && context.code[index] == Character16.of("的")
        }
        guard traits.contains(.currency), mention.boundAfter, let next = figure.next else {
            return false
        }
        // 10亿元以上项目不少于4个
        return Int(next.pointee.start) <= figure.clauseEnd
            && Int(next.pointee.lead) - figure.end > 3
            && next.pointee.unit != mention.unit
            && !sentence.cues.contains {
                $0.cues.contains(.done) && $0.start >= figure.end
                    && $0.end <= Int(next.pointee.lead)
            }
    }

    /// 由省、市8家医院组建: the figure counts who acts.
    var isActor: Bool {
        guard sentence.allCues.contains(.from),
            let from = sentence.cues.last(where: {
                $0.cues.contains(.from) && $0.end <= figure.lead && $0.start >= figure.clauseStart
            })
        else { return false }
        return figure.lead - from.end <= 6 && !changeFollows && figure.leftStart <= from.start
    }

    /// A cue of what is to come before the figure in its sentence, and none of what is done since.
    var isFuture: Bool {
        guard sentence.allCues.contains(.future),
            let future = sentence.cues.last(where: {
                $0.cues.contains(.future) && $0.end <= figure.lead
            })
        else { return false }
        return !sentence.cues.contains {
            $0.cues.contains(.reached) && $0.start >= future.end && $0.end <= figure.start
        }
    }

    /// 新建幼儿园3所（区教育局牵头）。: the sentence quotes the task, and what follows reports on it.
    var isQuotedTask: Bool {
        let close = sentence.end - 2
        guard close > figure.end, context.code[close] == Character16.of(")"),
            context.code[close - 1] == Character16.of("头"), sentence.end < context.count,
            !context.isHard(sentence.end)
        else { return false }
        return true
    }

    // MARK: Clause

    func clauseHas(_ cue: Cue) -> Bool {
        left.contains(cue) || right.contains(cue)
    }

    func clauseBegins(with word: StaticWord) -> Bool {
        context.matches(word, at: figure.clauseStart)
    }

    /// （共6件，12项）: declared in brackets or right behind 共.
    var isDeclared: Bool {
        let before = figure.clauseStart > 0 ? context.code[figure.clauseStart - 1] : 0
        return figure.lead == figure.clauseStart && before == Character16.of(",")
            && figure.previous != nil && figure.end == figure.clauseEnd
    }

    /// Whether a state follows: 12项任务全部启动.
    var stageBehind: Bool { StageReader(context: context).behind(figure) != nil }

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

    /// The next figure of the list, when only a list mark stands between.
    var nextNamesGoal: Bool {
        guard let next = figure.next, Int(next.pointee.lead) - figure.end == 1,
            Self.list.contains(context.code[figure.end])
        else { return false }
        let following = Figure(
            index: figure.index, mention: next, lead: Int(next.pointee.lead),
            clauseStart: figure.clauseStart,
            clauseEnd: figure.clauseEnd, leftStart: figure.end, rightEnd: figure.clauseEnd,
            preambleStart: figure.clauseStart, previous: figure.mention, next: nil)
        return FigureScope(context: context, figure: following, sentence: sentence).rightNamesGoal
    }

    /// 18个项目中: the counted things are the tasks themselves, not what a task is about.
    var isWholeOfTasks: Bool {
        unitTraits.contains(.item)
            || sentence.cues.contains {
                $0.cues.contains(.taskNoun) && $0.start == figure.end
                    && $0.end == figure.clauseEnd - 1
            }
    }
}
