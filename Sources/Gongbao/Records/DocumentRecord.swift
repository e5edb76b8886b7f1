/// What `gongbao convert` makes of one document (contract: Document record).
public struct DocumentRecord: JSONWritable, Decodable {
    /// The version of the schema that the record follows.
    public static let currentSchemaVersion = "1.0"

    /// The version of the schema that the record follows.
    public var schemaVersion: String
    /// The program that made the record.
    public var generator: GeneratorRecord
    /// What the document is.
    public var document: DocumentInfo
    /// Every table as a grid; nil where they were not asked for.
    public var tables: [TableRecord]?
    /// Rows of a task table, or items of a prose breakdown.
    public var tasks: [TaskRecord]
    /// Every quantity outside the task items.
    public var statements: [StatementRecord]
    /// What every numeral of the source was taken for.
    public var coverage: CoverageRecord
    /// Statements of completion by the document itself.
    public var claims: [ClaimRecord]
    /// What could not be read or does not agree.
    public var findings: [FindingRecord]
    /// Where its positions stand in the file; nil where a format tells nothing of that.
    var places: Places?

    private enum CodingKeys: String, CodingKey {
        case schemaVersion, generator, document, tables, tasks, statements, coverage, claims
        case findings
    }

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        write(to: &writer) { json in json.array(statements) { $1.write(to: &$0) } }
    }

    /// Writes the record with the statements that `statements` writes as an array.
    func write(to writer: inout JSONWriter, statements: (inout JSONWriter) -> Void) {
        let outer = writer.places
        writer.places = places
        defer { writer.places = outer }
        writer.object { json in
            json.field("schemaVersion", schemaVersion)
            json.field("generator", generator)
            json.field("document", document)
            if let tables { json.field("tables", tables) }
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
    /// The program: `gongbao`.
    public var name: String
    /// The program’s version.
    public var version: String
    /// The version of ICU at run time.
    public var icu: String

    /// Appends the record's JSON.
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
    /// What kind it is.
    public var kind: DocumentKind
    /// Why it was taken for that kind.
    public var kindReasons: [String]?
    /// The title, as printed.
    public var title: String?
    /// The plan year.
    public var year: Int?
    /// How many categories and tasks the table says it has (共10件，26项).
    public var declared: DeclaredRecord?
    /// The day a report describes (截至…).
    public var asOf: AsOfRecord?
    /// 发布机构.
    public var issuer: String?
    /// 发文字号.
    public var documentNumber: String?
    /// 索引号.
    public var indexNumber: String?
    /// The day it was written (成文日期), ISO 8601.
    public var writtenDate: String?
    /// The date of publication, ISO 8601.
    public var publishedDate: String?
    /// The bytes it was made from.
    public var source: SourceRecord
    /// The stories of the page, in order.
    public var articles: [ArticleRecord]

    /// Appends the record's JSON.
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
            json.optional("indexNumber", indexNumber)
            json.optional("writtenDate", writtenDate)
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
    /// How many categories.
    public var categories: Int?
    /// How many tasks, or which.
    public var tasks: Int?

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.optional("categories", categories)
            json.optional("tasks", tasks)
        }
    }
}

/// 截至6月底: the day a report describes, and the words that say so.
public struct AsOfRecord: JSONWritable, Decodable, Equatable {
    /// ISO 8601.
    public var date: String
    /// The words of the source.
    public var text: String
    /// Where the words begin, in scalars.
    public var start: Int
    /// Where they end.
    public var end: Int

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("date", date)
            json.field("text", text)
            json.position(TextRange(start, end))
        }
    }
}

/// A header of a page of a web archive.
public struct HeaderRecord: JSONWritable, Decodable, Equatable {
    /// Its name, as sent.
    public var name: String
    /// Its value.
    public var value: String

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("name", name)
            json.field("value", value)
        }
    }
}

/// The bytes a record was made from.
public struct SourceRecord: JSONWritable, Decodable, Equatable {
    /// The path as the user gave it; nil for standard input.
    public var path: String?
    /// Where a page of a web archive was fetched from.
    public var url: String?
    /// When it was fetched, as the web archive gives it.
    public var retrieved: String?
    /// The headers it came with, in their order.
    public var headers: [HeaderRecord]?
    /// Such as `text/plain`.
    public var mediaType: String
    /// The encoding that was used.
    public var encoding: String
    /// Of the bytes, in lower-case hexadecimal.
    public var sha256: String?
    /// The size in bytes.
    public var bytes: Int
    /// Unicode scalars after decoding.
    public var characters: Int

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.optional("path", path)
            json.optional("url", url)
            json.optional("retrieved", retrieved)
            if let headers { json.field("headers", headers) }
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
    /// The id that statements refer to.
    public var id: String
    /// The title, as printed.
    public var title: String?
    /// What kind it is.
    public var kind: DocumentKind
    /// Who wrote it.
    public var byline: String?
    /// The characters concerned.
    public var ranges: [TextRange]

    /// Appends the record's JSON.
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
    /// All numerals of the source, in order or counted.
    public var numerals = 0
    /// Figures that count or measure.
    public var quantities = 0
    /// Plain numbers without a unit.
    public var numbers = 0
    /// Dates, periods and times of day.
    public var dates = 0
    /// Ranks and enumerators.
    public var ordinals = 0
    /// Numbers that name.
    public var identifiers = 0
    /// Set phrases and parts of words.
    public var phrases = 0
    /// What nothing explained.
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

    /// Appends the record's JSON.
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
    /// What is claimed.
    public enum Status: String, Sendable, Codable {
        case met, exceeded, early, onTrack, behind, overdue, inProgress, notStarted
    }
    /// Whether the figures bear it out.
    public enum Support: String, Sendable, Codable { case supported, contradicted, noEvidence }

    /// The words of the source.
    public var text: String
    /// The numbers of the tasks it speaks of.
    public var tasks: [Int]
    /// What is claimed.
    public var status: Status
    /// The characters concerned.
    public var ranges: [TextRange]
    /// The paragraph that holds it.
    public var paragraph: TextRange?
    /// How many tasks it counts; nil where it speaks of the figures beside it.
    public var count: Int?
    /// Whether the figures bear it out; nil where the document alone does not tell.
    public var supported: Support?
    /// The arithmetic behind `supported`.
    public var reason: String?
    /// The index of the report that makes it, where a validation has several.
    public var report: Int?

    /// Appends the record's JSON.
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
            json.optional("report", report)
        }
    }
}

/// A finding in words.
public struct FindingRecord: JSONWritable, Decodable, Hashable {
    /// How much it matters.
    public var severity: Finding.Severity
    /// A code of the published list.
    public var code: String
    /// In Chinese, whatever the locale: the same input gives the same bytes.
    public var message: String
    /// The characters concerned.
    public var ranges: [TextRange]
    /// The index of the report that they stand in, where a validation has several.
    public var report: Int?

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("severity", severity.rawValue)
            json.field("code", code)
            json.field("message", message)
            json.field("ranges", ranges)
            json.optional("report", report)
        }
    }
}
