/// A day and a time of a spreadsheet, which counts days from 1900 or 1904.
struct DateFormat {
    private(set) var year = 1900
    private(set) var month = 1
    private(set) var day = 0
    private(set) var hour = 0
    private(set) var minute = 0
    private(set) var second = 0
    private let weekday: Int
    private let seconds: Int

    /// Nil for what is no day from 1900 to 9999.
    init?(_ value: DecimalText, epoch1904: Bool) {
        guard !value.isNegative, let whole = value.integer, whole < 2_958_466 else { return nil }
        // Seconds, rounded; 24:00:00 is the next day.
        let digits = value.parts(least: 0, places: 12).fraction
        let fraction = digits.reduce(0) { $0 * 10 + Int($1) }
        var time = (fraction * 864 + 5_000_000_000) / 10_000_000_000
        var serial = whole
        if time >= 86_400 { (time, serial) = (0, serial + 1) }
        seconds = serial * 86_400 + time
        (hour, minute, second) = (time / 3_600, time / 60 % 60, time % 60)
        if epoch1904 { serial += 1_462 }
        weekday = (serial + 6) % 7
        if serial == 60 {  // 29 February 1900, which was none
            (month, day) = (2, 29)
            return
        }
        var rest = serial < 60 ? serial : serial - 1
        while rest > Self.days(in: year) {
            rest -= Self.days(in: year)
            year += 1
        }
        while rest > Self.length(month, year) {
            rest -= Self.length(month, year)
            month += 1
        }
        day = rest
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func days(in year: Int) -> Int { isLeap(year) ? 366 : 365 }

    private static func length(_ month: Int, _ year: Int) -> Int {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][(month - 1) % 12]
    }

    static func padded(_ value: Int, _ count: Int) -> String {
        count >= 2 && value < 10 ? "0\(value)" : "\(value)"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    func month(_ count: Int) -> String {
        switch count {
        case 3: String(Self.months[month - 1].prefix(3))
        case 4: Self.months[month - 1]
        default: Self.padded(month, count)
        }
    }

    func part(_ letter: Character, _ count: Int, isHan: Bool, half: Bool) -> String {
        switch letter {
        case "y":
            let text = count <= 2 ? Self.padded(year % 100, 2) : "\(year)"
            return isHan ? NumberForms.text(Int(text) ?? year, "ideographDigital") : text
        case "d":
            if count == 3 { return ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][weekday] }
            if count >= 4 { return "星期" + String(Array("日一二三四五六")[weekday]) }
            return isHan ? NumberForms.counting(day) : Self.padded(day, count)
        case "a": return "星期" + String(Array("日一二三四五六")[weekday])
        case "h": return Self.padded(half ? (hour + 11) % 12 + 1 : hour, count)
        case "s": return Self.padded(second, count)
        default: return ""
        }
    }

    /// Hours, minutes or seconds that count on past a day.
    func elapsed(_ letter: Character) -> String {
        switch letter {
        case "h": "\(seconds / 3_600)"
        case "m": "\(seconds / 60)"
        default: "\(seconds)"
        }
    }
}
