/// A piece of text with the characters that it was put together from.
///
/// A cell's text is often cut over several lines, so the origin is a list of ranges.
struct SourcedText: Sendable, Equatable {
    /// Re-flowed: without line breaks and stray blanks; characters as the source has them.
    var text: String
    var ranges: [TextRange]
}

/// By when a task is to be done (完成时间).
struct Deadline: Sendable, Equatable {
    enum Kind: String, Sendable { case date, ongoing, none }
    var kind: Kind
    /// Year, month, day; nil for `ongoing` and where no date is said.
    var date: DateReading.Point?
    /// The words of the source, such as 12 月 10 日 or 年内持续推进.
    var text: SourcedText
}

/// A category of tasks (民生实事 in the sense of the ten matters): 一、加大老年人关怀服务力度.
struct TaskCategory: Sendable, Equatable {
    /// 1 for 一、; nil where categories are not numbered.
    var number: Int?
    /// Without the number.
    var title: SourcedText
}

/// One row of a task table (任务分解表) or one item of a prose breakdown.
struct TaskRow: Sendable {
    var number: Int
    var category: TaskCategory?
    /// 工作事项. The ranges are the fragments in reading order; statements are read from them.
    var text: SourcedText
    /// Goals of quarters (一季度目标), a cell each; figures are read from them as from the text.
    var goals: [SourcedText] = []
    /// Numbers in columns of their own: 总投资（万元）.
    var amounts: [TaskAmount] = []
    /// 牵头单位, 配合单位, 责任单位: empty where the table has no such column.
    var leadUnits: [SourcedText] = []
    var cooperatingUnits: [SourcedText] = []
    var responsibleUnits: [SourcedText] = []
    /// 分管领导; names without inner blanks, or posts.
    var supervisingLeaders: [SourcedText] = []
    /// 责任人.
    var responsiblePersons: [SourcedText] = []
    var deadline: Deadline?
    /// Deadlines of parts of the text: the range of source characters each one governs.
    var partDeadlines: [(part: [TextRange], deadline: Deadline)] = []
    /// Every character of the row.
    var ranges: [TextRange] = []
}

/// What `TaskTableReader` found.
struct TaskTable: Sendable {
    var rows: [TaskRow] = []
    /// 共10件，26项.
    var declaredCategories: Int?
    var declaredTasks: Int?
    /// All text that belongs to the table (cells, headers, categories). What is left is read as
    /// prose around the table.
    var consumed: [TextRange] = []
    var findings: [Finding] = []
    /// The layout that was recognised and why, for `kindReasons`.
    var reason: String = ""
}
