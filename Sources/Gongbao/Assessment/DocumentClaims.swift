/// Whether a document's own figures bear out what it claims, without a task table: 年度建成任务1200套，…
/// 交付使用180套，已完成年度目标任务.
///
/// Only what the sentence and its neighbours say is held against a claim; in doubt there is no
/// verdict.
struct DocumentClaims {
    let agreement: UnitAgreement

    struct Verdict: Equatable {
        var support: ClaimRecord.Support
        var reason: String?
    }

    private static let near = 60

    /// - Parameters:
    ///   - claim: The claim.
    ///   - statements: The figures of its paragraph and the next, in order.
    ///   - claims: All claims of the document, in order.
    /// - Returns: nil where the figures decide nothing.
    func verdict(
        on claim: ClaimRecord, _ statements: [StatementRecord], claims: [ClaimRecord]
    ) -> Verdict? {
        guard let range = claim.ranges.first else { return nil }
        if let verdict = contradictingCount(claim, range, claims) { return verdict }
        if let count = claim.count { return list(claim, range, count, statements) }
        switch claim.status {
        case .met, .exceeded:
            return corrected(range, statements) ?? finished(claim, range, statements)
        case .behind, .overdue: return unfinished(claim, range, statements, claims)
        default: return nil
        }
    }

    // MARK: Claims of finished work

    private func isPercent(_ statement: StatementRecord) -> Bool { statement.quantity.unit == "%" }

    /// The figures of the claim's sentence: those before it, or, where it opens, those behind.
    private func sentence(
        _ range: TextRange, _ statements: [StatementRecord]
    ) -> [StatementRecord] {
        let before = statements.last {
            $0.quantity.range.end <= range.end
                && range.start - $0.quantity.range.end <= Self.near
        }
        let after = statements.first {
            $0.quantity.range.start >= range.end
                && $0.quantity.range.start - range.end <= Self.near
        }
        guard let anchor = before ?? after else { return [] }
        return statements.filter {
            $0.sentence == anchor.sentence && $0.quantity.range.start <= range.start + 4 * Self.near
        }
    }

    /// A rate right before the claim, else the last finished figure over the goal in its sentence.
    private func finished(
        _ claim: ClaimRecord, _ range: TextRange, _ statements: [StatementRecord]
    ) -> Verdict? {
        let own = sentence(range, statements)
        if let rate = own.last(where: { $0.quantity.range.end <= range.end }),
            RateOfPlan.isRate(rate), range.start - rate.quantity.range.end <= 4,
            rate.quantity.comparator == .exact
        {
            let whole = ExactDecimal(100)
            let value = rate.quantity.value
            if value < whole {
                return Verdict(support: .contradicted, reason: "\(value)%")
            }
            if claim.status == .met || whole < value {
                return Verdict(support: .supported, reason: "\(value)%")
            }
        }
        guard let goal = own.last(where: { $0.role == .target && !isPercent($0) }) else {
            return nil
        }
        let results = own.filter {
            ($0.role == .actual || $0.role == .part) && !isPercent($0)
                && ($0.stage == .completed || $0.stage == nil) && $0.basis != .period
                && $0.quantity.range != goal.quantity.range
                && agreement.agreement($0.quantity, goal.quantity) == .exact
        }
        guard let result = results.last,
            let value = agreement.converted(
                result.quantity.value, of: result.quantity, to: goal.quantity)
        else { return nil }
        // Several finished figures that tell different stories decide nothing.
        if results.contains(where: {
            let other = agreement.converted($0.quantity.value, of: $0.quantity, to: goal.quantity)
            return other.map { ($0 < goal.quantity.value) != (value < goal.quantity.value) } ?? true
        }) {
            return nil
        }
        let reason = "\(value)/\(goal.quantity.value)\(goal.quantity.unit)"
        if value < goal.quantity.value { return Verdict(support: .contradicted, reason: reason) }
        if claim.status == .exceeded, value == goal.quantity.value {
            return Verdict(support: .contradicted, reason: reason)
        }
        return Verdict(support: .supported, reason: reason)
    }

    /// 上报“已建成8万平方米”，经核实竣工面积为5.6万平方米.
    private func corrected(_ range: TextRange, _ statements: [StatementRecord]) -> Verdict? {
        guard
            let claimed = statements.last(where: {
                range.start <= $0.quantity.range.start && $0.quantity.range.end <= range.end
            }), range.end - claimed.quantity.range.end <= 2,
            let found = statements.first(where: { $0.quantity.range.start >= range.end }),
            found.quantity.range.start - range.end <= 20,
            agreement.agreement(claimed.quantity, found.quantity) == .exact,
            let value = agreement.converted(
                found.quantity.value, of: found.quantity, to: claimed.quantity)
        else { return nil }
        let reason = "\(value)/\(claimed.quantity.value)\(claimed.quantity.unit)"
        return value < claimed.quantity.value
            ? Verdict(support: .contradicted, reason: reason)
            : Verdict(support: .supported, reason: reason)
    }

    // MARK: Claims of late work

    /// Late work is borne out by a rate below all of it, by figures of work not begun, or by 均未开工
    /// beside it.
    private func unfinished(
        _ claim: ClaimRecord, _ range: TextRange, _ statements: [StatementRecord],
        _ claims: [ClaimRecord]
    ) -> Verdict? {
        let around = statements.filter {
            $0.quantity.range.end <= range.end
                && range.start - $0.quantity.range.end <= 2 * Self.near
        }
        for statement in around.reversed() {
            if RateOfPlan.isRate(statement) {
                let value = statement.quantity.value
                return value < ExactDecimal(100)
                    ? Verdict(support: .supported, reason: "\(value)%") : nil
            }
            if statement.stage == .notStarted || statement.stage == .planned {
                return Verdict(support: .supported, reason: statement.quantity.text)
            }
        }
        let begun = claims.first {
            guard let other = $0.ranges.first, $0.status == .notStarted else { return false }
            return other.end <= range.start && range.start - other.end <= 4
        }
        return begun.map { Verdict(support: .supported, reason: $0.text) }
    }

    // MARK: Claims of counts

    /// 十件民生实事全部办结, and elsewhere 十件民生实事中有3件尚有尾工未完成.
    private func contradictingCount(
        _ claim: ClaimRecord, _ range: TextRange, _ claims: [ClaimRecord]
    ) -> Verdict? {
        guard claim.status == .met, Self.alls.contains(where: claim.text.contains) else {
            return nil
        }
        let other = claims.first {
            guard let left = $0.count, left > 0, left < claim.count ?? .max,
                $0.ranges.first != range
            else {
                return false
            }
            return ($0.status == .behind || $0.status == .notStarted || $0.status == .overdue)
                && Self.subject(claim.text).map($0.text.contains) ?? false
        }
        return other.map { Verdict(support: .contradicted, reason: $0.text) }
    }

    private static let alls = ["全部", "均已", "全面", "都已"]

    /// 十件民生实事: what is counted, with its number; the words before 全部.
    private static func subject(_ text: String) -> String? {
        for word in alls {
            guard let found = firstIndex(of: word, in: text) else { continue }
            let head = String(text[..<found])
            return head.isEmpty ? nil : head
        }
        return nil
    }

    private static func firstIndex(of word: String, in text: String) -> String.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(word) { return index }
            index = text.index(after: index)
        }
        return nil
    }

    /// 已完成的9个项目：新增就业3100人已完成3386人，…: as many pairs of goal and result as it counts.
    private func list(
        _ claim: ClaimRecord, _ range: TextRange, _ count: Int, _ statements: [StatementRecord]
    ) -> Verdict? {
        guard claim.status == .met, count > 1 else { return nil }
        let behind = statements.filter { $0.quantity.range.start >= range.start }
        var pairs: [(goal: StatementRecord, result: StatementRecord)] = []
        var paragraph: String?
        for (goal, result) in zip(behind, behind.dropFirst())
        where goal.roleRule == "role.goal-with-result" && result.role == .actual
            && agreement.agreement(goal.quantity, result.quantity) == .exact
        {
            // The list is one paragraph; its label counts as much as the claim.
            if paragraph == nil { paragraph = goal.item }
            guard goal.item == paragraph, let label = paragraph, label.contains("\(count)"),
                label.contains("完成"), !label.contains("未")
            else { continue }
            pairs.append((goal, result))
        }
        guard pairs.count == count else { return nil }
        let short = pairs.filter { pair in
            agreement.converted(
                pair.result.quantity.value, of: pair.result.quantity, to: pair.goal.quantity
            ).map { $0 < pair.goal.quantity.value } ?? false
        }
        func words(_ pair: (goal: StatementRecord, result: StatementRecord)) -> String {
            "\(pair.goal.indicator)：\(pair.result.quantity.value)/\(pair.goal.quantity.value)"
                + pair.goal.quantity.unit
        }
        if short.isEmpty { return Verdict(support: .supported, reason: nil) }
        return Verdict(
            support: .contradicted, reason: short.map(words).joined(separator: "；"))
    }
}
