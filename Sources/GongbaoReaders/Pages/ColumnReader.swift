/// Reads lines that may be set in columns: each column as a whole, from the left.
struct ColumnReader {
    let builder: LineBuilder
    let page: Int

    /// The lines in reading order, with the room that their column gives them.
    func pieces(_ lines: [[Int]], depth: Int = 0) -> [TextPiece] {
        guard depth < 4, let gutter = gutter(lines) else { return block(lines) }
        var result: [TextPiece] = []
        var left: [[Int]] = []
        var right: [[Int]] = []
        var plain: [[Int]] = []
        func flush() {
            if left.count >= 3, right.count >= 3 {
                result += block(plain)
                result += pieces(left, depth: depth + 1)
                result += pieces(right, depth: depth + 1)
            } else {
                result += block(plain + (left + right).sorted(by: isAbove))
            }
            left = []
            right = []
            plain = []
        }
        for line in lines {
            if crosses(line, gutter) {
                if !left.isEmpty || !right.isEmpty { flush() }
                plain.append(line)
                continue
            }
            let a = line.filter { builder.glyphs[$0].x < gutter }
            let b = line.filter { builder.glyphs[$0].x >= gutter }
            if !a.isEmpty { left.append(a) }
            if !b.isEmpty { right.append(b) }
        }
        flush()
        return result
    }

    private func isAbove(_ a: [Int], _ b: [Int]) -> Bool {
        let one = builder.glyphs[a[0]]
        let other = builder.glyphs[b[0]]
        return (one.baseline, one.x) < (other.baseline, other.x)
    }

    private func crosses(_ line: [Int], _ gutter: Float) -> Bool {
        line.contains {
            let glyph = builder.glyphs[$0]
            return !glyph.isBlank && glyph.x < gutter - 0.5 && glyph.right > gutter + 0.5
        } || isContinuous(line, gutter)
    }

    /// Whether a line runs on over the gutter, whose place happens to fall between two characters.
    private func isContinuous(_ line: [Int], _ gutter: Float) -> Bool {
        var before: Float?
        for index in line where !builder.glyphs[index].isBlank {
            let glyph = builder.glyphs[index]
            if glyph.x >= gutter - 0.5 {
                guard let edge = before else { return false }
                return glyph.x - edge < glyph.size * 0.7
            }
            before = max(before ?? glyph.right, glyph.right)
        }
        return false
    }

    /// The middle of a stretch that hardly any line covers, with full lines on both sides.
    private func gutter(_ lines: [[Int]]) -> Float? {
        guard lines.count >= 6 else { return nil }
        var spans: [(left: Float, right: Float)] = []
        var size: Float = 0
        for line in lines {
            for part in builder.split(line, gap: 0.9) {
                guard let first = part.first else { continue }
                let right = part.reduce(-Float.infinity) { max($0, builder.glyphs[$1].right) }
                spans.append((builder.glyphs[first].x, right))
                size += builder.glyphs[first].size
            }
        }
        guard let least = spans.map(\.left).min(), let most = spans.map(\.right).max(),
            most - least > 100, most - least < 20_000
        else { return nil }
        size /= Float(spans.count)
        let width = Int(most - least) + 1
        var change = Array(repeating: 0, count: width + 2)
        for span in spans {
            change[max(0, Int(span.left - least))] += 1
            change[min(width, Int(span.right - least) + 1)] -= 1
        }
        var best: (from: Int, to: Int)?
        var covered = 0
        var from: Int?
        for x in 0..<width {
            covered += change[x]
            if covered * 5 <= lines.count {
                if from == nil { from = x }
            } else if let begin = from {
                if begin > width / 5, x < width * 4 / 5, Float(x - begin) >= size * 0.8,
                    x - begin > (best.map { $0.to - $0.from } ?? 0)
                {
                    best = (begin, x)
                }
                from = nil
            }
        }
        guard let best else { return nil }
        let middle = least + Float(best.from + best.to) / 2
        return isProse(spans, middle, least, most) ? middle : nil
    }

    /// Whether most lines on both sides fill their column.
    private func isProse(
        _ spans: [(left: Float, right: Float)], _ middle: Float, _ least: Float, _ most: Float
    ) -> Bool {
        let left = spans.filter { $0.right <= middle + 1 }
        let right = spans.filter { $0.left >= middle - 1 }
        func isFilled(_ side: [(left: Float, right: Float)], _ width: Float) -> Bool {
            side.count >= 4
                && side.filter { $0.right - $0.left > width * 0.7 }.count * 2 >= side.count
        }
        return isFilled(left, middle - least) && isFilled(right, most - middle)
    }

    /// The lines of one column.
    private func block(_ lines: [[Int]]) -> [TextPiece] {
        var pieces = lines.compactMap { builder.piece($0, page: page) }
        guard !pieces.isEmpty else { return [] }
        // Short lines and a few that stand out do not set the margins.
        let widest = pieces.reduce(0) { max($0, $1.width) }
        let wide = pieces.filter { $0.width >= widest / 2 }
        let lefts = wide.map(\.left).sorted()
        let rights = wide.map(\.right).sorted()
        let sizes = pieces.map(\.size).sorted()
        let left = lefts[lefts.count / 10]
        let right = rights[rights.count - 1 - rights.count / 20]
        let size = sizes[sizes.count / 2]
        for index in pieces.indices {
            let piece = pieces[index]
            pieces[index].room = right - piece.left
            pieces[index].indent = max(piece.left - left, 0)
            pieces[index].isHeading =
                piece.size > size * 1.2
                && abs((piece.left - left) - (right - piece.right)) < piece.size * 1.5
        }
        return pieces
    }
}
