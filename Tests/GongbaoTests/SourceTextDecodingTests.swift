import Testing

@testable import Gongbao

private func decoded(
    _ bytes: [UInt8], encoding: String? = nil
) throws -> (text: String, encoding: String, findings: [String]) {
    let source = try #require(TextDecoder.decode(bytes, encoding: encoding))
    return (
        source.string(TextRange(0, source.scalars.count)), source.encoding,
        source.findings.map(\.code)
    )
}

private func utf16(_ text: String, little: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
        let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return little ? pair : pair.reversed()
    }
}

@Suite("Encodings")
struct SourceTextEncodingTests {
    @Test func utf8MarkIsNoPartOfTheText() throws {
        let result = try decoded([0xEF, 0xBB, 0xBF] + Array("新建5所".utf8))
        #expect(result.text == "新建5所")
        #expect(result.encoding == "UTF-8")
        #expect(result.findings.isEmpty)
    }

    @Test func aMarkInsideTheTextStays() throws {
        #expect(try decoded(Array("a\u{FEFF}b".utf8)).text.unicodeScalars.count == 3)
    }

    @Test(arguments: [true, false]) func utf16WithMark(little: Bool) throws {
        let mark: [UInt8] = little ? [0xFF, 0xFE] : [0xFE, 0xFF]
        let result = try decoded(mark + utf16("完成3.13万批次😀", little: little))
        #expect(result.text == "完成3.13万批次😀")
        #expect(result.encoding == (little ? "UTF-16LE" : "UTF-16BE"))
    }

    @Test(arguments: [true, false]) func utf16WithoutMark(little: Bool) throws {
        let text = "全市完成抽检3.13万批次。\n其中农村0.5万批次。\n"
        let result = try decoded(utf16(text, little: little))
        #expect(result.text == text)
        #expect(result.encoding == (little ? "UTF-16LE" : "UTF-16BE"))
    }

    /// 新增养老床位五百二十: ten characters, twenty bytes.
    private static let tenInGBK: [UInt8] = [
        0xD0, 0xC2, 0xD4, 0xF6, 0xD1, 0xF8, 0xC0, 0xCF, 0xB4, 0xB2, 0xCE, 0xBB, 0xCE, 0xE5, 0xB0,
        0xD9, 0xB6, 0xFE, 0xCA, 0xAE,
    ]

    @Test func tenCharactersOfGBK() throws {
        let result = try decoded(Self.tenInGBK)
        #expect(result.text == "新增养老床位五百二十")
        #expect(result.encoding == "GB18030")
        #expect(result.findings.isEmpty)
    }

    @Test(arguments: ["gb2312", "GBK", "gb18030", "GB_2312", "cp936"])
    func labelsOfChineseSites(label: String) throws {
        let result = try decoded(Self.tenInGBK, encoding: label)
        #expect(result.encoding == "GB18030")
        #expect(result.text.hasPrefix("新增"))
    }

    @Test func fourBytesOfGB18030() throws {
        // 㐀 (U+3400) has no two-byte form; the label gb2312 must not lose it.
        let bytes: [UInt8] = [0x81, 0x39, 0xEE, 0x39]
        #expect(try decoded(bytes, encoding: "gb2312").text == "㐀")
    }

    @Test func big5() throws {
        // 本年度完成工程十項
        let bytes: [UInt8] = [
            0xA5, 0xBB, 0xA6, 0x7E, 0xAB, 0xD7, 0xA7, 0xB9, 0xA6, 0xA8, 0xA4, 0x75, 0xB5, 0x7B,
            0xA4,
            0x51, 0xB6, 0xB5,
        ]
        let result = try decoded(bytes)
        #expect(result.text == "本年度完成工程十項")
        #expect(result.encoding == "Big5-HKSCS")
    }

    @Test func anUnknownNameIsRefused() {
        #expect(TextDecoder.decode([0x31], encoding: "no-such-encoding") == nil)
    }

    @Test func emptyAndOneByte() throws {
        #expect(try decoded([]).text.isEmpty)
        for byte: UInt8 in [0x00, 0x31, 0x80, 0xFF] {
            #expect(try decoded([byte]).text.unicodeScalars.count == 1)
        }
    }
}

@Suite("Damaged bytes")
struct SourceTextDamageTests {
    @Test func invalidUTF8IsFoundWithItsPlace() throws {
        let bytes = Array("全市新增床位".utf8) + [0xFF] + Array("共520张，完成任务".utf8)
        let source = try #require(TextDecoder.decode(bytes))
        #expect(source.encoding == "UTF-8")
        let finding = try #require(source.findings.first)
        #expect(finding.code == "undecodable")
        #expect(finding.ranges == [TextRange(6, 7)])
        #expect(finding.arguments == ["1"])
    }

    /// One replacement for each maximal invalid part (Unicode 3.9); what follows is kept.
    @Test(
        arguments: [
            ([0xC0, 0xAF], 2), ([0xE4, 0xB8], 1), ([0xED, 0xA0, 0x80], 3), ([0xF0, 0x9F, 0x98], 1),
            ([0xF4, 0x90, 0x80, 0x80], 4), ([0x80], 1), ([0xFE], 1),
        ] as [([UInt8], Int)])
    func maximalParts(bytes: [UInt8], count: Int) {
        let (scalars, valid) = TextDecoder.decodeUTF8((bytes + [0x41])[...])
        #expect(!valid)
        #expect(scalars == Array(repeating: 0xFFFD, count: count) + [0x41])
    }

    @Test func agreesWithTheStandardLibrary() {
        var random = FixedRandom(state: 20)
        for _ in 0..<2000 {
            let length = Int.random(in: 0..<12, using: &random)
            let bytes = (0..<length).map { _ -> UInt8 in
                // Lead and continuation bytes more often than chance would give them.
                [
                    0x41, 0x80, 0xBF, 0xC3, 0xE4, 0xED, 0xF0, 0xF4,
                    .random(in: 0...255, using: &random),
                ]
                .randomElement(using: &random) ?? 0
            }
            let wanted = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
            #expect(TextDecoder.decodeUTF8(bytes[...]).scalars == wanted, "\(bytes)")
        }
    }

    @Test func nulCharactersAreFoundAndKept() throws {
        let source = SourceText("床位\u{0}\u{0}520张\u{0}")
        let finding = try #require(source.findings.first)
        #expect(finding.code == "nul-character")
        #expect(finding.arguments == ["3"])
        #expect(finding.ranges == [TextRange(2, 4), TextRange(8, 9)])
        #expect(source.scalars.count == 9)
    }

    @Test func rangesOfAFindingAreLimitedButItsCountIsNot() throws {
        let source = SourceText(String(repeating: "\u{0}1", count: 500))
        let finding = try #require(source.findings.first)
        #expect(finding.arguments == ["500"])
        #expect(finding.ranges.count == 20)
    }

    @Test func aCutCharacterOfGB18030() throws {
        let bytes: [UInt8] = [0xCD, 0xEA, 0xB3, 0xC9, 0xC8, 0xFD, 0xB0, 0xD9, 0xC8]  // 完成三百 + half
        let source = try #require(TextDecoder.decode(bytes))
        #expect(source.encoding == "GB18030")
        #expect(source.string(TextRange(0, 4)) == "完成三百")
        #expect(source.findings.map(\.code) == ["undecodable"])
    }
}

@Suite("Lines and folding")
struct SourceTextViewTests {
    @Test func linesOfAllBreaks() {
        let source = SourceText("一\n二\r\n三\r四\u{0C}五")
        let lines = (1...5).compactMap { source.range(ofLine: $0).map(source.string) }
        #expect(lines == ["一", "二", "三", "四\u{0C}", "五"])
        #expect(source.range(ofLine: 0) == nil)
        #expect(source.range(ofLine: 6) == nil)
    }

    @Test func positionsCountScalars() {
        let source = SourceText("甲😀乙\r\n丙丁")
        #expect(source.position(of: 0) == (1, 1))
        #expect(source.position(of: 2) == (1, 3))  // the emoji is one scalar
        #expect(source.position(of: 5) == (2, 1))
        #expect(source.position(of: 6) == (2, 2))
    }

    @Test func foldingIsOneToOne() {
        for scalar in UInt32(0)...0xFFFF where !(0xD800...0xDFFF).contains(scalar) {
            let folded = CharacterTables.shared.folded(scalar)
            #expect(!(0xD800...0xDFFF).contains(UInt32(folded)), "U+\(String(scalar, radix: 16))")
        }
        let text = "（５２０張）㎡½①為😀"
        let word = CharacterTables.shared.foldedWord(text)
        #expect(word.count == text.unicodeScalars.count)
        #expect(String(decoding: word, as: UTF16.self) == "(520张)㎡½①为\u{FFFD}")
    }

    @Test func simplifiedTextFoldsToItself() throws {
        let tables = CharacterTables.shared
        // Documents in Traditional characters are named after where those are written.
        let traditional = ["hongkong", "macau", "-hk"]
        for path in Corpus.documents where !traditional.contains(where: path.contains) {
            let changed = try Corpus.text(path).unicodeScalars.filter { scalar in
                tables.classOf(scalar.value) == .han
                    && UInt32(tables.folded(scalar.value)) != scalar.value
            }
            #expect(changed.isEmpty, "\(path)")
        }
    }

    @Test func traditionalTextIsReadAsSimplified() {
        let word = CharacterTables.shared.foldedWord("萬億幹線參萬")
        #expect(String(decoding: word, as: UTF16.self).hasPrefix("万亿"))
    }
}
