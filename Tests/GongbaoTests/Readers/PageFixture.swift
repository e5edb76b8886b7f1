import Gongbao
import GongbaoReaders

/// A page drawn by a test: characters ten points wide, rulings, nothing of any format.
struct PageFixture {
    private(set) var content: PageContent

    init(_ number: Int, width: Float = 600, height: Float = 400) {
        content = PageContent(number: number, width: width, height: height)
    }

    /// Draws text from a point of its baseline on; Latin characters are `narrow` times as wide.
    mutating func text(
        _ text: String, _ x: Float, _ y: Float, size: Float = 10, narrow: Float = 0.5,
        confidence: UInt8 = 100
    ) {
        var x = x
        for scalar in text.unicodeScalars {
            let width = scalar.value < 0x2E80 ? size * narrow : size
            content.glyphs.append(
                PageContent.Glyph(
                    code: scalar.value, x: x, baseline: y, right: x + width, size: size,
                    confidence: confidence))
            x += width
        }
    }

    /// Draws lines of a cell whose upper left corner is given.
    mutating func cell(_ lines: [String], _ x: Float, _ y: Float) {
        for (number, line) in lines.enumerated() { text(line, x + 3, y + 14 + Float(number) * 14) }
    }

    mutating func horizontal(_ y: Float, _ from: Float, _ to: Float) {
        content.rulings.append(PageContent.Ruling(isVertical: false, at: y, from: from, to: to))
    }

    mutating func vertical(_ x: Float, _ from: Float, _ to: Float) {
        content.rulings.append(PageContent.Ruling(isVertical: true, at: x, from: from, to: to))
    }

    /// The document of some pages.
    static func document(_ pages: [PageFixture]) -> SourceDocument {
        var assembler = PageAssembler()
        for page in pages { assembler.add(page.content) }
        return assembler.finish(byteCount: 0, encoding: "test")
    }
}

extension SourceDocument {
    /// The text of each cell of a table as "row,column rows×columns: text"; breaks as /.
    func grid(_ number: Int = 0) -> [String] {
        guard tables.indices.contains(number) else { return [] }
        return tables[number].cells.map { cell in
            var words = ""
            var end: Int?
            for fragment in cell.fragments {
                if let end, end < fragment.start { words += "/" }
                words += text.string(fragment)
                end = fragment.end
            }
            let spans =
                cell.rowSpan == 1 && cell.columnSpan == 1
                ? "" : " \(cell.rowSpan)×\(cell.columnSpan)"
            return "\(cell.row),\(cell.column)\(spans): \(words)"
        }
    }

    /// Its text as a string.
    var string: String { text.string(TextRange(0, text.scalars.count)) }
}
