import Testing

@testable import Gongbao

@Suite("Articles of a page")
struct DocumentArticleTests {
    private func articles(_ text: String) -> [ArticleRecord] { convert(text).document.articles }

    /// The byline, the headline behind it and the next story stand apart.
    @Test func cityPageHoldsAReportAndAStory() throws {
        let record = try Corpus.record("Corpus/city/02-half-year.txt")
        #expect(record.document.articles.map(\.kind) == [.progressReport, .news])
        let story = try #require(record.document.articles.last)
        let figure = try #require(record.statement("1.6万亩"))
        #expect(figure.article == story.id)
        #expect(record.statement("1418户")?.article == record.document.articles.first?.id)
    }

    @Test func aBylineEndsAStory() {
        let text = """
            我市新建口袋公园25个，绿道贯通61.5公里，晚饭后散步的人多了起来。
            （记者 桑榆 通讯员 言卿）

            全市新增公共充电桩1086个，新增公共停车泊位2290个，停车更方便了。
            """
        let articles = articles(text)
        #expect(articles.count == 2)
        #expect(articles.first?.byline?.contains("桑") == true)
        #expect(articles.last?.byline == nil)
    }

    @Test func theDateOfAPageIsNoHeadline() {
        let text = """
            2025年7月8日 星期二
            责任编辑：秦 越 版式：苗 青

            民生实事有了新进展

            　　截至6月底，全市城镇新增就业2.48万人，完成年度任务的55.1%，开展培训1.12万人次。
            （记者 桑榆）

            　　全市新增公共充电桩1086个，新增公共停车泊位2290个，停车更方便了。
            """
        #expect(articles(text).first?.title == "民生实事有了新进展")
    }

    @Test func aBracketInsideASentenceIsNoByline() {
        let text = """
            全市新增公共充电桩1086个（市发展改革局牵头），另有197个在建。
            全市新增公共停车泊位2290个，优化公交线路13条。
            """
        #expect(articles(text).count == 1)
    }

    @Test func aDatelineBeginsAStory() {
        let text = """
            截至6月底，全市城镇新增就业2.48万人，完成年度任务的55.1%，开展培训1.12万人次。

            本报讯（记者 桑榆）6月28日，荷花节开幕，首日吸引1.3万名游客前来赏荷。
            """
        #expect(articles(text).count == 2)
    }
}

@Suite("Kinds, metadata, as-of dates")
struct DocumentMetadataTests {
    @Test(arguments: [
        ("Corpus/city/01-plan.txt", DocumentKind.taskTable),
        ("Corpus/city/02-half-year.txt", .progressReport),
        ("Corpus/city/03-third-quarter.txt", .progressReport),
        ("Corpus/forms/01-prose.txt", .taskTable), ("Corpus/forms/02-pipes.txt", .taskTable),
        ("Corpus/forms/04-tabs.txt", .taskTable), ("Corpus/forms/06-results.txt", .resultsTable),
    ])
    func kinds(path: String, kind: DocumentKind) throws {
        let document = try Corpus.record(path).document
        #expect(document.kind == kind)
        #expect(document.kindReasons?.isEmpty == false)
    }

    @Test func aKindThatTheUserGives() {
        let record = convert("全市新增床位520张。", kind: .workReport)
        #expect(record.document.kind == .workReport)
    }

    @Test func circular() throws {
        let document = try Corpus.record("Corpus/city/03-third-quarter.txt").document
        #expect(document.title?.contains("第三季度进展情况的通报") == true)
        #expect(document.documentNumber == "岑府督〔2025〕21号")
        #expect(document.issuer == "岑渡市人民政府督查室")
        #expect(document.publishedDate == "2025-10-13")
        #expect(document.year == 2025)
        #expect(document.asOf?.date == "2025-09-30")
    }

    @Test func declaredCounts() throws {
        let declared = try Corpus.record("Corpus/city/01-plan.txt").document.declared
        #expect(declared == DeclaredRecord(categories: 8, tasks: 18))
    }

    @Test(arguments: [
        ("截至6月底，全市新增就业2.48万人。", "2025-06-30", "截至6月底"),
        ("截止2025年6月29日，全市新增就业2.48万人。", "2025-06-29", "截止2025年6月29日"),
        ("全市通报。上半年，全市新增就业2.48万人。", "2025-06-30", "上半年"),
        ("1—9月，全市新增就业2.48万人。", "2025-09-30", "1—9月"),
        ("截至2月底，全市新增就业2.48万人。", "2025-02-28", "截至2月底"),
        ("全市通报。第一季度，全市新增就业2.48万人。", "2025-03-31", "第一季度"),
    ])
    func asOf(text: String, date: String, words: String) throws {
        let asOf = try #require(convert(text, year: 2025).document.asOf)
        #expect(asOf.date == date)
        #expect(asOf.text == words)
        #expect(SourceText(text).string(TextRange(asOf.start, asOf.end)) == words)
    }

    @Test
    func asOfAtTheVeryBegin() {
        #expect(convert("上半年，新增就业2万人。", year: 2025).document.asOf?.date == "2025-06-30")
    }

    @Test func februaryOfALeapYear() {
        #expect(convert("截至2月底，新增就业2万人。", year: 2024).document.asOf?.date == "2024-02-29")
    }

    @Test func noYearNoAsOf() {
        #expect(convert("截至6月底，全市新增就业2.48万人。").document.asOf == nil)
    }

    @Test func aPlanIsAsOfNoDay() throws {
        #expect(try Corpus.record("Corpus/city/01-plan.txt").document.asOf == nil)
    }

    @Test(arguments: [
        ("2025-01-01", 2025, 0), ("2025-12-31", 2025, 364), ("2024-12-31", 2024, 365),
        ("2026-01-01", 2025, 365), ("2024-12-31", 2025, -1), ("2024-01-01", 2025, -366),
    ])
    func dayNumbers(date: String, year: Int, number: Int) {
        #expect(CalendarDate.dayNumber(date, from: year) == number)
    }

    @Test(arguments: ["2025-02-29", "2025-13-01", "2025-06", "2025-06-31", "abc", ""])
    func noDays(text: String) { #expect(CalendarDate.dayNumber(text, from: 2025) == nil) }
}
