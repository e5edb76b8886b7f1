import Foundation
import Testing

@testable import Gongbao

/// One line of a rule's cases: `text⟦span⟧	value[..upper]	unit	comparator	per`, or `!text` where the
/// rule must not fire. ⏎ stands for a line break. The first mark is the rule's, others are figures.
private struct RuleCase: CustomTestStringConvertible {
    var rule: String
    var line: String
    var text: String
    var marks: [Range<Int>] = []
    var isNegative: Bool
    var cells: [String]

    var testDescription: String { "\(rule): \(line)" }

    init(rule: String, line: String) {
        self.rule = rule
        self.line = line
        isNegative = line.hasPrefix("!")
        cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        var plain = String.UnicodeScalarView()
        var start = 0
        for scalar in cells[0].dropFirst(isNegative ? 1 : 0).unicodeScalars {
            switch scalar {
            case "⟦": start = plain.count
            case "⟧": marks.append(start..<plain.count)
            case "⏎": plain.append("\n")
            default: plain.append(scalar)
            }
        }
        text = String(plain)
    }
}

private let casesFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Cases")

private func cases(of rule: String) -> [RuleCase] {
    let url = casesFolder.appendingPathComponent(rule + ".txt")
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        .map { RuleCase(rule: rule, line: String($0)) }
}

func explained(_ text: String) -> [NumeralRecord] {
    Converter().explain(Array(text.utf8), origin: .init(path: nil, sha256: ""))?.numerals ?? []
}

private func describe(_ numeral: NumeralRecord) -> [String] {
    guard numeral.kind == .quantity || numeral.kind == .number else {
        return [numeral.date ?? numeral.value?.description ?? "-", "-", "-", "-"]
    }
    var value = numeral.value?.description ?? "-"
    if let upper = numeral.upper { value += "..\(upper)" }
    let per = numeral.per.map { "\($0.value) \($0.unit)" } ?? "-"
    return [value, numeral.unit ?? "-", numeral.comparator.rawValue, per]
}

@Suite("Cases of the rules")
struct QuantitiesCasesTests {
    @Test("every rule has a case for it and one against it", arguments: RuleID.allCases)
    func isCovered(rule: RuleID) {
        let cases = cases(of: rule.rawValue)
        #expect(cases.contains { !$0.isNegative }, "\(rule.rawValue) has no positive case")
        #expect(cases.contains { $0.isNegative }, "\(rule.rawValue) has no negative case")
    }

    @Test("every file belongs to a rule")
    func noStrayFiles() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: casesFolder.path)
        let rules = Set(RuleID.allCases.map { $0.rawValue + ".txt" })
        #expect(names.filter { $0.hasSuffix(".txt") && !rules.contains($0) } == [])
    }

    @Test("cases", arguments: RuleID.allCases.flatMap { cases(of: $0.rawValue) })
    fileprivate func holds(_ example: RuleCase) throws {
        let numerals = explained(example.text)
        if example.isNegative {
            #expect(!numerals.contains { $0.rule == example.rule }, "the rule fires")
            return
        }
        let mark = try #require(example.marks.first, "a positive case marks a span")
        let found = numerals.first { $0.range == TextRange(mark.lowerBound, mark.upperBound) }
        let numeral = try #require(found, "read \(numerals.map { "\($0.text) by \($0.rule)" })")
        #expect(numeral.rule == example.rule)
        #expect(describe(numeral) == Array(example.cells.dropFirst()))
        for other in numerals where other.kind == .quantity {
            let marked = example.marks.contains {
                $0.lowerBound == other.range.start && $0.upperBound == other.range.end
            }
            #expect(marked, "\(other.text) is read as a quantity and is not marked")
        }
    }
}
