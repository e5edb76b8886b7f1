/// Figures that only say how large something is.
extension FigureScope {
    private static let long = Character16.of("长")
    /// 增长, 延长 …: 长 ends a verb there.
    private static let growing = Character16.Set("增延成拉加伸生变")
    private static let open = Character16.of("(")
    private static let close = Character16.of(")")

    /// 10千伏线路, 12.4公里长的绿道, 拓宽工程长4.2公里, 实训楼（1.08万平方米）.
    var isSize: Bool {
        let traits = unitTraits
        if traits.isDisjoint(with: [.voltage, .length, .extent]) { return false }
        if traits.contains(.voltage) { return true }
        if traits.contains(.extent) { return isBracketed }
        if right(startsWith: "长的") { return true }
        let before = figure.lead - 1
        return before > figure.leftStart && context.code[before] == Self.long
            && !Self.growing.contains(context.code[before - 1])
    }

    /// Whether nothing but figures stands in the clause.
    var isFigureAlone: Bool {
        let begins = figure.lead == figure.clauseStart
        let follows = figure.previous.map { Int($0.pointee.end) == figure.lead } ?? false
        let ends = figure.end == figure.clauseEnd
        let goesOn = figure.next.map { Int($0.pointee.lead) == figure.end } ?? false
        return (begins || follows) && (ends || goesOn)
            && unitTraits.isDisjoint(with: [.percent, .currency])
    }

    /// Whether the figure closes a bracket that holds sizes only: （1.08万平方米）, （地上5层，2.3万平方米）.
    private var isBracketed: Bool {
        guard figure.end < sentence.end, context.code[figure.end] == Self.close else {
            return false
        }
        let stop = max(sentence.start, figure.lead - 10)
        var index = figure.lead - 1
        while index >= stop {
            if context.code[index] == Self.open { return true }
            index -= 1
        }
        return false
    }

    /// 占总投入2860万元的81%: what a share is of.
    var isShared: Bool {
        guard right(startsWith: "的"), leftHasShare, !unitTraits.contains(.percent),
            let next = figure.next?.pointee, let unit = next.unit, unit.index >= 0,
            context.lexicon.unitTraits[Int(unit.index)].contains(.percent)
        else { return false }
        return Int(next.lead) == figure.end + 1
    }
}
