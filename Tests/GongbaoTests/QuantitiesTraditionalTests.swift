import Testing

@testable import Gongbao

@Suite("Units as the source prints them")
struct QuantitiesTraditionalTests {
    private func quantities(_ text: String) -> [String] {
        let origin = Converter.Origin(path: nil, sha256: "")
        let record = Converter().convert(Array(text.utf8), origin: origin)
        return (record?.statements ?? []).map(\.quantity).map { quantity in
            let per = quantity.per.map { " per \($0.value) \($0.unit)" } ?? ""
            return "\(quantity.value) \(quantity.unit)\(per)"
        }
    }

    @Test(
        "Traditional text keeps its characters",
        arguments: [
            ("全年提供宿位２１０個。", "210 個"),
            ("撥款1.26億元用於公園。", "126000000 元"),
            ("目標低1.1個百分點。", "1.1 百分點"),
            ("收集回收物逾1,280公噸。", "1280 公噸"),
            ("使用率４７.１％。", "47.1 %"),
            ("每戶補貼500元。", "500 元 per 1 戶"),
            ("完成參拾參戶改造。", "33 戶"),
        ])
    func keepsCharacters(text: String, wanted: String) {
        #expect(quantities(text) == [wanted])
    }

    @Test("a unit that stands behind its list")
    func listUnits() {
        #expect(quantities("分別服務8.6萬、5.9萬戶。") == ["86000 戶", "59000 戶"])
    }

    @Test("Simplified text is as it was")
    func simplified() {
        #expect(quantities("每户补贴500元，共1200套（间）。") == ["500 元 per 1 户", "1200 套（间）"])
    }
}
