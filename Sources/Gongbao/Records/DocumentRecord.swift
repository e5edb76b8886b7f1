/// What `gongbao convert` makes of one document (contract: Document record).
public struct DocumentRecord: JSONWritable, Decodable {
    /// The version of the schema that the record follows.
    public static let currentSchemaVersion = "1.0"

    public var schemaVersion: String
    public var generator: GeneratorRecord
    public var document: DocumentInfo
    /// Rows of a task table, or items of a prose breakdown.
    public var tasks: [TaskRecord]
    /// Every quantity outside the task items.
    public var statements: [StatementRecord]
    /// What every numeral of the source was taken for.
    public var coverage: CoverageRecord
    /// Statements of completion by the document itself.
    public var claims: [ClaimRecord]
    public var findings: [FindingRecord]

    public func write(to writer: inout JSONWriter) {
        write(to: &writer) { json in json.array(statements) { $1.write(to: &$0) } }
    }

    /// Writes the record with the statements that `statements` writes as an array.
    func write(to writer: inout JSONWriter, statements: (inout JSONWriter) -> Void) {
        writer.object { json in
            json.field("schemaVersion", schemaVersion)
            json.field("generator", generator)
            json.field("document", document)
            json.field("tasks", tasks)
            json.key("statements")
            statements(&json)
            json.field("coverage", coverage)
            json.field("claims", claims)
            json.field("findings", findings)
        }
    }
}

/// Which program made a record.
public struct GeneratorRecord: JSONWritable, Decodable, Equatable {
    public var name: String
    public var version: String
    /// The version of ICU at run time.
    public var icu: String

    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("name", name)
            json.field("version", version)
            json.field("icu", icu)
        }
    }
}

/// What a document is and where it came from.
public struct DocumentInfo: JSONWritable, Decodable {
    /// `sha256:` and the digest of the source's bytes.
    public var id: String
    public var kind: DocumentKind
    /// Why it was taken for that kind.
    public var kindReasons: [String]?
    public var title: String?
    /// The plan year.
    public var year: Int?
    public var declared: DeclaredRecord?
    public var asOf: AsOfRecord?
    /// 发布机构.
    public var issuer: String?
    /// 发文字号.
    public var documentNumber: String?
    public var publishedDate: String?
    public var source: SourceRecord
    public var articles: [ArticleRecord]

    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("id", id)
            json.field("kind", kind.rawValue)
            if let kindReasons { json.field("kindReasons", kindReasons) }
            json.optional("title", title)
            json.optional("year", year)
            json.optional("declared", declared)
            json.optional("asOf", asOf)
            json.optional("issuer", issuer)
            json.optional("documentNumber", documentNumber)
            json.optional("publishedDate", publishedDate)
            json.field("source", source)
            json.field("articles", articles)
        }
    }
}

/// Kinds of documents: 任务分解表, 进展通报, 政府工作报告, 完成情况表, 新闻.
public enum DocumentKind: String, Sendable, Decodable, CaseIterable {
    case taskTable, progressReport, workReport, resultsTable, news, unknown
}

/// 共10件，26项.
public struct DeclaredRecord: JSONWritable, Decodable, Equatable {
    public var categories: Int?
    public var tasks: Int?

    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.optional("categories", categories)
            json.optional("tasks", tasks)
        }
    }
}

/// 截至6月底: the day a report describes, and the words that say so.
public struct AsOfRecord: JSONWritable, Decodable, Equatable {
    public var date: String
    public var text: String
    public var start: Int
    public var end: Int

    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("date", date)
            json.field("text", text)
            json.field("start", start)
            json.field("end", end)
        }
    }
}

/// The bytes a record was made from.
public struct SourceRecord: JSONWritable, Decodable, Equatable {
    public var path: String?
    public var mediaType: String
    public var encoding: String
    public var sha256: String?
    public var bytes: Int
    /// Unicode scalars after decoding.
    public var characters: Int

    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.optional("path", path)
            json.field("mediaType", mediaType)
            json.field("encoding", encoding)
            json.optional("sha256", sha256)
            json.field("bytes", bytes)
            json.field("characters", characters)
        }
    }
}

/// One article of a page.
public struct ArticleRecord: JSONWritable, Decodable {
    public var id: String
    public var title: String?
    public var kind: DocumentKind
    public var byline: String?
    public var ranges: [TextRange]

    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("id", id)
            json.optional("title", title)
            json.field("kind", kind.rawValue)
            json.optional("byline", byline)
            json.field("ranges", ranges)
        }
    }
}

/// What the numerals of a source were taken for; the figures add up to `numerals`.
public struct CoverageRecord: JSONWritable, Decodable, Equatable {
    public var numerals = 0
    public var quantities = 0
    public var numbers = 0
    public var dates = 0
    public var ordinals = 0
    public var identifiers = 0
    public var phrases = 0
    public var unexplained = 0

    init() {}

    mutating func count(_ kind: NumeralKind) {
        numerals += 1
        switch kind {
        case .quantity: quantities += 1
        case .number: numbers += 1
        case .date: dates += 1
        case .ordinal: ordinals += 1
        case .identifier: identifiers += 1
        case .phrase: phrases += 1
        case .unexplained: unexplained += 1
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("numerals", numerals)
            json.field("quantities", quantities)
            json.field("numbers", numbers)
            json.field("dates", dates)
            json.field("ordinals", ordinals)
            json.field("identifiers", identifiers)
            json.field("phrases", phrases)
            json.field("unexplained", unexplained)
        }
    }
}

/// What a document says of its own progress, and whether the figures bear it out.
public struct ClaimRecord: JSONWritable, Decodable, Equatable {
    public enum Status: String, Sendable, Codable {
        case met, exceeded, early, onTrack, behind, overdue, inProgress, notStarted
    }
    public enum Support: String, Sendable, Codable { case supported, contradicted, noEvidence }

    public var text: String
    /// The numbers of the tasks it speaks of.
    public var tasks: [Int]
    public var status: Status
    public var ranges: [TextRange]
    /// The paragraph that holds it.
    public var paragraph: TextRange?
    /// How many tasks it counts; nil where it speaks of the figures beside it.
    public var count: Int?
    public var supported: Support?
    /// The arithmetic behind `supported`.
    public var reason: String?

    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("text", text)
            json.key("tasks")
            json.array(tasks) { $0.value($1) }
            json.field("status", status.rawValue)
            json.field("ranges", ranges)
            if let paragraph {
                json.key("paragraph")
                json.value(paragraph)
            }
            json.optional("count", count)
            json.optional("supported", supported?.rawValue)
            json.optional("reason", reason)
        }
    }
}

/// A finding in words.
public struct FindingRecord: JSONWritable, Decodable, Hashable {
    public var severity: Finding.Severity
    public var code: String
    /// In Chinese, whatever the locale: the same input gives the same bytes.
    public var message: String
    public var ranges: [TextRange]

    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("severity", severity.rawValue)
            json.field("code", code)
            json.field("message", message)
            json.field("ranges", ranges)
        }
    }
}
