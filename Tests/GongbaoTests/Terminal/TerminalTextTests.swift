import GongbaoTerminal
import Testing

@Suite("Text in the cells of a terminal")
struct TerminalTextTests {
    @Test(
        "Display width",
        arguments: [
            ("abc", 3), ("任务", 4), ("3.13 万批次", 11), ("（牵头）", 8), ("…█┃●“”", 6), ("％５", 4),
            ("e\u{301}", 1), ("か\u{3099}", 2), ("\u{200B}\u{FEFF}", 0), ("𠮷", 2), ("㎡", 2),
            ("½", 1), ("", 0), ("한국", 4), ("\u{7}", 0),
        ])
    func width(_ text: String, _ cells: Int) {
        #expect(DisplayWidth.of(text) == cells)
    }

    @Test(
        "Cutting never halves a wide character",
        arguments: [
            ("农村公路", 8, "农村公路"), ("农村公路", 7, "农村公…"), ("农村公路", 6, "农村…"),
            ("农村公路", 2, "…"), ("农村公路", 1, "…"), ("农村公路", 0, ""),
            ("A级 景区", 5, "A级…"), ("abcdef", 4, "abc…"),
        ])
    func cut(_ text: String, _ width: Int, _ result: String) {
        #expect(TextLayout.cut(text, to: width) == result)
        #expect(DisplayWidth.of(result) <= width)
    }

    @Test("Padding fills the cell that a cut wide character leaves")
    func pad() {
        #expect(TextLayout.pad("农村公路", to: 6) == "农村… ")
        #expect(TextLayout.pad("25个", to: 6, .right) == "  25个")
        #expect(TextLayout.pad("25个", to: 6) == "25个  ")
    }

    @Test(
        "A document cannot steer the terminal",
        arguments: [
            ("17.48\n万批次", "17.48万批次"), ("3.13 万批次", "3.13 万批次"), ("0.9 \r\n\n 万", "0.9万"),
            ("\u{1B}[31m红", "[31m红"), ("a\u{202E}b", "ab"), ("1\t2", "1 2"),
        ])
    func singleLine(_ text: String, _ result: String) {
        #expect(TextLayout.singleLine(text) == result)
    }

    @Test("No line begins with a closing mark, words of letters stay whole")
    func wrap() {
        #expect(
            TextLayout.wrap("完成任务，见 report-2025 之附件。", width: 10, indent: 2)
                == ["完成任务，", "  见", "  report-2", "  025 之附", "  件。"])
        #expect(TextLayout.wrap("已完成任务，见", width: 10) == ["已完成任", "务，见"])
        #expect(TextLayout.wrap("one two three", width: 8) == ["one two", "three"])
        #expect(TextLayout.wrap("", width: 8) == [""])
    }

    @Test("Language of the locale: LC_ALL before LC_MESSAGES before LANG")
    func language() {
        func language(_ variables: [String: String]) -> Language {
            Language.ofLocale { variables[$0] }
        }
        #expect(language([:]) == .english)
        #expect(language(["LANG": "zh_CN.UTF-8"]) == .chinese)
        #expect(language(["LANG": "zh"]) == .chinese)
        #expect(language(["LANG": "zh_CN.UTF-8", "LC_ALL": "C"]) == .english)
        #expect(language(["LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"]) == .chinese)
        #expect(language(["LANG": "zh_CN", "LC_ALL": ""]) == .chinese)
        #expect(language(["LANG": "zha_CN"]) == .english)
    }

    @Test("Colours: on terminals only, NO_COLOR and TERM=dumb respected")
    func colour() {
        func isColoured(
            _ choice: ColourChoice, _ isTerminal: Bool, _ variables: [String: String] = [:]
        ) -> Bool {
            choice.isColoured(isTerminal: isTerminal) { variables[$0] }
        }
        #expect(isColoured(.auto, true, ["TERM": "xterm"]))
        #expect(!isColoured(.auto, false))
        #expect(!isColoured(.auto, true, ["NO_COLOR": "1"]))
        #expect(isColoured(.auto, true, ["NO_COLOR": ""]))
        #expect(!isColoured(.auto, true, ["TERM": "dumb"]))
        #expect(isColoured(.always, false, ["NO_COLOR": "1"]))
        #expect(!isColoured(.never, true))
        #expect(Palette(isColoured: false).paint("a", .bad) == "a")
        #expect(Palette(isColoured: true).paint("a", .bad) == "\u{1B}[31ma\u{1B}[0m")
    }

    @Test("CSV quotes what needs quoting")
    func csv() {
        var writer = CSVWriter()
        writer.row(["a", nil, "b,c", "say \"1\"", "x\ny", ""])
        #expect(
            String(decoding: writer.drain(), as: UTF8.self)
                == "a,,\"b,c\",\"say \"\"1\"\"\",\"x\ny\",\n")
        #expect(writer.drain().isEmpty)
    }
}
