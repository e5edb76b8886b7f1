package import Gongbao

/// A bar for a share of a goal, with a tick where the time has come to.
package struct CompletionBar: Sendable {
    /// No bar is longer, however wide the terminal.
    package static let longest = 20
    /// No bar is shorter; where there is no room for it, only the percentage stands.
    package static let shortest = 5

    /// The length in cells.
    package let cells: Int

    /// Makes a bar of `cells`, at most `longest`.
    package init(cells: Int) { self.cells = min(cells, Self.longest) }

    /// The bar; a share of 1 or more fills it, and without a share it is dotted.
    ///
    /// - Parameters:
    ///   - completion: The share of the goal, 1 is all of it.
    ///   - timeProgress: The share of the time; the tick is left out at 0 and from 1 on.
    package func draw(completion: ExactDecimal?, timeProgress: ExactDecimal?) -> String {
        var bar: [Character]
        if let completion {
            // Rounded down: a full bar means that the goal is met.
            var eighths = Self.tenThousandths(completion) * cells * 8 / 10_000
            if eighths == 0, !completion.isZero, !completion.isNegative { eighths = 1 }
            eighths = max(0, min(eighths, cells * 8))
            bar = Array(repeating: "█", count: eighths / 8)
            if eighths % 8 > 0 { bar.append(Self.parts[eighths % 8 - 1]) }
            bar += Array(repeating: "░", count: cells - bar.count)
        } else {
            bar = Array(repeating: "·", count: cells)
        }
        if let timeProgress, case let time = Self.tenThousandths(timeProgress), time > 0,
            time < 10_000
        {
            bar[min(cells - 1, time * cells / 10_000)] = "┃"
        }
        return String(bar)
    }

    private static let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// A share as a whole number of ten-thousandths, within ±10⁹.
    private static func tenThousandths(_ share: ExactDecimal) -> Int {
        let scaled = share.scaled(byPowerOfTen: 4)
        let limit = 1_000_000_000
        if scaled > ExactDecimal(limit) { return limit }
        if scaled < ExactDecimal(-limit) { return -limit }
        return scaled.rounded(toPlaces: 0).integer ?? 0
    }

    /// A share as a percentage with one decimal place, in at most six cells.
    ///
    /// A share below 1 never reads 100.0%, and one of ten and more is `>999%`.
    package static func percentage(_ share: ExactDecimal) -> String {
        if share >= ExactDecimal(10) { return ">999%" }
        if share <= ExactDecimal(-1) { return "<-99%" }
        let whole = ExactDecimal(100)
        var percent = share.scaled(byPowerOfTen: 2).rounded(toPlaces: 1)
        if percent == whole, share < ExactDecimal(1) {
            percent = whole.subtracting(ExactDecimal(1).scaled(byPowerOfTen: -1)) ?? percent
        }
        let text = percent.description
        return (text.contains(".") ? text : text + ".0") + "%"
    }
}
