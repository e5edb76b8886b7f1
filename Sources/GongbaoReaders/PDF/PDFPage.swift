import CPdfium
import Gongbao

/// Turns what pdfium gives of a page into what all formats with pages share.
enum PDFPage {
    static func content(_ raw: gongbao_pdf_page, number: Int) -> PageContent {
        var page = PageContent(number: number, width: raw.width, height: raw.height)
        let characters = UnsafeBufferPointer(start: raw.characters, count: raw.character_count)
        page.glyphs.reserveCapacity(characters.count)
        for character in characters {
            if let glyph = glyph(character) { page.glyphs.append(glyph) }
        }
        for shape in UnsafeBufferPointer(start: raw.shapes, count: raw.shape_count) {
            switch Int(shape.kind) {
            case GONGBAO_PDF_HORIZONTAL:
                page.rulings.append(
                    PageContent.Ruling(
                        isVertical: false, at: shape.top, from: shape.left, to: shape.right))
            case GONGBAO_PDF_VERTICAL:
                page.rulings.append(
                    PageContent.Ruling(
                        isVertical: true, at: shape.left, from: shape.top, to: shape.bottom))
            case GONGBAO_PDF_AREA:
                page.areas.append(
                    PageBox(
                        page: number, left: shape.left, top: shape.top, right: shape.right,
                        bottom: shape.bottom))
            default: break
            }
        }
        return page
    }

    private static func glyph(_ raw: gongbao_pdf_character) -> PageContent.Glyph? {
        guard raw.size > 0.1, raw.size < 2_000 else { return nil }
        var code = raw.code
        if raw.undecodable != 0 || code > 0x10FFFF || (0xD800...0xDFFF).contains(code)
            || code == 0xFFFE || code == 0xFFFF
        {
            code = 0xFFFD
        }
        // Line ends and other controls that pdfium puts in are no characters of the page.
        if code < 0x20 { return nil }
        var glyph = PageContent.Glyph(
            code: code, x: raw.x, baseline: raw.y, right: raw.x + raw.advance, size: raw.size,
            direction: raw.direction)
        if raw.is_clipped != 0 { glyph.home = (raw.home_x, raw.home_y) }
        return glyph
    }

    /// Page numbers as a reader names them, at most twenty.
    static func list(_ pages: [Int]) -> String {
        let named = pages.prefix(20).map(String.init).joined(separator: "、")
        return pages.count > 20 ? named + "…" : named
    }
}
