/// Turns readings of dates into ISO 8601 days.
enum CalendarDate {
    /// The number of days of a month.
    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    /// Whether a month has such a day; year 0 is any year.
    static func exists(day: Int, in month: Int, of year: Int) -> Bool {
        day >= 1 && day <= days(in: month, of: year == 0 ? 2000 : year)
    }

    /// `2025-06-30`.
    static func iso(_ year: Int, _ month: Int, _ day: Int) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        return "\(year)-\(two(month))-\(two(day))"
    }

    /// Year, month and day of an ISO date; nil for anything else.
    static func parts(_ text: String) -> (year: Int, month: Int, day: Int)? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...12).contains(parts[1]), parts[2] >= 1,
            parts[2] <= days(in: parts[1], of: parts[0])
        else { return nil }
        return (parts[0], parts[1], parts[2])
    }

    /// Days from 1 January of `year` to the date, negative before it.
    static func dayNumber(_ text: String, from year: Int) -> Int? {
        guard let (y, month, day) = parts(text) else { return nil }
        var total = day - 1
        for earlier in 1..<month { total += days(in: earlier, of: y) }
        if y > year { for before in year..<y { total += days(in: 2, of: before) + 337 } }
        if y < year { for after in y..<year { total -= days(in: 2, of: after) + 337 } }
        return total
    }
}
