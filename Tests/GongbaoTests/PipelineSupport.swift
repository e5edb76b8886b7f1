import Foundation

@testable import Gongbao

/// The documents of `Corpus/`, and records made from them.
enum Corpus {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Paths from the root, sorted, such as `Corpus/city/01-plan.txt`.
    static let documents: [String] = ["city", "forms", "reports"].flatMap { folder in
        let names =
            (try? FileManager.default.contentsOfDirectory(
                atPath: root.appending(path: "Corpus/\(folder)").path())) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted().map { "Corpus/\(folder)/\($0)" }
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func record(_ path: String) throws -> DocumentRecord {
        convert(try text(path), path: path)
    }

    static func validation(_ table: String, _ reports: String...) throws -> ValidationRecord {
        Assessor.assess(tasks: try record(table), reports: try reports.map(record))
    }
}

/// The record of a text; a path in place of the digest, which tests do not need.
func convert(
    _ text: String, path: String = "test.txt", kind: DocumentKind? = nil, year: Int? = nil
) -> DocumentRecord {
    let converter = Converter(options: .init(kind: kind, year: year))
    return convert(SourceText(text), path: path, with: converter)
}

/// The record of a decoded source.
func convert(
    _ source: SourceText, path: String? = nil, with converter: Converter = Converter()
) -> DocumentRecord {
    DocumentAssembly(converter: converter, source: source).record(
        origin: .init(path: path, sha256: "0"))
}

extension DocumentRecord {
    /// Statements of the tasks and those outside.
    var allStatements: [StatementRecord] { tasks.flatMap(\.statements) + statements }

    /// The first statement whose figure reads so, blanks left out.
    func statement(_ text: String) -> StatementRecord? {
        allStatements.first { statement in
            statement.quantity.text.filter { !$0.isWhitespace } == text
        }
    }

    /// Every range of the record, also those of its parts.
    var allRanges: [TextRange] {
        var ranges = allStatements.map(\.quantity.range)
        ranges += tasks.flatMap(\.ranges) + claims.flatMap(\.ranges)
        ranges += claims.compactMap(\.paragraph) + findings.flatMap(\.ranges)
        ranges += document.articles.flatMap(\.ranges)
        if let asOf = document.asOf { ranges.append(TextRange(asOf.start, asOf.end)) }
        return ranges
    }
}

/// Numbers that are the same on every run (SplitMix64).
struct FixedRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
