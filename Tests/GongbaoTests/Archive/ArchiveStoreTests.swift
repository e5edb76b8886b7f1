import Foundation
import Testing

@testable import Gongbao
@testable import GongbaoArchive

@Suite struct ArchiveStoreTests {
    private struct TextReader: ContentReader {
        func read(_ bytes: [UInt8], digest: String) -> ContentReading {
            let origin = Converter.Origin(path: nil, sha256: digest)
            guard let record = Converter().convert(bytes, origin: origin) else {
                return .refused(kind: "text", Verdict(.format))
            }
            return .record(record)
        }
    }

    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/gongbao-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func run(_ inputs: [String], to output: String, jobs: Int = 1) throws -> BatchTally {
        _ = try ArchiveFolder(output)
        let manifest = try Manifest(folder: output)
        var run = BatchRun(
            inputs: inputs.map { Array($0.utf8) }, folder: output,
            stamp: BatchStamp(program: "1", rules: "1", settings: "-"),
            makeWorker: { InlineWorker(reader: TextReader(), withRows: true) })
        run.jobs = jobs
        run.withRows = true
        let state = BatchState()
        try run.run(manifest, state)
        var options = StoreOptions()
        options.formats = [.jsonl, .csv, .sqlite]
        try Publisher(manifest, options).publish { _ in }
        return state.tally
    }

    @Test func aContentIsReadOnceAndStandsUnderItsFirstPath() throws {
        try inFolder { folder in
            for name in ["b", "a", "c"] {
                let text = name == "c" ? "今年新建绿道60公里。" : "今年新建绿道70公里。"
                try text.write(toFile: "\(folder)/\(name).txt", atomically: true, encoding: .utf8)
            }
            let inputs = ["b", "c", "a"].map { "\(folder)/\($0).txt" }
            let tally = try run(inputs, to: folder + "/out")
            #expect(tally.inputs == 3)
            #expect(tally.converted == 2)
            let text = try String(
                contentsOfFile: folder + "/out/records/records-00001.jsonl", encoding: .utf8)
            let paths = try text.split(separator: "\n").map {
                try JSONDecoder().decode(DocumentRecord.self, from: Data($0.utf8)).document.source
                    .path
            }
            #expect(paths == [inputs[2], inputs[1]])
            let again = try run(inputs, to: folder + "/out", jobs: 2)
            #expect(again.converted == 0)
            #expect(again.unchanged == 3)
            let summary = try BatchSummary(Manifest(folder: folder + "/out"))
            #expect(summary.ok == 3)
            #expect(summary.documents == 2)
            #expect(summary.duplicates == 1)
        }
    }

    @Test func oneRunAtATimeHoldsAnArchive() throws {
        try inFolder { folder in
            let held = try ArchiveFolder(folder + "/out")
            #expect(throws: StoreFailure.self) { try ArchiveFolder(folder + "/out") }
            withExtendedLifetime(held) {}
        }
    }

    @Test func recordsAreCompletedAsTheyAreWritten() throws {
        let odd = "a\"b\\c\n\t\u{1}绿\u{7F}.txt"
        let bytes = Array("今年新建绿道60公里，\"source\":{ 公里。".utf8)
        let converter = Converter()
        let with = try #require(
            converter.convert(
                bytes, origin: .init(path: odd, sha256: String(repeating: "0", count: 64))))
        let without = try #require(
            converter.convert(
                bytes, origin: .init(path: nil, sha256: String(repeating: "0", count: 64))))
        let completed = JSONText.completed(
            without.json(lined: false), path: odd, url: nil, date: nil, headers: nil)
        #expect(completed == with.json(lined: false))
        var web = with
        web.document.source.url = "http://a.invalid/"
        web.document.source.retrieved = "2025"
        web.document.source.headers = [HeaderRecord(name: "A", value: "\"")]
        let completedPage = JSONText.completed(
            without.json(lined: false), path: odd, url: "http://a.invalid/", date: "2025",
            headers: JSONText.headers([.init(name: "A", value: "\"")]))
        #expect(completedPage == web.json(lined: false))
    }

    @Test func framesComeBackWholeOrNotAtAll() throws {
        let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let frame = Frames.compressed(bytes)
        #expect(try Frames.plain(frame) == bytes)
        #expect(try Frames.plain(Frames.compressed([])) == [])
        #expect(throws: Frames.Damaged.self) { try Frames.plain(Array(frame.dropLast(3))) }
        #expect(throws: Frames.Damaged.self) { try Frames.plain([1, 2, 3]) }
    }

    @Test func rowsKeepTheirFields() throws {
        var maker = RowMaker()
        let fields: [String?] = ["a\tb", "c\\N", nil, "", "d\ne\r", "\\"]
        for field in fields { maker.field(field) }
        maker.end()
        let entry = StoreEntry(
            document: "k", path: "p", digest: "", url: nil, date: nil, headers: nil, settings: "",
            rules: "", record: JournalPlace(segment: 0, offset: 0, length: 0), rows: nil)
        let line = maker.line.dropLast()
        #expect(!line.contains(0x0A))
        let row = StoredRow(line, of: .units, entry)
        #expect(row.fields.map { $0.map { String(decoding: $0, as: UTF8.self) } } == ["k"] + fields)
        #expect(Array(row.escaped.dropFirst(2)) == Array(maker.line))
    }

    @Test func wordsOfTwoCharactersAreFound() throws {
        #expect(
            Bigrams.words(of: "绿道贯通60公里").split(separator: " ") == ["绿道", "道贯", "贯通", "60", "公里"])
        #expect(Bigrams.words(of: "A县B").split(separator: " ") == ["A", "县", "B"])
        #expect(Bigrams.words(of: "") == "")
    }

    @Test func everyTableHasAsManyColumnsAsItsRows() throws {
        let text = "今年新建绿道60公里，已完成50公里，占83.3%。提前完成年度任务。"
        let record = try #require(
            Converter().convert(Array(text.utf8), origin: .init(path: nil, sha256: "0")))
        for (table, rows) in RowMaker.tables(of: RowMaker.rows(of: record)) {
            for row in rows.split(separator: 0x0A) {
                let count = row.split(separator: 0x09, omittingEmptySubsequences: false).count
                #expect(count == table.columns.count, "\(table)")
            }
        }
    }
}
