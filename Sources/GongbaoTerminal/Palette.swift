/// What a piece of output means; the palette gives it a colour or none.
package enum Style: Sendable, Equatable {
    case plain, strong, faint, good, steady, late, bad
}

/// Colours of the terminal, or none.
package struct Palette: Sendable {
    /// Whether anything is coloured.
    package let isColoured: Bool

    /// Makes a palette.
    package init(isColoured: Bool) { self.isColoured = isColoured }

    /// The text in the colour of a style.
    package func paint(_ text: String, _ style: Style) -> String {
        guard isColoured, !text.isEmpty, let code = code(of: style) else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private func code(of style: Style) -> String? {
        switch style {
        case .plain: nil
        case .strong: "1"
        case .faint: "2"
        case .good: "32"
        case .steady: "36"
        case .late: "33"
        case .bad: "31"
        }
    }
}

/// When output is coloured.
package enum ColourChoice: String, Sendable, CaseIterable {
    case auto, always, never

    /// Whether to colour: `auto` means on a terminal that can, unless NO_COLOR is set.
    ///
    /// - Parameters:
    ///   - isTerminal: Whether the output goes to a terminal.
    ///   - environment: A variable's value, nil where it is not set.
    package func isColoured(isTerminal: Bool, environment: (String) -> String?) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            // https://no-color.org: set and not empty, whatever its value.
            let refused = !(environment("NO_COLOR") ?? "").isEmpty
            let terminal = environment("TERM") ?? ""
            return isTerminal && !refused && terminal != "dumb"
        }
    }
}
