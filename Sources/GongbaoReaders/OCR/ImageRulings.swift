/// Finds the rulings of a page in its picture: long thin runs of dark pixels.
struct ImageRulings {
    /// A ruling in pixels.
    struct Line {
        var isVertical: Bool
        var at: Int
        var thickness: Int
        var from: Int
        var to: Int
    }

    private static let darkest: UInt8 = 170
    private static let mostThickness = 10
    private static let mostGap = 3

    let lines: [Line]

    init(_ image: GrayImage, dotsPerInch: Float) {
        let long = Int(dotsPerInch * 0.4)
        let tall = Int(dotsPerInch * 0.25)
        lines =
            Self.find(image, isVertical: false, least: long)
            + Self.find(image, isVertical: true, least: tall)
    }

    private static func find(_ image: GrayImage, isVertical: Bool, least: Int) -> [Line] {
        let outer = isVertical ? image.width : image.height
        let inner = isVertical ? image.height : image.width
        let outerStep = isVertical ? 1 : image.width
        let innerStep = isVertical ? image.width : 1
        var open: [Line] = []
        var done: [Line] = []
        image.pixels.withUnsafeBufferPointer { pixels in
            for o in 0..<outer {
                var runs: [(from: Int, to: Int)] = []
                var from = -1
                var last = -1
                for i in 0..<inner where pixels[o * outerStep + i * innerStep] < darkest {
                    if from >= 0, i - last > mostGap {
                        if last - from >= least { runs.append((from, last)) }
                        from = -1
                    }
                    if from < 0 { from = i }
                    last = i
                }
                if from >= 0, last - from >= least { runs.append((from, last)) }
                var next: [Line] = []
                for run in runs {
                    if let index = open.firstIndex(where: { $0.from <= run.to && run.from <= $0.to }
                    ) {
                        var line = open.remove(at: index)
                        line.thickness = o - line.at + 1
                        line.from = min(line.from, run.from)
                        line.to = max(line.to, run.to)
                        next.append(line)
                    } else {
                        next.append(
                            Line(
                                isVertical: isVertical, at: o, thickness: 1, from: run.from,
                                to: run.to))
                    }
                }
                done += open
                open = next
            }
        }
        return (done + open).filter { $0.thickness <= mostThickness }
    }

    /// The picture without its rulings, which would be read as strokes.
    func erased(from image: GrayImage) -> GrayImage {
        var image = image
        for line in lines {
            for o in max(
                0, line.at - 1)...min(
                    (line.isVertical ? image.width : image.height) - 1, line.at + line.thickness)
            {
                for i in line.from...line.to {
                    image.pixels[line.isVertical ? i * image.width + o : o * image.width + i] = 255
                }
            }
        }
        return image
    }
}
