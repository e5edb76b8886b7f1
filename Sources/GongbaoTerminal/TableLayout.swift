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
    /// The narrowest useful indicator and figure.
    private static let indicator = 12
    private static let figure = 8

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
        let steps: [(columns: Set<Column>, hasBar: Bool, short: Bool)] = [
            (full, true, false), (full, false, false),
            (full.subtracting([.line]), false, false),
            (full.subtracting([.line, .target]), false, false),
            (full.subtracting([.line, .target]), false, true),
        ]
        for (number, step) in steps.enumerated() {
            set(step.columns, wishes, hasBar: step.hasBar, short: step.short)
            if total <= width || number == steps.count - 1 { break }
        }
        grow(wishes, by: width - total)
    }

    private mutating func set(
        _ columns: Set<Column>, _ wishes: Wishes, hasBar: Bool, short: Bool
    ) {
        bar = hasBar ? CompletionBar.shortest : 0
        isStatusShort = short
        widths = [:]
        for column in columns {
            widths[column] =
                switch column {
                case .task: wishes.task
                case .indicator: min(wishes.indicator, Self.indicator)
                case .target: min(wishes.target, Self.figure)
                case .actual: min(wishes.actual, Self.figure)
                case .completion: Self.percentage + (bar > 0 ? bar + 1 : 0)
                case .status: short ? 1 : wishes.status
                case .line: wishes.line
                }
        }
    }

    /// Gives away what is left: to the figures, then the indicator, then the bar, then the
    /// indicator again; what nobody wants stays empty.
    private mutating func grow(_ wishes: Wishes, by room: Int) {
        var room = room
        func give(_ column: Column, upTo wish: Int) {
            guard let width = widths[column], room > 0, wish > width else { return }
            let more = min(room, wish - width)
            widths[column] = width + more
            room -= more
        }
        give(.indicator, upTo: min(wishes.indicator, 20))
        give(.actual, upTo: min(wishes.actual, 16))
        give(.target, upTo: min(wishes.target, 16))
        give(.indicator, upTo: min(wishes.indicator, 30))
        if bar > 0 {
            give(.completion, upTo: Self.percentage + 1 + CompletionBar.longest)
            bar = (widths[.completion] ?? 0) - Self.percentage - 1
        }
        give(.actual, upTo: wishes.actual)
        give(.target, upTo: wishes.target)
        give(.indicator, upTo: wishes.indicator)
    }
}
