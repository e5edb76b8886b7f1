/// Finds running heads and page numbers: short lines at the edge of a page that neighbouring pages
/// repeat at the same place, but for their digits.
struct FurnitureFinder {
    /// A line that may be furniture.
    private struct Candidate {
        var signature: [UInt32]
        var baseline: Float
    }

    private struct Page {
        var candidates: [Candidate] = []
    }

    /// Pages on both sides that are looked at.
    static let reach = 2

    private var pages: [Int: Page] = [:]

    /// Notes what may be furniture on a page.
    mutating func note(_ result: PageAnalyzer.Result) {
        var page = Page()
        for piece in Self.edgeLines(result) {
            page.candidates.append(
                Candidate(signature: Self.signature(piece), baseline: piece.baseline))
        }
        pages[result.number] = page
        pages[result.number - 2 * Self.reach - 1] = nil
    }

    /// The lines of a page that are furniture, by their index among its items.
    func furniture(_ result: PageAnalyzer.Result) -> Set<Int> {
        var found: Set<Int> = []
        let edge = Self.edgeIndices(result)
        for index in edge {
            guard case .line(let piece) = result.items[index] else { continue }
            if Self.isPageNumber(piece, result) || isRepeated(piece, on: result.number) {
                found.insert(index)
            }
        }
        return found
    }

    private func isRepeated(_ piece: TextPiece, on number: Int) -> Bool {
        let signature = Self.signature(piece)
        for other in number - Self.reach...number + Self.reach where other != number {
            guard let page = pages[other] else { continue }
            if page.candidates.contains(where: {
                $0.signature == signature && abs($0.baseline - piece.baseline) <= 4
            }) {
                return true
            }
        }
        return false
    }

    /// The text without blanks, every number as one mark.
    private static func signature(_ piece: TextPiece) -> [UInt32] {
        var result: [UInt32] = []
        for code in piece.scalars where code != 0x20 && code != 0x3000 {
            let isDigit = (0x30...0x39).contains(code) || (0xFF10...0xFF19).contains(code)
            if isDigit {
                if result.last != 0x23 { result.append(0x23) }
            } else {
                result.append(code)
            }
        }
        return result
    }

    private static func edgeLines(_ result: PageAnalyzer.Result) -> [TextPiece] {
        edgeIndices(result).compactMap { index in
            if case .line(let piece) = result.items[index] { return piece }
            return nil
        }
    }

    /// Lines in the margins above and below everything else, at most three each.
    private static func edgeIndices(_ result: PageAnalyzer.Result) -> [Int] {
        var lines: [(index: Int, piece: TextPiece)] = []
        for (index, item) in result.items.enumerated() {
            if case .line(let piece) = item, piece.scalars.count <= 80 {
                lines.append((index, piece))
            }
        }
        let above = lines.filter { $0.piece.baseline < result.height * 0.115 }
            .sorted { $0.piece.baseline < $1.piece.baseline }
        let below = lines.filter { $0.piece.baseline > result.height * 0.885 }
            .sorted { $0.piece.baseline > $1.piece.baseline }
        return above.prefix(3).map(\.index) + below.prefix(3).map(\.index)
    }

    /// — 3 —, 第3页, 3/10 in the lower margin.
    private static func isPageNumber(_ piece: TextPiece, _ result: PageAnalyzer.Result) -> Bool {
        guard piece.baseline > result.height * 0.9 || piece.baseline < result.height * 0.06 else {
            return false
        }
        var signature = signature(piece)
        guard signature.contains(0x23), signature.count <= 9 else { return false }
        let marks = Set("-—–―－·/|第页共of#".unicodeScalars.map(\.value))
        signature.removeAll { marks.contains($0) }
        return signature.isEmpty
    }
}
