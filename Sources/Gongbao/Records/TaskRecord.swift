/// One task (工作事项) of a task table (contract: Task).
public struct TaskRecord: JSONWritable, Decodable {
    /// Plan year and number: `2025-9`.
    public var id: String
    /// The number in the table.
    public var number: Int
    /// 民生实事 or another heading over several tasks.
    public var category: CategoryRecord?
    /// The item, re-flowed: no line breaks, no stray blanks.
    public var text: String
    /// 牵头单位.
    public var leadUnits: [String]
    /// 配合单位.
    public var cooperatingUnits: [String]
    /// 责任单位, in the sheet's order.
    public var responsibleUnits: [String]
    /// 分管领导; names without inner blanks.
    public var supervisingLeaders: [String]
    /// 责任人.
    public var responsiblePersons: [String]
    /// Pairs of unit and person, where the sheet gives as many of each.
    public var assignments: [AssignmentRecord]
    /// 完成时间.
    public var deadline: DeadlineRecord?
    /// The characters of the row.
    public var ranges: [TextRange]
    /// The figures of the item.
    public var statements: [StatementRecord]

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("id", id)
            json.field("number", number)
            json.optional("category", category)
            json.field("text", text)
            json.field("leadUnits", leadUnits)
            json.field("cooperatingUnits", cooperatingUnits)
            json.field("responsibleUnits", responsibleUnits)
            json.field("supervisingLeaders", supervisingLeaders)
            json.field("responsiblePersons", responsiblePersons)
            json.field("assignments", assignments)
            json.optional("deadline", deadline)
            json.field("ranges", ranges)
            json.field("statements", statements)
        }
    }
}

/// A heading over several tasks.
public struct CategoryRecord: JSONWritable, Decodable, Hashable {
    /// 1 for 一、.
    public var number: Int?
    /// Without the number.
    public var title: String

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.optional("number", number)
            json.field("title", title)
        }
    }
}

/// A unit and the person who answers for it.
public struct AssignmentRecord: JSONWritable, Decodable, Hashable {
    /// The unit.
    public var unit: String
    /// The person or post.
    public var person: String

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("unit", unit)
            json.field("person", person)
        }
    }
}

/// By when a task is to be done.
public struct DeadlineRecord: JSONWritable, Decodable, Hashable {
    /// ISO 8601; nil where the text gives no date.
    public var date: String?
    /// The words of the source.
    public var text: String
    /// `date`, `ongoing` (持续推进) or `none`.
    public var kind: String

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.nullable("date", date)
            json.field("text", text)
            json.field("kind", kind)
        }
    }
}
