/// Makes a page of its picture: text by recognition, rulings by their pixels.
struct ImagePage {
    let models: TextModels
    let dotsPerInch: Float

    func content(_ given: GrayImage, number: Int) -> PageContent {
        let picture = PaperLevel.levelled(given)
        let (upright, quarters) = PictureTurn(models: models).upright(picture)
        let points = 72 / dotsPerInch
        let turn = PageTurn(
            quarters: quarters, width: Float(picture.width) * points,
            height: Float(picture.height) * points)
        return Self.asShown(content(ofUpright: upright, number: number), turn)
    }

    /// The page as it was given, its text standing in the direction in which it was found.
    private static func asShown(_ page: PageContent, _ turn: PageTurn) -> PageContent {
        guard turn.quarters != 0 else { return page }
        var result = page
        result.width = turn.width
        result.height = turn.height
        for (index, glyph) in page.glyphs.enumerated() {
            let (x, baseline) = turn.original(glyph.x, glyph.baseline)
            result.glyphs[index].x = x
            result.glyphs[index].baseline = baseline
            result.glyphs[index].right = x + (glyph.right - glyph.x)
            result.glyphs[index].direction = turn.quarters
        }
        for (index, line) in page.rulings.enumerated() {
            let a = line.isVertical ? (line.at, line.from) : (line.from, line.at)
            let b = line.isVertical ? (line.at, line.to) : (line.to, line.at)
            let from = turn.original(a.0, a.1)
            let to = turn.original(b.0, b.1)
            let isVertical = turn.quarters == 2 ? line.isVertical : !line.isVertical
            result.rulings[index] = PageContent.Ruling(
                isVertical: isVertical, at: isVertical ? from.0 : from.1,
                from: isVertical ? from.1 : from.0, to: isVertical ? to.1 : to.0)
        }
        return result
    }

    private func content(ofUpright picture: GrayImage, number: Int) -> PageContent {
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
        let found = TextBoxes.completed(TextBoxes.find(in: clean, models), in: clean)
        let boxes = TextBoxes.apart(found.flatMap { parts(of: $0, rulings) })
        var lines = boxes.map { Line(box: $0, characters: read($0, of: clean)) }
        for index in lines.indices { Self.mendStroke(&lines[index], clean) }
        lines += loneMarks(in: clean, boxes, rulings)
        Self.mendDashes(&lines)
        for line in lines { add(line, to: &page) }
        return page
    }

    /// Text of one line in one cell.
    private struct Line {
        var box: TextBoxes.Box
        var characters: [TextLineReader.Character]
        var middle: Float { Float(box.left + box.right) / 2 }
        /// Its only character.
        var lone: UInt32? { characters.count == 1 ? characters[0].code : nil }
    }

    private func read(_ box: TextBoxes.Box, of image: GrayImage) -> [TextLineReader.Character] {
        TextLineReader.read(box, of: image, models)
    }

    /// What the model that finds lines has passed over.
    private func loneMarks(
        in image: GrayImage, _ boxes: [TextBoxes.Box], _ rulings: ImageRulings
    ) -> [Line] {
        guard let height = LoneMarks.lineHeight(boxes) else { return [] }
        return LoneMarks.find(in: image, outside: boxes, height: height).prefix(2_000)
            .compactMap { mark in
                let box = LoneMarks.box(around: mark, height: height, in: image)
                if let code = LoneMarks.code(of: mark, height: height),
                    LoneMarks.isAlone(mark, rulings.lines, boxes)
                {
                    let x = Float(mark.box.left + mark.box.right) / 2
                    let character = TextLineReader.Character(
                        code: code, x: x, confidence: LoneMarks.confidence)
                    return Line(box: box, characters: [character])
                }
                let characters = read(box, of: image)
                return characters.isEmpty ? nil : Line(box: box, characters: characters)
            }
    }

    /// A line that is nothing but a leaning stroke is no 1.
    private static func mendStroke(_ line: inout Line, _ image: GrayImage) {
        guard line.lone == 0x31, let mark = LoneMarks.mark(in: line.box, of: image),
            LoneMarks.code(of: mark, height: line.box.bottom - line.box.top + 1) == 0x2F
        else { return }
        line.characters[0].code = 0x2F
        line.characters[0].confidence = LoneMarks.confidence
    }

    /// A line that is nothing but 一 is a dash, unless its column counts on in 二 or 三.
    private static func mendDashes(_ lines: inout [Line]) {
        let counted = lines.filter { line in
            line.lone.map { $0 == 0x4E8C || $0 == 0x4E09 || $0 == 0x56DB } ?? false
        }
        for index in lines.indices where lines[index].lone == 0x4E00 {
            let height = Float(lines[index].box.bottom - lines[index].box.top)
            let isCounted = counted.contains { abs($0.middle - lines[index].middle) < height }
            guard !isCounted else { continue }
            lines[index].characters[0].code = 0x2014
            lines[index].characters[0].confidence = min(
                lines[index].characters[0].confidence, LoneMarks.confidence)
        }
    }

    /// Text that runs over a ruling is that of two cells; a box that only touches the next cell
    /// ends at the ruling.
    private func parts(of box: TextBoxes.Box, _ rulings: ImageRulings) -> [TextBoxes.Box] {
        let height = box.bottom - box.top
        var rest = box
        var cuts: [ImageRulings.Line] = []
        for line in rulings.lines {
            let end = line.at + line.thickness
            if line.isVertical {
                guard min(line.to, box.bottom) - max(line.from, box.top) > height / 2 else {
                    continue
                }
                if line.at > box.left + height / 2, end < box.right - height / 2 {
                    cuts.append(line)
                } else if line.at <= box.left + height / 2 {
                    rest.left = max(rest.left, end + 1)
                } else if end >= box.right - height / 2 {
                    rest.right = min(rest.right, line.at - 1)
                }
            } else if min(line.to, box.right) - max(line.from, box.left) > (box.right - box.left)
                / 2
            {
                if line.at <= box.top + height / 3 {
                    rest.top = max(rest.top, end + 1)
                } else if end >= box.bottom - height / 3 {
                    rest.bottom = min(rest.bottom, line.at - 1)
                }
            }
        }
        var result: [TextBoxes.Box] = []
        for cut in cuts.sorted(by: { $0.at < $1.at }) {
            var part = rest
            part.right = cut.at - 1
            rest.left = cut.at + cut.thickness + 1
            result.append(part)
        }
        return result + [rest]
    }

    /// How far apart the characters of a line are that are as wide as high; nil where there are few.
    private static func pitch(
        of characters: [TextLineReader.Character], near height: Float
    ) -> Float? {
        var gaps: [Float] = []
        for (a, b) in zip(characters, characters.dropFirst())
        where LineBuilder.isWide(a.code) && LineBuilder.isWide(b.code) {
            gaps.append(b.x - a.x)
        }
        guard gaps.count >= 3 else { return nil }
        gaps.sort()
        let middle = gaps[gaps.count / 2]
        return middle > height * 0.75 && middle < height * 1.4 ? middle : nil
    }

    private func add(_ line: Line, to page: inout PageContent) {
        let (box, characters) = (line.box, line.characters)
        guard !characters.isEmpty else { return }
        let points = 72 / dotsPerInch
        // A box is grown around its line; the characters fill about two thirds of it.
        let height = Float(box.bottom - box.top) * 0.68
        let size = (Self.pitch(of: characters, near: height) ?? height) * points
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
