/// Cutting, padding and wrapping by display width.
package enum TextLayout {
    /// Where a cell's text stands in its column.
    package enum Alignment: Sendable { case left, right }

    /// A text of a document made fit for one line of a terminal.
    ///
    /// Line breaks go with the blanks around them, other controls and invisible characters go too:
    /// a document cannot move the cursor, turn the writing direction or change colours.
    package static func singleLine(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var afterBreak = false
        for scalar in text.unicodeScalars {
            if isBreak(scalar) {
                while let last = result.last, isBlank(last) { result.removeLast() }
                afterBreak = true
            } else if isBlank(scalar) {
                if !afterBreak { result.append(" ") }
            } else {
                switch scalar.properties.generalCategory {
                case .control, .format, .privateUse, .surrogate, .unassigned: continue
                default: result.append(scalar)
                }
                afterBreak = false
            }
        }
        return String(result)
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        (0x0A...0x0D).contains(scalar.value) || scalar == "\u{85}" || scalar == "\u{2028}"
            || scalar == "\u{2029}"
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || scalar.properties.generalCategory == .spaceSeparator
    }

    /// The text in at most `width` cells; what is cut off is replaced by “…”.
    ///
    /// A wide character is never halved, so the result may be one cell narrower.
    package static func cut(_ text: String, to width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        guard width > 0 else { return "" }
        var result = String.UnicodeScalarView()
        var used = 1
        for scalar in text.unicodeScalars {
            let cells = DisplayWidth.of(scalar)
            if used + cells > width { break }
            result.append(scalar)
            used += cells
        }
        while let last = result.last, isBlank(last) { result.removeLast() }
        return String(result) + "…"
    }

    /// The text filled up with blanks to `width` cells, cut if it is longer.
    package static func pad(
        _ text: String, to width: Int, _ alignment: Alignment = .left
    ) -> String {
        let cut = cut(text, to: width)
        let blanks = String(repeating: " ", count: max(0, width - DisplayWidth.of(cut)))
        return alignment == .left ? cut + blanks : blanks + cut
    }

    /// The text in lines of at most `width` cells, all but the first indented.
    ///
    /// Chinese may break after any character, but no line begins with a closing mark; words of
    /// letters and digits stay whole where they fit.
    package static func wrap(_ text: String, width: Int, indent: Int = 0) -> [String] {
        let hanging = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        var used = 0
        func room() -> Int { max(2, width) }
        for piece in pieces(of: text) {
            let cells = DisplayWidth.of(piece)
            if used + cells > room(), used > (lines.isEmpty ? 0 : indent) {
                lines.append(trimmedEnd(line))
                line = hanging
                used = indent
                if piece == " " { continue }
            }
            if used + cells <= room() {
                line += piece
                used += cells
                continue
            }
            for scalar in piece.unicodeScalars {  // a piece longer than a line
                let cells = DisplayWidth.of(scalar)
                if used + cells > room(), used > indent {
                    lines.append(line)
                    line = hanging
                    used = indent
                }
                line.unicodeScalars.append(scalar)
                used += cells
            }
        }
        lines.append(trimmedEnd(line))
        return lines
    }

    /// What must not be parted: a word, or a character with the closing marks behind it and the
    /// opening marks before it.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var joinsNext = false
        for scalar in text.unicodeScalars {
            let isWord = DisplayWidth.of(scalar) < 2 && scalar != " " && !opening.contains(scalar)
            let lastIsWord =
                pieces.last?.unicodeScalars.last.map { DisplayWidth.of($0) < 2 && $0 != " " }
                ?? false
            let clings = closing.contains(scalar) || joinsNext || (isWord && lastIsWord)
            if clings, !pieces.isEmpty, pieces.last != " " {
                pieces[pieces.count - 1].unicodeScalars.append(scalar)
            } else {
                pieces.append(String(scalar))
            }
            joinsNext = opening.contains(scalar)
        }
        return pieces
    }

    private static let closing = Set("，。、；：！？）」』”’》〉】…%％‰".unicodeScalars)
    private static let opening = Set("（「『“‘《〈【".unicodeScalars)

    static func trimmedEnd(_ line: String) -> String {
        var scalars = line.unicodeScalars
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
