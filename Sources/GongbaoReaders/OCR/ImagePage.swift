/// Makes a page of its picture: text by recognition, rulings by their pixels.
struct ImagePage {
    let models: TextModels
    let dotsPerInch: Float

    func content(_ picture: GrayImage, number: Int) -> PageContent {
        let slope = picture.slope()
        let image = abs(slope) >= 0.001 ? picture.turned(by: slope) : picture
        let points = 72 / dotsPerInch
        var page = PageContent(
            number: number, width: Float(image.width) * points, height: Float(image.height) * points
        )
        let rulings = ImageRulings(image, dotsPerInch: dotsPerInch)
        for line in rulings.lines {
            page.rulings.append(
                PageContent.Ruling(
                    isVertical: line.isVertical,
                    at: (Float(line.at) + Float(line.thickness) / 2) * points,
                    from: Float(line.from) * points, to: Float(line.to + 1) * points))
        }
        let clean = rulings.erased(from: image)
        for box in TextBoxes.find(in: clean, models) {
            for part in parts(of: box, rulings) {
                add(part, of: clean, to: &page)
            }
        }
        return page
    }

    /// Text that runs over a ruling is that of two cells.
    private func parts(of box: TextBoxes.Box, _ rulings: ImageRulings) -> [TextBoxes.Box] {
        let height = box.bottom - box.top
        let cuts = rulings.lines.filter {
            $0.isVertical && $0.at > box.left + height / 3 && $0.at < box.right - height / 3
                && min($0.to, box.bottom) - max($0.from, box.top) > height * 2 / 3
        }.map(\.at).sorted()
        var result: [TextBoxes.Box] = []
        var rest = box
        for cut in cuts {
            var part = rest
            part.right = cut
            rest.left = cut + 1
            result.append(part)
        }
        return result + [rest]
    }

    private func add(_ box: TextBoxes.Box, of image: GrayImage, to page: inout PageContent) {
        let characters = TextLineReader.read(box, of: image, models)
        guard !characters.isEmpty else { return }
        let points = 72 / dotsPerInch
        // A box is grown around its line; the characters fill about two thirds of it.
        let size = Float(box.bottom - box.top) * 0.68 * points
        let baseline = Float(box.top + box.bottom) / 2 * points + size * 0.36
        for (index, character) in characters.enumerated() {
            let left =
                index > 0
                ? (characters[index - 1].x + character.x) / 2 : character.x - size / points / 2
            let right =
                index + 1 < characters.count
                ? (character.x + characters[index + 1].x) / 2 : character.x + size / points / 2
            page.glyphs.append(
                PageContent.Glyph(
                    code: character.code, x: left * points, baseline: baseline,
                    right: right * points, size: size, confidence: character.confidence))
        }
    }
}
