/// A list of parts that goes on behind the first: 其中：医院49个，卫生院991个；…
///
/// The first part names the unit. Others follow in clauses of their own as long as they have that unit
/// and no verb that would make them results of their own.
struct PartList {
    private let unit: UnitReading
    private let per: PerReading?
    /// Whether 其中 is set off by a mark: such a list goes on over ；.
    private let isSetOff: Bool

    /// The list that a part opens or goes on with; nil where no 其中 stands before it.
    init?(_ scope: FigureScope) {
        guard let unit = scope.figure.mention.pointee.unit else { return nil }
        let opening = scope.sentence.cues.last {
            $0.cues.contains(.part) && $0.end <= scope.figure.lead
        }
        guard let opening, opening.end < scope.context.count else { return nil }
        // Not （含…）: brackets close their own list.
        guard
            opening.start == scope.sentence.start
                || scope.context.code[opening.start - 1] != Character16.of("(")
        else { return nil }
        self.unit = unit
        per = scope.figure.mention.pointee.per
        isSetOff =
            Self.marks.contains(scope.context.code[opening.end])
            || Self.marks.contains(scope.context.code[opening.end - 1])
    }

    private static let marks = Character16.Set(",:")

    /// Whether the figure is another part of the list.
    func holds(_ scope: FigureScope) -> Bool {
        guard scope.figure.mention.pointee.unit == unit, scope.figure.mention.pointee.per == per,
            scope.figure.leftStart == scope.figure.clauseStart,
            scope.figure.lead > scope.figure.leftStart
        else { return false }
        // 其中 … ：新增 … would be a result of its own, but 增加值完成35亿元 is none.
        let begins = scope.sentence.cues.first { $0.start >= scope.figure.clauseStart }
        let own = begins.map {
            $0.start == scope.figure.clauseStart && $0.end <= scope.figure.lead
                && ($0.cues.contains(.action) || $0.cues.contains(.reached)
                    || $0.cues.contains(.done))
        }
        return own != true && !scope.left.contains(.plan) && !scope.left.contains(.future)
    }

    /// Whether the figure speaks of something else, so that the list has ended.
    func ends(with scope: FigureScope) -> Bool {
        let traits = scope.unitTraits
        return !traits.contains(.percent) && !traits.contains(.points)
            && scope.figure.mention.pointee.unit != unit
            && scope.figure.leftStart == scope.figure.clauseStart
    }

    /// Whether the list may go on behind the sentence.
    func reaches(over sentence: Sentence, _ context: ReadingContext) -> Bool {
        isSetOff && sentence.end > sentence.start
            && context.code[sentence.end - 1] == Character16.of(";")
            && (sentence.end >= context.count || !context.isHard(sentence.end))
    }
}
