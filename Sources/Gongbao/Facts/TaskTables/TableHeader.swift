/// A header: the columns in reading order.
struct TableHeader: Sendable, Equatable {
    var columns: [Column]

    /// What the readers can do with it: a task table has an item, and who or when.
    var isTaskHeader: Bool {
        guard !isResults, columns.contains(.task) || columns.contains(.category) else {
            return false
        }
        return columns.contains { Self.responsibility.contains($0) }
    }

    /// Results tables have figures reached, or words on progress, beside the goals.
    var isResults: Bool {
        columns.contains { $0 == .actual || $0 == .rate || $0 == .progress }
    }

    static let responsibility: [Column] = [
        .lead, .cooperating, .responsible, .leader, .person, .deadline,
    ]
    static let units: [Column] = [.lead, .cooperating, .responsible]

    /// A lone category column (重点工作) holds the items when no column does so by name.
    func settled() -> TableHeader {
        var result = self
        if !columns.contains(.task) {
            if let index = columns.firstIndex(of: .target) {
                result.columns[index] = .task
            } else if let index = columns.lastIndex(of: .category) {
                result.columns[index] = .task
            }
        }
        if columns.contains(.task), !isResults {
            // 任务名称 with 指标要求: the goal is part of the item.
            result.columns = result.columns.map { $0 == .target ? .task : $0 }
        }
        // 联系人 does the work where nobody else is named.
        result.columns = result.columns.map {
            $0 != .contact ? $0 : columns.contains(.person) ? .note : .person
        }
        if let index = result.columns.firstIndex(of: .unit), !columns.contains(.target) {
            // 单位 names agencies where nothing is measured.
            result.columns[index] = .responsible
        }
        return result
    }
}

/// Recognises headers by their words, however they are wrapped.
struct TableHeaderReader {
    let text: TableText

    /// No name with what stands before it, and with its bracket, is longer.
    static let longestStep = 48
    private static let open = Character16.of("(")
    private static let close = Character16.of(")")

    /// The ways to read column names from a point on: the cheapest one to each end.
    struct Reading {
        fileprivate struct Step {
            var cost: Float = .infinity
            var from = -1
            var column: Column?
        }
        fileprivate var start: Int
        fileprivate var steps: [Step]

        /// Takes a step to `stop` where it is the cheapest so far.
        fileprivate mutating func improve(_ stop: Int, _ step: Step) {
            if step.cost < steps[stop - start].cost { steps[stop - start] = step }
        }

        /// The furthest index that names reach.
        var furthest: Int { start + (steps.lastIndex { $0.cost < .infinity } ?? 0) }

        func reaches(_ end: Int) -> Bool {
            end > start && end - start < steps.count && steps[end - start].from >= 0
        }

        /// The columns of `start..<end`.
        func columns(before end: Int) -> [Column] {
            guard reaches(end) else { return [] }
            var columns: [Column] = []
            var index = end
            while index > start {
                if let column = steps[index - start].column { columns.append(column) }
                index = steps[index - start].from
            }
            return columns.reversed()
        }
    }

    /// The column a cell's words name; nil when they name none.
    func column(_ start: Int, _ end: Int) -> Column? {
        guard start < end, end - start <= 40 else { return nil }
        if let match = text.word(text.lexicon.columns, at: start, before: end), match.end == end {
            return Column.allCases[match.payload]
        }
        let columns = read(start, end).columns(before: end)
        return columns.count == 1 ? columns[0] : nil
    }

    /// Reads column names one after another, wrapped or not.
    ///
    /// A name may go on in the next line (分管⏎市领导), yet 责任单位⏎责任人 are two: so a name across
    /// a line break costs more than two whole names, and less than two short ones (牵头⏎领导).
    func read(_ start: Int, _ end: Int) -> Reading {
        var reading = Reading(
            start: start,
            steps: [Reading.Step](repeating: Reading.Step(), count: max(1, end - start + 1)))
        reading.steps[0].cost = 0
        for index in start..<max(start, end) where reading.steps[index - start].cost < .infinity {
            extend(&reading, index, end)
        }
        return reading
    }

    /// Whether column names, or the begin of a wrapped one, fill a line of at most 63 characters.
    ///
    /// Finds what `read` reaches, at no cost: a bit for each place that names lead to.
    static func begins(_ code: UnsafeBufferPointer<UInt16>, _ lexicon: Lexicon) -> Bool {
        precondition(code.count < 64, "more characters than bits")
        let end = code.count
        let columns = lexicon.columns
        var reached: UInt64 = 1
        func reach(_ index: Int) {
            reached |= 1 << UInt64(index)
            guard index < end, code[index] == open else { return }
            for close in index..<end where code[close] == Self.close {
                reached |= 1 << UInt64(close + 1)
                return
            }
        }
        func names(at start: Int) {
            var limit = min(end, start + 14)
            while limit > start,
                let match = columns.longestMatch(in: code, from: start, limit: limit)
            {
                reach(match.end)
                limit = match.end - 1
            }
        }
        for index in 0..<end where reached >> UInt64(index) & 1 != 0 {
            names(at: index)
            ColumnName.all(code, from: index, limit: end, lexicon) { reach($0.end) }
            words(code, from: index, limit: end, lexicon) { stop, uses in
                if uses.contains(.group) { reach(stop) }
                if uses.contains(.level) { names(at: stop) }
            }
        }
        return end - (63 - reached.leadingZeroBitCount) <= 4
    }

    /// Calls `body` with the end and the uses of every word of `columnwords.tsv` at `start`.
    private static func words(
        _ code: UnsafeBufferPointer<UInt16>, from start: Int, limit end: Int, _ lexicon: Lexicon,
        _ body: (Int, ColumnWord.Uses) -> Void
    ) {
        var limit = end
        while let match = lexicon.columnWords.longestMatch(in: code, from: start, limit: limit) {
            body(match.end, lexicon.columnWordUses[match.payload].uses)
            limit = match.end - 1
        }
    }

    private func extend(_ reading: inout Reading, _ index: Int, _ end: Int) {
        names(&reading, from: index, at: index, end)
        var found: [(stop: Int, uses: ColumnWord.Uses)] = []
        text.flow.code.withUnsafeBufferPointer {
            Self.words($0, from: index, limit: end, text.lexicon) { found.append(($0, $1)) }
        }
        for (stop, uses) in found {
            if uses.contains(.group) { add(&reading, index, stop, nil, end) }
            if uses.contains(.level) { names(&reading, from: index, at: stop, end) }
        }
    }

    private func names(_ reading: inout Reading, from: Int, at start: Int, _ end: Int) {
        guard start < end else { return }
        let listed = text.word(text.lexicon.columns, at: start, before: end)?.end ?? start
        var composed: [ColumnName] = []
        text.flow.code.withUnsafeBufferPointer {
            ColumnName.all($0, from: start, limit: end, text.lexicon) { composed.append($0) }
        }
        for name in composed where name.end > listed {
            // Two listed names rather than one that is put together of them.
            let cost: Float = name.isResponsibility ? 0 : 0.7
            add(&reading, from, name.end, name.column, end, cost: cost)
        }
        var limit = min(end, start + 14)
        while limit > start, let match = text.word(text.lexicon.columns, at: start, before: limit) {
            add(&reading, from, match.end, Column.allCases[match.payload], end)
            limit = match.end - 1
        }
    }

    private func add(
        _ reading: inout Reading, _ from: Int, _ to: Int, _ column: Column?, _ end: Int,
        cost extra: Float = 0
    ) {
        var cost = reading.steps[from - reading.start].cost + extra
        // A bare 牵头 is rarely a column: 牵头⏎市领导 is one name, as far as a break goes.
        let isBare = column == .lead || column == .cooperating
        cost += to - from <= 2 ? (isBare ? 1.1 : 0.6) : 0
        // 责任单位责任人 without a gap is two columns rather than one.
        cost += to - from >= 7 ? 0.05 : 0
        for index in from + 1..<max(to, from + 1) where text.flow.gap[index] != 0 {
            cost += text.flow.gap[index] & Flow.Gap.line != 0 ? 1 : 2
            break
        }
        let step = Reading.Step(cost: cost, from: from, column: column)
        reading.improve(to, step)
        let behind = note(to, end)
        if behind != to { reading.improve(behind, step) }
    }

    /// Passes a bracket after a column's name: (第一个为牵头单位), (%).
    private func note(_ start: Int, _ end: Int) -> Int {
        guard start < end, text.code[start] == Self.open else { return start }
        for index in start..<min(end, start + 24) where text.code[index] == Self.close {
            return index + 1
        }
        return start
    }
}
