/// Which cell of a row stands in which column, where empty cells have vanished.
///
/// Cells keep their order. An alignment is possible where each cell has the form of its column and
/// no rate stands without the figures that it comes from; only what all possible alignments agree
/// on is certain.
struct RowAlignment {
    let columns: [HeaderColumn]
    /// The indices of the columns that hold data, in order.
    let slots: [Int]
    let values: [CellValue]
    /// The unit of the row: percentages are no counts.
    let rowUnit: String
    /// Whether rates are printed with a per-cent sign in this table.
    let ratesHaveSign: Bool

    /// The column of each value, nil where it is not certain.
    func solve() -> [Int?] {
        guard values.count <= slots.count, slots.count <= 12 || values.count == slots.count else {
            return values.map { _ in nil }
        }
        var found: [[Int]] = []
        var chosen: [Int] = []
        search(0, &chosen, &found)
        let consistent = found.filter(ratesHold)
        if !consistent.isEmpty { found = consistent }
        guard let first = found.first, found.count < Self.most else {
            return values.map { _ in nil }
        }
        return values.indices.map { index in
            found.allSatisfy { $0[index] == first[index] } ? first[index] : nil
        }
    }

    private static let most = 500

    private func search(_ from: Int, _ chosen: inout [Int], _ found: inout [[Int]]) {
        guard found.count < Self.most else { return }
        guard chosen.count < values.count else {
            if isComplete(chosen) { found.append(chosen) }
            return
        }
        let left = values.count - chosen.count
        guard from + left <= slots.count else { return }
        for slot in from...(slots.count - left) where allows(values[chosen.count], slots[slot]) {
            chosen.append(slots[slot])
            search(slot + 1, &chosen, &found)
            chosen.removeLast()
        }
    }

    private func allows(_ value: CellValue, _ index: Int) -> Bool {
        let column = columns[index]
        switch value.form {
        case .void: return column.kind != .prose
        case .words: return column.kind != .rank
        case .figures: break
        }
        switch column.kind {
        case .rate, .comparison: return value.isPercent || !ratesHaveSign
        case .target, .actual, .context:
            if column.kind == .actual, value.hasBound { return false }
            let unit = column.unit.isEmpty ? rowUnit : column.unit
            return !value.isPercent || unit.isEmpty || unit == "%"
        case .rank: return !value.isPercent && value.parts.count == 1
        default: return false
        }
    }

    /// A rate needs a goal and a result.
    private func isComplete(_ chosen: [Int]) -> Bool {
        for (value, index) in zip(values, chosen)
        where columns[index].kind == .rate && value.form == .figures {
            let group = columns[index].group
            let has = { (kind: HeaderColumn.Kind) in
                !columns.contains { $0.kind == kind && $0.group == group }
                    || zip(values, chosen).contains {
                        columns[$1].kind == kind && columns[$1].group == group
                            && $0.form == .figures
                    }
            }
            guard has(.target), has(.actual) else { return false }
        }
        return true
    }

    /// Whether a rate comes from the figures before it, to less than one point.
    private func ratesHold(_ chosen: [Int]) -> Bool {
        var checked = false
        for (value, index) in zip(values, chosen) where columns[index].kind == .rate {
            guard let rate = value.parts.first?.value else { continue }
            let figures = { (kind: HeaderColumn.Kind) in
                zip(values, chosen).filter {
                    columns[$1].kind == kind && columns[$1].group == columns[index].group
                }.flatMap { $0.0.parts.compactMap(\.value) }
            }
            let holds = figures(.target).contains { goal in
                figures(.actual).contains { result in
                    guard let share = result.divided(by: goal)?.scaled(byPowerOfTen: 2),
                        let difference = share.subtracting(rate)
                    else { return false }
                    return difference < ExactDecimal(1) && ExactDecimal(-1) < difference
                }
            }
            guard holds else { return false }
            checked = true
        }
        return checked
    }
}
