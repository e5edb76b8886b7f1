/// Which columns of the progress table stand, and how wide they are.
struct TableLayout: Equatable {
    enum Column: Int, CaseIterable {
        case task, indicator, target, actual, completion, status, line
    }

    /// What the cells would like.
    struct Wishes {
        var task: Int
        var indicator: Int
        var target: Int
        var actual: Int
        var status: Int
        var line: Int
    }

    static let gap = 2
    static let percentage = 6
    /// The narrowest useful indicator and figure; 1.29万批次 takes 10 cells.
    private static let indicator = 12
    private static let figure = 10

    private(set) var widths: [Column: Int] = [:]
    /// The cells of the bar, 0 where only the percentage stands.
    private(set) var bar = 0
    /// Only the glyph of the status stands.
    private(set) var isStatusShort = false

    /// The columns that stand, from left to right.
    var columns: [Column] { Column.allCases.filter { widths[$0] != nil } }
    var total: Int {
        widths.values.reduce(0, +) + Self.gap * max(0, widths.count - 1)
    }

    /// Fits a table into `width`: the columns that are least missed go first.
    init(_ wishes: Wishes, width: Int) {
        let full = Set(Column.allCases)
        let narrow = full.subtracting([.line])
        let steps: [Step] = [
            Step(columns: full, hasBar: true), Step(columns: full), Step(columns: narrow),
            Step(columns: narrow, figure: 8),
            Step(columns: narrow.subtracting([.target])),
            Step(columns: narrow.subtracting([.target]), isStatusShort: true),
            Step(columns: narrow.subtracting([.target]), isStatusShort: true, indicator: 6),
        ]
        for step in steps {
            set(step, wishes)
            if total <= width { break }
        }
        grow(wishes, by: width - total)
    }

    /// One way to save room.
    private struct Step {
        var columns: Set<Column>
        var hasBar = false
        var isStatusShort = false
        var indicator = TableLayout.indicator
        var figure = TableLayout.figure
    }

    private mutating func set(_ step: Step, _ wishes: Wishes) {
        bar = step.hasBar ? CompletionBar.shortest : 0
        isStatusShort = step.isStatusShort
        widths = [:]
        for column in step.columns {
            widths[column] =
                switch column {
                case .task: wishes.task
                case .indicator: min(wishes.indicator, step.indicator)
                case .target: min(wishes.target, step.figure)
                case .actual: min(wishes.actual, step.figure)
                case .completion: Self.percentage + (bar > 0 ? bar + 1 : 0)
                case .status: isStatusShort ? 1 : wishes.status
                case .line: wishes.line
                }
        }
    }

    /// Gives away what is left in turns; what nobody wants stays empty.
    private mutating func grow(_ wishes: Wishes, by room: Int) {
        var room = room
        func give(_ column: Column, upTo wish: Int) {
            guard let width = widths[column], room > 0, wish > width else { return }
            let more = min(room, wish - width)
            widths[column] = width + more
            room -= more
        }
        func giveBar(upTo cells: Int) {
            guard bar > 0 else { return }
            give(.completion, upTo: Self.percentage + 1 + cells)
            bar = (widths[.completion] ?? 0) - Self.percentage - 1
        }
        giveBar(upTo: 8)
        give(.indicator, upTo: min(wishes.indicator, 16))
        give(.actual, upTo: min(wishes.actual, 12))
        give(.target, upTo: min(wishes.target, 12))
        give(.indicator, upTo: min(wishes.indicator, 20))
        give(.actual, upTo: min(wishes.actual, 16))
        give(.target, upTo: min(wishes.target, 16))
        give(.indicator, upTo: min(wishes.indicator, 30))
        giveBar(upTo: CompletionBar.longest)
        give(.actual, upTo: wishes.actual)
        give(.target, upTo: wishes.target)
        give(.indicator, upTo: wishes.indicator)
    }
}
