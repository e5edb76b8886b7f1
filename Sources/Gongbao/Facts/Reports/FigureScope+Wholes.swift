/// Whether a figure of a report is the whole of which a smaller one behind it says how far the work is.
extension FigureScope {
    private static let has = Character16.Set("有已仅只中")
    private static let comma = Character16.of(",")
    /// How far behind the whole its first part may stand.
    private static let reach = 14

    /// 3所幼儿园已有1所竣工, 7部中5部运行, 2所中心1所投用、1所封顶, 14处积水点消除6处, 补强8座，已竣工5座.
    var isWholeOfStages: Bool {
        guard let next = figure.next, figure.mention.pointee.unit != nil,
            next.pointee.unit == figure.mention.pointee.unit,
            Int(next.pointee.lead) - figure.end <= Self.reach,
            unitTraits.isDisjoint(with: [.percent, .currency, .duration, .item]),
            figure.mention.pointee.per == nil, next.pointee.per == nil,
            let own = figure.mention.pointee.value, let part = next.pointee.value, part <= own
        else { return false }
        let (from, to) = (figure.end, Int(next.pointee.lead))
        guard to > from else { return false }
        for cue in [Cue.done, .reached, .part, .cumulative, .period] where left.contains(cue) {
            return false
        }
        guard !stageBefore, !(countsTasks && namesTasks) else { return false }
        if to <= figure.clauseEnd { return isWholeOfClause(from..<to, next) }
        return isWholeOfNext(from..<to, next)
    }

    /// The part stands in the same clause, behind a noun of the whole.
    private func isWholeOfClause(_ gap: Range<Int>, _ next: UnsafePointer<Mention>) -> Bool {
        guard !left.contains(.action) || left.contains(.workPart),
            !Self.list.contains(context.code[gap.lowerBound]),
            gap.allSatisfy({ context.characterClass($0) == .han })
        else { return false }
        if Self.has.contains(context.code[gap.upperBound - 1]) { return true }
        let stages = StageReader(context: context)
        if stages.stage(in: gap) != nil { return true }
        // 14处积水点消除6处: what was done to a part stands right before it.
        if sentence.cues.contains(where: {
            $0.cues.contains(.action) && $0.start > gap.lowerBound && $0.end == gap.upperBound
        }) {
            return true
        }
        // 2所中心1所投用: the state stands behind the part, which no list continues.
        let end = Int(next.pointee.end)
        guard gap.count > 1, end < figure.clauseEnd else { return false }
        let stop = min(figure.clauseEnd, end + 8)
        return stages.stage(in: end..<stop).map { $0.start <= end + 2 } ?? false
    }

    /// The part stands in the next clause, behind nothing but its state: ，已竣工5座.
    private func isWholeOfNext(_ gap: Range<Int>, _ next: UnsafePointer<Mention>) -> Bool {
        guard gap.lowerBound == figure.clauseEnd, context.code[gap.lowerBound] == Self.comma,
            gap.count <= 6, gap.count > 2
        else { return false }
        let already = context.code[gap.lowerBound + 1] == Character16.of("已")
        guard already, let stage = StageReader(context: context).stage(in: gap) else {
            return false
        }
        return stage.end == gap.upperBound
    }
}
