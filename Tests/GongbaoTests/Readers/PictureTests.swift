import Testing

@testable import GongbaoReaders

/// Pictures before a model sees them.
@Suite("Pictures: paper, marks, boxes")
struct PictureTests {
    private typealias Box = TextBoxes.Box

    /// A page of `paper` with bars of `ink` where text would stand.
    private func page(_ paper: (Int) -> UInt8, _ ink: UInt8) -> GrayImage {
        var image = GrayImage(
            width: 400, height: 300,
            pixels: (0..<400 * 300).map { paper($0 % 400) })
        for y in stride(from: 20, to: 280, by: 20) {
            for x in 20..<380 where x % 9 < 3 { image.pixels[y * 400 + x] = ink }
        }
        return image
    }

    private func fill(_ image: inout GrayImage, _ box: Box, _ shade: UInt8 = 0) {
        for y in box.top...box.bottom {
            for x in box.left...box.right { image.pixels[y * image.width + x] = shade }
        }
    }

    @Test("grey and shaded paper becomes white, faint ink black, and white paper stays")
    func paper() {
        for (paper, ink): ((Int) -> UInt8, UInt8) in [
            ({ _ in 160 }, 30), ({ x in UInt8(140 + x / 5) }, 20), ({ _ in 250 }, 150),
        ] {
            let image = PaperLevel.levelled(page(paper, ink))
            #expect(image.pixels[50 * 400 + 200] > 240)
            #expect(image.pixels[50 * 400 + 30] > 240)
            #expect(image.pixels[20 * 400 + 200 - 200 % 9] < 100)
        }
        let clean = page({ _ in 255 }, 0)
        #expect(PaperLevel.levelled(clean).pixels == clean.pixels)
        let blank = GrayImage(width: 5, height: 5, pixels: [UInt8](repeating: 200, count: 25))
        #expect(PaperLevel.levelled(blank).pixels.allSatisfy { $0 > 240 })
        let none = GrayImage(width: 0, height: 0, pixels: [])
        #expect(PaperLevel.levelled(none).pixels.isEmpty)
    }

    @Test("dashes and strokes that stand alone are told by their shape; 二 and specks are none")
    func marks() throws {
        var image = page({ _ in 255 }, 255)
        fill(&image, Box(left: 50, top: 100, right: 78, bottom: 101))
        fill(&image, Box(left: 120, top: 100, right: 129, bottom: 101))
        for step in 0..<24 {  // /
            fill(
                &image,
                Box(left: 200 - step / 2, top: 90 + step, right: 201 - step / 2, bottom: 90 + step))
        }
        fill(&image, Box(left: 250, top: 92, right: 270, bottom: 94))
        fill(&image, Box(left: 246, top: 108, right: 274, bottom: 110))
        fill(&image, Box(left: 320, top: 100, right: 321, bottom: 101))
        let found = LoneMarks.find(in: image, outside: [], height: 32)
            .sorted { $0.box.left < $1.box.left }
        #expect(
            found.map { LoneMarks.code(of: $0, height: 32) } == [0x2014, 0x2D, 0x2F, nil])
        // What stands in a box is read with that.
        let box = Box(left: 40, top: 80, right: 210, bottom: 120)
        #expect(LoneMarks.find(in: image, outside: [box], height: 32).count == 1)
    }

    @Test("a mark is alone where its cell holds nothing else")
    func alone() throws {
        func line(_ isVertical: Bool, _ at: Int) -> ImageRulings.Line {
            ImageRulings.Line(isVertical: isVertical, at: at, thickness: 2, from: 0, to: 300)
        }
        let mark = LoneMarks.Mark(box: Box(left: 150, top: 50, right: 160, bottom: 51))
        let cell = [line(false, 20), line(false, 80), line(true, 100), line(true, 200)]
        let beside = Box(left: 20, top: 40, right: 90, bottom: 60)
        let within = Box(left: 170, top: 40, right: 190, bottom: 60)
        #expect(LoneMarks.isAlone(mark, cell, [beside]))
        #expect(!LoneMarks.isAlone(mark, cell, [beside, within]))
        // The border of a table may be open on one side; a line of text is no cell.
        #expect(LoneMarks.isAlone(mark, Array(cell.prefix(3)), []))
        #expect(!LoneMarks.isAlone(mark, Array(cell.prefix(2)), []))
        #expect(!LoneMarks.isAlone(mark, [], []))
    }

    @Test("a box within another is read with it, one that only touches it by itself")
    func boxes() {
        let large = Box(left: 100, top: 10, right: 200, bottom: 42)
        let inner = Box(left: 100, top: 9, right: 135, bottom: 43)
        let touching = Box(left: 190, top: 10, right: 260, bottom: 42)
        let cut = Box(left: 300, top: 20, right: 290, bottom: 30)
        let result = TextBoxes.apart([inner, large, touching, cut, large])
        #expect(result.map(\.left) == [100, 190])
        #expect(result.map(\.right) == [200, 260])
    }
}
