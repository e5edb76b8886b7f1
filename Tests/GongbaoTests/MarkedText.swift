import Testing

@testable import Gongbao

/// The statement of the figure that is marked in a text: 新建⟦4个⟧服务站. `P:` before the text makes
/// it a plan instead of a report; ⏎ stands for a line break.
func markedStatement(_ marked: Substring) throws -> StatementRecord {
    let isPlan = marked.hasPrefix("P:")
    let text = marked.dropFirst(isPlan ? 2 : 0).replacing("⏎", with: "\n")
    let open = try #require(text.unicodeScalars.firstIndex(of: "⟦"))
    let start = text.unicodeScalars.distance(from: text.unicodeScalars.startIndex, to: open)
    let plain = text.filter { $0 != "⟦" && $0 != "⟧" }
    let record = convert(String(plain), kind: isPlan ? .taskTable : .progressReport, year: 2025)
    let found = record.allStatements.first {
        $0.quantity.range.start <= start && start < $0.quantity.range.end
    }
    return try #require(found, "no statement at the mark")
}
