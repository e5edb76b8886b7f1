/// Marks that stand alone, such as the — or / of an empty cell, or a number in its column: they are so
/// small that the model that finds lines passes over many of them.
struct LoneMarks {
    private static let darkest: UInt8 = 170
    /// How sure a mark is that was told by its shape: less than what counts as certain.
    static let confidence: UInt8 = 60

    /// The ink of one mark.
    struct Mark {
        var box: TextBoxes.Box
        var ink = 0
        /// The sums of the columns of its upper and lower half, and how many pixels these are.
        var upper = (sum: 0, count: 0)
        var lower = (sum: 0, count: 0)

        var width: Int { box.right - box.left + 1 }
        var height: Int { box.bottom - box.top + 1 }
    }

    /// How high lines of the picture usually are, as the model boxes them; nil where there are few.
    static func lineHeight(_ boxes: [TextBoxes.Box]) -> Int? {
        let heights = boxes.map { $0.bottom - $0.top + 1 }.sorted()
        return heights.count >= 4 ? heights[heights.count / 2] : nil
    }

    /// Ink that stands in none of the boxes, as far as it may be text of that height.
    static func find(in image: GrayImage, outside boxes: [TextBoxes.Box], height: Int) -> [Mark] {
        var free = image.pixels.map { $0 < darkest }
        for box in boxes {
            for y in box.top...box.bottom {
                for x in box.left...box.right { free[y * image.width + x] = false }
            }
        }
        var marks: [Mark] = []
        let reach = max(2, height / 5)
        for start in free.indices where free[start] {
            let mark = take(&free, from: start, image.width, image.height, reach: reach)
            // Specks are no marks, and what is larger than some characters is a drawing.
            guard mark.ink * 120 >= height * height, mark.width <= height * 4,
                mark.height * 4 <= height * 5, max(mark.width, mark.height) * 6 >= height
            else { continue }
            marks.append(mark)
        }
        return joined(marks, height).map { measured($0, image) }
    }

    /// Strokes over each other are those of one character: 二.
    private static func joined(_ marks: [Mark], _ height: Int) -> [Mark] {
        var result: [Mark] = []
        for mark in marks {
            // They come from the top, so that only the last few can be near.
            let near = result.indices.suffix(64).first { index in
                let other = result[index].box
                return mark.box.top - other.bottom < height / 2
                    && max(mark.box.bottom, other.bottom) - min(mark.box.top, other.top) < height
                    && mark.box.left <= other.right && other.left <= mark.box.right
            }
            guard let near else {
                result.append(mark)
                continue
            }
            result[near].ink += mark.ink
            result[near].box.left = min(result[near].box.left, mark.box.left)
            result[near].box.right = max(result[near].box.right, mark.box.right)
            result[near].box.top = min(result[near].box.top, mark.box.top)
            result[near].box.bottom = max(result[near].box.bottom, mark.box.bottom)
        }
        return result
    }

    /// Whether a mark stands in a cell, and no text with it.
    static func isAlone(
        _ mark: Mark, _ rulings: [ImageRulings.Line], _ boxes: [TextBoxes.Box]
    ) -> Bool {
        let (x, y) = ((mark.box.left + mark.box.right) / 2, (mark.box.top + mark.box.bottom) / 2)
        var (left, right, top, bottom) = (Int.min, Int.max, Int.min, Int.max)
        for line in rulings {
            if line.isVertical {
                guard line.from <= y, y <= line.to else { continue }
                if line.at < x { left = max(left, line.at) } else { right = min(right, line.at) }
            } else {
                guard line.from <= x, x <= line.to else { continue }
                if line.at < y { top = max(top, line.at) } else { bottom = min(bottom, line.at) }
            }
        }
        guard top > .min, bottom < .max, left > .min || right < .max else { return false }
        return !boxes.contains { box in
            let (x, y) = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
            return x > left && x < right && y > top && y < bottom
        }
    }

    /// Pixels of ink that are no farther from each other than `reach` along a row, or that touch.
    private static func take(
        _ free: inout [Bool], from start: Int, _ width: Int, _ height: Int, reach: Int
    ) -> Mark {
        let (x, y) = (start % width, start / width)
        var mark = Mark(box: TextBoxes.Box(left: x, top: y, right: x, bottom: y))
        var open = [start]
        free[start] = false
        while let at = open.popLast() {
            let (x, y) = (at % width, at / width)
            mark.ink += 1
            mark.box.left = min(mark.box.left, x)
            mark.box.right = max(mark.box.right, x)
            mark.box.top = min(mark.box.top, y)
            mark.box.bottom = max(mark.box.bottom, y)
            for ny in max(0, y - 2)...min(height - 1, y + 2) {
                for nx in max(0, x - reach)...min(width - 1, x + reach)
                where free[ny * width + nx] {
                    free[ny * width + nx] = false
                    open.append(ny * width + nx)
                }
            }
        }
        return mark
    }

    private static func measured(_ mark: Mark, _ image: GrayImage) -> Mark {
        var result = mark
        let middle = (mark.box.top + mark.box.bottom) / 2
        for y in mark.box.top...mark.box.bottom {
            for x in mark.box.left...mark.box.right
            where image.pixels[y * image.width + x] < darkest {
                if y <= middle {
                    result.upper = (result.upper.sum + x, result.upper.count + 1)
                } else {
                    result.lower = (result.lower.sum + x, result.lower.count + 1)
                }
            }
        }
        return result
    }

    /// The ink of a box; nil where there is none.
    static func mark(in box: TextBoxes.Box, of image: GrayImage) -> Mark? {
        var mark: Mark?
        for y in box.top...box.bottom {
            for x in box.left...box.right where image.pixels[y * image.width + x] < darkest {
                var next = mark ?? Mark(box: TextBoxes.Box(left: x, top: y, right: x, bottom: y))
                next.ink += 1
                next.box.left = min(next.box.left, x)
                next.box.right = max(next.box.right, x)
                next.box.bottom = y
                mark = next
            }
        }
        return mark.map { measured($0, image) }
    }

    /// What a mark is by its shape alone: a dash lies, a stroke leans; nil for all others.
    static func code(of mark: Mark, height: Int) -> UInt32? {
        if mark.height * 5 <= height, mark.width >= mark.height * 2 {
            return mark.width * 2 >= height ? 0x2014 : 0x2D
        }
        guard mark.upper.count > 0, mark.lower.count > 0, mark.height * 3 >= height,
            mark.width * 5 >= height
        else { return nil }
        let lean = mark.upper.sum / mark.upper.count - mark.lower.sum / mark.lower.count
        // Half of a straight stroke stands half its width beside the other half.
        let isThin = mark.ink * 5 <= mark.width * mark.height * 2
        return isThin && lean * 5 >= mark.width * 2 ? 0x2F : nil
    }

    /// A box as the model would draw it around a mark, to read it by.
    static func box(around mark: Mark, height: Int, in image: GrayImage) -> TextBoxes.Box {
        let middle = (mark.box.top + mark.box.bottom) / 2
        return TextBoxes.Box(
            left: max(0, mark.box.left - height / 4), top: max(0, middle - height / 2),
            right: min(image.width - 1, mark.box.right + height / 4),
            bottom: min(image.height - 1, middle + height / 2))
    }
}
