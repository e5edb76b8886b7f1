internal import Foundation
internal import Gongbao
internal import GongbaoArchive
internal import GongbaoTerminal

/// `gongbao validate --archive`: the reports of an archive against its task tables, place by place
/// and year by year.
struct ArchiveValidation {
    let folder: String
    let asOf: String?
    /// Whether the validation records go to standard output rather than a list for people.
    let isJSON: Bool

    func run(_ output: Output) throws {
        let messages = Console.messages
        guard access(folder + "/manifest.sqlite", F_OK) == 0 else {
            Console.say(folder, messages.batchNoManifest)
            throw ExitStatus.usage
        }
        var hasErrors = false
        do {
            let lock = try ArchiveFolder(folder)
            defer { withExtendedLifetime(lock) {} }
            let assessment = ArchiveAssessment(try Manifest(folder: folder))
            let result = try assessment.match()
            let store = try ValidationStore(folder: folder)
            try assessment.assess(result.matches, asOf: asOf) { match, record in
                try store.add(record)
                if ValidateCommand.hasErrors(record) { hasErrors = true }
                if isJSON {
                    output.write(record.json(lined: false) + [0x0A])
                } else {
                    output.write(
                        messages.archiveSet(
                            place: match.place, year: match.year, table: match.table,
                            reports: match.reports.count) + "\n  "
                            + messages.archiveTargets(record.summary) + "\n")
                }
            }
            try store.finish()
            for (path, problem) in result.left {
                Console.say(path, messages.archiveProblem(problem.code, problem.candidates))
            }
            let lonely = result.matches.filter(\.reports.isEmpty)
            for match in lonely { Console.say(match.table, messages.archiveNoReports) }
        } catch let status as ExitStatus {
            throw status
        } catch {
            Console.say(folder, messages.unreadable(ArchiveFolder.reason(error)))
            throw ExitStatus.usage
        }
        try output.finish()
        if hasErrors { throw ExitStatus.dataError }
    }
}

extension MatchProblem {
    /// As messages know it.
    fileprivate var code: String {
        switch self {
        case .noYear: "no-year"
        case .noPlace: "no-place"
        case .noTable: "no-table"
        case .ambiguous: "ambiguous"
        }
    }

    fileprivate var candidates: [String] {
        if case .ambiguous(let candidates) = self { return candidates }
        return []
    }
}
