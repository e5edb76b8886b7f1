/// Figures that only say where, to whom or among how many something happens.
extension FigureScope {
    private static let to = Character16.Set("到赴")
    /// 达到, 提高到, 收到: 到 ends a verb there.
    private static let resultatives = Character16.Set("达得提增降升扩压减涨调遇受收看做办签接落直加高长低少缩大展")
    private static let mark = Character16.of("、")
    private static let give = Character16.of("给")
    private static let each = Character16.of("各")
    private static let person = "person"

    /// 派出5名护士到青溪、白岩2家卫生院, 派20人到10家医院: where the persons of the figure before work.
    var isPlaceOfWork: Bool {
        guard let previous = figure.previous,
            unitTraits.isDisjoint(with: [.percent, .currency, .duration]),
            isPersons(previous.pointee), figure.rightEnd > figure.end
        else { return false }
        let from = Int(previous.pointee.end)
        let stop = max(from, figure.clauseStart, figure.lead - 24)
        var index = figure.lead - 1
        var listed = false
        while index >= stop {
            let code = context.code[index]
            if Self.to.contains(code) {
                let plain = index == 0 || !Self.resultatives.contains(context.code[index - 1])
                return plain && (listed || index + 1 == figure.lead)
            }
            if code == Self.mark {
                listed = true
            } else if context.characterClass(index) != .han {
                return false
            }
            index -= 1
        }
        return false
    }

    /// 给周岚等8位退休教师去信: persons to whom something goes.
    var isAddressed: Bool {
        guard isPersons(figure.mention.pointee), leftEnds(with: "等") else { return false }
        return (figure.leftStart..<figure.lead).contains { context.code[$0] == Self.give }
    }

    /// “托育政策16条”: a list of measures that its number names.
    var isNamedList: Bool {
        guard figure.end < sentence.end, Self.closeQuotes.contains(context.code[figure.end]),
            right(startsWith: "”") || right(startsWith: "」"), isClauses
        else { return false }
        let stop = max(sentence.start, figure.lead - 12)
        var index = figure.lead - 1
        while index >= stop, context.characterClass(index) == .han { index -= 1 }
        return index >= stop && index + 1 < figure.lead
            && Self.openQuotes.contains(context.code[index])
            && !leftHas(.action) && !leftHas(.done)
    }

    private var isClauses: Bool {
        guard let unit = figure.mention.pointee.unit, unit.index >= 0 else { return false }
        return context.lexicon.units[Int(unit.index)].canonical == "条"
    }

    /// 推动7个县各1所: for each of the figure before.
    var isDistributed: Bool {
        guard figure.previous != nil else { return false }
        return (figure.lead..<figure.start).contains { context.code[$0] == Self.each }
    }

    /// 6个站点、9支小队: only a noun and a list mark stand between the figure before and this one.
    var continuesNouns: Bool {
        guard let previous = figure.previous else { return false }
        let from = Int(previous.pointee.end)
        guard (2...8).contains(figure.lead - from), context.code[figure.lead - 1] == Self.mark
        else {
            return false
        }
        return (from..<figure.lead - 1).allSatisfy { context.characterClass($0) == .han }
            && !sentence.cues.contains {
                $0.start >= from && $0.end < figure.lead && !$0.cues.contains(.abstractNoun)
            }
    }

    private static let rests: [StaticWord] = ["其余", "剩余", "另外", "余下", "剩下", "还剩"]

    /// 其余2栋还在做主体, 剩余1个正在布展: the rest has a state of its own.
    var isRestUnderWay: Bool {
        guard figure.rightEnd == figure.clauseEnd,
            Self.rests.contains(where: { leftEnds(with: $0) })
        else { return false }
        // 其余46个为续建, 其余2所分别完成主体 say something else.
        return Self.underWay.contains { right(startsWith: $0) }
    }

    private static let underWay: [StaticWord] = ["正在", "还在", "仍在", "处于", "已在"]

    /// 第3名以上7000元: 以上 bounds what stands before it and points at nothing.
    var isBoundBefore: Bool {
        leftEnds(with: "以上") && figure.lead - 2 > figure.clauseStart
    }

    private func isPersons(_ mention: Mention) -> Bool {
        guard let unit = mention.unit, unit.index >= 0 else { return false }
        return context.lexicon.units[Int(unit.index)].dimension == Self.person
    }
}
