import Foundation
import Testing

@testable import Gongbao

private func reread<Record: JSONWritable & Decodable>(_ record: Record) throws -> Record {
    try JSONDecoder().decode(Record.self, from: Data(record.json()))
}

@Suite("Records")
struct RecordsRoundTripTests {
    @Test(arguments: Corpus.documents) func writtenReadWritten(path: String) throws {
        let record = try Corpus.record(path)
        #expect(try reread(record).json() == record.json())
    }

    @Test func validationWrittenReadWritten() throws {
        let record = try Corpus.validation(
            "Corpus/city/01-plan.txt", "Corpus/city/02-half-year.txt",
            "Corpus/city/03-third-quarter.txt")
        #expect(try reread(record).json() == record.json())
    }

    /// An assessment of saved records is the one of fresh records.
    @Test func assessedFromSavedRecords() throws {
        let table = try Corpus.record("Corpus/city/01-plan.txt")
        let report = try Corpus.record("Corpus/city/02-half-year.txt")
        let saved = Assessor.assess(tasks: try reread(table), reports: [try reread(report)])
        #expect(saved.json() == Assessor.assess(tasks: table, reports: [report]).json())
    }

    @Test func unlinedIsOneLineOfTheSameValues() throws {
        let record = try Corpus.record("Corpus/forms/02-pipes.txt")
        let line = record.json(lined: false)
        #expect(!line.contains(UInt8(ascii: "\n")))
        let again = try JSONDecoder().decode(DocumentRecord.self, from: Data(line))
        #expect(again.json() == record.json())
    }

    @Test func writingInPieces() throws {
        final class Sink: @unchecked Sendable { var bytes: [UInt8] = [] }
        let long = String(repeating: "全市新增公共充电桩1086个，停车泊位2290个。\n", count: 800)
        let record = convert(long)
        let sink = Sink()
        var writer = JSONWriter(sink: { sink.bytes += $0 })
        record.write(to: &writer)
        #expect(!sink.bytes.isEmpty)
        #expect(sink.bytes + writer.drain() == record.json())
    }

    @Test func textsAreEscaped() throws {
        let text = "“甲\"乙\\丙\u{1}\u{1F}丁\u{7F}”\t共\n520张。"
        let record = convert(text, path: "a\"b\\c\n.txt")
        let again = try reread(record)
        #expect(again.document.source.path == "a\"b\\c\n.txt")
        #expect(again.statements.map(\.clause) == record.statements.map(\.clause))
        #expect(try JSONSerialization.jsonObject(with: Data(record.json())) is [String: Any])
    }

    @Test func decimalsAreExactInJSON() throws {
        let record = convert("投入1.1亿元，抽检33.48万批次，合格率98.25%。")
        let json = String(decoding: record.json(), as: UTF8.self)
        #expect(json.contains("\"value\":110000000,"))
        #expect(json.contains("\"value\":334800,"))
        #expect(json.contains("\"value\":98.25,"))
        #expect(try reread(record).statements == record.statements)
    }

    @Test(arguments: ["document", "validation"]) func schemasAreThePublishedFiles(name: String)
        throws
    {
        #expect(Schemas.text(name) == (try Corpus.text("Schemas/\(name).schema.json")))
        #expect(Schemas.names == ["document", "validation"])
        #expect(Schemas.text("no-such-schema") == nil)
    }
}

/// Whole records against `Tests/Goldens`. GONGBAO_RECORD=1 writes them anew, and fails the run: a
/// recording is read before it is committed.
@Suite("Goldens")
struct RecordsGoldenTests {
    private func compare(_ name: String, _ json: [UInt8]) throws {
        let url = Corpus.root.appending(path: "Tests/Goldens/\(name).json")
        let wanted = try? Data(contentsOf: url)
        // The version of ICU is a fact of the machine, not of the records.
        let text = String(decoding: json, as: UTF8.self).replacing(
            #""icu":"\#(UnicodeLibrary.version)""#, with: #""icu":"any""#)
        if ProcessInfo.processInfo.environment["GONGBAO_RECORD"] == "1" {
            try Data(text.utf8).write(to: url)
            Issue.record(
                "\(name) was recorded; read the difference, then run without GONGBAO_RECORD")
            return
        }
        let golden = String(
            decoding: try #require(wanted, "\(url.path()) is missing"), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let known = golden.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where index >= known.count || known[index] != line {
            // The lines are long: what is shown begins shortly before the first difference.
            let other = index < known.count ? known[index] : ""
            let same = max(0, zip(line, other).prefix { $0 == $1 }.count - 60)
            Issue.record(
                """
                \(name).json differs from line \(index + 1) on; is it meant? GONGBAO_RECORD=1 records
                now    \(line.dropFirst(same).prefix(300))
                golden \(other.dropFirst(same).prefix(300))
                """)
            return
        }
        #expect(lines.count == known.count)
    }

    @Test(arguments: ["02-pipes", "06-results"]) func documents(name: String) throws {
        try compare("forms-\(name)", try Corpus.record("Corpus/forms/\(name).txt").json())
    }

    @Test func city() throws {
        let record = try Corpus.validation(
            "Corpus/city/01-plan.txt", "Corpus/city/02-half-year.txt")
        try compare("city-half-year", record.json())
    }
}
