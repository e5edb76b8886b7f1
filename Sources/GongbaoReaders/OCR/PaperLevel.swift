/// Brings paper to white and ink to black, wherever the paper is grey, shaded or the print faint.
///
/// The paper's shade is that of the light pixels of each tile of the picture, and between the middles of
/// tiles what lies between; all thresholds of recognition are made for white paper.
struct PaperLevel {
    private static let tile = 48
    /// Darker tiles are pictures or stamps, whose shade is their own.
    private static let darkest: Float = 90
    /// Paper that is as light, and ink as dark, is left alone.
    private static let white: Float = 244
    private static let black: Float = 70

    static func levelled(_ image: GrayImage) -> GrayImage {
        let columns = (image.width + tile - 1) / tile
        let rows = (image.height + tile - 1) / tile
        guard columns > 0, rows > 0 else { return image }
        let papers = smoothed(papers(of: image, columns, rows), columns, rows)
        var result = image
        let lightest = papers.max() ?? 255
        let isWhite = (papers.min() ?? 255) >= white
        if !isWhite { result.pixels = lightened(image, papers, columns, rows) }
        let ink = inkLevel(result)
        guard lightest > darkest, ink > black, ink < 190 else { return result }
        for index in result.pixels.indices {
            let value = (Float(result.pixels[index]) - ink) * 255 / (255 - ink)
            result.pixels[index] = UInt8(min(max(value, 0), 255))
        }
        return result
    }

    /// The shade of the lightest fifth of each tile.
    private static func papers(of image: GrayImage, _ columns: Int, _ rows: Int) -> [Float] {
        var result = [Float](repeating: 255, count: columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                var counts = [Int](repeating: 0, count: 256)
                var count = 0
                for y in stride(
                    from: row * tile, to: min(image.height, row * tile + tile), by: 2)
                {
                    for x in stride(
                        from: column * tile, to: min(image.width, column * tile + tile), by: 2)
                    {
                        counts[Int(image.pixels[y * image.width + x])] += 1
                        count += 1
                    }
                }
                var above = 0
                var level = 255
                while level > 0, (above + counts[level]) * 5 < count {
                    above += counts[level]
                    level -= 1
                }
                result[row * columns + column] = max(Float(level), darkest)
            }
        }
        return result
    }

    /// Each tile as light as the middle one of its neighbours, so that a stamp or a filled cell does
    /// not count as paper.
    private static func smoothed(_ papers: [Float], _ columns: Int, _ rows: Int) -> [Float] {
        var result = papers
        for row in 0..<rows {
            for column in 0..<columns {
                var near: [Float] = []
                for y in max(0, row - 1)...min(rows - 1, row + 1) {
                    for x in max(0, column - 1)...min(columns - 1, column + 1) {
                        near.append(papers[y * columns + x])
                    }
                }
                near.sort()
                result[row * columns + column] = near[near.count / 2]
            }
        }
        return result
    }

    private static func lightened(
        _ image: GrayImage, _ papers: [Float], _ columns: Int, _ rows: Int
    ) -> [UInt8] {
        var pixels = image.pixels
        for y in 0..<image.height {
            let v = max(0, min(Float(rows - 1), (Float(y) + 0.5) / Float(tile) - 0.5))
            let upper = Int(v)
            let lower = min(rows - 1, upper + 1)
            let fv = v - Float(upper)
            for x in 0..<image.width {
                let u = max(0, min(Float(columns - 1), (Float(x) + 0.5) / Float(tile) - 0.5))
                let left = Int(u)
                let right = min(columns - 1, left + 1)
                let fu = u - Float(left)
                let a =
                    papers[upper * columns + left] * (1 - fu)
                    + papers[upper * columns + right] * fu
                let b =
                    papers[lower * columns + left] * (1 - fu)
                    + papers[lower * columns + right] * fu
                // A little of the noise of the paper is white as well.
                let paper = (a * (1 - fv) + b * fv) * 0.97
                pixels[y * image.width + x] = UInt8(
                    min(255, Float(pixels[y * image.width + x]) * 255 / paper))
            }
        }
        return pixels
    }

    /// The shade of the darkest pixels, of which a page of text has one in two hundred.
    private static func inkLevel(_ image: GrayImage) -> Float {
        var counts = [Int](repeating: 0, count: 256)
        for pixel in image.pixels { counts[Int(pixel)] += 1 }
        var below = 0
        for level in 0..<256 {
            below += counts[level]
            if below * 200 >= image.pixels.count { return Float(level) }
        }
        return 255
    }
}
