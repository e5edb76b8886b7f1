/// Counts that a results table's notes claim, held against its rows: 8项达到年度目标，3项未达到序时进度.
///
/// A row without figures may be anything: where such rows could make the count right, there is no
/// verdict.
struct ResultsClaims {
    /// For each row its share of the goal in percent; nil where no figure tells.
    private let rows: [ExactDecimal?]
    private let timeProgress: ExactDecimal?

    /// - Parameters:
    ///   - statements: The cells of the table.
    ///   - year: The plan year.
    ///   - asOf: The day that the table describes, ISO 8601.
    init(statements: [StatementRecord], year: Int?, asOf: String?) {
        var order: [String] = []
        var rows: [String: [StatementRecord]] = [:]
        for statement in statements where statement.roleRule.hasSuffix("cell") {
            // 其中：加装电梯 is no row of its own; districts are no tasks.
            guard statement.item != "其中", statement.scope == nil else { continue }
            if rows[statement.indicator] == nil { order.append(statement.indicator) }
            rows[statement.indicator, default: []].append(statement)
        }
        self.rows = order.map { Self.share(rows[$0] ?? []) }
        if let year, let asOf, let end = CalendarDate.dayNumber("\(year)-12-31", from: year),
            let now = CalendarDate.dayNumber(asOf, from: year)
        {
            timeProgress = ExactDecimal(100 * (now + 1)).divided(by: ExactDecimal(end + 1))
        } else {
            timeProgress = nil
        }
    }

    private static func share(_ cells: [StatementRecord]) -> ExactDecimal? {
        if let rate = cells.first(where: {
            $0.roleRule == "role.rate-cell" && $0.quantity.unit == "%"
        }) {
            return rate.quantity.value
        }
        guard let goal = cells.first(where: { $0.role == .target }),
            let result = cells.last(where: {
                $0.role == .actual && ($0.stage == nil || $0.stage == .completed)
            }), goal.quantity.unit == result.quantity.unit, !goal.quantity.value.isZero
        else { return nil }
        if goal.quantity.comparator == .atMost || goal.quantity.comparator == .lessThan {
            return goal.quantity.value < result.quantity.value ? ExactDecimal(0) : ExactDecimal(100)
        }
        return result.quantity.value.divided(by: goal.quantity.value)?.scaled(byPowerOfTen: 2)
    }

    /// - Parameters:
    ///   - claim: A claim of the notes.
    ///   - figures: The figures around it, one of which may be the threshold.
    func verdict(
        on claim: ClaimRecord, _ figures: [StatementRecord]
    ) -> DocumentClaims.Verdict? {
        guard let count = claim.count, rows.count >= 3, count <= rows.count,
            let range = claim.ranges.first
        else { return nil }
        let silent = rows.filter { $0 == nil }.count
        let matching: Int
        switch claim.status {
        case .met: matching = rows.filter { $0.map { !($0 < ExactDecimal(100)) } ?? false }.count
        case .behind:
            let printed = figures.first {
                $0.quantity.unit == "%" && $0.quantity.range.start >= range.start
                    && $0.quantity.range.start - range.end <= 4
            }
            guard let threshold = printed?.quantity.value ?? timeProgress else { return nil }
            matching = rows.filter { $0.map { $0 < threshold } ?? false }.count
        default: return nil
        }
        if matching + silent < count || (matching > count && claim.status == .behind) {
            return .init(support: .contradicted, reason: "\(matching)/\(count)项")
        }
        return matching == count && (silent == 0 || claim.status == .behind)
            ? .init(support: .supported, reason: "\(matching)/\(count)项") : nil
    }
}
