import Gongbao
import GongbaoTerminal
import Testing

@Suite("Bars and percentages")
struct TerminalBarTests {
    @Test(
        "A bar of eight cells",
        arguments: [
            ("0", nil, "░░░░░░░░"), ("0.0001", nil, "▏░░░░░░░"), ("0.5", nil, "████░░░░"),
            ("0.4728", nil, "███▊░░░░"), ("0.9999", nil, "███████▉"), ("1", nil, "████████"),
            ("1.63", nil, "████████"), ("-0.2", nil, "░░░░░░░░"), (nil, nil, "········"),
            ("0.25", "0.5", "██░░┃░░░"), ("0.75", "0.5", "████┃█░░"), (nil, "0.99", "·······┃"),
            ("0.25", "0", "██░░░░░░"), ("0.25", "1", "██░░░░░░"), ("0.25", "1.4", "██░░░░░░"),
            ("1e30", "0.5", "████┃███"),
        ] as [(String?, String?, String)])
    func bar(_ completion: String?, _ time: String?, _ drawn: String) {
        let bar = CompletionBar(cells: 8).draw(
            completion: completion.flatMap { ExactDecimal($0) },
            timeProgress: time.flatMap { ExactDecimal($0) })
        #expect(bar == drawn)
        #expect(DisplayWidth.of(bar) == 8)
    }

    @Test("No bar is longer than twenty cells")
    func longest() {
        let bar = CompletionBar(cells: 90).draw(completion: ExactDecimal(1), timeProgress: nil)
        #expect(bar == String(repeating: "█", count: 20))
    }

    @Test(
        "Percentages",
        arguments: [
            ("0", "0.0%"), ("0.4728", "47.3%"), ("0.5", "50.0%"), ("0.9999", "99.9%"),
            ("1", "100.0%"), ("1.0667", "106.7%"), ("9.999", "999.9%"), ("10", ">999%"),
            ("-0.031", "-3.1%"), ("-3", "<-99%"),
        ])
    func percentage(_ share: String, _ text: String) throws {
        #expect(CompletionBar.percentage(try #require(ExactDecimal(share))) == text)
        #expect(DisplayWidth.of(text) <= 6)
    }
}
