internal import GongbaoSystem
internal import GongbaoTerminal

/// Standard error, and what the user's environment asks for.
enum Console {
    /// The messages of the locale.
    static let messages = Messages(.ofLocale(System.environment))

    /// One line on standard error.
    static func say(_ line: String) {
        // Where even standard error is closed there is nobody to tell.
        try? FileCalls.write(Array((line + "\n").utf8), to: System.standardError)
    }

    /// One line about a file: its name, what is the matter and what to do.
    static func say(_ path: String, _ problem: String) { say(messages.line(path, problem)) }

    /// The cells of a line: as asked, else of the terminal, else COLUMNS, else 100.
    static func width(asked: Int?, isTerminal: Bool) -> Int {
        if let asked { return asked }
        if isTerminal, let width = System.terminalWidth(System.standardOutput) { return width }
        if let columns = System.environment("COLUMNS").flatMap(Int.init), columns > 0 {
            return columns
        }
        return 100
    }
}
