import Gongbao
import Testing

@testable import GongbaoReaders

@Suite("Readers: grids, separated values, formats")
struct ReaderGridTests {
    private func csv(_ text: String) throws -> SourceDocument {
        try DocumentReader.read(Array(text.utf8), as: .text)
    }

    private func cells(_ document: SourceDocument) -> [String] {
        document.tables.flatMap(\.cells).map {
            "\($0.row),\($0.column) "
                + $0.fragments.map(document.text.string).joined(separator: "/")
        }
    }

    @Test("quoted cells keep commas and line breaks; positions count in the file's text")
    func quoted() throws {
        let text = "序号,任务,单位\r\n1,\"新建10座，\n改造5座\",市住建局\r\n2,\"培训300人,含60人\",市人社局\r\n"
        let document = try csv(text)
        #expect(
            cells(document).suffix(6) == [
                "1,0 1", "1,1 新建10座，/改造5座", "1,2 市住建局", "2,0 2", "2,1 培训300人,含60人", "2,2 市人社局",
            ])
        #expect(document.text.string(TextRange(0, 2)) == "序号")
    }

    @Test("a title above the table is no row of it")
    func title() throws {
        let document = try csv("2031年任务表,,\n序号,任务,单位\n1,甲,乙\n2,丙,丁\n")
        #expect(document.tables.map(\.rows) == [3])
    }

    @Test(
        "prose with commas is no table",
        arguments: [
            "1,200 people came, and 300 went.\nThen, after all, nothing.\nEnd.",
            "全市新增就业1,200人，完成全年目标。\n其中,甲区300人,乙区900人。\n",
            "一句话",
        ])
    func prose(_ text: String) throws {
        #expect(try csv(text).tables.isEmpty)
    }

    @Test("a quote that is never closed is text")
    func openQuote() throws {
        #expect(try csv("a,b,c\n1,\"2,3\n4,5,6\n").tables.isEmpty)
    }

    @Test("a merged cell is continued only where it begins")
    func merged() {
        var grid = GridBuilder()
        grid.beginRow(isHeader: true)
        grid.add([TextRange(0, 1)], columnSpan: 2)
        grid.add([TextRange(1, 2)])
        grid.beginRow(isHeader: false)
        let goesOn = grid.continueAbove(columnSpan: 2)
        #expect(goesOn)
        grid.add([TextRange(2, 3)])
        grid.beginRow(isHeader: false)
        grid.add([TextRange(3, 4)])
        let beginsAnew = grid.continueAbove(columnSpan: 1)
        #expect(!beginsAnew)
        let table = grid.table()
        #expect(table?.rows == 3)
        #expect(table?.columns == 3)
        #expect(table?.headerRows == 1)
        #expect(table?.cells.map(\.rowSpan) == [2, 1, 1, 1])
    }

    @Test("formats are told by content")
    func formats() {
        func detect(_ text: String) -> FileFormat { FileFormat.detect(Array(text.utf8)) }
        #expect(detect("%PDF-1.7") == .pdf)
        #expect(detect("{\\rtf1\\ansi") == .rtf)
        #expect(detect("\u{FEFF}<!DOCTYPE html><p>") == .html)
        #expect(detect("<!-- x --> <table border=1>") == .html)
        #expect(detect("<p>一</p>") == .html)
        #expect(detect("<plan>一</plan>") == .text)
        #expect(detect("< 5人的单位") == .text)
        #expect(detect("全市 <html> 标签") == .text)
        #expect(detect("") == .text)
        #expect(FileFormat.detect([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == .compound)
        #expect(FileFormat.detect([0x50, 0x4B, 0x03, 0x04]) == .archive)
    }

    @Test("a document goes to bytes and back as it was")
    func coder() throws {
        var document = SourceDocument(text: SourceText("任务\n1\n𠮷"), lines: .paragraphs)
        document.tables = [
            SourceTable(
                rows: 2, columns: 1, headerRows: 1,
                cells: [
                    .init(
                        row: 0, column: 0, rowSpan: 2, fragments: [TextRange(0, 2)],
                        boxes: [PageBox(page: 3, left: 1.5, top: 2, right: 3, bottom: 4)],
                        reference: "S!A1")
                ])
        ]
        document.furniture = [TextRange(3, 4)]
        document.declared.indexNumber = "000"
        document.findings = [Finding("file-damaged", ["X"], at: [TextRange(0, 1)])]
        document.layout = PageLayout(runs: [
            .init(
                range: TextRange(0, 2), box: PageBox(page: 1, left: 0, top: 0, right: 9, bottom: 9),
                edges: [4, 9], confidence: [90, 80])
        ])
        let bytes = DocumentCoder.encode(document)
        let back = try #require(try DocumentCoder.decode(bytes)?.get())
        #expect(DocumentCoder.encode(back) == bytes)
        #expect(back.text.scalars == document.text.scalars)
        #expect(back.tables[0].cells[0].reference == "S!A1")
        // What a damaged process sends is no document, and no crash.
        for end in bytes.indices { #expect(DocumentCoder.decode(Array(bytes[..<end])) == nil) }
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0xFF
            _ = DocumentCoder.decode(damaged)
        }
        let failure = DocumentCoder.encode(.limit(.ratio, 7))
        #expect(throws: ReadFailure.limit(.ratio, 7)) {
            _ = try DocumentCoder.decode(failure)?.get()
        }
    }
}
