import Testing

@testable import Gongbao

@Suite("Tries")
struct LexiconTrieTests {
    private func units(_ text: String) -> [UInt16] { Array(text.utf16) }

    private func trie(_ words: [String], reversed: Bool = false) -> Trie {
        var builder = TrieBuilder()
        for (index, word) in words.enumerated() {
            builder.insert(reversed ? units(word).reversed() : units(word), index)
        }
        return builder.freeze()
    }

    /// The longest word at `start`, by looking at each.
    private func naive(_ words: [String], _ text: [UInt16], _ start: Int) -> (Int, Int)? {
        var best: (Int, Int)?
        for (index, word) in words.enumerated() {
            let word = units(word)
            if text[start...].starts(with: word), start + word.count > best?.1 ?? start {
                best = (index, start + word.count)
            }
        }
        return best
    }

    /// The rooms know of each other in one direction only, so the number stands in both.
    @Test func gapIsThatOfFlows() { #expect(Trie.hardGap == Flow.Gap.hard) }

    @Test func matchesAreTheLongest() {
        var random = FixedRandom(state: 2025)
        let letters = Array("一二三万元\u{0}A")
        func word(_ most: Int) -> String {
            String(
                (0..<Int.random(in: 1...most, using: &random)).map { _ in
                    letters.randomElement(using: &random)!
                }
            )
        }
        for _ in 0..<200 {
            let words = Set((0..<20).map { _ in word(4) }).sorted()
            let trie = trie(words)
            defer { trie.deallocate() }
            let text = units(word(40))
            text.withUnsafeBufferPointer { buffer in
                for start in text.indices {
                    let match = trie.longestMatch(in: buffer, from: start, limit: text.count)
                    let wanted = naive(words, text, start)
                    #expect(match?.payload == wanted?.0, "\(words) in \(text) at \(start)")
                    #expect(match?.end == wanted?.1)
                }
            }
        }
    }

    @Test func wordsEndAtHardGaps() {
        let words = trie(["公里", "公里数", "公"])
        let backwards = trie(["不少于", "于"], reversed: true)
        defer {
            words.deallocate()
            backwards.deallocate()
        }
        let text = units("不少于公里数")
        func look(_ gaps: [UInt8]) -> (Int?, Int?) {
            text.withUnsafeBufferPointer { text in
                gaps.withUnsafeBufferPointer { gaps in
                    (
                        words.longestMatch(in: text, gaps, from: 3, limit: 6)?.end,
                        backwards.longestMatchBackwards(in: text, gaps, before: 3, limit: 0)?.end
                    )
                }
            }
        }
        let (hard, line) = (Flow.Gap.hard, Flow.Gap.line)
        #expect(look([0, 0, 0, 0, 0, 0]) == (6, 0))
        #expect(look([0, line, line, line, line, line]) == (6, 0))
        #expect(look([hard, 0, 0, 0, 0, hard]) == (5, 0))
        #expect(look([0, 0, hard, 0, hard, 0]) == (4, 2))
        // A gap before the numeral parts it from the words before.
        #expect(look([0, 0, 0, hard, 0, 0]) == (6, nil))
    }

    @Test func filterPassesEveryWord() {
        var builder = TrieBuilder()
        let words = ["十四五", "一", "百千万工程", "进一步", "A3"]
        for word in words { builder.insert(units(word), 0) }
        let filter = PairFilter(builder)
        defer { filter.deallocate() }
        for word in words.map(units) {
            #expect(filter.passes(word[0], word.count > 1 ? word[1] : 0x4E00))
        }
        #expect(!filter.passes(units("十")[0], units("五")[0]))
    }

    @Test func everyPhraseOfTheLexiconPasses() throws {
        let phrases = try #require(EmbeddedTables.all.first { $0.name == "phrases" })
        let lexicon = Lexicon.standard
        for row in Table(name: "phrases", text: phrases.text).rows {
            let word = CharacterTables.shared.foldedWord(row[0] ?? "")
            guard word.count > 1 else { continue }
            #expect(lexicon.phraseTrie.pairs.passes(word[0], word[1]), "\(row[0] ?? "")")
            #expect(lexicon.phraseTrie.value(of: word) != nil, "\(row[0] ?? "")")
        }
    }

    @Test func tablesMayHaveLineEndsOfWindows() {
        let rows = Table(name: "units", text: "#a\tb\r\n公里\tx\r\n\r\n里\t-\r\n").rows
        #expect(rows.map(\.line) == [2, 4])
        #expect(rows.map { $0[1] } == ["x", nil])
    }
}
