/// A figure and how it reads (contract: `quantity`).
public struct QuantityRecord: JSONWritable, Decodable, Equatable {
    /// The characters of the source from numeral to unit, verbatim.
    public var text: String
    /// Where they stand.
    public var range: TextRange
    /// The value in the unit itself: 3.5万人 is 35000.
    public var value: ExactDecimal
    /// The upper end of a range.
    public var upper: ExactDecimal?
    /// The unit as written, empty where it is left out.
    public var unit: String
    /// `length`, `money`, `person`, `count` …
    public var dimension: String?
    /// UN/CEFACT Recommendation 20 or ISO 4217 code.
    public var unitCode: String?
    /// What a rate is counted by.
    public var per: PerRecord?
    /// How the figure bounds.
    public var comparator: Comparator
    /// Whether the value was repaired or is one of two readings.
    public var uncertain: Bool?
    /// The other reading of an uncertain figure.
    public var alternative: String?

    private enum CodingKeys: String, CodingKey {
        case text, start, end, value, upper, unit, dimension, unitCode, per, comparator, uncertain
        case alternative
    }

    /// Reads a record that was written by the same major version.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        text = try values.decode(String.self, forKey: .text)
        range = try TextRange(from: decoder)
        value = try values.decode(ExactDecimal.self, forKey: .value)
        upper = try values.decodeIfPresent(ExactDecimal.self, forKey: .upper)
        unit = try values.decode(String.self, forKey: .unit)
        dimension = try values.decodeIfPresent(String.self, forKey: .dimension)
        unitCode = try values.decodeIfPresent(String.self, forKey: .unitCode)
        per = try values.decodeIfPresent(PerRecord.self, forKey: .per)
        comparator = try values.decode(Comparator.self, forKey: .comparator)
        uncertain = try values.decodeIfPresent(Bool.self, forKey: .uncertain)
        alternative = try values.decodeIfPresent(String.self, forKey: .alternative)
    }

    init(
        text: String, range: TextRange, value: ExactDecimal, upper: ExactDecimal?, unit: String,
        dimension: String?, unitCode: String?, per: PerRecord?, comparator: Comparator,
        uncertain: Bool?
    ) {
        self.text = text
        self.range = range
        self.value = value
        self.upper = upper
        self.unit = unit
        self.dimension = dimension
        self.unitCode = unitCode
        self.per = per
        self.comparator = comparator
        self.uncertain = uncertain
    }

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("text", text)
            json.position(range)
            json.field("value", value)
            json.nullable("upper", upper)
            json.field("unit", unit)
            json.nullable("dimension", dimension)
            json.nullable("unitCode", unitCode)
            json.optional("per", per)
            json.field("comparator", comparator.rawValue)
            if let uncertain { json.field("uncertain", uncertain) }
            json.optional("alternative", alternative)
        }
    }
}

/// What a rate is counted by: 每千人 is 1000 人, 每人每月 is 1 人·月.
public struct PerRecord: JSONWritable, Decodable, Hashable {
    /// How many of the unit.
    public var value: ExactDecimal
    /// The unit; several are joined by `·`.
    public var unit: String

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("value", value)
            json.field("unit", unit)
        }
    }
}

/// One quantity and what it says (contract: Statement).
public struct StatementRecord: JSONWritable, Decodable, Equatable {
    /// In a task: number.ordinal; outside: s1, s2, …
    public var id: String
    /// What the figure is in its sentence.
    public var role: Role
    /// What is counted or measured.
    public var indicator: String
    /// The verb that governs it.
    public var action: String?
    /// How far the work has come.
    public var stage: Stage?
    /// The area it speaks of, where the text says.
    public var scope: String?
    /// Whether it counts since the year's begin or one month or quarter, where the text says.
    public var basis: Basis?
    /// The date that it describes, ISO 8601.
    public var asOf: String?
    /// The article it stands in.
    public var article: String?
    /// A deadline of its own, ISO 8601.
    public var deadline: String?
    /// The figure.
    public var quantity: QuantityRecord
    /// Its clause, with blanks and line breaks removed: what links are judged by.
    public var clause: String
    /// The ordinal of its sentence among those of the document that hold figures.
    public var sentence: Int?
    /// The words before the clause in which no figure stands: 为…等人员开展职业伤害保障.
    public var preamble: String?
    /// The heading it stands under.
    public var heading: String?
    /// The words that its own item or paragraph opens with: （一）居家养老和长者食堂.
    public var item: String?
    /// Which rule read the quantity, and which gave the role.
    public var rule: String
    /// The rule that gave the role.
    public var roleRule: String
    /// To which task and target it belongs (only in validation records).
    public var link: LinkRecord?

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("id", id)
            json.field("role", role.rawValue)
            json.field("indicator", indicator)
            json.optional("action", action)
            json.optional("stage", stage?.rawValue)
            json.optional("scope", scope)
            json.optional("basis", basis?.rawValue)
            json.optional("asOf", asOf)
            json.optional("article", article)
            json.optional("deadline", deadline)
            json.field("quantity", quantity)
            json.field("clause", clause)
            json.optional("sentence", sentence)
            json.optional("preamble", preamble)
            json.optional("heading", heading)
            json.optional("item", item)
            json.field("rule", rule)
            json.field("roleRule", roleRule)
            json.optional("link", link)
        }
    }
}

/// To which task and target a statement of a report belongs.
public struct LinkRecord: JSONWritable, Decodable, Equatable {
    /// The task's number; nil when the link was withheld and only alternatives are listed.
    public var task: Int?
    /// The id of the task's statement that it answers.
    public var target: String?
    /// How sure, 0 to 1.
    public var score: ExactDecimal
    /// Why.
    public var reasons: [String]
    /// What else came into question.
    public var alternatives: [Alternative]

    /// Another task or target that came into question.
    public struct Alternative: JSONWritable, Decodable, Equatable {
        /// The task's number.
        public var task: Int
        /// The target's id.
        public var target: String?
        /// How sure, 0 to 1.
        public var score: ExactDecimal

        /// Appends the record's JSON.
        public func write(to writer: inout JSONWriter) {
            writer.object { json in
                json.field("task", task)
                json.optional("target", target)
                json.field("score", score)
            }
        }
    }

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.optional("task", task)
            json.optional("target", target)
            json.field("score", score)
            json.field("reasons", reasons)
            json.field("alternatives", alternatives)
        }
    }
}
