import Foundation
import Gongbao
import GongbaoReaders
import Testing

@Suite("Pictures")
struct ScanTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Corpus/formats")

    /// Whether what `scripts/install-ocr` installs is there: the finding says where it is not.
    private static let isInstalled = (try? read("report.jpeg"))?.findings.isEmpty ?? false

    private static func read(_ name: String) throws -> SourceDocument {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        return try DocumentReader.read(bytes, as: FileFormat.detect(bytes))
    }

    private static let origin = Converter.Origin(
        path: nil, sha256: String(repeating: "0", count: 64), mediaType: "image/png")

    @Test(
        "a table in a PNG has its cells",
        .enabled(if: isInstalled, "run scripts/install-ocr, which installs what reads pictures"))
    func table() throws {
        let document = try Self.read("plan.png")
        let grid = document.grid()
        #expect(grid.count == 40)
        #expect(grid.contains("2,0 2×1: 一、改善出行"))
        #expect(grid.contains("4,2: 新设助餐点26个，全年服务不少于8.5万人次；其中镇街不少于14个。"))
        #expect(grid.contains("5,4: 市民政局/市财政局"))
        #expect(document.layout?.runs.allSatisfy { $0.confidence.count == $0.range.count } == true)
    }

    @Test(
        "a report in a JPEG that was scanned sideways has its figures, in places of the page as shown",
        .enabled(if: isInstalled, "run scripts/install-ocr, which installs what reads pictures"))
    func report() throws {
        let record = Converter().convert(try Self.read("report.jpeg"), origin: Self.origin)
        #expect(record.document.title == "桐湾市民生实事上半年进展通报")
        let json = try #require(
            JSONSerialization.jsonObject(with: Data(record.json(lined: false))) as? [String: Any])
        let statements = try #require(json["statements"] as? [[String: Any]])
        for statement in statements {
            let quantity = try #require(statement["quantity"] as? [String: Any])
            let box = try #require(quantity["box"] as? [Double])
            // Its text runs from bottom to top.
            #expect(box[3] - box[1] > box[2] - box[0] && box[3] < 600 && quantity["page"] != nil)
        }
        #expect(
            record.statements.map(\.quantity.text) == [
                "6项", "31座", "64.6%", "7.9万平方米", "62.7%", "17个", "4.6万人次", "9个", "735户",
                "380人次", "1200个",
            ])
    }

    @Test("a figure and a cell of doubtful characters are marked, and no others")
    func doubts() throws {
        var page = PageFixture(1)
        page.text("全市新建停车位", 50, 30)
        page.text("120", 120, 30, confidence: 40)
        page.text("个，改造公园6座。", 135, 30)
        for y: Float in [50, 80, 110] { page.horizontal(y, 50, 256) }
        for x: Float in [50, 156, 256] { page.vertical(x, 50, 110) }
        page.cell(["事项"], 50, 50)
        page.cell(["单位"], 156, 50)
        page.cell(["修路"], 50, 80)
        page.text("市交通局", 159, 94, confidence: 50)
        let converter = Converter(options: Converter.Options(tables: true))
        let record = converter.convert(PageFixture.document([page]), origin: Self.origin)
        #expect(record.statements.map(\.quantity.uncertain) == [true, nil])
        let cells = try #require(record.tables?.first?.cells)
        #expect(cells.map(\.uncertain) == [nil, nil, nil, true])
        #expect(record.findings.map(\.code) == ["ocr-uncertain"])
        #expect(record.findings.first?.ranges.count == 2)
    }
}
