public import Gongbao

/// Makes a document of its pages: add each page in order, then take the document.
///
/// Tables that go on over a page break become one, rows that the break cuts are rejoined, repeated
/// headings dropped; running heads and page numbers are marked as furniture.
public struct PageAssembler {
    /// The most characters that are read of one document.
    public static let mostCharacters = 40_000_000

    private var finder = FurnitureFinder()
    private var waiting: [PageAnalyzer.Result] = []
    private var writer = SourceWriter()
    private var paragraph: [(piece: TextPiece, turn: PageTurn)] = []
    private var table: JoinedTable?
    private var heldFurniture: [(piece: TextPiece, turn: PageTurn)] = []
    /// Pages that were left out, or of which parts were, with why.
    private var incomplete: [Finding] = []

    /// An assembler without pages.
    public init() {}

    /// Adds the next page; false when the document has become too long and the page is left out.
    @discardableResult
    public mutating func add(_ page: PageContent) -> Bool {
        guard writer.scalars.count + page.glyphs.count <= Self.mostCharacters else { return false }
        let result = PageAnalyzer(page).analyze()
        finder.note(result)
        waiting.append(result)
        if waiting.count > FurnitureFinder.reach { consume(waiting.removeFirst()) }
        return true
    }

    /// Notes what of a page could not be read.
    public mutating func note(_ finding: Finding) { incomplete.append(finding) }

    /// The document of all pages added.
    public mutating func finish(byteCount: Int, encoding: String) -> SourceDocument {
        while !waiting.isEmpty { consume(waiting.removeFirst()) }
        closeTable()
        closeParagraph()
        let text = SourceText(scalars: writer.scalars, encoding: encoding, byteCount: byteCount)
        var document = SourceDocument(text: text, lines: .paragraphs)
        document.tables = writer.tables
        document.furniture = writer.furniture
        document.layout = PageLayout(runs: writer.runs)
        document.findings = incomplete
        return document
    }

    private mutating func consume(_ page: PageAnalyzer.Result) {
        let furniture = finder.furniture(page)
        for (index, item) in page.items.enumerated() {
            switch item {
            case .line(let piece):
                if furniture.contains(index) || table != nil && Self.saysContinued(piece) {
                    heldFurniture.append((piece, page.turn))
                    if table == nil, paragraph.isEmpty { writeFurniture() }
                } else {
                    add(piece, page.turn)
                }
            case .table(let next): add(next)
            }
        }
    }

    private mutating func add(_ piece: TextPiece, _ turn: PageTurn) {
        closeTable()
        if let last = paragraph.last, !LineBreaks.isSoft(last.piece, piece) { closeParagraph() }
        paragraph.append((piece, turn))
    }

    private mutating func add(_ next: PageTable) {
        closeParagraph()
        if var open = table, open.lastPage < next.page, open.join(next) {
            table = open
        } else {
            closeTable()
            table = JoinedTable(next)
        }
    }

    private mutating func closeParagraph() {
        guard !paragraph.isEmpty else { return }
        let turns = Dictionary(
            paragraph.map { ($0.piece.page, $0.turn) }, uniquingKeysWith: { first, _ in first })
        writer.write(paragraph.map(\.piece)) { turns[$0.page] ?? PageTurn() }
        paragraph.removeAll(keepingCapacity: true)
        writeFurniture()
    }

    private mutating func closeTable() {
        guard let open = table else { return }
        table = nil
        writer.write(open)
        writeFurniture()
    }

    private mutating func writeFurniture() {
        for (piece, turn) in heldFurniture { writer.writeFurniture(piece, turn: turn) }
        heldFurniture.removeAll(keepingCapacity: true)
    }

    /// 续表: the page says that the table goes on.
    private static func saysContinued(_ piece: TextPiece) -> Bool {
        let marks = Set("（）()：: 　".unicodeScalars.map(\.value))
        let text = piece.scalars.filter { !marks.contains($0) }
        return ["续表", "续上表", "接上表", "续前表"].contains { text == $0.unicodeScalars.map(\.value) }
    }
}
