import Foundation
import Testing

@testable import Gongbao

/// One line of `Cases/forms`: text with marked spans, a tab, and what each span says, parted by `; `.
///
/// A figure is `value[..upper] unit [bound] [/amount rate] [?]` with `-` for no unit, the bound as one
/// of ≥ > ≤ < ≈ ~, and ? for a repaired one. Others: `n:value` a number, `d:date`, `ord`, `id`, `ph`,
/// and `?` for what is reported as unexplained. No other figure may be read in the line.
private struct Form: CustomTestStringConvertible {
    var line: String
    var text = ""
    var marks: [Range<Int>] = []
    var wanted: [String] = []

    var testDescription: String { line }

    init(_ line: String) {
        self.line = line
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        var plain = String.UnicodeScalarView()
        var start = 0
        for scalar in cells[0].unicodeScalars {
            switch scalar {
            case "⟦": start = plain.count
            case "⟧": marks.append(start..<plain.count)
            case "⏎": plain.append("\n")
            default: plain.append(scalar)
            }
        }
        text = String(plain)
        if cells.count > 1 { wanted = cells[1].components(separatedBy: "; ") }
    }
}

private let formsFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Cases/forms")

private let forms: [Form] = {
    let files =
        (try? FileManager.default.contentsOfDirectory(
            at: formsFolder, includingPropertiesForKeys: nil)) ?? []
    return files.sorted { $0.path < $1.path }.flatMap { url -> [Form] in
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { Form(String($0)) }
    }
}()

private let signs: [Gongbao.Comparator: String] = [
    .atLeast: " ≥", .moreThan: " >", .atMost: " ≤", .lessThan: " <", .about: " ≈", .nearly: " ~",
]

private func describe(_ numeral: NumeralRecord) -> String {
    var value = numeral.value?.description ?? "-"
    if let upper = numeral.upper { value += "..\(upper)" }
    switch numeral.kind {
    case .date: return "d:" + (numeral.date ?? "-")
    case .ordinal: return "ord"
    case .identifier: return "id"
    case .phrase: return "ph"
    case .unexplained: return "?"
    case .number: return "n:" + value
    case .quantity:
        let per = numeral.per.map { " /\($0.value) \($0.unit)" } ?? ""
        return value + " " + (numeral.unit ?? "-") + (signs[numeral.comparator] ?? "") + per
            + (numeral.readAs == nil ? "" : " ?")
    }
}

@Suite("Forms of numerals")
struct QuantitiesFormsTests {
    @Test("there are forms")
    func thereAreForms() {
        #expect(forms.count > 300)
    }

    @Test("forms", arguments: forms)
    fileprivate func reads(_ form: Form) {
        #expect(form.marks.count == form.wanted.count, "a mark for each reading")
        let numerals = explained(form.text)
        for (mark, wanted) in zip(form.marks, form.wanted) {
            let found = numerals.first { $0.range == TextRange(mark.lowerBound, mark.upperBound) }
            #expect(found.map(describe) == wanted)
        }
        for numeral in numerals where numeral.kind == .quantity || numeral.kind == .unexplained {
            let marked = form.marks.contains {
                $0.lowerBound == numeral.range.start && $0.upperBound == numeral.range.end
            }
            #expect(marked, "\(numeral.text) is read as \(describe(numeral)) and is not marked")
        }
    }
}
