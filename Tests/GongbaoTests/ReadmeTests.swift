import Foundation
import Testing

@testable import Gongbao

@Suite("README.md")
struct ReadmeTests {
    @Test func theSwiftExampleIsTheOneThatIsCompiled() throws {
        let example = try Corpus.text("Tests/GongbaoTests/ReadmeExample.swift")
        let start = try #require(example.range(of: "// README begins\n")).upperBound
        let end = try #require(example.range(of: "// README ends")).lowerBound
        let code = example[start..<end]
        #expect(try Corpus.text("README.md").contains("```swift\n\(code)```"))
    }

    @Test func theSwiftExampleDoesWhatItSays() throws {
        func read(_ name: String) throws -> DocumentRecord {
            let path = Corpus.root.appending(path: "Corpus/city/\(name).txt").path()
            return try #require(try record(of: path, sha256: "0"))
        }
        let lines = standings(table: try read("01-plan"), report: try read("02-half-year"))
        #expect(lines.contains { $0.hasPrefix("14.2 11/16 at ") })
        #expect(lines.allSatisfy { $0.contains("..<") })
    }

    /// The examples on the first screen stand in the documents that they are taken from.
    @Test func theSnippetsAreTheCorpus() throws {
        let readme = try Corpus.text("README.md")
        let blocks = readme.matches(of: /```text\n([^`]*)```/).map { String($0.output.1) }
        #expect(blocks.count == 2)
        for (block, path) in zip(
            blocks, ["Corpus/city/01-plan.txt", "Corpus/city/02-half-year.txt"])
        {
            let source = try Corpus.text(path)
            for part in block.split(separator: "\n").split(separator: "…") {
                let words = part.joined(separator: "\n")
                let dense = source.replacing("\n\n", with: "\n")
                #expect(source.contains(words) || dense.contains(words), "\(path): \(words)")
            }
        }
    }

    @Test(arguments: ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
    func linksInsideTheProjectResolve(path: String) throws {
        for match in try Corpus.text(path).matches(of: /\]\(([^)#:]+)\)/) {
            let target = Corpus.root.appending(path: String(match.output.1)).path()
            #expect(FileManager.default.fileExists(atPath: target), "\(path): \(match.output.1)")
        }
    }
}

@Suite("ARCHITECTURE.md")
struct ReadmeArchitectureTests {
    private func listed(_ heading: String) throws -> Set<String> {
        let text = try Corpus.text("ARCHITECTURE.md")
        let start = try #require(text.range(of: "\n## \(heading)\n")).upperBound
        let rest = text[start...]
        let section = rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)]
        var ids: Set<String> = []
        for row in section.split(separator: "\n") where row.hasPrefix("| `") {
            let cell = row.split(separator: "|")[0]
            for match in cell.matches(of: /`([^`]+)`/) { ids.insert(String(match.output.1)) }
        }
        return ids
    }

    @Test func rulesOfNumerals() throws {
        #expect(try listed("Rules that read numerals") == Set(RuleID.allCases.map(\.rawValue)))
    }

    @Test func rulesOfRoles() throws {
        #expect(try listed("Rules that give roles") == Set(RoleRule.allCases.map(\.rawValue)))
    }

    @Test func rulesOfTargets() throws {
        // The lines that set a rule, then the literals on them: rule = met ? "a" : "b".
        let root = Corpus.root.appending(path: "Sources/Gongbao/Assessment/TargetJudge.swift")
        let lines = try String(contentsOf: root, encoding: .utf8).split(separator: "\n")
        var rules: Set<String> = []
        for line in lines where line.contains("rule = ") || line.contains(" rule: ") {
            for match in line.matches(of: /"([a-z-]+)"/) { rules.insert(String(match.output.1)) }
        }
        #expect(rules.count >= 8)
        #expect(try listed("Rules that judge targets") == rules)
    }

    @Test func findings() throws {
        #expect(try listed("Findings") == Set(Lexicon.standard.findings.keys))
    }

    @Test func theRoomsAreThoseOfTheScript() throws {
        let script = try Corpus.text("scripts/layers")
        let text = try Corpus.text("ARCHITECTURE.md")
        let order = try #require(script.firstMatch(of: /ORDER = \[([^\]]+)\]/)).output.1
        for match in order.matches(of: /"(\w+)"/) where match.output.1 != "Lexicon" {
            #expect(text.contains("─▶ \(match.output.1)") || match.output.1 == "SourceText")
            #expect(text.contains("### \(match.output.1)\n"))
        }
    }
}
