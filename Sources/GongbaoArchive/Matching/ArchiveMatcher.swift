internal import Foundation
internal import GRDB
package import Gongbao

/// What is known of a document when it is matched.
package struct MatchCandidate: Sendable, Equatable {
    package let path: String
    /// Its place as title or issuer give it.
    package let place: String?
    package let year: Int?
    /// The places of task tables that its text names.
    package var mentions: Set<String>
}

/// Why a document belongs to no set.
package enum MatchProblem: Equatable, Sendable {
    case noYear, noPlace, noTable
    /// It may belong to several: their places, or the paths of several tables of one place and year.
    case ambiguous([String])
}

/// Brings reports of an archive together with the task tables of the same place and year.
package enum ArchiveMatcher {
    /// A table and its reports.
    package struct Match: Equatable, Sendable {
        package let place: String
        package let year: Int
        package let table: String
        package var reports: [String]
    }

    /// The sets, and what belongs to none.
    package struct Result: Sendable {
        package var matches: [Match] = []
        package var left: [(path: String, problem: MatchProblem)] = []
    }

    /// Matches candidates; both lists are in the order of their paths, and so is the result.
    package static func match(
        tables: [MatchCandidate], reports: [MatchCandidate]
    ) -> Result {
        var result = Result()
        var sets: [String: [MatchCandidate]] = [:]
        for table in tables {
            guard let year = table.year else {
                result.left.append((table.path, .noYear))
                continue
            }
            guard let place = table.place else {
                result.left.append((table.path, .noPlace))
                continue
            }
            sets["\(year) \(place)", default: []].append(table)
        }
        var matches: [String: Match] = [:]
        for (key, found) in sets {
            guard let first = found.first, let place = first.place, let year = first.year else {
                continue
            }
            if found.count > 1 {
                // Which of them is in force cannot be told from them.
                let paths = found.map(\.path)
                for table in found { result.left.append((table.path, .ambiguous(paths))) }
            } else {
                matches[key] = Match(place: place, year: year, table: first.path, reports: [])
            }
        }
        for report in reports {
            switch place(of: report, sets: sets) {
            case .failure(let left): result.left.append((report.path, left.problem))
            case .success(let key):
                if matches[key] != nil {
                    matches[key]?.reports.append(report.path)
                } else {
                    let paths = sets[key]?.map(\.path) ?? []
                    result.left.append((report.path, .ambiguous(paths)))
                }
            }
        }
        result.matches = matches.values.sorted { $0.table < $1.table }
        result.left.sort { $0.path < $1.path }
        return result
    }

    private struct Unmatched: Error { let problem: MatchProblem }

    /// The set that a report belongs to.
    private static func place(
        of report: MatchCandidate, sets: [String: [MatchCandidate]]
    ) -> Swift.Result<String, Unmatched> {
        guard let year = report.year else { return .failure(Unmatched(problem: .noYear)) }
        if let place = report.place {
            let key = "\(year) \(place)"
            if sets[key] != nil { return .success(key) }
            // 云溪区 and 岑渡市云溪区 are one place where only one such is there.
            let last = PlaceName.last(of: place)
            let alike = sets.keys.filter { key in
                guard let table = sets[key]?.first, table.year == year, let other = table.place
                else { return false }
                return PlaceName.last(of: other) == last
                    && (other.hasSuffix(place) || place.hasSuffix(other))
            }
            if alike.count == 1 { return .success(alike[0]) }
            if alike.count > 1 { return .failure(Unmatched(problem: .ambiguous(alike.sorted()))) }
            return .failure(Unmatched(problem: .noTable))
        }
        if report.mentions.isEmpty { return .failure(Unmatched(problem: .noPlace)) }
        let named = report.mentions.filter { sets["\(year) \($0)"] != nil }.sorted()
        switch named.count {
        case 0: return .failure(Unmatched(problem: .noTable))
        case 1: return .success("\(year) \(named[0])")
        default: return .failure(Unmatched(problem: .ambiguous(named)))
        }
    }
}

/// An archive's documents for matching, and the sets assessed.
package struct ArchiveAssessment {
    private let publisher: Publisher
    private let manifest: Manifest

    package init(_ manifest: Manifest) {
        self.manifest = manifest
        publisher = Publisher(manifest, StoreOptions())
    }

    /// The fields that matching looks at.
    private struct Outline: Decodable {
        struct Info: Decodable {
            struct Day: Decodable { let date: String }
            struct Story: Decodable { let title: String? }
            let kind: String
            let title: String?
            let issuer: String?
            let year: Int?
            let asOf: Day?
            let publishedDate: String?
            let articles: [Story]
        }
        let document: Info

        /// The place of the title, else of the issuer, else of the first story's title.
        var place: String? {
            [document.title, document.issuer, document.articles.first?.title].lazy
                .compactMap { $0.flatMap(PlaceName.leading) }.first
        }
        var year: Int? {
            document.year
                ?? [document.asOf?.date, document.publishedDate].lazy
                .compactMap { $0.flatMap { Int($0.prefix(4)) } }.first
        }
    }

    /// Matches all documents of the archive.
    package func match() throws -> ArchiveMatcher.Result {
        let journal = publisher.journal
        let kinds = try self.kinds()
        var tables: [MatchCandidate] = []
        try publisher.eachEntry { entry in
            guard kinds.tables.contains(entry.digest) else { return }
            tables.append(try outline(entry, journal, places: []))
        }
        let places = Set(tables.compactMap(\.place))
        var reports: [MatchCandidate] = []
        try publisher.eachEntry { entry in
            guard kinds.reports.contains(entry.digest) else { return }
            reports.append(try outline(entry, journal, places: places))
        }
        return ArchiveMatcher.match(tables: tables, reports: reports)
    }

    /// The digests of task tables that hold tasks, and of what reports on them.
    private func kinds() throws -> (tables: Set<String>, reports: Set<String>) {
        try manifest.database.read { database in
            let tables = """
                SELECT sha256 FROM contents WHERE outcome = 'ok' AND kind = 'taskTable' AND tasks > 0
                """
            let reports = """
                SELECT sha256 FROM contents WHERE outcome = 'ok'
                    AND kind IN ('progressReport', 'resultsTable') AND statements > 0
                """
            return (
                try String.fetchSet(database, sql: tables),
                try String.fetchSet(database, sql: reports)
            )
        }
    }

    private func outline(
        _ entry: StoreEntry, _ journal: JournalReader, places: Set<String>
    ) throws -> MatchCandidate {
        let record = try journal.read(entry.record)
        let outline = try JSONDecoder().decode(Outline.self, from: Data(record))
        var mentions: Set<String> = []
        if outline.place == nil, !places.isEmpty {
            let text = String(decoding: record, as: UTF8.self)
            mentions = places.filter { text.contains($0) }
        }
        return MatchCandidate(
            path: entry.path, place: outline.place, year: outline.year, mentions: mentions)
    }

    /// Assesses each set that has reports, one after the other.
    ///
    /// - Parameter body: Takes a set and its validation record.
    package func assess(
        _ matches: [ArchiveMatcher.Match], asOf: String?,
        _ body: (ArchiveMatcher.Match, ValidationRecord) throws -> Void
    ) throws {
        let journal = publisher.journal
        var entries: [String: StoreEntry] = [:]
        let wanted = Set(matches.flatMap { [$0.table] + $0.reports })
        try publisher.eachEntry { if wanted.contains($0.path) { entries[$0.path] = $0 } }
        func document(_ path: String) throws -> DocumentRecord? {
            guard let entry = entries[path] else { return nil }
            let line = JSONText.completed(
                try journal.read(entry.record), path: path, url: entry.url, date: entry.date,
                headers: entry.headers)
            return try JSONDecoder().decode(DocumentRecord.self, from: Data(line))
        }
        for match in matches where !match.reports.isEmpty {
            guard let table = try document(match.table) else { continue }
            let reports = try match.reports.compactMap(document)
            try body(match, Assessor.assess(tasks: table, reports: reports, asOf: asOf))
        }
    }
}
