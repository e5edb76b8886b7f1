import Foundation
import Gongbao
import GongbaoReaders
import Testing

@Suite("PDF")
struct PDFReaderTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Corpus/formats")

    /// A document of `Corpus/formats`; nil where pdfium is not installed.
    private func read(_ name: String) throws -> SourceDocument? {
        let data = try Data(contentsOf: Self.folder.appending(path: name))
        do throws(PDFReader.Failure) {
            return try PDFReader.read([UInt8](data))
        } catch {
            if error == .libraryMissing { return nil }
            throw error
        }
    }

    @Test("a table without outer borders over two pages")
    func openBorders() throws {
        guard let document = try read("open-borders.pdf") else { return }
        #expect(
            document.grid() == [
                "0,0: 类别", "0,1: 序号", "0,2: 工作内容", "0,3: 责任单位",
                "1,0 2×1: 一、改善出行", "1,1: 1",
                "1,2: 新建停车泊位1200个，改造人行道路三十六公里。", "1,3: 市交通局/北岸区政府",
                "2,1: 2", "2,2: 新增公交线路5条。", "2,3: 市交通局",
                "3,0 2×1: 二、方便就医", "3,1: 3",
                "3,2: 改造社区卫生站18个，配备全科医生多达42名，开展义诊60场。",
                "3,3: 市卫生局/南岸区政府",
                "4,1: 4", "4,2: 为3万名老人免费体检。", "4,3: 市卫生局",
            ])
        #expect(document.furniture.count == 2)
    }

    @Test("turned pages and turned text read upright, boxes stay those of the page as shown")
    func turned() throws {
        guard let document = try read("turned.pdf") else { return }
        #expect(
            document.grid(0) == [
                "0,0: 区县", "0,1: 目标（户）", "0,2: 完成（户）", "1,0: 北岸区", "1,1: 1200", "1,2: 960",
                "2,0: 南岸区", "2,1: 800", "2,2: 812",
            ])
        #expect(
            document.grid(1) == [
                "0,0: 区县", "0,1: 就诊（万人次）", "0,2: 增长（％）", "1,0: 北岸区", "1,1: 3.6",
                "1,2: 4.1", "2,0: 南岸区", "2,1: 2.85", "2,2: 6.0",
            ])
        let box = try #require(document.tables.last?.cells.first?.boxes.first)
        // The second page is upright, its text runs downwards: a wide cell is a high box.
        #expect(box.bottom - box.top > box.right - box.left)
    }

    @Test("columns are read one after the other, running heads apart")
    func columns() throws {
        guard let document = try read("columns.pdf") else { return }
        let text = document.string
        let left = try #require(text.range(of: "停车难看病远"))
        let right = try #require(text.range(of: "下一步各责任单位"))
        #expect(left.lowerBound < right.lowerBound)
        #expect(text.contains("倒排工期挂图作战截至六月底十项任务"))
        #expect(document.tables.isEmpty)
        #expect(document.furniture.count == 6)
    }

    @Test("figures without rulings")
    func noRulings() throws {
        guard let document = try read("no-rulings.pdf") else { return }
        #expect(document.tables.first?.rows == 5)
        #expect(document.grid().suffix(4) == ["4,0: 合计", "4,1: 2,450", "4,2: 2,072", "4,3: 84.6%"])
    }

    @Test("what a font does not tell is a finding, not a character")
    func undecodable() throws {
        guard let document = try read("undecodable.pdf") else { return }
        #expect(document.string.hasPrefix("Done 42"))
        #expect(document.text.findings.map(\.code) == ["undecodable"])
    }

    @Test("what is no PDF is refused, and cut documents never end the program")
    func damaged() throws {
        guard try read("no-rulings.pdf") != nil else { return }
        #expect(throws: PDFReader.Failure.damaged) { try PDFReader.read(Array("no PDF".utf8)) }
        #expect(throws: PDFReader.Failure.damaged) { try PDFReader.read([]) }
        let whole = [UInt8](
            try Data(contentsOf: Self.folder.appending(path: "open-borders.pdf")))
        for cut in stride(from: 0, to: whole.count, by: 97) {
            _ = try? PDFReader.read(Array(whole[..<cut]))
        }
    }
}
