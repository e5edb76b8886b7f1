import Foundation
import Testing

@testable import Gongbao

/// One line of the indicators' cases: `text⟦figure⟧	indicator`, or `!text⟦figure⟧	what it is not`.
private struct IndicatorCase: CustomTestStringConvertible {
    var line: String

    var testDescription: String { line }

    static let all: [IndicatorCase] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Cases/Indicators")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.sorted().flatMap { name in
            let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
            return (text ?? "").split(separator: "\n").map { IndicatorCase(line: String($0)) }
        }
    }()
}

@Suite("Cases of the indicators")
struct IndicatorCasesTests {
    @Test("there are cases for and against")
    func areThere() {
        #expect(IndicatorCase.all.contains { $0.line.hasPrefix("!") })
        #expect(IndicatorCase.all.contains { !$0.line.hasPrefix("!") })
    }

    @Test("cases", arguments: IndicatorCase.all)
    fileprivate func holds(_ example: IndicatorCase) throws {
        let fields = example.line.split(separator: "\t")
        try #require(fields.count == 2)
        let statement = try markedStatement(fields[0].drop { $0 == "!" })
        if example.line.hasPrefix("!") {
            #expect(statement.indicator != fields[1])
        } else {
            #expect(statement.indicator == fields[1])
        }
    }
}
