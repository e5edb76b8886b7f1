/// How a figure bounds what it speaks of (contract: `comparator`).
public enum Comparator: String, Sendable, Codable, CaseIterable {
    case exact, atLeast, moreThan, atMost, lessThan, about, nearly
}

/// What a figure is in its sentence: target 目标, actual 完成, baseline 原值, part 其中, context.
public enum Role: String, Sendable, Codable, CaseIterable {
    case target, actual, baseline, part, context
}

/// How far the work has come that a figure counts.
public enum Stage: String, Sendable, Codable, CaseIterable {
    case planned, started, inProgress, completed, notStarted
}

/// What stretch of time a figure counts: since the year's begin 累计, or one month or quarter 当期.
public enum Basis: String, Sendable, Codable, CaseIterable {
    case cumulative, period
}

/// What a numeral is: every numeral of the source is one of these.
public enum NumeralKind: String, Sendable, Codable, CaseIterable {
    case quantity, number, date, ordinal, identifier, phrase, unexplained
}

/// The columns of task tables and results tables.
enum Column: String, Sendable, CaseIterable {
    case number, category, task, lead, cooperating, responsible, leader, person, deadline, note
    /// Who to call about a task: 联系人.
    case contact
    case target, actual, rate, unit, region, progress, quarter, owner
}
