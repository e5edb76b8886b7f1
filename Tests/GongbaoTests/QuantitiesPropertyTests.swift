import Foundation
import Testing

@testable import Gongbao

private let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Corpus").standardizedFileURL

private let documents: [URL] = {
    let all = FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "txt" }
        .sorted { $0.path < $1.path }
}()

/// A small generator of its own, so that a failure can be repeated.
private struct Lehmer: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

private func scan(_ text: String) -> (count: Int, mentions: [Mention]) {
    let source = SourceText(text)
    let reflow = Reflow.read(source, LineReader.lines(of: source), excluding: [])
    return (reflow.flow.count, Scanner.read(reflow.flow, of: source, .standard))
}

/// The first mention that is out of bounds, out of order or not in one piece; nil where all are well.
private func fault(in text: String) -> String? {
    let (count, mentions) = scan(text)
    var end = 0
    for mention in mentions {
        guard Int(mention.start) >= end, mention.end > mention.start, Int(mention.end) <= count,
            mention.lead <= mention.start, mention.lead >= 0, mention.numeralEnd <= mention.end
        else { return "\(mention) behind \(end) of \(count)" }
        end = Int(mention.end)
    }
    return nil
}

@Suite("Properties of the reading")
struct QuantitiesPropertyTests {
    @Test("mentions are in bounds, in order and apart", arguments: documents)
    func areSound(url: URL) throws {
        let text = try String(contentsOf: url, encoding: .utf8)
        #expect(fault(in: text) == nil)
        let source = SourceText(text)
        for numeral in explained(text) {
            #expect(numeral.range.start >= 0 && numeral.range.end <= source.scalars.count)
            #expect(numeral.text == source.string(numeral.range))
        }
    }

    @Test("any prefix and any mutation is read", arguments: documents)
    func neverTraps(url: URL) throws {
        let scalars = Array(
            try String(contentsOf: url, encoding: .utf8).unicodeScalars.prefix(1500))
        var generator = Lehmer(state: UInt64(scalars.count) &+ 7)
        let alphabet = Array(
            "0123456789.,%-—/:+eEkM点半两百千万亿兆零一十廿卅参壹角分元斤第每年月日至（）“” \n\t".unicodeScalars)
        for _ in 0..<8 {
            var text = Array(scalars.prefix(Int.random(in: 0...scalars.count, using: &generator)))
            #expect(fault(in: Self.string(text)) == nil)
            for _ in 0..<40 where !text.isEmpty {
                let place = Int.random(in: 0..<text.count, using: &generator)
                let new = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                if Bool.random(using: &generator) {
                    text[place] = new
                } else {
                    text.insert(new, at: place)
                }
            }
            #expect(fault(in: Self.string(text)) == nil)
        }
    }

    @Test("numeral characters in any order are read")
    func readsNonsense() {
        let alphabet = Array(
            "0123456789.,%-/eE点半两三五百千万亿兆零一十廿卅卌参壹拾佰角分元斤米又之负第每几多余个年月日至成折".unicodeScalars)
        var generator = Lehmer(state: 42)
        for _ in 0..<1500 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...24, using: &generator) {
                text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
            }
            let line = String(text)
            #expect(fault(in: line) == nil, "\(line)")
        }
    }

    @Test(
        "a line of digits, of 万 or of 一 takes linear time",
        arguments: ["7", "万", "一", "1万", "0.", "3/"])
    func isLinear(piece: String) {
        #expect(fault(in: String(repeating: piece, count: 30_000)) == nil)
    }

    private static func string(_ scalars: [Unicode.Scalar]) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
