import Foundation
import Testing

@testable import Gongbao
@testable import GongbaoReaders

/// Where the figures of a web page stand among the bytes of its file.
@Suite("Bytes of pages")
struct PageBytesTests {
    private static let encodings: [(name: String, encoding: String.Encoding, mark: [UInt8])] = [
        ("UTF-8", .utf8, []), ("UTF-8", .utf8, [0xEF, 0xBB, 0xBF]),
        ("GB18030", .utf8, []), ("UTF-16LE", .utf16LittleEndian, [0xFF, 0xFE]),
        ("UTF-16BE", .utf16BigEndian, [0xFE, 0xFF]),
    ]

    /// Each mention with the bytes of the page that it must have.
    private static let cases: [(page: String, text: String, bytes: String)] = [
        ("<p>新建停车位12万个。</p>", "12万个", "12万个"),
        ("<p>新建停车位<b>12</b>万个。</p>", "12万个", "12</b>万个"),
        ("<p>新建停车位1&#50;万&#x4E2A;。</p>", "12万个", "1&#50;万&#x4E2A;"),
        ("<p>占&nbsp;&nbsp;93&#46;5%。</p>", "93.5%", "93&#46;5%"),
        (
            "<p>&#8212;&#8212;㐀𠀀修复管网\n 17<!-- 9 --><span>公里</span></p>", "17公里",
            "17<!-- 9 --><span>公里"
        ),
        ("<p>培训\u{200B}3<wbr>0\u{AD}0人次，&copy;</p>", "300人次", "3<wbr>0\u{AD}0人次"),
        ("<ol><li>培训300人次<li>植树500株</ol>", "500株", "500株"),
        ("<table><tr><td>甲<td>新建8<tr><td>乙<td>座</table><p>共9座", "9座", "9座"),
    ]

    /// The characters of the cases in GB18030, by another program's tables.
    private static let gb18030: [Unicode.Scalar: String] = [
        "\u{AD}": "81308532", "\u{200B}": "8136a437", "\u{3002}": "a1a3", "\u{3400}": "8139ee39",
        "\u{4E07}": "cdf2", "\u{4E2A}": "b8f6", "\u{4E59}": "d2d2", "\u{4EBA}": "c8cb",
        "\u{4F4D}": "cebb", "\u{4FEE}": "d0de", "\u{505C}": "cda3", "\u{516C}": "b9ab",
        "\u{5171}": "b9b2", "\u{5360}": "d5bc", "\u{57F9}": "c5e0", "\u{590D}": "b8b4",
        "\u{5EA7}": "d7f9", "\u{5EFA}": "bda8", "\u{65B0}": "d0c2", "\u{6811}": "caf7",
        "\u{682A}": "d6ea", "\u{690D}": "d6b2", "\u{6B21}": "b4ce", "\u{7532}": "bcd7",
        "\u{7BA1}": "b9dc", "\u{7F51}": "cdf8", "\u{8BAD}": "d1b5", "\u{8F66}": "b3b5",
        "\u{91CC}": "c0ef", "\u{FF0C}": "a3ac", "\u{20000}": "95328236",
    ]

    private func bytes(
        _ text: String, _ name: String, _ encoding: String.Encoding
    ) throws -> [UInt8] {
        guard name == "GB18030" else { return Array(try #require(text.data(using: encoding))) }
        return try text.unicodeScalars.flatMap { scalar -> [UInt8] in
            if scalar.isASCII { return [UInt8(scalar.value)] }
            let digits = Array(try #require(Self.gb18030[scalar]))
            return stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(digits[$0...$0 + 1]), radix: 16)
            }
        }
    }

    private let converter = Converter()
    private static let origin = Converter.Origin(
        path: "a.html", sha256: "", mediaType: "text/html")

    private func record(_ file: [UInt8]) throws -> (DocumentRecord, SourceDocument) {
        let document = try DocumentReader.read(file, as: .html)
        return (converter.convert(document, origin: Self.origin), document)
    }

    @Test(arguments: encodings.indices, cases.indices)
    func mention(encoding: Int, number: Int) throws {
        let (name, encoding, mark) = Self.encodings[encoding]
        let (page, text, wanted) = Self.cases[number]
        let whole = "<html><body><div class=TRS_Editor>" + page + "</div></body></html>"
        let file = mark + (try bytes(whole, name, encoding))
        let (record, document) = try record(file)
        #expect(document.text.encoding == name)
        let statement = try #require(
            record.statements.first { $0.quantity.text == text },
            "\(record.statements.map(\.quantity.text))")
        let range = try #require(document.bytes?.origin(of: statement.quantity.range))
        #expect(Array(file[range]) == (try bytes(wanted, name, encoding)))
        // What is written, read back and written again says the same.
        var writer = JSONWriter(lined: false)
        record.write(to: &writer)
        let json = String(decoding: writer.bytes, as: UTF8.self)
        #expect(json.contains("\"bytes\":[\(range.lowerBound),\(range.upperBound)]"))
        var direct = JSONWriter(lined: false)
        converter.write(document, origin: Self.origin, to: &direct)
        #expect(String(decoding: direct.bytes, as: UTF8.self) == json)
        var again = JSONWriter(lined: false)
        try DocumentRecord(json: writer.bytes).write(to: &again)
        #expect(String(decoding: again.bytes, as: UTF8.self) == json)
    }

    /// Whatever bytes a page is damaged by, a range of bytes decodes to the characters it stands for.
    @Test(arguments: ["UTF-8", "GB18030", "Big5-HKSCS", "UTF-16LE", "Shift_JIS"])
    func damaged(encoding: String) throws {
        var state: UInt64 = 42
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let pieces: [[UInt8]] = [
            [0x31], [0x32, 0x0A], [0xE4, 0xB8, 0xAA], [0xB8, 0xF6], [0x81, 0x30, 0x81, 0x30],
            [0xF0, 0xA0, 0x80, 0x80], [0xA4, 0x40], [0xFF], [0x80], [0xE4, 0xB8], [0x81, 0x30],
            [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBD], [0x88, 0x62], [0x3D, 0xD8], [0x00, 0xDC],
        ]
        for _ in 0..<400 {
            let bytes = (0..<random(40)).flatMap { _ in pieces[random(pieces.count)] }
            let text = try #require(TextDecoder.decode(bytes, encoding: encoding))
            // Where ICU cannot tell there is none, but never a wrong one.
            guard let (widths, start) = TextDecoder.widths(of: text, in: bytes) else {
                #expect(text.encoding != "UTF-8")
                continue
            }
            #expect(widths.count == text.scalars.count)
            var place = start
            for (scalar, width) in zip(text.scalars, widths) {
                let piece = Array(bytes[place..<place + Int(width)])
                place += Int(width)
                guard scalar != 0xFFFD else { continue }
                #expect(TextDecoder.decode(piece, encoding: encoding)?.scalars == [scalar])
            }
            #expect(place == bytes.count)
        }
    }

    @Test func runsStayFew() throws {
        let line = "<p>全市新建公园三座，完成投资八亿元。</p>\n"
        let file = Array(String(repeating: line, count: 2_000).utf8)
        let document = try DocumentReader.read(file, as: .html)
        let runs = try #require(document.bytes?.runs)
        #expect(runs.count == 2_000)
        #expect(document.text.scalars.count > 30_000)
    }

    /// A document comes out of the reader process as it went in.
    @Test func coded() throws {
        let file = Array("<p>新建停车位<b>12</b>万个</p><table><tr><td>一<td>2人</table>".utf8)
        let document = try DocumentReader.read(file, as: .html)
        let again = try DocumentCoder.decode(DocumentCoder.encode(document))?.get()
        #expect(again?.bytes == document.bytes)
        #expect(document.bytes != nil)
    }
}
