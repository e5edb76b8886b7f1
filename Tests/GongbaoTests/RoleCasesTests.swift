import Foundation
import Testing

@testable import Gongbao

/// One line of a role rule's cases: `text⟦figure⟧	role`, or `!text⟦figure⟧` where the rule must not speak.
/// `P:` before the text: a plan instead of a report. ⏎ stands for a line break.
private struct RoleCase: CustomTestStringConvertible {
    var rule: RoleRule
    var line: String

    var testDescription: String { "\(rule.rawValue): \(line)" }
    var isNegative: Bool { line.hasPrefix("!") }

    /// The statement of the marked figure.
    func statement() throws -> StatementRecord {
        try markedStatement(line.split(separator: "\t")[0].drop { $0 == "!" })
    }

    static func all(_ rule: RoleRule) -> [RoleCase] {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Cases/Roles/\(rule.rawValue).txt")
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").map { RoleCase(rule: rule, line: String($0)) }
    }
}

@Suite("Cases of the role rules")
struct RoleCasesTests {
    /// Cells of results tables have their roles from columns; `ResultsTablesTests` holds them.
    private static let rules = RoleRule.allCases.filter {
        ![.cell, .rateCell, .nameCell].contains($0)
    }

    @Test("every rule has a case for it and one against it", arguments: rules)
    func isCovered(rule: RoleRule) {
        #expect(RoleCase.all(rule).contains { !$0.isNegative })
        #expect(RoleCase.all(rule).contains { $0.isNegative })
    }

    @Test("cases", arguments: rules.flatMap(RoleCase.all))
    fileprivate func holds(_ example: RoleCase) throws {
        let statement = try example.statement()
        if example.isNegative {
            #expect(statement.roleRule != example.rule.rawValue)
        } else {
            #expect(statement.roleRule == example.rule.rawValue)
            let role = example.line.split(separator: "\t").last.flatMap {
                Role(rawValue: String($0))
            }
            #expect(statement.role == role)
        }
    }
}
