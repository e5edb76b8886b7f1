/// Whether a figure of a report repeats a goal, and what counts tasks.
extension FigureScope {
    /// 4200人的年度任务, 600张的目标.
    var rightNamesGoal: Bool {
        // 45部目标的60%, but not 26项任务, which counts tasks.
        if !(unitTraits.contains(.item) && rightStarts(with: .taskNoun)),
            sentence.allCues.contains(.plan),
            sentence.cues.contains(where: { $0.start == figure.end && $0.cues.contains(.plan) })
        {
            return true
        }
        guard sentence.allCues.contains(.plan) || sentence.allCues.contains(.demand) else {
            return false
        }
        // 92%以上的要求: the bound belongs to the figure.
        let end = afterBound
        // 按每户600元的标准发放: what was paid, in a report.
        if leftHasBy { return false }
        guard end < sentence.end, context.code[end] == Character16.of("的") else { return false }
        return sentence.cues.contains {
            ($0.cues.contains(.plan) || $0.cues.contains(.demand)) && $0.start > end
                && $0.start <= end + 4
        }
    }

    /// 2.5万个的目标, 300部目标.
    var goalEnds: Bool {
        var end = figure.end
        if end < sentence.end, context.code[end] == Character16.of("的") { end += 1 }
        return sentence.allCues.contains(.plan)
            && sentence.cues.contains { $0.cues.contains(.plan) && $0.start == end }
    }

    /// Whether 按 stands before the figure: 按每间12盏的标准.
    private var leftHasBy: Bool {
        (figure.leftStart..<figure.start).contains { context.code[$0] == Self.by }
    }

    private static let by = Character16.of("按")

    /// 6.5万名新生资助任务，实际发放67215名: the clause is the goal's name, and figures follow.
    var isNamedGoal: Bool {
        guard figure.next != nil, figure.lead == figure.clauseStart,
            figure.rightEnd == figure.clauseEnd, sentence.allCues.contains(.plan),
            !unitTraits.contains(.item), !unitTraits.contains(.percent),
            !right.contains(.done), !right.contains(.reached), !right.contains(.tally)
        else { return false }
        return sentence.cues.contains {
            $0.cues.contains(.plan) && $0.start > figure.end && $0.end == figure.clauseEnd
        }
    }

    /// The index behind 以上 and the like.
    private var afterBound: Int {
        context.lexicon.comparatorsAfter.longestMatch(
            in: context.code, from: figure.end, limit: min(figure.end + 6, sentence.end))?.end
            ?? figure.end
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
            figure.clauseEnd < sentence.end, figure.clauseEnd > figure.end,
            // 9部施工中 is a stage.
            StageReader(context: context).stage(in: figure.end..<figure.clauseEnd)?.end
                != figure.clauseEnd
        else { return false }
        return context.code[figure.clauseEnd - 1] == Character16.of("中")
            && context.code[figure.clauseEnd - 2] != Character16.of("手")  // 发到3万户手中
            && context.code[figure.clauseEnd] == Character16.of(",")
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

    /// 26项任务, 12类45件53个事项, 10件、27项实事: the figure or the last of its run counts tasks.
    var namesTasks: Bool {
        if rightStarts(with: .taskNoun) { return true }
        guard let next = figure.next, next.pointee.unit != figure.mention.pointee.unit else {
            return false
        }
        let gap = Int(next.pointee.lead) - figure.end
        guard gap == 0 || (gap == 1 && Self.list.contains(context.code[figure.end])),
            let unit = next.pointee.unit,
            context.lexicon.unitTraits[Int(unit.index)].contains(.task)
        else { return false }
        // The noun stands behind the run's last figure: at most three count tasks.
        var end = Int(next.pointee.end)
        for index in sentence.figures where index > figure.index {
            let following = figure.mention[index - figure.index]
            guard Int(following.lead) - end <= 1 else { break }
            end = max(end, Int(following.end))
        }
        return sentence.cues.contains {
            $0.start >= end && $0.start <= end + 6 && $0.cues.contains(.taskNoun)
        }
    }

    /// 跨域通办事项达217项: the bound says a result.
    var isSaidReached: Bool {
        (figure.lead..<figure.start).contains { context.code[$0] == Character16.of("达") }
    }

    /// Whether a state of the counted tasks is said: 提前完成2项, 29件实事已经完成; not where it governs the
    /// next figure (37项工程共完成投资19亿元) or belongs to their name (3项滞后任务).
    var isTallied: Bool {
        if left.contains(.tally) { return true }
        guard figure.rightEnd == figure.clauseEnd else { return false }
        let name = sentence.cues.first { $0.start >= figure.end && $0.cues.contains(.taskNoun) }
        // 等8个项目，就已提前完成年度任务: the state may begin the next clause.
        let reach = min(figure.clauseEnd + 7, figure.next.map { Int($0.pointee.lead) } ?? Int.max)
        return sentence.cues.contains {
            $0.cues.contains(.tally) && $0.start >= figure.end && $0.start < reach
                && ($0.start < figure.clauseEnd || countsTasks && name?.end == figure.clauseEnd)
                && $0.start >= min(name?.end ?? 0, figure.rightEnd)
        }
    }

    /// 超额完成任务的有3项: the plan word names what was counted.
    var countsWhatWasReached: Bool {
        countsTasks && left.contains(.tally)
            && (figure.leftStart..<figure.start).last(where: {
                context.code[$0] == Character16.of("有")
            }).map { figure.start - $0 <= 3 } ?? false
    }

    /// 283个重点项目完成投资606亿元, 452支队伍探访3万户: those who act, or whose result the next figure is.
    var isSubject: Bool {
        guard let next = figure.next, Int(next.pointee.lead) <= figure.clauseEnd,
            next.pointee.unit != figure.mention.pointee.unit,
            let unit = figure.mention.pointee.unit,
            context.lexicon.units[Int(unit.index)].dimension == "count",
            Int(next.pointee.lead) - figure.end > 3,
            figure.lead - figure.leftStart <= 6, figure.leftStart == figure.clauseStart,
            !context.matches("的", at: figure.end), !left.contains(.part)
        else { return false }
        for cue in [Cue.action, .done, .reached, .plan, .from, .future] where left.contains(cue) {
            return false
        }
        return stageBefore == false
            && sentence.cues.contains {
                ($0.cues.contains(.action) || $0.cues.contains(.done))
                    && $0.start > figure.end + 1 && $0.end <= Int(next.pointee.start)
            }
    }

    /// 超出目标12%, 超年度任务4600人次: more than was planned.
    var exceedsGoal: Bool {
        sentence.allCues.contains(.plan)
            && sentence.cues.contains {
                $0.cues.contains(.plan) && $0.start > figure.leftStart && $0.end <= figure.start
                    && Self.exceeding.contains(context.code[$0.start - 1])
            }
    }

    /// 低于季度目标2幢: fewer than was planned.
    var fallsShort: Bool {
        left.contains(.plan)
            && sentence.cues.contains { cue in
                cue.cues.contains(.plan) && cue.start > figure.leftStart + 1
                    && cue.end == figure.lead
                    && Self.short.contains {
                        context.matches($0, at: cue.start - $0.count)
                            || context.matches($0, at: cue.start - $0.count - 2)
                            || context.matches($0, at: cue.start - $0.count - 3)
                    }
            }
    }

    private static let short: [StaticWord] = ["低于", "少于", "不及"]
    private static let exceeding = Character16.Set("超出过")

    /// 18个项目中: the counted things are the tasks themselves, not what a task is about.
    var isWholeOfTasks: Bool {
        if unitTraits.contains(.item) { return true }
        func isNoun(_ start: Int) -> Bool {
            sentence.cues.contains {
                $0.cues.contains(.taskNoun) && $0.start == start && $0.end == figure.clauseEnd - 1
            }
        }
        if isNoun(figure.end) { return true }
        // 8个重点民生项目中，6个快于时序进度: behind adjectives where a tally follows.
        guard isNoun(afterModifier) else { return false }
        return sentence.cues.contains {
            $0.cues.contains(.tally) && $0.start > figure.clauseEnd
                && $0.start <= figure.clauseEnd + 8
        }
    }
}
