/// Reads the characters of one line of text in a picture.
struct TextLineReader {
    /// A character, where its middle is, and how sure it is.
    struct Character {
        var code: UInt32
        var x: Float
        var confidence: UInt8
    }

    private static let height = 48
    private static let leastWidth = 320

    static func read(_ box: TextBoxes.Box, of image: GrayImage, _ models: TextModels) -> [Character]
    {
        let w = box.right - box.left + 1
        let h = box.bottom - box.top + 1
        guard w >= 2, h >= 2 else { return [] }
        let scale = Float(h) / Float(height)
        let used = max(8, Int((Float(w) / scale).rounded()))
        let width = max(leastWidth, (used + 7) / 8 * 8)
        guard width <= 8_000 else { return [] }
        var input = [Float](repeating: 0, count: 3 * width * height)
        for y in 0..<height {
            for x in 0..<used {
                let shade = image.sample(
                    Float(box.left) + (Float(x) + 0.5) * scale - 0.5,
                    Float(box.top) + (Float(y) + 0.5) * scale - 0.5)
                let value = (Float(shade) / 255 - 0.5) / 0.5
                for plane in 0..<3 { input[plane * width * height + y * width + x] = value }
            }
        }
        guard let output = models.read(input, height: height, width: width),
            output.shape.count == 3,
            output.shape[2] == models.characters.count + 1
        else { return [] }
        return characters(output, models, Float(box.left), Float(width) * scale)
    }

    /// The best class of each step; repeats and blanks fall away.
    private static func characters(
        _ output: TextModels.Numbers, _ models: TextModels, _ left: Float, _ span: Float
    ) -> [Character] {
        let steps = output.shape[1]
        let classes = output.shape[2]
        var result: [Character] = []
        var previous = 0
        output.values.withUnsafeBufferPointer { values in
            for step in 0..<steps {
                var best = 0
                var most: Float = -1
                for index in 0..<classes where values[step * classes + index] > most {
                    most = values[step * classes + index]
                    best = index
                }
                if best != 0, best != previous {
                    if let other = models.otherWidth[best] {
                        most += values[step * classes + other]
                    }
                    result.append(
                        Character(
                            code: models.characters[best - 1],
                            x: left + (Float(step) + 0.5) / Float(steps) * span,
                            confidence: UInt8(min(max(most * 100, 0), 100))))
                }
                previous = best
            }
        }
        let sum = result.reduce(0) { $0 + Int($1.confidence) }
        // A speck reads as a character or two of which the model is not sure.
        guard sum >= result.count * (result.count > 2 ? 50 : 65) else { return [] }
        return inContext(result)
    }

    /// The model does not tell marks of half width from those of full width; beside Chinese
    /// characters, or with nothing beside them, they are set in full width.
    private static func inContext(_ characters: [Character]) -> [Character] {
        let (halves, wholes) = (TextModels.halves, TextModels.wholes)
        var result = characters
        let wide = characters.count { LineBuilder.isWide($0.code) }
        for index in result.indices {
            guard let mark = halves.firstIndex(of: result[index].code) else { continue }
            let before = index > 0 && LineBuilder.isWide(result[index - 1].code)
            let after =
                index + 1 < result.count && LineBuilder.isWide(characters[index + 1].code)
            // At the end of a line of Chinese nothing else follows a figure: 不低于60%；
            let isLast = index + 1 == result.count && mark >= 2 && wide * 2 > result.count
            if before || after || isLast || result.count == 1 { result[index].code = wholes[mark] }
        }
        return result
    }
}
