import Testing

@testable import GongbaoArchive

@Suite struct ArchiveMatchingTests {
    @Test(arguments: [
        ("2025年岑渡市八件民生实事任务分解表", "岑渡市"),
        ("关于印发岑渡市2025年民生实事的通知", "岑渡市"),
        ("桐汊区２０２５年上半年惠民实事推进情况", "桐汊区"),
        ("筠坞县人民政府办公室", "筠坞县"),
        ("岑渡市云溪区人民政府", "岑渡市云溪区"),
        ("青禾自治州人民政府", "青禾自治州"), ("二〇二五年九溪市民生实事", "九溪市"),
    ])
    func placesThatTitlesBeginWith(text: String, place: String) {
        #expect(PlaceName.leading(text) == place)
    }

    @Test(arguments: [
        "全市民生实事进展情况", "我县民生实事", "关于2025年八件民生实事第三季度进展情况的通报", "老旧小区改造", "社区食堂", "市民政局",
        "", "2025",
    ])
    func titlesWithoutAPlace(text: String) {
        #expect(PlaceName.leading(text) == nil)
    }

    private func document(
        _ path: String, _ place: String?, _ year: Int?, mentions: Set<String> = []
    ) -> MatchCandidate {
        MatchCandidate(path: path, place: place, year: year, mentions: mentions)
    }

    @Test func reportsGoToTheTableOfTheirPlaceAndYear() {
        let result = ArchiveMatcher.match(
            tables: [document("t1", "岑渡市", 2025), document("t2", "岑渡市", 2024)],
            reports: [
                document("r1", "岑渡市", 2025), document("r2", nil, 2024, mentions: ["岑渡市"]),
                document("r3", "桐汊区", 2025), document("r4", nil, 2025), document("r5", "岑渡市", nil),
            ])
        #expect(result.matches.map(\.reports) == [["r1"], ["r2"]])
        #expect(result.left.map(\.path) == ["r3", "r4", "r5"])
        #expect(result.left.map(\.problem) == [.noTable, .noPlace, .noYear])
    }

    @Test func whatMayBelongToSeveralIsNotGuessed() {
        let result = ArchiveMatcher.match(
            tables: [
                document("t1", "岑渡市", 2025), document("t2", "桐汊区", 2025),
                document("t3", "霜桥县", 2025),
                document("t4", "霜桥县", 2025),
            ],
            reports: [
                document("r1", nil, 2025, mentions: ["岑渡市", "桐汊区"]), document("r2", "霜桥县", 2025),
            ])
        #expect(result.matches.map(\.table) == ["t1", "t2"])
        #expect(result.matches.allSatisfy { $0.reports.isEmpty })
        let problems = Dictionary(uniqueKeysWithValues: result.left.map { ($0.path, $0.problem) })
        #expect(problems["r1"] == .ambiguous(["岑渡市", "桐汊区"]))
        #expect(problems["r2"] == .ambiguous(["t3", "t4"]))
        #expect(problems["t3"] == .ambiguous(["t3", "t4"]))
    }

    @Test func aDistrictIsNotItsCity() {
        let result = ArchiveMatcher.match(
            tables: [document("t1", "岑渡市", 2025), document("t2", "岑渡市云溪区", 2025)],
            reports: [
                document("r1", "岑渡市云溪区", 2025), document("r2", "云溪区", 2025),
                document("r3", "岑渡市", 2025),
            ])
        #expect(result.matches.map(\.reports) == [["r3"], ["r1", "r2"]])
    }
}
