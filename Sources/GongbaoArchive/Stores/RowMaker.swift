internal import Gongbao

/// The tables that stores have, and the columns of each. The first column, `document`, is put
/// before the rows when they are stored.
package enum StoreTable: UInt8, CaseIterable, Sendable {
    case documents = 1
    case tasks, units, statements, claims, findings

    /// The name in every store.
    package var name: String { "\(self)" }

    /// A column: its name, its Chinese heading, and what it holds.
    package struct Column: Sendable {
        package enum Kind: Sendable { case text, integer, decimal }
        package let name: String
        package let chinese: String
        package let kind: Kind

        init(_ name: String, _ chinese: String, _ kind: Kind = .text) {
            self.name = name
            self.chinese = chinese
            self.kind = kind
        }
    }

    /// The columns after `document`.
    package var columns: [Column] {
        switch self {
        case .documents: Self.documentColumns
        case .tasks: Self.taskColumns
        case .units: Self.unitColumns
        case .statements: Self.statementColumns
        case .claims: Self.claimColumns
        case .findings: Self.findingColumns
        }
    }

    /// The columns that tell the rows of a document apart.
    package var key: [String] {
        switch self {
        case .documents: ["document"]
        case .tasks: ["document", "ordinal"]
        case .units: ["document", "ordinal"]
        case .statements: ["document", "ordinal"]
        case .claims, .findings: ["document", "ordinal"]
        }
    }

    private static let documentColumns: [Column] = [
        Column("path", "路径"), Column("sha256", "校验值"), Column("url", "网址"),
        Column("retrieved", "采集时间"), Column("mediaType", "格式"), Column("encoding", "编码"),
        Column("bytes", "字节数", .integer), Column("characters", "字符数", .integer),
        Column("kind", "文种"), Column("title", "标题"), Column("year", "年度", .integer),
        Column("issuer", "发布机构"), Column("documentNumber", "发文字号"),
        Column("publishedDate", "发布日期"), Column("asOf", "截至日期"),
        Column("tasks", "事项数", .integer), Column("statements", "数据数", .integer),
        Column("claims", "完成表述数", .integer), Column("findings", "问题数", .integer),
        Column("numerals", "数字数", .integer), Column("quantities", "数量数", .integer),
        Column("unexplained", "未解释数字", .integer),
    ]
    private static let taskColumns: [Column] = [
        Column("ordinal", "顺序", .integer), Column("task", "序号", .integer), Column("id", "编号"),
        Column("categoryNumber", "类别序号", .integer), Column("category", "类别"),
        Column("text", "工作事项"), Column("leadUnits", "牵头单位"),
        Column("cooperatingUnits", "配合单位"), Column("responsibleUnits", "责任单位"),
        Column("supervisingLeaders", "分管领导"), Column("responsiblePersons", "责任人"),
        Column("deadline", "完成时间"), Column("deadlineText", "完成时间原文"),
        Column("start", "起", .integer), Column("end", "止", .integer),
    ]
    private static let unitColumns: [Column] = [
        Column("ordinal", "顺序", .integer), Column("task", "序号", .integer),
        Column("role", "职责"), Column("unit", "单位"),
    ]
    private static let statementColumns: [Column] = [
        Column("ordinal", "顺序", .integer), Column("task", "序号", .integer), Column("id", "编号"),
        Column("role", "性质"), Column("indicator", "指标"), Column("action", "动作"),
        Column("stage", "阶段"), Column("scope", "范围"), Column("asOf", "截至日期"),
        Column("deadline", "完成时间"), Column("text", "原文"), Column("start", "起", .integer),
        Column("end", "止", .integer), Column("value", "数值", .decimal),
        Column("upper", "上限", .decimal), Column("unit", "单位"), Column("dimension", "量纲"),
        Column("unitCode", "单位代码"), Column("perValue", "每", .decimal), Column("perUnit", "每单位"),
        Column("comparator", "界限"), Column("clause", "分句"), Column("rule", "规则"),
        Column("roleRule", "性质规则"),
    ]
    private static let claimColumns: [Column] = [
        Column("ordinal", "顺序", .integer), Column("text", "表述"), Column("status", "状态"),
        Column("start", "起", .integer), Column("end", "止", .integer),
    ]
    private static let findingColumns: [Column] = [
        Column("ordinal", "顺序", .integer), Column("severity", "级别"), Column("code", "代码"),
        Column("message", "说明"), Column("start", "起", .integer), Column("end", "止", .integer),
    ]
}

/// Rows as bytes: fields parted by tabs, rows by line feeds, with PostgreSQL's escapes (`\N` is
/// nothing, `\t \n \r \\`), so that no store has to read JSON.
struct RowMaker {
    private var bytes: [UInt8] = []
    private var isFirst = true

    /// All rows of a record: for each table its number, the length in four bytes, and the rows.
    static func rows(of record: DocumentRecord) -> [UInt8] {
        var out: [UInt8] = []
        for table in StoreTable.allCases {
            var maker = RowMaker()
            switch table {
            case .documents: maker.document(record)
            case .tasks: maker.tasks(record)
            case .units: maker.units(record)
            case .statements: maker.statements(record)
            case .claims: maker.claims(record)
            case .findings: maker.findings(record)
            }
            out.append(table.rawValue)
            out += WorkResult.number(maker.bytes.count)
            out += maker.bytes
        }
        return out
    }

    /// The rows of each table of a packed record.
    static func tables(of packed: [UInt8]) -> [(table: StoreTable, rows: ArraySlice<UInt8>)] {
        var result: [(StoreTable, ArraySlice<UInt8>)] = []
        var start = 0
        while start + 5 <= packed.count, let table = StoreTable(rawValue: packed[start]) {
            let length = WorkResult.number(packed[(start + 1)..<(start + 5)])
            let end = min(start + 5 + length, packed.count)
            result.append((table, packed[(start + 5)..<end]))
            start = end
        }
        return result
    }

    /// The rows so far.
    var line: ArraySlice<UInt8> { bytes[...] }

    // MARK: Fields

    mutating func field(_ text: String?) {
        separate()
        guard let text else {
            bytes += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
            return
        }
        for byte in text.utf8.count > Self.longest ? Self.cut(text).utf8 : text.utf8 {
            switch byte {
            case 0x09: bytes += Array("\\t".utf8)
            case 0x0A: bytes += Array("\\n".utf8)
            case 0x0D: bytes += Array("\\r".utf8)
            case UInt8(ascii: "\\"): bytes += Array("\\\\".utf8)
            case 0: break  // no store takes it
            default: bytes.append(byte)
            }
        }
    }

    /// Longer texts are cut in tables, so that a text without an end does not keep a whole store
    /// from being made; records have them whole.
    private static let longest = 100_000

    private static func cut(_ text: String) -> String {
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: longest)
        end = text.unicodeScalars.index(after: text.unicodeScalars.index(before: end))
        return String(text.unicodeScalars[..<end])
    }

    mutating func field(_ number: Int?) { field(number.map(String.init)) }

    mutating func field(_ units: [String]) {
        field(units.isEmpty ? nil : units.joined(separator: "；"))
    }

    mutating func field(_ value: ExactDecimal?) { field(value?.description) }

    private mutating func separate() {
        if !isFirst { bytes.append(0x09) }
        isFirst = false
    }

    mutating func end() {
        bytes.append(0x0A)
        isFirst = true
    }

    // MARK: Tables

    private mutating func document(_ record: DocumentRecord) {
        let info = record.document
        let source = info.source
        field(source.path)
        field(source.sha256)
        // URL and date belong to the input; they are put in when the row is stored.
        field(nil as String?)
        field(nil as String?)
        field(source.mediaType)
        field(source.encoding)
        field(source.bytes)
        field(source.characters)
        field(info.kind.rawValue)
        field(info.title)
        field(info.year)
        field(info.issuer)
        field(info.documentNumber)
        field(info.publishedDate)
        field(info.asOf?.date)
        field(record.tasks.count)
        field(record.statements.count + record.tasks.reduce(0) { $0 + $1.statements.count })
        field(record.claims.count)
        field(record.findings.count)
        field(record.coverage.numerals)
        field(record.coverage.quantities)
        field(record.coverage.unexplained)
        end()
    }

    private mutating func tasks(_ record: DocumentRecord) {
        for (index, task) in record.tasks.enumerated() {
            field(index + 1)
            field(task.number)
            field(task.id)
            field(task.category?.number)
            field(task.category?.title)
            field(task.text)
            field(task.leadUnits)
            field(task.cooperatingUnits)
            field(task.responsibleUnits)
            field(task.supervisingLeaders)
            field(task.responsiblePersons)
            field(task.deadline?.date)
            field(task.deadline?.text)
            field(task.ranges.first?.start)
            field(task.ranges.last?.end)
            end()
        }
    }

    private mutating func units(_ record: DocumentRecord) {
        var ordinal = 0
        for task in record.tasks {
            let lists = [
                ("lead", task.leadUnits), ("cooperating", task.cooperatingUnits),
                ("responsible", task.responsibleUnits),
            ]
            for (role, units) in lists {
                for unit in units {
                    ordinal += 1
                    field(ordinal)
                    field(task.number)
                    field(role)
                    field(unit)
                    end()
                }
            }
        }
    }

    private mutating func statements(_ record: DocumentRecord) {
        var ordinal = 0
        for task in record.tasks {
            for one in task.statements {
                ordinal += 1
                statement(one, ordinal, task: task.number)
            }
        }
        for one in record.statements {
            ordinal += 1
            statement(one, ordinal, task: nil)
        }
    }

    private mutating func statement(_ one: StatementRecord, _ ordinal: Int, task: Int?) {
        let quantity = one.quantity
        field(ordinal)
        field(task)
        field(one.id)
        field(one.role.rawValue)
        field(one.indicator)
        field(one.action)
        field(one.stage?.rawValue)
        field(one.scope)
        field(one.asOf)
        field(one.deadline)
        field(quantity.text)
        field(quantity.range.start)
        field(quantity.range.end)
        field(quantity.value)
        field(quantity.upper)
        field(quantity.unit)
        field(quantity.dimension)
        field(quantity.unitCode)
        field(quantity.per?.value)
        field(quantity.per?.unit)
        field(quantity.comparator.rawValue)
        field(one.clause)
        field(one.rule)
        field(one.roleRule)
        end()
    }

    private mutating func claims(_ record: DocumentRecord) {
        for (index, claim) in record.claims.enumerated() {
            field(index + 1)
            field(claim.text)
            field(claim.status.rawValue)
            field(claim.ranges.first?.start)
            field(claim.ranges.last?.end)
            end()
        }
    }

    private mutating func findings(_ record: DocumentRecord) {
        for (index, finding) in record.findings.enumerated() {
            field(index + 1)
            field(finding.severity.rawValue)
            field(finding.code)
            field(finding.message)
            field(finding.ranges.first?.start)
            field(finding.ranges.last?.end)
            end()
        }
    }
}
