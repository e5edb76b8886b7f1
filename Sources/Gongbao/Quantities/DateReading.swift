/// A date or period at the precision in which the text gives it (GB/T 7408.1-2023).
struct DateReading: Sendable, Equatable {
    struct Point: Sendable, Equatable {
        var year: Int16 = 0
        var month: Int8 = 0
        var day: Int8 = 0
        /// The digits that a masked year still shows: 20 of 20××, 202 of 202X. Negative where the text gives the
        /// last two alone: 90年代.
        var shown: Int16 = 0

        /// ISO 8601, with X for what the text leaves open.
        var iso: String {
            var text = Self.padded(Int(year), 4)
            if year == 0 {
                text =
                    shown < 0
                    ? "XX" + Self.padded(-Int(shown), 2)
                    : ((shown == 0 ? "" : String(shown)) + "XXXX").prefixed(4)
            } else if year < 0 {
                text = "-" + Self.padded(-Int(year), 4)
            }
            if month > 0 { text += "-" + Self.padded(Int(month), 2) }
            if day > 0 { text += (month > 0 ? "-" : "-XX-") + Self.padded(Int(day), 2) }
            return text
        }

        fileprivate static func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
    }

    /// A part of the year.
    enum Part: UInt8, Sendable {
        case none, firstHalf, secondHalf, firstQuarter, secondQuarter, thirdQuarter, fourthQuarter
        case threeQuarters

        /// Its first and last month; nil for `none`.
        var months: (first: Int8, last: Int8)? {
            switch self {
            case .none: return nil
            case .firstHalf: return (1, 6)
            case .secondHalf: return (7, 12)
            case .firstQuarter: return (1, 3)
            case .secondQuarter: return (4, 6)
            case .thirdQuarter: return (7, 9)
            case .fourthQuarter: return (10, 12)
            case .threeQuarters: return (1, 9)
            }
        }

        /// Its last month; nil for `none`.
        var lastMonth: Int8? { months?.last }
    }

    /// A time of day: hours up to 24, minutes and seconds where the text gives them.
    struct Clock: Sendable, Equatable {
        var hour: Int8
        var minute: Int8 = -1
        var second: Int8 = -1

        /// ISO 8601, as in T15:42.
        var iso: String {
            var text = "T" + Point.padded(Int(hour), 2)
            if minute >= 0 { text += ":" + Point.padded(Int(minute), 2) }
            if second >= 0 { text += ":" + Point.padded(Int(second), 2) }
            return text
        }
    }

    var start = Point()
    var end: Point?
    /// The week of the year, 0 where none is named.
    var week: Int8 = 0
    /// The day of an unnamed week, 1 for Monday, 0 where none is named.
    var weekday: Int8 = 0
    /// The last of several days of a week.
    var lastWeekday: Int8 = 0
    var part = Part.none
    /// 底 and 末 follow the month or year.
    var atEnd = false
    /// A time of day, which is no date.
    var clock: Clock?
    /// The later end of 8:30—17:30.
    var until: Clock?

    /// Whether the text gives a time of day rather than a date.
    var timeOfDay: Bool { clock != nil }

    /// ISO 8601: a date, a time, or an interval of either with both ends in it.
    var iso: String? {
        if let clock { return clock.iso + (until.map { "/" + $0.iso } ?? "") }
        if let (first, last) = part.months {
            var (from, to) = (start, start)
            (from.month, to.month) = (first, last)
            return from.iso + "/" + to.iso
        }
        if weekday > 0 {
            return "XXXX-WXX-\(weekday)" + (lastWeekday > 0 ? "/XXXX-WXX-\(lastWeekday)" : "")
        }
        if week > 0 { return start.iso + "-W" + Point.padded(Int(week), 2) }
        return start.iso + (end.map { "/" + $0.iso } ?? "")
    }
}

extension String {
    fileprivate func prefixed(_ count: Int) -> String { String(prefix(count)) }
}
