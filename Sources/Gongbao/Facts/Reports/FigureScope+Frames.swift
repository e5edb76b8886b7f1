/// From–to, parts, quotations, thresholds, actors: frames that reach over more than the words beside a figure.
extension FigureScope {
    /// 由/从 before and 提高到/降至 behind, or behind the list that the figure begins.
    var isBaseline: Bool {
        if isFormer { return true }
        guard sentence.allCues.contains(.from),
            let from = sentence.cues.last(where: {
                $0.cues.contains(.from) && $0.end <= figure.start && $0.start >= figure.leftStart
            }), figure.start - from.end <= 12
        else { return false }
        return changeFollowsList
    }

    /// 从209元、280元提高到: a change word behind the figure or behind the rest of its list.
    var changeFollowsList: Bool {
        var end = figure.end
        // At most half a dozen figures stand in such a list.
        for _ in 0..<6 {
            if changeFollows(end) { return true }
            guard let next = listed(behind: end) else { return false }
            end = Int(next.end)
        }
        return false
    }

    /// The figure behind the list mark at `end`, of the same unit.
    private func listed(behind end: Int) -> Mention? {
        guard end < sentence.end, Self.list.contains(context.code[end]) else { return nil }
        for index in sentence.figures where index > figure.index {
            let following = figure.mention[index - figure.index]
            guard Int(following.lead) > end else { continue }
            let joined =
                Int(following.lead) == end + 1 && following.unit == figure.mention.pointee.unit
            return joined ? following : nil
        }
        return nil
    }

    private func changeFollows(_ end: Int) -> Bool {
        context.lexicon.changes.longestMatch(
            in: context.code, from: end, limit: min(end + 8, sentence.end)) != nil
            && end < sentence.end && !context.isHard(end)
    }

    /// 以前要五天，现在半天: what was before, where what is now follows.
    private var isFormer: Bool {
        guard sentence.allCues.contains(.formerly), sentence.allCues.contains(.now),
            let next = figure.next, clauseHolds(.formerly, figure.clauseStart, figure.start)
        else { return false }
        return clauseHolds(.now, figure.end, Int(next.pointee.start))
    }

    private var isNow: Bool {
        guard sentence.allCues.contains(.formerly), sentence.allCues.contains(.now),
            let previous = figure.previous
        else { return false }
        return clauseHolds(.now, Int(previous.pointee.end), figure.start)
            && clauseHolds(.formerly, sentence.start, Int(previous.pointee.start))
    }

    private func clauseHolds(_ cue: Cue, _ from: Int, _ to: Int) -> Bool {
        sentence.cues.contains { $0.cues.contains(cue) && $0.start >= from && $0.end <= to }
    }

    /// Whether the figure is one end of a from–to.
    var isChange: Bool {
        if isBaseline || isNow { return true }
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
                || mention.comparator == .moreThan
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
        if isBoundOfNoun { return true }
        guard traits.contains(.currency), mention.boundAfter, mention.comparator != .moreThan,
            let next = figure.next
        else {
            return false
        }
        // 500万元以上固定资产投资完成75亿元
        if figure.lead == figure.clauseStart, mention.comparator == .atLeast,
            Int(next.pointee.start) <= figure.clauseEnd, Int(next.pointee.lead) - figure.end > 5
        {
            return true
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

    /// 超期电梯更换31台: the word names what was worked on.
    var workFollowsShortfall: Bool {
        guard left.contains(.action) || left.contains(.done) else { return false }
        guard
            let shortfall = sentence.cues.last(where: {
                $0.cues.contains(.shortfall) && $0.end <= figure.start
                    && $0.start >= figure.leftStart
            })
        else { return false }
        return sentence.cues.contains {
            $0.cues.contains(.action) && $0.start > shortfall.end && $0.end <= figure.lead
        }
    }

    /// 序时进度为75%: the pace that results are held against.
    var isPace: Bool {
        unitTraits.contains(.percent) && sentence.allCues.contains(.benchmark)
            && figure.mention.pointee.comparator == .exact
            && Self.paces.contains { leftEnds(with: $0) }
    }

    private static let paces: [StaticWord] = ["序时进度", "时序进度", "时间进度", "序时", "进度应", "应达"]

    /// 距警戒线不足十个百分点
    var isDistance: Bool {
        (figure.leftStart..<figure.start).contains {
            context.code[$0] == Character16.of("距")
        }
    }

    /// 收入超过20万元的村达到10个, 55人以上的大班还剩12个: the bound says which are counted.
    private var isBoundOfNoun: Bool {
        guard let next = figure.next, next.pointee.unit != figure.mention.pointee.unit,
            Int(next.pointee.start) <= figure.clauseEnd,
            !figure.mention.pointee.boundAfter || figure.mention.pointee.comparator == .atLeast
        else { return false }
        let end =
            context.lexicon.comparatorsAfter.longestMatch(
                in: context.code, from: figure.end, limit: min(figure.end + 6, sentence.end))?.end
            ?? figure.end
        return end < sentence.end && context.code[end] == Character16.of("的")
            && Int(next.pointee.lead) - end > 1 && !left.contains(.action) && !left.contains(.done)
    }

    /// 由省、市8家医院组建: the figure counts who acts.
    var isActor: Bool {
        guard sentence.allCues.contains(.from),
            let from = sentence.cues.last(where: {
                $0.cues.contains(.from) && $0.end <= figure.lead && $0.start >= figure.clauseStart
            })
        else { return false }
        return figure.lead - from.end <= 6 && !changeFollows(figure.end)
            && figure.leftStart <= from.start
    }

    /// What another story gives as a result though no verb leads it: 机收率98.7%, 126万亩小麦已收割, 亩产425公斤,
    /// 比去年多收1.2万吨.
    var isNewsResult: Bool {
        if right(startsWith: "的") || unitTraits.contains(.duration) { return false }
        if unitTraits.contains(.percent) || hasChanged || right.contains(.reached) { return true }
        if sentence.allCues.contains(.lastYear), left.contains(.lastYear) { return true }
        guard let unit = figure.mention.pointee.unit, unit.index >= 0 else { return false }
        let dimension = context.lexicon.units[Int(unit.index)].dimension
        return dimension == "mass"
    }

    /// A cue of what is to come before the figure in its sentence, and none of what is done since.
    var isFuture: Bool {
        guard sentence.allCues.contains(.future),
            let future = sentence.cues.last(where: {
                $0.cues.contains(.future) && $0.end <= figure.lead && !marksObject($0)
                    && !hasObtained($0) && !Self.namesProgramme($0, context)
            })
        else { return false }
        return !sentence.cues.contains {
            $0.cues.contains(.reached) && $0.start >= future.end && $0.end <= figure.start
        }
    }

    /// 4320个学位9月将如期投用: what the figure counts is to come, as its own clause says behind it.
    var isToCome: Bool {
        guard right.contains(.future), figure.rightEnd == figure.clauseEnd,
            !left.contains(.done), !left.contains(.reached), !left.contains(.action)
        else { return false }
        guard
            let future = sentence.cues.first(where: {
                $0.cues.contains(.future) && $0.start >= figure.end && $0.end <= figure.rightEnd
            })
        else { return false }
        return !sentence.cues.contains {
            ($0.cues.contains(.done) || $0.cues.contains(.reached)) && $0.start >= figure.end
                && $0.start < future.start
        } && StageReader(context: context).stage(in: figure.end..<future.start) == nil
            && StageReader(context: context).stage(in: future.end..<figure.rightEnd) != nil
    }

    private static let strive: StaticWord = "争取"
    private static let funds: [StaticWord] = ["资金", "补助", "经费", "债券", "贷款", "投资"]

    /// 争取改造资金200万元: money is obtained, where no verb stands between.
    private func hasObtained(_ cue: Sentence.CueMatch) -> Bool {
        guard cue.end - cue.start == Self.strive.count, context.matches(Self.strive, at: cue.start)
        else { return false }
        var index = cue.end
        let limit = min(cue.end + 12, sentence.end - 2)
        while index < limit, context.characterClass(index) == .han,
            context.kind(index) == .none || context.kind(index) == .phraseStart
        {
            if Self.funds.contains(where: { context.matches($0, at: index) }) { return true }
            index += 1
        }
        return false
    }

    /// 将补助标准提高到60元: 将 stands for 把 where its object stands between it and the change.
    private func marksObject(_ cue: Sentence.CueMatch) -> Bool {
        guard cue.end - cue.start == 1, context.code[cue.start] == Character16.of("将") else {
            return false
        }
        return (cue.end...max(cue.end, figure.lead)).contains {
            $0 > cue.end + 1
                && context.lexicon.changes.longestMatch(
                    in: context.code, from: $0, limit: figure.start
                ).map { $0.end >= figure.lead } ?? false
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
}
