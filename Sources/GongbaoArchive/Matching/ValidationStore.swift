internal import GRDB
package import Gongbao

/// Where the assessments of an archive go: one file of JSON Lines, and the tables of the SQLite
/// store where there is one.
package final class ValidationStore {
    /// The file's name in the folder of the archive.
    package static let name = "validation.jsonl"

    private let folder: String
    private let file: StoreFile
    private var partial: String { folder + "/" + Self.name + ".partial" }
    private var assessments: [StatementArguments] = []
    private var links: [StatementArguments] = []

    package init(folder: String) throws {
        self.folder = folder
        file = try StoreFile(folder + "/" + Self.name + ".partial")
    }

    /// Takes in the record of one set.
    package func add(_ record: ValidationRecord) throws {
        try file.write(record.json(lined: false) + [0x0A])
        let table = Self.key(record.taskTable)
        for assessment in record.assessments {
            for target in assessment.targets {
                assessments.append([
                    table, assessment.task, target.target, target.goal?.description,
                    target.value?.description, target.unit, target.completion?.description,
                    target.timeProgress?.description, target.measureType.rawValue,
                    target.evidenceStatus.rawValue, target.scheduleStatus.rawValue,
                    assessment.deadline, target.rule,
                ])
            }
        }
        for report in record.reports {
            for statement in report.statements {
                guard let link = statement.link, link.task != nil else { continue }
                links.append([
                    table, Self.key(report), statement.id, link.task, link.target,
                    link.score.description,
                ])
            }
        }
    }

    private static func key(_ record: DocumentRecord) -> String {
        String((record.document.source.sha256 ?? record.document.id).prefix(16))
    }

    /// Makes everything visible.
    package func finish() throws {
        try file.finish()
        try StoreFolder.replace(folder + "/" + Self.name, with: partial)
        let store = folder + "/" + SQLiteStore.name
        guard StoreFolder.exists(store) else { return }
        try DatabaseQueue(path: store).write { database in
            try database.execute(sql: SQLiteStore.assessments)
            try database.execute(sql: "DELETE FROM assessments; DELETE FROM links")
            for (table, rows, marks) in [("assessments", assessments, 13), ("links", links, 6)] {
                let places = Array(repeating: "?", count: marks).joined(separator: ",")
                let insert = try database.makeStatement(
                    sql: "INSERT OR REPLACE INTO \(table) VALUES (\(places))")
                for row in rows { try insert.execute(arguments: row) }
            }
        }
    }
}
