import Gongbao
import GongbaoTerminal
import Testing

@Suite("The view of validate")
struct TerminalTableTests {
    private func view(width: Int, _ language: Language = .chinese, coloured: Bool = false) throws
        -> ValidationView
    {
        ValidationView(
            try TerminalFixture.record(), lines: TerminalFixture.lines, width: width,
            palette: Palette(isColoured: coloured), messages: Messages(language))
    }

    /// The table alone: from its header to its last row.
    private func table(width: Int) throws -> String {
        let lines = try view(width: width).text().split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.dropFirst(3).prefix(7).joined(separator: "\n")
    }

    @Test("At 60 columns") func narrow() throws {
        let expected = """
            任务  指标                目标      实际    完成  状态
            ────────────────────────────────────────────────────────────
               1  口袋公园            24个      25个  104.2%  ▲ 超额
                  改造提升农村…    210公里  完工118…   56.2%  ◐ 慢于时序
               2  城市低保标准       860元     860元  100.0%  ✓ 达成
                  探访率              100%              水平  · 未见数据
               3  完善社区治理…                               – 无指标
            """
        #expect(try table(width: 60) == expected)
    }
    @Test("At 80 columns") func usual() throws {
        let expected = """
            任务  指标                    目标        实际  完成             状态        行
            ────────────────────────────────────────────────────────────────────────────────
               1  口袋公园                24个        25个  ███┃████ 104.2%  ▲ 超额      2→1
                  改造提升农村公…      210公里  完工118公…  ███┃▍░░░  56.2%  ◐ 慢于时序  3→1
               2  城市低保标准           860元       860元  ████████ 100.0%  ✓ 达成      4→2
                  探访率                  100%                         水平  · 未见数据  5
               3  完善社区治理体…                                            – 无指标    6
            """
        #expect(try table(width: 80) == expected)
    }
    @Test("At 120 columns") func wide() throws {
        let expected = """
            任务  指标                                       目标            实际  完成                         状态        行
            ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────
               1  口袋公园                                   24个            25个  █████████┃██████████ 104.2%  ▲ 超额      2→1
                  改造提升农村公路及配套安全防护设施      210公里  完工118公里 +1  █████████┃█▏░░░░░░░░  56.2%  ◐ 慢于时序  3→1
               2  城市低保标准                        860元/人·月     860元/人·月  ████████████████████ 100.0%  ✓ 达成      4→2
                  探访率                                     100%                                         水平  · 未见数据  5
               3  完善社区治理体系。                                                                            – 无指标    6
            """
        #expect(try table(width: 120) == expected)
    }
    @Test("Everything, in Chinese") func chinese() throws {
        let expected = """
            任务表  2025年民生实事任务分解表（plan.txt）
            报　告  半年进展（截至 2025-06-30，report.txt）

            任务  指标                    目标        实际  完成             状态        行
            ────────────────────────────────────────────────────────────────────────────────
               1  口袋公园                24个        25个  ███┃████ 104.2%  ▲ 超额      2→1
                  改造提升农村公…      210公里  完工118公…  ███┃▍░░░  56.2%  ◐ 慢于时序  3→1
               2  城市低保标准           860元       860元  ████████ 100.0%  ✓ 达成      4→2
                  探访率                  100%                         水平  · 未见数据  5
               3  完善社区治理体…                                            – 无指标    6
            ┃ 时间进度   行：任务表→报告

            3项任务，4个指标：超额 1，达成 1，推进中 1（慢于时序 1），未见数据 1。
            报告中的数字：4 个对应到任务，0 个没有对应。

            自报完成情况（2）
              ✗ 数据不符  “提前完成2项”（任务1、2，提前，第4行）：1.2：118/210公里
              · 未见数据  “全部启动”（未指明任务，推进中）

            未见报告的指标（1）
              2.2  探访率  100%  第5行

            核查发现（1）
              错误  文中比率60%与计算值56.2%不符（rate-mismatch，report.txt:3）
            """
        #expect(try view(width: 80).text() == expected + "\n")
    }
    @Test("Everything, in English") func english() throws {
        let expected = """
            Tasks   2025年民生实事任务分解表 (plan.txt)
            Report  半年进展 (as of 2025-06-30, report.txt)

            Task  Indicator         Target      Actual  Completion       Status         Line
            ────────────────────────────────────────────────────────────────────────────────
               1  口袋公园            24个        25个  ███┃████ 104.2%  ▲ exceeded     2→1
                  改造提升农…      210公里  完工118公…  ███┃▍░░░  56.2%  ◐ behind       3→1
               2  城市低保标准       860元       860元  ████████ 100.0%  ✓ met          4→2
                  探访率              100%                        level  · no evidence  5
               3  完善社区治…                                            – no figure    6
            ┃ time elapsed   Line: task table→report

            3 tasks, 4 targets: exceeded 1, met 1, in progress 1 (behind 1), no published
            evidence 1.
            Figures of the reports: 4 belong to a task, 0 to none.

            Claims of the reports (2)
              ✗ contradicted           “提前完成2项” (tasks 1, 2, early, line 4): 1.2：
                                       118/210公里
              · no published evidence  “全部启动” (no task named, in progress)

            Targets that no report mentions (1)
              2.2  探访率  100%  line 5

            Findings (1)
              error  文中比率60%与计算值56.2%不符 (rate-mismatch, report.txt:3)
            """
        #expect(try view(width: 80, .english).text() == expected + "\n")
    }

    @Test("No line is wider than asked, and nothing is left at its end", arguments: 40...130)
    func widths(_ width: Int) throws {
        for language in Language.allCases {
            let view = try view(width: width, language)
            for line in (view.text() + view.claimsText()).split(separator: "\n") {
                #expect(DisplayWidth.of(line) <= width, "\(line)")
                #expect(line.last != " ", "\(line)")
            }
        }
    }

    @Test("Colours change nothing but the colours")
    func colours() throws {
        let plain = try view(width: 80).text()
        var coloured = try view(width: 80, coloured: true).text()
        #expect(coloured != plain)
        for code in ["0", "1", "2", "31", "32", "33", "36"] {
            coloured = coloured.split(
                separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false
            )
            .joined()
        }
        #expect(coloured == plain)
    }

    @Test("One row a target as CSV")
    func csv() throws {
        var writer = CSVWriter()
        writer.targets(of: try TerminalFixture.record())
        let rows = String(decoding: writer.drain(), as: UTF8.self).split(separator: "\n")
        #expect(rows.count == 6)  // the figure of 1.2 holds a line break, as in its source
        #expect(rows[1].hasPrefix("1,1.1,口袋公园,24个,,25个,25,,1.0417,0.4959,cumulative,exceeded,"))
        #expect(rows[5] == "2,2.2,探访率,100%,,,,,,,level,noEvidence,notApplicable,,test,,,,")
    }
}
