import Foundation
import Testing

@testable import Gongbao

@Suite("The pipeline")
struct PipelineTests {
    @Test func corpusIsComplete() { #expect(Corpus.documents.count >= 11) }

    /// source[range] is the mention: the first invariant of the project.
    @Test(arguments: Corpus.documents) func mentionsAreSlices(path: String) throws {
        let source = SourceText(try Corpus.text(path))
        let record = try Corpus.record(path)
        #expect(!record.allStatements.isEmpty)
        for statement in record.allStatements {
            #expect(source.string(statement.quantity.range) == statement.quantity.text)
        }
        let asOf = record.document.asOf
        #expect(asOf == nil || source.string(TextRange(asOf!.start, asOf!.end)) == asOf!.text)
    }

    @Test(arguments: Corpus.documents) func sameBytesTwice(path: String) throws {
        #expect(try Corpus.record(path).json() == Corpus.record(path).json())
    }

    /// Records are written in one piece or as they are made, by code of their own: the bytes agree.
    @Test(arguments: Corpus.documents) func writtenAsItIsMade(path: String) throws {
        let bytes = Array(try Corpus.text(path).utf8)
        let origin = Converter.Origin(path: path, sha256: "0")
        for lined in [true, false] {
            var writer = JSONWriter(lined: lined)
            #expect(Converter().write(bytes, origin: origin, to: &writer))
            #expect(writer.bytes == Converter().convert(bytes, origin: origin)?.json(lined: lined))
        }
    }

    @Test(arguments: Corpus.documents) func idsAreUnique(path: String) throws {
        let ids = try Corpus.record(path).allStatements.map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    /// Every numeral is accounted for once, and `explain` lists as many as `coverage` counts.
    @Test(arguments: Corpus.documents) func coverageAddsUp(path: String) throws {
        let coverage = try Corpus.record(path).coverage
        let kinds =
            coverage.quantities + coverage.numbers + coverage.dates + coverage.ordinals
            + coverage.identifiers + coverage.phrases + coverage.unexplained
        #expect(coverage.numerals == kinds)
        let explained = Converter().explain(
            Array(try Corpus.text(path).utf8), origin: .init(path: path, sha256: "0"))
        let numerals = try #require(explained).numerals
        #expect(numerals.count == coverage.numerals)
        #expect(numerals.map(\.range) == numerals.map(\.range).sorted())
    }

    @Test(arguments: Corpus.documents) func crlfGivesTheSameValues(path: String) throws {
        let text = try Corpus.text(path)
        let changed = convert(text.replacing("\n", with: "\r\n"), path: path)
        func values(_ record: DocumentRecord) -> [String] {
            record.allStatements.map {
                "\($0.id) \($0.role) \($0.quantity.value) \($0.quantity.unit) \($0.indicator)"
            } + record.tasks.map { "\($0.id) \($0.text) \($0.responsibleUnits)" }
        }
        #expect(values(changed) == values(try Corpus.record(path)))
    }

    @Test func encodingsGiveTheSameRecord() throws {
        let text = try Corpus.text("Corpus/city/03-third-quarter.txt")
        func statements(_ bytes: [UInt8]) throws -> [StatementRecord] {
            let record = Converter().convert(bytes, origin: .init(path: nil, sha256: "0"))
            return try #require(record).statements
        }
        let wanted = try statements(Array(text.utf8))
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(try statements(wide) == wanted)
        #expect(try statements([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == wanted)
    }

    @Test func emptyInput() {
        let record = convert("")
        #expect(record.allStatements.isEmpty && record.coverage.numerals == 0)
        #expect(record.document.kind == .unknown)
    }

    /// Without colour, clock or chance: threads that share a converter give the same record.
    @Test func oneConverterForManyThreads() async throws {
        let text = try Corpus.text("Corpus/city/02-half-year.txt")
        let converter = Converter()
        let wanted = convert(SourceText(text), with: converter).json()
        let same = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    convert(SourceText(text), with: converter).json() == wanted
                }
            }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(same)
    }
}

@Suite("Damaged documents")
struct PipelineDamageTests {
    private func inBounds(_ record: DocumentRecord) -> Bool {
        let count = record.document.source.characters
        return record.allRanges.allSatisfy {
            $0.start >= 0 && $0.start <= $0.end && $0.end <= count
        }
    }

    private func check(_ scalars: [UInt32], _ name: String) {
        let source = SourceText(scalars: scalars, encoding: "UTF-8", byteCount: scalars.count)
        let record = convert(source)
        #expect(inBounds(record), "\(name)")
        for statement in record.allStatements
        where source.string(statement.quantity.range) != statement.quantity.text {
            Issue.record("\(name): \(statement.quantity.text) is no slice")
        }
    }

    /// Text that has lost its marks: sentences are cut after some hundred characters, also where a
    /// figure with the words that bound it stands across the cut.
    @Test
    func longSentences() {
        for length in 440...520 {
            let text = String(repeating: "上", count: length) + "不少于1200人、不超过2人、共3人。"
            check(text.unicodeScalars.map(\.value), "a bound at \(length)")
        }
        check(String(repeating: "分别为1人、2人、", count: 100).unicodeScalars.map(\.value), "分别")
    }

    /// Any beginning of a document; scripts/robustness --heavy runs every one of them.
    @Test(arguments: Corpus.documents) func prefixes(path: String) throws {
        let scalars = try Corpus.text(path).unicodeScalars.map(\.value)
        for end in stride(from: 0, to: scalars.count, by: max(1, scalars.count / 40)) {
            check(Array(scalars[..<end]), "\(path) up to \(end)")
        }
    }

    private static let scraps: [[UInt32]] = [
        "万亿", "（", "）", "\n\n", "\t", "|", "99999999999999999999999999999999999999", "-", "其中",
        "分别", "\u{0}", "\u{FFFD}", "。", "%", "每", "共", "序号",
    ].map { $0.unicodeScalars.map(\.value) }

    @Test(arguments: Corpus.documents) func mutations(path: String) throws {
        let original = try Corpus.text(path).unicodeScalars.map(\.value)
        var random = FixedRandom(state: UInt64(original.count))
        for round in 0..<40 {
            var scalars = original
            for _ in 0..<Int.random(in: 1...12, using: &random) where !scalars.isEmpty {
                let at = Int.random(in: 0..<scalars.count, using: &random)
                let end = min(scalars.count, at + Int.random(in: 0...60, using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: scalars.removeSubrange(at..<end)
                case 1: scalars.insert(contentsOf: scalars[at..<end], at: at)
                case 2:
                    scalars.replaceSubrange(
                        at..<end, with: Self.scraps.randomElement(using: &random) ?? [])
                default: scalars.swapAt(at, Int.random(in: 0..<scalars.count, using: &random))
                }
            }
            check(scalars, "\(path) round \(round)")
        }
    }
}
