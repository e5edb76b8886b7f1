/// What `gongbao validate` makes of a task table and its reports (contract: Validation record).
public struct ValidationRecord: JSONWritable, Decodable {
    public var schemaVersion: String
    public var generator: GeneratorRecord
    public var taskTable: DocumentRecord
    /// The reports, ordered by their as-of date; their statements carry links.
    public var reports: [DocumentRecord]
    public var assessments: [AssessmentRecord]
    public var claims: [ClaimRecord]
    /// Ids of targets that no report answers.
    public var unreportedTargets: [String]
    /// Ids of statements of the reports that belong to no task.
    public var unlinkedStatements: [String]
    public var findings: [FindingRecord]
    public var summary: SummaryRecord

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
    public var task: Int
    /// ISO 8601.
    public var deadline: String?
    public var targets: [TargetAssessment]
    /// What the reports themselves claim of the task, in their words; `claims` says where.
    public var officialStatus: String?

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
    public enum EvidenceStatus: String, Sendable, Codable {
        case exceeded, met, inProgress, notStarted, noEvidence, unverifiable
    }
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
    public var measureType: MeasureType
    public var evidenceStatus: EvidenceStatus
    public var scheduleStatus: ScheduleStatus
    /// Which rule gave the statuses.
    public var rule: String
    /// The figure that decided, and the goal it was held against, in `unit`.
    public var value: ExactDecimal?
    public var goal: ExactDecimal?
    public var unit: String?

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
        }
    }
}

/// Counts over a validation record.
public struct SummaryRecord: JSONWritable, Decodable, Equatable {
    public var tasks = 0
    public var targets = 0
    public var reported = 0
    public var exceeded = 0
    public var met = 0
    public var inProgress = 0
    public var notStarted = 0
    public var noEvidence = 0
    public var unverifiable = 0
    public var linkedStatements = 0
    public var unlinkedStatements = 0

    init() {}

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
