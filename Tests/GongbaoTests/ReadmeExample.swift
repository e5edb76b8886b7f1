// README.md shows the code between the marks; ReadmeTests holds both against each other. The library is
// imported here as users import it, so this compiles only while the public names suffice.

// README begins
import Foundation
import Gongbao

/// Reads one document; `sha256` is the digest of its bytes, which the record passes on.
func record(of path: String, sha256: String) throws -> DocumentRecord? {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    return Converter().convert(bytes, origin: .init(path: path, sha256: sha256))
}

/// One line for each goal that a report answers: what was reached, of what, and where it is said.
func standings(table: DocumentRecord, report: DocumentRecord) -> [String] {
    let result = Assessor.assess(tasks: table, reports: [report])
    let figures = Dictionary(
        uniqueKeysWithValues: result.reports[0].statements.map { ($0.id, $0.quantity) })
    return result.assessments.flatMap(\.targets).compactMap { target in
        guard let value = target.value, let goal = target.goal,
            let figure = target.actuals.first.flatMap({ figures[$0] })
        else { return nil }
        return "\(target.target) \(value)/\(goal) at \(figure.range.start)..<\(figure.range.end)"
    }
}
// README ends
