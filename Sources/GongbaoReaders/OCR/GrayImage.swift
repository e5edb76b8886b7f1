/// A picture of a page in shades of grey, 0 black.
struct GrayImage {
    let width: Int
    let height: Int
    var pixels: [UInt8]

    /// The picture turned by a small angle around its middle, white where nothing was.
    func turned(by slope: Float) -> GrayImage {
        let length = (1 + slope * slope).squareRoot()
        let c = 1 / length
        let s = slope / length
        let cx = Float(width) / 2
        let cy = Float(height) / 2
        var result = [UInt8](repeating: 255, count: pixels.count)
        for y in 0..<height {
            for x in 0..<width {
                let dx = Float(x) - cx
                let dy = Float(y) - cy
                let value = sample(cx + dx * c - dy * s, cy + dx * s + dy * c)
                result[y * width + x] = value
            }
        }
        return GrayImage(width: width, height: height, pixels: result)
    }

    /// The picture turned counter-clockwise by quarter turns.
    func turned(quarters: UInt8) -> GrayImage {
        guard quarters & 3 != 0 else { return self }
        let isSideways = quarters & 1 == 1
        let columns = isSideways ? height : width
        let rows = isSideways ? width : height
        var result = [UInt8](repeating: 255, count: pixels.count)
        for y in 0..<rows {
            for x in 0..<columns {
                let at =
                    switch quarters & 3 {
                    case 1: x * width + width - 1 - y
                    case 2: (height - 1 - y) * width + width - 1 - x
                    default: (height - 1 - x) * width + y
                    }
                result[y * columns + x] = pixels[at]
            }
        }
        return GrayImage(width: columns, height: rows, pixels: result)
    }

    /// The shade between pixels.
    func sample(_ x: Float, _ y: Float) -> UInt8 {
        guard x >= 0, y >= 0, x < Float(width - 1), y < Float(height - 1) else { return 255 }
        let column = Int(x)
        let row = Int(y)
        let fx = x - Float(column)
        let fy = y - Float(row)
        let at = row * width + column
        let upper = Float(pixels[at]) * (1 - fx) + Float(pixels[at + 1]) * fx
        let lower = Float(pixels[at + width]) * (1 - fx) + Float(pixels[at + width + 1]) * fx
        return UInt8(min(max(upper * (1 - fy) + lower * fy + 0.5, 0), 255))
    }

    /// How much its lines slope: the slope at which rows of pixels are most unlike each other.
    func slope() -> Float {
        let step = 8
        var dark: [(x: Int, y: Int)] = []
        for y in stride(from: 0, to: height, by: 1) {
            for x in stride(from: 0, to: width, by: step) where pixels[y * width + x] < 140 {
                dark.append((x, y))
            }
        }
        guard dark.count > 200 else { return 0 }
        var best: Float = 0
        var most = 0
        for tenth in -30...30 {
            let slope = Float(tenth) * 0.001
            var rows = [Int](repeating: 0, count: height + 256)
            for point in dark {
                let y = point.y - Int((Float(point.x - width / 2) * slope).rounded()) + 128
                if y >= 0, y < rows.count { rows[y] += 1 }
            }
            let sharpness = rows.reduce(0) { $0 + $1 * $1 }
            if sharpness > most || sharpness == most && abs(slope) < abs(best) {
                most = sharpness
                best = slope
            }
        }
        return best
    }
}
