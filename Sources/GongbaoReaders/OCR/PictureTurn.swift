/// How far a picture has to be turned for its text to stand upright.
struct PictureTurn {
    let models: TextModels

    /// A line is read by how sure the model is of it; upside down it is sure of little.
    private static let sample = 6
    private static let sure = 80

    /// The picture upright, and how many quarter turns clockwise it was from that.
    func upright(_ picture: GrayImage) -> (image: GrayImage, quarters: UInt8) {
        let found = lines(of: picture)
        guard !found.isEmpty else { return (picture, 0) }
        // Lines of text are longer than they are high, but sideways ones may be found as blocks: the
        // shape says only what to try first.
        var wide = 0
        var tall = 0
        for box in found {
            let width = box.right - box.left
            let height = box.bottom - box.top
            if width * 2 > height * 3 { wide += width }
            if height * 2 > width * 3 { tall += height }
        }
        var best: (image: GrayImage, quarters: UInt8) = (picture, 0)
        var most = -1
        for quarters: UInt8 in wide >= tall ? [0, 2, 1, 3] : [1, 3, 0, 2] {
            let image = picture.turned(quarters: quarters)
            let own = certainty(of: image, quarters == 0 ? found : lines(of: image))
            if own > most {
                most = own
                best = (image, quarters)
            }
            if own >= Self.sure { break }
        }
        return best
    }

    /// Lines, found in less detail than for reading.
    private func lines(of picture: GrayImage) -> [TextBoxes.Box] {
        TextBoxes.find(in: picture, models, longest: 1_280)
    }

    /// The mean certainty of the characters of the longest lines.
    private func certainty(of picture: GrayImage, _ boxes: [TextBoxes.Box]) -> Int {
        let longest = boxes.sorted { $0.right - $0.left > $1.right - $1.left }
        var sum = 0
        var count = 0
        for box in longest.prefix(Self.sample) {
            for character in TextLineReader.read(box, of: picture, models) {
                sum += Int(character.confidence)
                count += 1
            }
            // What cannot be read at all counts as well.
            count += 1
        }
        return sum / max(count, 1)
    }
}
