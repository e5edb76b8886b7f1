/// Puts characters into lines by their baselines, never by the boxes of their fonts or of their ink,
/// which move punctuation to other lines.
struct LineBuilder {
    let glyphs: [PageContent.Glyph]

    /// The glyphs of each line from the top, from left to right in each.
    func lines(_ indices: [Int]) -> [[Int]] {
        guard !indices.isEmpty else { return [] }
        let sorted = indices.sorted {
            let a = glyphs[$0]
            let b = glyphs[$1]
            return a.baseline != b.baseline ? a.baseline < b.baseline : $0 < $1
        }
        var result: [[Int]] = []
        var line: [Int] = []
        var reference: Float = 0
        var size: Float = 0
        for index in sorted {
            let glyph = glyphs[index]
            if line.isEmpty {
                reference = glyph.baseline
                size = glyph.size
            } else if glyph.baseline - reference > 0.45 * max(min(size, glyph.size), 1) {
                result.append(line)
                line = []
                reference = glyph.baseline
                size = glyph.size
            } else if glyph.size > size * 1.15, !glyph.isBlank {
                // A raised or lowered small character came first; the large ones give the line.
                reference = glyph.baseline
                size = glyph.size
            }
            line.append(index)
        }
        result.append(line)
        for number in result.indices {
            result[number].sort { a, b in
                glyphs[a].x != glyphs[b].x ? glyphs[a].x < glyphs[b].x : a < b
            }
        }
        return result
    }

    /// Parts a line where a gap is wider than `em` times the size of its characters.
    func split(_ line: [Int], gap em: Float) -> [[Int]] {
        var result: [[Int]] = []
        var part: [Int] = []
        var edge: Float = 0
        var size: Float = 0
        for index in line {
            let glyph = glyphs[index]
            if glyph.isBlank { continue }
            if !part.isEmpty, glyph.x - edge > em * max(size, glyph.size) {
                result.append(part)
                part = []
                edge = glyph.right
            }
            edge = part.isEmpty ? glyph.right : max(edge, glyph.right)
            size = glyph.size
            part.append(index)
        }
        if !part.isEmpty { result.append(part) }
        return result
    }

    /// The text of a line; nil when it holds blanks alone.
    func piece(_ line: [Int], page: Int) -> TextPiece? {
        var piece = TextPiece()
        piece.page = page
        let isCertain = line.allSatisfy { glyphs[$0].confidence >= 100 }
        piece.scalars.reserveCapacity(line.count)
        piece.edges.reserveCapacity(line.count)
        var blank = false
        var edge: Float = 0
        var weight: [(baseline: Float, size: Float)] = []
        weight.reserveCapacity(line.count)
        var previous: UInt32 = 0
        for index in line {
            let glyph = glyphs[index]
            if glyph.isBlank {
                blank = true
                continue
            }
            if piece.scalars.isEmpty {
                piece.left = glyph.x
            } else {
                let gap = glyph.x - edge
                let em = max(glyph.size, 1)
                if gap > Self.widestJoin(previous, glyph.code) * em || blank && gap > 0.05 * em {
                    piece.scalars.append(0x20)
                    piece.edges.append(max(edge, glyph.x))
                    if !isCertain { piece.confidence.append(100) }
                }
            }
            blank = false
            piece.scalars.append(glyph.code)
            edge = max(edge, glyph.right)
            piece.edges.append(glyph.right)
            if !isCertain { piece.confidence.append(glyph.confidence) }
            if glyph.home != nil { piece.isClipped = true }
            weight.append((glyph.baseline, glyph.size))
            previous = glyph.code
        }
        guard !piece.scalars.isEmpty else { return nil }
        piece.right = edge
        // The characters of the commonest size give the line; a raised note does not move it.
        weight.sort { $0.size < $1.size }
        let middle = weight[weight.count / 2]
        piece.size = middle.size
        piece.baseline = middle.baseline
        return piece
    }

    /// The widest gap, in ems, that parts no words.
    private static func widestJoin(_ a: UInt32, _ b: UInt32) -> Float {
        switch (isWide(a), isWide(b)) {
        case (true, true): 0.8
        case (false, false): 0.17
        default: 0.5
        }
    }

    /// Characters that are set without blanks between them.
    static func isWide(_ code: UInt32) -> Bool {
        code >= 0x2E80 && code < 0xD7FF || (0xF900...0xFAFF).contains(code)
            || (0xFE30...0xFE4F).contains(code) || (0xFF00...0xFF60).contains(code)
            || code >= 0x20000 || (0x2014...0x2026).contains(code) || code == 0xB7
    }
}
