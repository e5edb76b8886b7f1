/// What a document's figures are unless their sentence says otherwise.
enum Stance: Sendable {
    /// A task item: figures are goals.
    case plan
    /// A report: figures are results.
    case report
    /// Another story on the page: only what its sentence says was done is a result.
    case news
}

/// Gives each figure of a sentence its role; the first rule that speaks decides.
///
/// The order matters and is the rule: what a figure *is* (an age, a duration) comes before what a
/// word beside it says, and that before what the sentence as a whole says.
struct RoleReader {
    let context: ReadingContext
    let stance: Stance

    struct Reading {
        var role: Role
        var rule: RoleRule
    }

    private var usual: Role { stance == .plan ? .target : .actual }

    /// The role of a figure that no rule speaks of.
    private func usual(_ scope: FigureScope) -> Reading {
        if scope.unitTraits.contains(.percent), usual == .actual, scope.isRateOfPlan {
            return Reading(role: .actual, rule: .planRate)
        }
        if scope.unitTraits.contains(.percent), scope.isShare {
            return Reading(role: usual, rule: .share)
        }
        guard stance == .news else { return Reading(role: usual, rule: .usual) }
        let done =
            scope.leftHas(.done) || scope.leftHas(.action) || scope.leftHas(.reached)
            || scope.unitTraits.contains(.currency) || scope.isNewsResult
        return Reading(role: done ? .actual : .context, rule: .news)
    }

    /// The roles of a sentence's figures, in order.
    ///
    /// - Parameter parts: The list of parts that the sentence before left open, and that this one leaves.
    func roles(
        of sentence: Sentence, _ figures: [Figure], parts: inout PartList?,
        into readings: inout [Reading]
    ) {
        readings.removeAll(keepingCapacity: true)
        for figure in figures {
            let scope = FigureScope(context: context, figure: figure, sentence: sentence)
            var reading = role(scope, before: readings.last) ?? usual(scope)
            if reading.role == .part {
                parts = PartList(scope) ?? parts
            } else if parts?.holds(scope) == true, reading.role == usual {
                reading = Reading(role: .part, rule: .part)
            } else if parts?.ends(with: scope) == true {
                parts = nil
            }
            readings.append(reading)
        }
        if parts?.reaches(over: sentence, context) == false { parts = nil }
    }

    private func role(_ scope: FigureScope, before: Reading?) -> Reading? {
        if let reading = ownNature(scope) { return reading }
        if let reading = change(scope) { return reading }
        if let reading = listed(scope, before) { return reading }
        if let reading = quoted(scope) { return reading }
        if let reading = part(scope, before) { return reading }
        if let reading = shortfall(scope) { return reading }
        if let reading = goalBeside(scope) { return reading }
        if let reading = countedTasks(scope) { return reading }
        if let reading = existing(scope) { return reading }
        if let reading = future(scope) { return reading }
        return nil
    }

    // MARK: What the figure is

    /// Ages, durations, 五大领域, thresholds.
    private func ownNature(_ scope: FigureScope) -> Reading? {
        let traits = scope.unitTraits
        if traits.contains(.age) {
            return scope.leftHas(.measuredTime) ? nil : Reading(role: .context, rule: .age)
        }
        if scope.unitTraits.contains(.group) { return Reading(role: .context, rule: .group) }
        if traits.contains(.duration), scope.leftEndsWithQuote {
            return Reading(role: .context, rule: .namePart)  // “15分钟就业服务圈”
        }
        if scope.isNamedList { return Reading(role: .context, rule: .namePart) }
        if traits.contains(.duration), !scope.leftHas(.measuredTime), !scope.isChange,
            !scope.hasChanged || scope.leftHas(.shortfall)
        {
            return Reading(role: .context, rule: .duration)
        }
        if scope.isReach { return Reading(role: .context, rule: .reach) }
        if scope.isThreshold, !scope.rightNamesGoal {
            return Reading(role: .context, rule: .threshold)
        }
        return nil
    }

    /// 由56万元提高至58万元.
    private func change(_ scope: FigureScope) -> Reading? {
        scope.isBaseline ? Reading(role: .baseline, rule: .fromTo) : nil
    }

    /// A、B: the second of a list is what the first is, unless a word of its own says otherwise.
    private func listed(_ scope: FigureScope, _ before: Reading?) -> Reading? {
        guard let before, scope.continuesList else {
            // 对接6个站点、9支小队: what exists or acts is listed with its nouns.
            // 辖2个社区，3000户1万人: a clause of figures alone goes on with what exists.
            if let before, before.rule == .existing, scope.isFigureAlone { return before }
            if let before, before.role == .context, scope.continuesNouns,
                [.abstract, .existing, .actor].contains(before.rule)
            {
                return before
            }
            return nil
        }
        if before.role == .baseline { return scope.changeFollowsList ? before : nil }
        if before.role == usual { return nil }
        return Reading(role: before.role, rule: before.rule)
    }

    /// Goals named in quotation marks: 为“开展…培训1000人次”.
    private func quoted(_ scope: FigureScope) -> Reading? {
        guard stance != .plan else { return nil }
        if scope.isQuotedTask { return Reading(role: .target, rule: .quotedTask) }
        guard scope.isQuotedGoal else { return nil }
        return Reading(role: .target, rule: .quotedGoal)
    }

    /// 其中…226个: an amount; shares inside 其中 keep their sentence's role unless they are 占.
    private func part(_ scope: FigureScope, _ before: Reading?) -> Reading? {
        guard scope.isPart else { return nil }
        if scope.unitTraits.contains(.percent), !scope.isShare { return nil }
        // 其中24个事项已提前完成: the state of counted tasks.
        if scope.unitTraits.contains(.item) || scope.rightStarts(with: .taskNoun),
            scope.countsTasks, scope.isTallied || scope.stageBehind
        {
            return nil
        }
        return Reading(role: .part, rule: .part)
    }

    /// 还差5.8公里, 剩余17公里, 低于序时进度12.6个百分点, 比年度目标多33家.
    private func shortfall(_ scope: FigureScope) -> Reading? {
        let traits = scope.unitTraits
        if scope.leftHas(.shortfall), !(traits.contains(.item) && scope.leftHas(.tally)),
            !scope.workFollowsShortfall, !scope.isRestUnderWay
        {
            return Reading(role: .context, rule: .shortfall)
        }
        // 超出目标值6.2个百分点
        if scope.exceedsGoal, !scope.leftHas(.benchmark) { return nil }
        if scope.isPace { return Reading(role: .context, rule: .threshold) }
        if traits.contains(.points), scope.isDistance {
            return Reading(role: .context, rule: .difference)
        }
        if scope.fallsShort, !traits.contains(.percent) {
            return Reading(role: .context, rule: .difference)
        }
        if scope.leftHas(.benchmark) || (scope.leftHas(.plan) && scope.isDifference) {
            if scope.isDifference { return Reading(role: .context, rule: .difference) }
        }
        if scope.leftHas(.beyond), traits.contains(.percent) || traits.contains(.points) {
            return Reading(role: .context, rule: .difference)
        }
        if scope.right(startsWith: "的序时进度") || scope.right(startsWith: "的时序进度") {
            return Reading(role: .context, rule: .threshold)
        }
        return nil
    }

    /// 占年度任务360个的, 4200人的年度任务, 12座危桥已完工5座, 9所中小学校中.
    private func goalBeside(_ scope: FigureScope) -> Reading? {
        guard stance != .plan else { return nil }
        let percent = scope.unitTraits.contains(.percent)
        // 超出原定500个的目标: what was exceeded, not by how much.
        if scope.exceedsGoal, scope.goalEnds { return Reading(role: .target, rule: .goalNoun) }
        if scope.leftHas(.plan), !scope.countsWhatWasReached {
            if scope.exceedsGoal { return Reading(role: .actual, rule: .exceeds) }
            let share = scope.leftEndsWithShare || scope.leftHasShare || scope.leftHas(.done)
            if !(percent && share) { return Reading(role: .target, rule: .planWord) }
        }
        if scope.rightNamesGoal || scope.nextNamesGoal || scope.isNamedGoal {
            return Reading(role: .target, rule: .goalNoun)
        }
        if scope.isGoalWithResult, !(scope.unitTraits.contains(.item) && scope.namesTasks) {
            return Reading(role: .target, rule: .goalWithResult)
        }
        if scope.isWholeOfStages {
            return Reading(role: .target, rule: .whole)
        }
        if scope.isWholeOfParts {
            return scope.isWholeOfTasks
                ? Reading(role: .context, rule: .tally)
                : Reading(role: .target, rule: .whole)
        }
        return nil
    }

    /// 共26项工作任务, 等4个方面, 这7项, 其余2所.
    private func countedTasks(_ scope: FigureScope) -> Reading? {
        if scope.rightStarts(with: .abstractNoun) {
            return Reading(role: .context, rule: .abstract)
        }
        if scope.leftEnds(withCue: .deictic), stance != .plan, !scope.isBoundBefore,
            !scope.isRestUnderWay
        {
            return Reading(role: .context, rule: .deictic)
        }
        guard scope.countsTasks,
            scope.namesTasks || scope.leftEnds(with: "共") || scope.isDeclared
                || (stance == .report && scope.leftEnds(withCue: .taskNoun) && !scope.isSaidReached)
        else { return nil }
        if scope.isTallied || scope.stageBehind { return nil }
        if scope.leftHas(.action), stance == .plan || scope.leftEnds(withCue: .taskNoun) {
            return nil  // 引进投资项目3个
        }
        if scope.leftHas(.reached) || scope.stageBefore { return nil }
        return Reading(role: .context, rule: .tally)
    }

    /// 总投资, 全长, 已建成的134个, 由省、市8家.
    private func existing(_ scope: FigureScope) -> Reading? {
        if scope.leftHas(.existing), !scope.unitTraits.contains(.percent) {
            return Reading(role: .context, rule: .existing)
        }
        if scope.isSize || scope.isShared { return Reading(role: .context, rule: .existing) }
        if stance == .report, scope.isNotStarted, !scope.unitTraits.contains(.percent) {
            return Reading(role: .context, rule: .notStarted)
        }
        if stance == .report, scope.isSubject { return Reading(role: .context, rule: .subject) }
        if scope.isActor { return Reading(role: .context, rule: .actor) }
        if scope.isPlaceOfWork || scope.isAddressed {
            return Reading(role: .context, rule: .addressee)
        }
        if stance == .plan,
            scope.leftEnds(withCue: .deictic) || scope.clauseBegins(with: "每个")
                || scope.isDistributed
        {
            return Reading(role: .context, rule: .distribution)
        }
        return nil
    }

    /// 年内还将新开3条.
    private func future(_ scope: FigureScope) -> Reading? {
        guard stance != .plan, scope.isFuture || scope.isToCome else { return nil }
        return Reading(role: .target, rule: .future)
    }
}
