import Testing

@testable import Gongbao

@Suite("Exact decimals")
struct RecordsDecimalTests {
    private func decimal(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

    @Test(arguments: [
        ("0", "0"), ("17.48", "17.48"), ("-0.50", "-0.5"), ("1e3", "1000"), ("1E-3", "0.001"),
        ("+7", "7"), ("00012", "12"), ("100", "100"), ("0.000", "0"), (".5", "0.5"), ("5.", "5"),
    ])
    func reading(text: String, printed: String) throws {
        #expect(try decimal(text).description == printed)
    }

    @Test(arguments: ["", "-", ".", "1.2.3", "1,000", "一", "1e", "1e5000", " 1", "0x10"])
    func refusing(text: String) { #expect(ExactDecimal(text) == nil) }

    @Test func thirtySixDigitsAndNoMore() throws {
        let digits = String(repeating: "9", count: 36)
        #expect(try decimal(digits).description == digits)
        #expect(ExactDecimal(digits + "9") == nil)
    }

    @Test func equalValuesAreEqualHoweverWritten() throws {
        #expect(try decimal("1.50") == decimal("15e-1"))
        #expect(try decimal("1.50").hashValue == decimal("1.5").hashValue)
    }

    @Test func scalesAsChineseDoes() throws {
        // Binary floating point gives 334799.99999999994.
        #expect(try decimal("33.48").scaled(byPowerOfTen: 4).integer == 334_800)
        #expect(ExactDecimal.zero.scaled(byPowerOfTen: 8) == .zero)
    }

    @Test func arithmetic() throws {
        #expect(try decimal("0.1").adding(decimal("0.2")) == decimal("0.3"))
        #expect(try decimal("1").subtracting(decimal("0.01")) == decimal("0.99"))
        #expect(try decimal("1.2").multiplied(by: decimal("-0.5")) == decimal("-0.6"))
        #expect(try decimal("1").divided(by: decimal("8")) == decimal("0.125"))
        #expect(try decimal("1").divided(by: .zero) == nil)
        let third = try #require(decimal("1").divided(by: decimal("3")))
        #expect(third.description == "0.333333333333333333")
        let twoThirds = try #require(decimal("2").divided(by: decimal("-3")))
        #expect(twoThirds.description == "-0.666666666666666667")
    }

    @Test func overflowIsNilNotATrap() throws {
        let huge = try decimal("999999999999999999999999999999999999")
        #expect(huge.multiplied(by: huge) == nil)
        #expect(huge.adding(try decimal("1e-30")) == nil)
        #expect(try decimal("1e900") > huge)
        #expect(try decimal("-1e900") < huge)
        #expect(try decimal("1e-900") < huge)
    }

    @Test func roundingIsHalfAwayFromZero() throws {
        #expect(try decimal("0.45246").rounded(toPlaces: 4).description == "0.4525")
        #expect(try decimal("0.00005").rounded(toPlaces: 4).description == "0.0001")
        #expect(try decimal("-0.00005").rounded(toPlaces: 4).description == "-0.0001")
        #expect(try decimal("0.00004").rounded(toPlaces: 4) == .zero)
        #expect(try decimal("12").rounded(toPlaces: 4).description == "12")
    }

    @Test func order() throws {
        let sorted = try ["-10", "-1.5", "0", "0.001", "1", "1.0000000001", "1e6"].map(decimal)
        #expect(sorted.shuffled().sorted() == sorted)
    }

    @Test func wholeNumbers() throws {
        #expect(try decimal("9223372036854775807").integer == .max)
        #expect(try decimal("9223372036854775808").integer == nil)
        #expect(try decimal("1e18").integer == 1_000_000_000_000_000_000)
        #expect(try decimal("1.5").integer == nil)
    }
}
