import Testing

@testable import Gongbao

private func reflow(_ text: String) -> (reflow: Reflow, source: SourceText) {
    let source = SourceText(text)
    return (Reflow.read(source, LineReader.lines(of: source), excluding: []), source)
}

/// Paragraphs as they read; headings begin with `# `, lines of a table with `| `.
private func blocks(_ text: String) -> [String] {
    let (reflow, source) = reflow(text)
    return reflow.blocks.map { block in
        let mark =
            switch block.kind {
            case .paragraph: ""
            case .heading: "# "
            case .tableLine: "| "
            }
        return mark + reflow.flow.rawString(block.start, block.end, of: source)
    }
}

@Suite("Re-flow")
struct DocumentReflowTests {
    @Test func hardWrappedColumn() {
        let text = """
            年初，岑渡市九届人大四次会议投票选定
            2025年全市八件民生实事，细化为18项工作
            任务。记者近日从市政府督查室了解到，截
            至6月底，18项任务全部启动。

            上半年，全市已为1418户经济困难老年人家
            庭实施居家适老化改造。
            """
        #expect(
            blocks(text) == [
                "年初，岑渡市九届人大四次会议投票选定2025年全市八件民生实事，细化为18项工作"
                    + "任务。记者近日从市政府督查室了解到，截至6月底，18项任务全部启动。",
                "上半年，全市已为1418户经济困难老年人家庭实施居家适老化改造。",
            ])
    }

    @Test func aBlankLineAfterEveryLine() {
        let text = """
            年初，岑渡市九届人大四次会议投票选定

            2025年全市八件民生实事，细化为18项工作

            任务。记者近日从市政府督查室了解到，截

            至6月底，18项任务全部启动。
            """
        #expect(
            blocks(text) == [
                "年初，岑渡市九届人大四次会议投票选定2025年全市八件民生实事，细化为18项工作"
                    + "任务。记者近日从市政府督查室了解到，截至6月底，18项任务全部启动。"
            ])
    }

    @Test func headingsAndItems() {
        let text = """
            一、已完成的任务
            　　1.学校建设。14所中小学校于秋季学期开学前全部交付使用，新增公办学位1.87万个。
            　　2.公园绿道。累计建成口袋公园27个、绿道63.8公里。
            二、达到序时进度的任务
            　　3.居家适老化改造。完成2188户，占年度任务的84.2%。
            """
        #expect(
            blocks(text) == [
                "# 一、已完成的任务",
                "1.学校建设。14所中小学校于秋季学期开学前全部交付使用，新增公办学位1.87万个。",
                "2.公园绿道。累计建成口袋公园27个、绿道63.8公里。", "# 二、达到序时进度的任务",
                "3.居家适老化改造。完成2188户，占年度任务的84.2%。",
            ])
    }

    @Test func aDecimalIsNoEnumerator() {
        let text = """
            新建和改造城市供水管网五十余公里、污水
            3.5公里，其余按计划推进，年底前完工通水。
            """
        #expect(blocks(text).count == 1)
    }

    @Test func linesOfATableStayApart() {
        let text = "| 序号 | 工作事项 | 责任单位 |\n| 1 | 新建口袋公园24个 | 市城管局 |"
        #expect(blocks(text).map { $0.prefix(2) } == ["| ", "| "])
    }

    @Test func excludedCharactersAreHoles() {
        let source = SourceText("第一行。\n第二行。\n第三行。")
        let lines = LineReader.lines(of: source)
        let reflow = Reflow.read(source, lines, excluding: [TextRange(5, 9)])
        #expect(
            reflow.blocks.map { reflow.flow.string($0.start, $0.end) } == ["第一行。", "第三行。"])
    }

    @Test func blocksCoverTheFlowInOrder() throws {
        for path in Corpus.documents {
            let (reflow, _) = reflow(try Corpus.text(path))
            var end = 0
            for block in reflow.blocks {
                #expect(block.start == end && block.end > block.start, "\(path)")
                end = block.end
            }
            #expect(end == reflow.flow.count, "\(path)")
        }
    }
}

@Suite("Flow")
struct DocumentFlowTests {
    @Test func everyCharacterKeepsItsOffset() throws {
        for path in Corpus.documents {
            let (reflow, source) = reflow(try Corpus.text(path))
            let flow = reflow.flow
            var previous = -1
            for index in 0..<flow.count {
                let offset = flow.range(index, index + 1).start
                #expect(offset > previous)
                previous = offset
                let folded = CharacterTables.shared.folded(source.scalars[offset])
                if flow.code[index] != folded {
                    Issue.record("\(path): \(offset) is not the character of the flow")
                    return
                }
            }
        }
    }

    @Test func nothingButBlanksAndMarksIsLeftOut() throws {
        for path in Corpus.documents {
            let (reflow, source) = reflow(try Corpus.text(path))
            let kept = Set((0..<reflow.flow.count).map { reflow.flow.range($0, $0 + 1).start })
            let lost = source.scalars.indices.filter { offset in
                let kind = CharacterTables.shared.classOf(source.scalars[offset])
                return !kept.contains(offset) && kind != .blank && kind != .newline
                    && kind != .control && source.scalars[offset] != 0x2A
            }
            #expect(lost.isEmpty, "\(path)")
        }
    }

    @Test func gapsSayWhatStoodBetween() {
        let source = SourceText("甲 乙  丙\n丁\t戊")
        var flow = Flow()
        flow.append(source, TextRange(0, source.scalars.count), gap: 0)
        #expect(flow.string(0, flow.count) == "甲乙丙丁戊")
        #expect(flow.gap[1] == Flow.Gap.space)
        #expect(flow.gap[2] & Flow.Gap.wide != 0)
        #expect(flow.gap[3] & Flow.Gap.line != 0)
        #expect(flow.gap[4] & (Flow.Gap.hard | Flow.Gap.cell) == Flow.Gap.hard | Flow.Gap.cell)
    }

    @Test func aFigureAcrossALineBreak() throws {
        let text = "校园周边食品经营单位抽检17.48\n万批次，合格率98.2%。"
        let statement = try #require(convert(text).statement("17.48万批次"))
        #expect(statement.quantity.text == "17.48\n万批次")
        #expect(statement.quantity.value.integer == 174_800)
        #expect(statement.quantity.range == TextRange(12, 21))
    }
}
