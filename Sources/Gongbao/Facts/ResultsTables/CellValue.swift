/// A data cell read as far as the table needs it: its parts and their form.
///
/// The figures themselves are read by the scanner; here only their form counts, which tells a rate
/// from a count, and their rough value, which tells which rate belongs to which figures.
struct CellValue: Sendable {
    /// One figure of the cell.
    struct Part: Sendable {
        var start: Int
        var end: Int
        var isPercent: Bool
        /// 以上, ≥, 以内: a bound, as goals have it.
        var isBound: Bool
        var stage: Stage?
        var value: ExactDecimal?
    }

    enum Form: Sendable {
        /// Nothing, or a stroke.
        case void
        /// Nothing but figures, with bounds, units and words of stage.
        case figures
        /// 达到目标, 应救尽救, 已完成主体施工.
        case words
    }

    var form: Form
    var parts: [Part] = []
    /// Whether the parts stand at strokes (12/2650): they measure different things.
    var isStroked = false

    init(_ cell: CellText, _ lexicon: Lexicon) {
        if cell.isVoid {
            form = .void
            return
        }
        form = .words
        guard cell.count <= 40, cell.hasDigit else { return }
        let reader = Reader(cell: cell, lexicon: lexicon)
        if let part = reader.part(0, cell.count) {
            parts = [part]
        } else if let found = reader.split(at: Self.isStroke) {
            parts = found
            isStroked = true
        } else if let found = reader.split(at: Self.isComma) {
            parts = found
        } else {
            return
        }
        form = .figures
    }

    var isPercent: Bool { !parts.isEmpty && parts.allSatisfy(\.isPercent) }
    var hasBound: Bool { parts.contains(where: \.isBound) }

    private static func isStroke(_ code: UInt16) -> Bool { code == 0x2F || code == 0x2215 }
    private static func isComma(_ code: UInt16) -> Bool {
        code == 0x3001 || code == 0x2C || code == 0x3B || code == CellText.lineBreak
    }

    /// Reads parts of one cell.
    private struct Reader {
        let cell: CellText
        let lexicon: Lexicon

        /// All parts between separators, nil where one of them is no figure.
        func split(at isSeparator: (UInt16) -> Bool) -> [Part]? {
            var parts: [Part] = []
            var start = 0
            for index in 0...cell.count {
                if index < cell.count {
                    guard isSeparator(cell.code[index]) else { continue }
                    // The comma of 12,800 parts nothing.
                    if cell.code[index] == 0x2C, isGrouping(index) { continue }
                }
                guard let part = part(start, index) else { return nil }
                parts.append(part)
                start = index + 1
            }
            return parts.count > 1 && parts.count <= 8 ? parts : nil
        }

        private func isGrouping(_ index: Int) -> Bool {
            index > 0 && index + 3 < cell.count && CellText.isDigit(cell.code[index - 1])
                && (1...3).allSatisfy { CellText.isDigit(cell.code[index + $0]) }
        }

        /// `start..<end` as one figure: words of bound and stage, numeral, unit, bound, bracket.
        func part(_ start: Int, _ end: Int) -> Part? {
            guard
                let digit = (start..<max(start, end)).first(where: {
                    CellText.isDigit(cell.code[$0])
                })
            else { return nil }
            var part = Part(start: start, end: end, isPercent: false, isBound: false)
            guard lead(start, digit, &part) else { return nil }
            guard var index = numeral(digit, end, &part) else { return nil }
            if index < end, isDash(cell.code[index]), index + 1 < end,
                CellText.isDigit(cell.code[index + 1])
            {
                var upper = part
                guard let next = numeral(index + 1, end, &upper) else { return nil }
                part.isPercent = upper.isPercent
                index = next
            }
            return tail(index, end, &part) ? part : nil
        }

        private func isDash(_ code: UInt16) -> Bool {
            code == 0x2D || code == 0x2014 || code == 0x7E || code == 0x2013
        }

        /// Digits with grouping commas and a point, then 多, 万, 亿, %.
        private func numeral(_ start: Int, _ end: Int, _ part: inout Part) -> Int? {
            var index = start
            var digits = ""
            var point = false
            while index < end {
                let code = cell.code[index]
                if CellText.isDigit(code) {
                    digits.unicodeScalars.append(Unicode.Scalar(UInt8(code)))
                } else if code == 0x2E, !point, index + 1 < end,
                    CellText.isDigit(cell.code[index + 1])
                {
                    point = true
                    digits += "."
                } else if code != 0x2C || !isGrouping(index) {
                    break
                }
                index += 1
            }
            part.value = ExactDecimal(digits)
            var power = 0
            while index < end, let scale = Self.scales[cell.code[index]] {
                power += scale
                index += 1
            }
            part.value = part.value?.scaled(byPowerOfTen: power)
            if index < end, cell.code[index] == 0x25 || cell.code[index] == 0x2030 {
                part.isPercent = cell.code[index] == 0x25
                index += 1
            }
            return index
        }

        private static let scales: [UInt16: Int] = [
            0x591A: 0, 0x4F59: 0, 0x767E: 2, 0x5343: 3, 0x4E07: 4, 0x4EBF: 8,
        ]

        /// Whether nothing but bounds, signs and words of stage stand before the numeral.
        private func lead(_ start: Int, _ digit: Int, _ part: inout Part) -> Bool {
            cell.code.withUnsafeBufferPointer { code in
                var end = digit
                while end > start,
                    let match = lexicon.comparatorsBefore.longestMatchBackwards(
                        in: code, before: end, limit: start), match.end < end
                {
                    note(match.payload, &part)
                    end = match.end
                }
                while end > start,
                    isDash(code[end - 1]) || code[end - 1] == 0x2B
                        || code[end - 1] == 0x3A
                { end -= 1 }
                guard end > start else { return true }
                if let match = lexicon.stages.longestMatch(in: code, from: start, limit: end),
                    match.end == end
                {
                    part.stage = Stages.ofWorks(code[start..<end], match.payload)
                    return true
                }
                if let match = lexicon.columns.longestMatch(in: code, from: start, limit: end),
                    match.end == end
                {
                    let column = Column.allCases[match.payload]
                    return column == .actual || column == .target
                }
                return false
            }
        }

        /// Whether nothing but a unit, a bound, a stage and a bracket stand behind the numeral.
        private func tail(_ start: Int, _ end: Int, _ part: inout Part) -> Bool {
            cell.code.withUnsafeBufferPointer { code in
                var index = start
                while index < end, code[index] == CellText.lineBreak { index += 1 }
                if let unit = lexicon.unitTrie.longestMatch(in: code, from: index, limit: end) {
                    // 2025年, 6月30日, 1—6月完成 are dates.
                    if lexicon.units[unit.payload].dimension == "calendar" { return false }
                    index = unit.end
                }
                while index < end, code[index] == 0x2F, index + 1 < end,
                    let per = lexicon.rateMeasures.longestMatch(
                        in: code, from: index + 1, limit: end)
                { index = per.end }
                while index < end,
                    let bound = lexicon.comparatorsAfter.longestMatch(
                        in: code, from: index, limit: end)
                {
                    note(bound.payload, &part)
                    index = bound.end
                }
                if index < end,
                    let match = lexicon.stages.longestMatch(in: code, from: index, limit: end)
                {
                    part.stage = Stages.ofWorks(code[index..<match.end], match.payload)
                    index = match.end
                }
                if index < end, code[index] == 0x28, code[end - 1] == 0x29 {
                    part.end = index  // the bracket is a note
                    index = end
                }
                return index == end
            }
        }

        private func note(_ payload: Int, _ part: inout Part) {
            guard payload < Comparator.allCases.count else { return }
            switch Comparator.allCases[payload] {
            case .atLeast, .atMost, .lessThan: part.isBound = true
            case .exact, .moreThan, .about, .nearly: break
            }
        }
    }
}
