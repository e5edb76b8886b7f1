/// Finds where lines of text stand in a picture.
struct TextBoxes {
    /// A box around a line of text, in pixels.
    struct Box {
        var left: Int
        var top: Int
        var right: Int
        var bottom: Int
    }

    private static let threshold: Float = 0.3
    private static let leastScore: Float = 0.5
    private static let growth: Float = 1.6
    private static let darkest: UInt8 = 140

    /// The boxes of a picture from the top.
    ///
    /// - Parameter longest: To how many pixels a longer side is brought before looking.
    static func find(in image: GrayImage, _ models: TextModels, longest: Float = 2_400) -> [Box] {
        let scale = min(1, longest / Float(max(image.width, image.height)))
        let width = max(32, Int((Float(image.width) * scale / 32).rounded()) * 32)
        let height = max(32, Int((Float(image.height) * scale / 32).rounded()) * 32)
        let sx = Float(image.width) / Float(width)
        let sy = Float(image.height) / Float(height)
        var input = [Float](repeating: 0, count: 3 * width * height)
        for y in 0..<height {
            for x in 0..<width {
                let shade =
                    sx == 1 && sy == 1
                    ? image.pixels[y * image.width + x]
                    : image.sample((Float(x) + 0.5) * sx - 0.5, (Float(y) + 0.5) * sy - 0.5)
                let value = (Float(shade) / 255 - 0.5) / 0.5
                for plane in 0..<3 { input[plane * width * height + y * width + x] = value }
            }
        }
        guard let map = models.detect(input, height: height, width: width),
            map.values.count == width * height
        else { return [] }
        return joined(components(map.values, width, height)).compactMap { part in
            let w = Float(part.right - part.left + 1)
            let h = Float(part.bottom - part.top + 1)
            guard w >= 3, h >= 3 else { return nil }
            let grow = w * h * growth / (2 * (w + h))
            return Box(
                left: max(0, Int((Float(part.left) - grow) * sx)),
                top: max(0, Int((Float(part.top) - grow) * sy)),
                right: min(image.width - 1, Int((Float(part.right) + grow) * sx)),
                bottom: min(image.height - 1, Int((Float(part.bottom) + grow) * sy)))
        }
    }

    /// Parts of one line that almost touch are one: grown, each would hold a piece of the other.
    private static func joined(_ parts: [Box]) -> [Box] {
        var result: [Box] = []
        for part in parts.sorted(by: { ($0.left, $0.top) < ($1.left, $1.top) }) {
            let height = part.bottom - part.top
            // Of the boxes to the left only those that end here can touch.
            let near = result.lastIndex { other in
                let common = min(other.bottom, part.bottom) - max(other.top, part.top)
                return common * 2 > max(height, other.bottom - other.top)
                    && part.left - other.right < height && other.right < part.right
            }
            if let near {
                result[near].right = max(result[near].right, part.right)
                result[near].top = min(result[near].top, part.top)
                result[near].bottom = max(result[near].bottom, part.bottom)
            } else {
                result.append(part)
            }
        }
        return result.sorted { ($0.top, $0.left) < ($1.top, $1.left) }
    }

    /// The boxes without those that lie in a larger one for the most part, whose characters would be
    /// read twice.
    static func apart(_ boxes: [Box]) -> [Box] {
        func area(_ box: Box) -> Int { (box.right - box.left + 1) * (box.bottom - box.top + 1) }
        // One that rulings have cut from both sides may be nothing.
        let boxes = boxes.filter { $0.left <= $0.right && $0.top <= $0.bottom }
        return boxes.enumerated().filter { index, box in
            !boxes.enumerated().contains { number, other in
                guard number != index, (area(other), index) > (area(box), number) else {
                    return false
                }
                let width = min(other.right, box.right) - max(other.left, box.left) + 1
                let height = min(other.bottom, box.bottom) - max(other.top, box.top) + 1
                return width > 0 && height > 0 && width * height * 10 >= area(box) * 7
            }
        }.map(\.element)
    }

    /// The boxes with the marks that stand at the ends of their lines: a comma is so small and low
    /// that the model sees it as no part of the line.
    static func completed(_ boxes: [Box], in image: GrayImage) -> [Box] {
        boxes.map { box in
            let height = box.bottom - box.top
            // Up to the next line on the right, and no farther than a character reaches.
            var limit = min(image.width - 1, box.right + height)
            for other in boxes where other.left > box.right && other.left <= limit {
                let common = min(other.bottom, box.bottom) - max(other.top, box.top)
                if common > 0 { limit = other.left - 1 }
            }
            var result = box
            var blank = 0
            var x = box.right + 1
            while x <= limit, blank * 3 < height {
                let hasInk = (box.top...box.bottom).contains { y in
                    image.pixels[y * image.width + x] < darkest
                }
                if hasInk {
                    result.right = min(x + 2, limit)
                    blank = 0
                } else {
                    blank += 1
                }
                x += 1
            }
            return result
        }
    }

    /// The boxes around connected likely pixels that are likely enough on the whole.
    private static func components(_ map: [Float], _ width: Int, _ height: Int) -> [Box] {
        var seen = [Bool](repeating: false, count: map.count)
        var result: [Box] = []
        var stack: [Int] = []
        for start in map.indices where !seen[start] && map[start] > threshold {
            var box = Box(
                left: start % width, top: start / width, right: start % width,
                bottom: start / width)
            var sum: Float = 0
            var count: Float = 0
            seen[start] = true
            stack.append(start)
            while let at = stack.popLast() {
                let x = at % width
                let y = at / width
                sum += map[at]
                count += 1
                box.left = min(box.left, x)
                box.right = max(box.right, x)
                box.top = min(box.top, y)
                box.bottom = max(box.bottom, y)
                for (dx, dy) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
                    let nx = x + dx
                    let ny = y + dy
                    guard nx >= 0, ny >= 0, nx < width, ny < height else { continue }
                    let next = ny * width + nx
                    if !seen[next], map[next] > threshold {
                        seen[next] = true
                        stack.append(next)
                    }
                }
            }
            if sum / count >= leastScore { result.append(box) }
        }
        return result.sorted { ($0.top, $0.left) < ($1.top, $1.left) }
    }
}
