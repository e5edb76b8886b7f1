/// The name of what a figure counts: pieces of the flow that read as one phrase.
///
/// 困难残疾人 + 康复救助; 第一产业增加值 + 同比增长; 食品抽检 + 完成率.
struct IndicatorPhrase: Sendable, Equatable {
    /// The owner or the one it is for; empty where the body says it all.
    var head = Span(0..<0)
    var body = Span(0..<0)
    var tail = Span(0..<0)
    /// Whether the figure is the share of the goal that the pieces name.
    var isCompletionRate = false

    /// What a share of a goal is called where the text gives it no name (占年度任务的93%).
    static let completionRate = "完成率"

    init() {}
    init(_ body: Range<Int>) { self.body = Span(body) }

    init(head: Range<Int>, body: Range<Int>) {
        self.head = Span(head)
        self.body = Span(body)
    }

    var isEmpty: Bool { body.isEmpty && head.isEmpty && tail.isEmpty }

    var pieces: [Range<Int>] { [head, body, tail].filter { !$0.isEmpty }.map(\.range) }

    /// The phrase with a change or an attribute of it behind.
    func with(_ range: Range<Int>) -> IndicatorPhrase {
        var result = self
        result.isCompletionRate = false
        if result.tail.isEmpty { result.tail = Span(range) } else { result.body = Span(range) }
        return result
    }

    var asCompletionRate: IndicatorPhrase {
        var result = self
        result.isCompletionRate = true
        return result
    }
}
