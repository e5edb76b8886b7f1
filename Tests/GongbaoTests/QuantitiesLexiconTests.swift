import Foundation
import Testing

@testable import Gongbao

private let dataFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/Gongbao/Lexicon/Data").standardizedFileURL

private func table(_ name: String) throws -> Table {
    let url = dataFolder.appendingPathComponent(name + ".tsv")
    return Table(name: name, text: try String(contentsOf: url, encoding: .utf8))
}

private let tableNames =
    ((try? FileManager.default.contentsOfDirectory(atPath: dataFolder.path)) ?? [])
    .filter { $0.hasSuffix(".tsv") }.map { String($0.dropLast(4)) }.sorted()

@Suite("Tables of the lexicon")
struct QuantitiesLexiconTests {
    @Test("every row parses", arguments: tableNames)
    func parses(name: String) throws {
        let rows = try table(name).rows
        #expect(!rows.isEmpty)
        let overlay = rows.map { ([name] + $0.cells).joined(separator: "\t") }
        _ = try Lexicon.standard.overlaid(with: overlay.joined(separator: "\n"), named: name)
    }

    @Test(
        "no form stands twice",
        arguments: ["units", "phrases", "comparators", "changes", "rates"])
    func hasNoDuplicates(name: String) throws {
        var seen: [[UInt16]: Int] = [:]
        for row in try table(name).rows {
            // A comparator may stand before and behind the figure.
            let side = name == "comparators" ? Array((row[1] ?? "").utf16) : []
            let form = CharacterTables.shared.foldedWord(row[0] ?? "") + [0] + side
            #expect(seen[form] == nil, "line \(row.line) repeats line \(seen[form] ?? 0)")
            seen[form] = row.line
        }
    }

    @Test("a unit's ratio is the fraction its row gives")
    func ratiosAreExact() throws {
        for row in try table("units").rows {
            guard let text = row[3] else { continue }
            let index = Lexicon.standard.unitIndex(of: row[0] ?? "")
            try #require(index >= 0, "\(row[0] ?? "") is not found")
            let ratio = try #require(Lexicon.standard.units[index].ratio)
            let one = ratio.denominator == ExactDecimal(1)
            let parts = text.split(separator: "/")
            #expect(ExactDecimal(parts[0]) == ratio.numerator)
            #expect(parts.count == 1 ? one : ExactDecimal(parts[1]) == ratio.denominator)
        }
    }

    @Test("conversions come back exactly")
    func conversionsRoundTrip() throws {
        let units = Lexicon.standard.units.filter { $0.ratio != nil }
        for (_, family) in Dictionary(grouping: units, by: \.dimension) {
            let base = try #require(family.first?.ratio)
            for unit in family {
                let ratio = try #require(unit.ratio)
                let top = try #require(ratio.numerator.multiplied(by: base.denominator))
                let bottom = try #require(ratio.denominator.multiplied(by: base.numerator))
                // A value that the fraction divides has an exact counterpart.
                let value = try #require(bottom.multiplied(by: ExactDecimal(1234)))
                let there = value.multiplied(by: top)?.divided(by: bottom)
                let back = there?.multiplied(by: bottom)?.divided(by: top)
                #expect(back == value, "\(unit.form)")
            }
        }
    }

    @Test("synonyms share dimension and ratio")
    func synonymsAgree() {
        for (name, family) in Dictionary(grouping: Lexicon.standard.units, by: \.canonical) {
            #expect(Set(family.map(\.dimension)).count == 1, "\(name)")
            #expect(family.allSatisfy { $0.ratio == family[0].ratio }, "\(name)")
        }
    }

    @Test("a bad row is refused with its line")
    func badRowsAreRefused() {
        #expect(throws: LexiconError.self) {
            try Lexicon.standard.overlaid(with: "units\t尺\t尺\tlength\tone/three\t-\t-", named: "x")
        }
        #expect(throws: LexiconError.self) {
            try Lexicon.standard.overlaid(with: "phrases\t一帆风顺\tnothing", named: "x")
        }
    }
}

@Suite("Exact decimals")
struct QuantitiesDecimalTests {
    @Test(
        "plain notation comes back",
        arguments: ["0", "-12.5", "174800", "0.001", "27.13", "334800", "1400000000000"])
    func roundTrips(text: String) {
        #expect(ExactDecimal(text)?.description == text)
    }

    @Test("33.48万 is exact")
    func isExact() {
        #expect(ExactDecimal("33.48")?.scaled(byPowerOfTen: 4) == ExactDecimal(334_800))
        #expect(ExactDecimal(1).divided(by: ExactDecimal(8))?.description == "0.125")
        #expect(ExactDecimal(1).divided(by: .zero) == nil)
        let large = ExactDecimal(9).scaled(byPowerOfTen: 300)
        #expect(large.multiplied(by: large) != nil)
    }

    @Test("what is no number is nil", arguments: ["", ".", "1e", "1.2.3", "万", "1e9999", "+-1"])
    func refuses(text: String) {
        #expect(ExactDecimal(text) == nil)
    }
}
