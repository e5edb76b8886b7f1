/// The cheapest way to give every line of a flattened table a column.
struct FlattenedSearch {
    let model: FlattenedModel

    enum Kind {
        case column(Column)
        case number
        case numberAndTask
        /// A line that fits nowhere.
        case junk
    }

    struct Segment {
        var kind: Kind
        var pieces: Range<Int>
        var beginsRow: Bool
        /// The text goes on from the line before.
        var continuesText: Bool
        /// What it added to the cost.
        var cost: Float
    }

    /// The best way to reach a state after a number of lines.
    private struct Cell {
        var cost: Float = .infinity
        var lastNumber: Int32 = 0
        var from: Int8 = -1
        var length: Int8 = 0
        var newRow = false
        /// Whether the row's number was read.
        var numbered = false
        var junk = false
    }

    // States: the columns in order, then "number and text in one line", then "after the table".
    private var columns: Int { model.order.count }
    private var joint: Int { model.order.count }
    private var after: Int { model.order.count + 1 }
    private var states: Int { model.order.count + 2 }

    func run() -> [Segment] {
        let count = model.text.pieces.count
        guard count > 0 else { return [] }
        var cells = [Cell](repeating: Cell(), count: (count + 1) * states)
        for line in 0..<count {
            prune(&cells, line)
            for state in 0..<columns { extend(&cells, line, state) }
            extendJoint(&cells, line)
            extendAfter(&cells, line)
            extendJunk(&cells, line)
        }
        return path(cells, count)
    }

    /// Gives up what is far behind: no later line makes up for so much.
    private func prune(_ cells: inout [Cell], _ line: Int) {
        let range = line * states..<(line + 1) * states
        let least = cells[range].lazy.map(\.cost).min() ?? 0
        for index in range where cells[index].cost > least + Self.beam {
            cells[index].cost = .infinity
        }
    }

    private static let beam: Float = 30

    private func extend(_ cells: inout [Cell], _ line: Int, _ state: Int) {
        let column = model.order[state]
        let (entry, best) = enter(cells, line, state)
        guard best.cost < .infinity else { return }
        let most = min(model.longest(column), model.text.pieces.count - line)
        for length in 1...max(1, most) {
            let emission = model.cost(column, line, length)
            guard emission < .infinity else {
                if model.mayGoOn(column, line, length) { continue }
                break
            }
            var cell = best
            cell.cost += emission
            cell.from = Int8(entry)
            cell.length = Int8(length)
            if column == .task, entry != state, entry != joint {
                cell.cost += model.textBeginCost(line)
            }
            store(&cells, line + length, state, cell)
            if !model.mayGoOn(column, line, length) { break }
        }
    }

    /// A line that holds the number and the first words of the text.
    private func extendJoint(_ cells: inout [Cell], _ line: Int) {
        guard let number = model.numberIndex, let (value, _) = model.leadingNumber(line) else {
            return
        }
        var (entry, best) = enter(cells, line, number, value: value)
        guard best.cost < .infinity else { return }
        best.cost += 0.8
        best.from = Int8(entry)
        best.length = 1
        entry = joint
        store(&cells, line + 1, joint, best)
    }

    private func extendAfter(_ cells: inout [Cell], _ line: Int) {
        let base = line * states
        var best = Cell()
        for state in 0..<states where cells[base + state].cost < .infinity {
            var cost = cells[base + state].cost + 0.9
            if state != after {
                guard line > 0, state == joint || state >= model.taskIndex else { continue }
                cost += model.skips(position(state) + 1..<columns)
                if position(state) == model.taskIndex { cost += model.textEndCost(line - 1) }
            }
            if cost < best.cost {
                best = cells[base + state]
                best.cost = cost
                best.from = Int8(state)
                best.length = 1
                best.newRow = false
                best.junk = false
            }
        }
        if best.cost < .infinity { store(&cells, line + 1, after, best) }
    }

    private func extendJunk(_ cells: inout [Cell], _ line: Int) {
        for state in 0..<states where cells[line * states + state].cost < .infinity {
            var cell = cells[line * states + state]
            cell.cost += FlattenedModel.junkCost
            cell.from = Int8(state)
            cell.length = 1
            cell.newRow = false
            cell.junk = true
            store(&cells, line + 1, state, cell)
        }
    }

    private func store(_ cells: inout [Cell], _ line: Int, _ state: Int, _ cell: Cell) {
        let index = line * states + state
        if cell.cost < cells[index].cost { cells[index] = cell }
    }

    private func position(_ state: Int) -> Int { state == joint ? model.taskIndex : state }

    /// The best state before a segment in `state` that begins with `line`.
    private func enter(
        _ cells: [Cell], _ line: Int, _ state: Int, value given: Int? = nil
    ) -> (Int, Cell) {
        let isNumber = model.order[state] == .number
        let value = given ?? (isNumber ? model.number(line)?.value : nil)
        if isNumber, value == nil { return (-1, Cell()) }
        var bestEntry = -1
        var best = Cell()
        if line == 0 {
            best.cost = model.skips(0..<state)
            best.newRow = true
            bestEntry = after
            if let value { take(value, &best) }
        }
        for from in 0..<after where cells[line * states + from].cost < .infinity {
            consider(cells[line * states + from], from, state, line, value, &bestEntry, &best)
        }
        return (bestEntry, best)
    }

    private func take(_ value: Int, _ cell: inout Cell) {
        cell.cost += model.sequenceCost(value, after: Int(cell.lastNumber))
        cell.lastNumber = Int32(value)
        cell.numbered = true
    }

    private func consider(
        _ cell: Cell, _ from: Int, _ state: Int, _ line: Int, _ value: Int?,
        _ bestEntry: inout Int, _ best: inout Cell
    ) {
        let place = position(from)
        var same = cell
        same.newRow = false
        same.junk = false
        same.cost += model.advance(
            from: place, to: state, last: line - 1, numbered: cell.numbered)
        if let value, same.cost < .infinity { take(value, &same) }
        if same.cost < best.cost {
            best = same
            bestEntry = from
        }
        guard canEndRow(from, place, state) else { return }
        var next = cell
        next.newRow = true
        next.numbered = false
        next.junk = false
        next.cost += model.skips(place + 1..<columns) + model.skips(0..<state) + 0.05
        if place == model.taskIndex { next.cost += model.textEndCost(line - 1) }
        if let value { take(value, &next) }
        if next.cost < best.cost {
            best = next
            bestEntry = from
        }
    }

    /// A row ends in its text or behind it, and the next one begins before its own.
    private func canEndRow(_ from: Int, _ place: Int, _ state: Int) -> Bool {
        place >= model.taskIndex && state <= model.taskIndex
            && !(model.numberIndex == nil && place == state)
    }

    private func path(_ cells: [Cell], _ count: Int) -> [Segment] {
        let base = count * states
        var state = -1
        var lowest = Float.infinity
        for candidate in 0..<states where cells[base + candidate].cost < .infinity {
            var cost = cells[base + candidate].cost
            if candidate != after {
                guard position(candidate) >= model.taskIndex else { continue }
                cost += model.skips(position(candidate) + 1..<columns)
            }
            if cost < lowest {
                lowest = cost
                state = candidate
            }
        }
        var segments: [Segment] = []
        var line = count
        while line > 0, state >= 0 {
            let cell = cells[line * states + state]
            let start = line - Int(cell.length)
            guard start >= 0, cell.length > 0 else { break }
            let from = Int(cell.from)
            let before = from >= 0 && start > 0 ? cells[start * states + from].cost : 0
            if state != after {
                segments.append(
                    Segment(
                        kind: kind(state, junk: cell.junk), pieces: start..<line,
                        beginsRow: cell.newRow && !cell.junk,
                        continuesText: from == state || from == joint,
                        cost: cell.cost - before))
            }
            line = start
            state = from
        }
        return segments.reversed()
    }

    private func kind(_ state: Int, junk: Bool) -> Kind {
        if junk { return .junk }
        if state == joint { return .numberAndTask }
        let column = model.order[state]
        return column == .number ? .number : .column(column)
    }
}
