/// What `gongbao validate` makes of a task table and its reports (contract: Validation record).
public struct ValidationRecord: JSONWritable, Decodable {
    /// The version of the schema that the record follows.
    public var schemaVersion: String
    /// The program that made the record.
    public var generator: GeneratorRecord
    /// The task table.
    public var taskTable: DocumentRecord
    /// The reports, ordered by their as-of date; their statements carry links.
    public var reports: [DocumentRecord]
    /// How each task stands.
    public var assessments: [AssessmentRecord]
    /// What the documents say of their own progress.
    public var claims: [ClaimRecord]
    /// Ids of targets that no report answers.
    public var unreportedTargets: [String]
    /// Ids of statements of the reports that belong to no task.
    public var unlinkedStatements: [String]
    /// What could not be read or does not agree.
    public var findings: [FindingRecord]
    /// Counts over the record.
    public var summary: SummaryRecord

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("schemaVersion", schemaVersion)
            json.field("generator", generator)
            json.field("taskTable", taskTable)
            json.field("reports", reports)
            json.field("assessments", assessments)
            json.field("claims", claims)
            json.field("unreportedTargets", unreportedTargets)
            json.field("unlinkedStatements", unlinkedStatements)
            json.field("findings", findings)
            json.field("summary", summary)
        }
    }
}

/// How one task stands.
public struct AssessmentRecord: JSONWritable, Decodable {
    /// The number of the task.
    public var task: Int
    /// ISO 8601.
    public var deadline: String?
    /// Its targets, or how many there are.
    public var targets: [TargetAssessment]
    /// What the reports themselves claim of the task, in their words; `claims` says where.
    public var officialStatus: String?

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("task", task)
            json.optional("deadline", deadline)
            json.field("targets", targets)
            json.optional("officialStatus", officialStatus)
        }
    }
}

/// How one target stands.
public struct TargetAssessment: JSONWritable, Decodable, Equatable {
    /// 累计, 水平, 标准, 节点, 定性.
    public enum MeasureType: String, Sendable, Codable {
        case cumulative, level, standard, milestone, qualitative
    }
    /// What the published figures show.
    public enum EvidenceStatus: String, Sendable, Codable {
        case exceeded, met, inProgress, notStarted, noEvidence, unverifiable
    }
    /// How that compares with the time that has passed.
    public enum ScheduleStatus: String, Sendable, Codable {
        case early, onTrack, behind, overdue, notApplicable
    }

    /// The id of the target's statement.
    public var target: String
    /// The ids of the statements that answer it.
    public var actuals: [String]
    /// Actual over target, four decimal places; nil where it has no meaning.
    public var completion: ExactDecimal?
    /// The share of the time from 1 January to the deadline that had passed, four decimal places.
    public var timeProgress: ExactDecimal?
    /// What kind of measure it is.
    public var measureType: MeasureType
    /// What the published figures show.
    public var evidenceStatus: EvidenceStatus
    /// How that compares with the time that has passed.
    public var scheduleStatus: ScheduleStatus
    /// Which rule gave the statuses.
    public var rule: String
    /// The figure that decided, and the goal it was held against, in `unit`.
    public var value: ExactDecimal?
    /// Where that figure stands; nil where none decided.
    public var decidedBy: DecidingFigure?
    /// The goal that the value was held against.
    public var goal: ExactDecimal?
    /// The unit of both, or of the figure.
    public var unit: String?
    /// What each of several reports says, in the order of their days; nil for one report.
    public var series: [SeriesPoint]?

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("target", target)
            json.field("actuals", actuals)
            json.nullable("completion", completion)
            json.nullable("timeProgress", timeProgress)
            json.field("measureType", measureType.rawValue)
            json.field("evidenceStatus", evidenceStatus.rawValue)
            json.field("scheduleStatus", scheduleStatus.rawValue)
            json.field("rule", rule)
            json.optional("value", value)
            json.optional("goal", goal)
            json.optional("unit", unit)
            json.optional("decidedBy", decidedBy)
            if let series { json.field("series", series) }
        }
    }
}

/// The figure of a report that decided how a target stands.
public struct DecidingFigure: JSONWritable, Decodable, Equatable {
    /// The index of the report in `reports`.
    public var report: Int
    /// The id of its statement.
    public var statement: String

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("report", report)
            json.field("statement", statement)
        }
    }
}

/// What one report says of a target.
public struct SeriesPoint: JSONWritable, Decodable, Equatable {
    /// 累计 since the year's begin, 当期 a month or a quarter, or a completion rate alone.
    public enum Basis: String, Sendable, Codable {
        case cumulative, period, rate
    }

    /// The index of the report in `reports`.
    public var report: Int
    /// The day that it describes, ISO 8601; nil where it gives none.
    public var asOf: String?
    /// The id of the statement that says so.
    public var statement: String
    /// What stretch of time the value counts.
    public var basis: Basis
    /// The figure, in the unit of the target; nil where there is only a rate.
    public var value: ExactDecimal?
    /// Value over goal, or the rate as printed; nil for the figure of a period.
    public var completion: ExactDecimal?

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("report", report)
            json.optional("asOf", asOf)
            json.field("statement", statement)
            json.field("basis", basis.rawValue)
            json.optional("value", value)
            json.optional("completion", completion)
        }
    }
}

/// Counts over a validation record.
public struct SummaryRecord: JSONWritable, Decodable, Equatable {
    /// How many tasks, or which.
    public var tasks = 0
    /// Its targets, or how many there are.
    public var targets = 0
    /// Targets that a figure answers.
    public var reported = 0
    /// Targets whose goal was exceeded.
    public var exceeded = 0
    /// Targets whose goal was met.
    public var met = 0
    /// Targets below their goal.
    public var inProgress = 0
    /// Targets at zero.
    public var notStarted = 0
    /// Targets that no figure answers.
    public var noEvidence = 0
    /// Targets whose figures cannot be held against them.
    public var unverifiable = 0
    /// Statements that belong to a task.
    public var linkedStatements = 0
    /// Statements that belong to none.
    public var unlinkedStatements = 0

    init() {}

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("tasks", tasks)
            json.field("targets", targets)
            json.field("reported", reported)
            json.field("exceeded", exceeded)
            json.field("met", met)
            json.field("inProgress", inProgress)
            json.field("notStarted", notStarted)
            json.field("noEvidence", noEvidence)
            json.field("unverifiable", unverifiable)
            json.field("linkedStatements", linkedStatements)
            json.field("unlinkedStatements", unlinkedStatements)
        }
    }
}
