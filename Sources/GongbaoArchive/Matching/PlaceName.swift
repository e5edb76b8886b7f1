/// Names of places in titles and names of issuers: 岑渡市, 岑渡市云溪区.
///
/// There is no list of places: a name is what stands before 省, 市, 县, 区 and the like, where a title
/// or an issuer begins with it. In doubt there is none.
package enum PlaceName {
    private static let levels: [[Unicode.Scalar]] = [
        "特别行政区", "自治区", "自治州", "自治县", "自治旗", "新区", "省", "市", "州", "盟", "县", "区", "旗", "镇",
        "乡",
    ].map { Array($0.unicodeScalars) }
    /// What stands before a place in titles.
    private static let openings: [[Unicode.Scalar]] = [
        "关于印发", "关于公布", "关于", "印发", "公布", "中共", "中国共产党", "《", "“", "全省", "全市", "全县",
        "全区",
    ].map { Array($0.unicodeScalars) }
    /// Words that end like a place and name none.
    private static let words: Set<String> = [
        "全省", "全市", "全县", "全区", "我省", "我市", "我县", "我区", "本省", "本市", "本县", "本区", "各市", "各县",
        "各区", "城市", "社区", "小区", "园区", "景区", "校区", "片区", "辖区", "库区", "山区", "城区", "市区", "县区",
        "老旧小区", "开发区", "地区", "乡镇", "城镇", "旅游区", "示范区",
    ]
    private static let longest = 8

    /// The place that a text begins with, after a year and words such as 关于; several levels are
    /// one name. Nil where it begins with none.
    package static func leading(_ text: String) -> String? {
        var rest = Array(text.unicodeScalars)[...]
        rest = afterOpening(rest)
        var name = ""
        while let length = length(of: rest) {
            let part = String(String.UnicodeScalarView(rest.prefix(length)))
            if words.contains(part) { break }
            name += part
            rest = rest.dropFirst(length)
        }
        return name.isEmpty ? nil : name
    }

    /// The last level of a name: 岑渡市云溪区 → 云溪区.
    package static func last(of name: String) -> String {
        var rest = Array(name.unicodeScalars)[...]
        var last = name
        while let length = length(of: rest) {
            last = String(String.UnicodeScalarView(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return last
    }

    private static func afterOpening(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<
        Unicode.Scalar
    > {
        var rest = text
        while true {
            let before = rest.count
            rest = rest.drop {
                isDigit($0) || $0 == "年" || $0 == "度" || $0 == " " || $0 == "\u{3000}"
            }
            // 二〇二五年 is a year, 三亚 and 九江 are places.
            let year = rest.prefix { hanDigits.contains($0) }
            if year.count == 4 { rest = rest.dropFirst(4) }
            if let opening = openings.first(where: { rest.starts(with: $0) }) {
                rest = rest.dropFirst(opening.count)
            }
            if rest.count == before { return rest }
        }
    }

    /// The length of one level of a name at the beginning; nil where there is none.
    private static func length(of text: ArraySlice<Unicode.Scalar>) -> Int? {
        let window = text.prefix(longest)
        var index = window.startIndex
        while index < window.endIndex, isHan(window[index]) {
            let tail = text[index...]
            if let level = levels.first(where: { tail.starts(with: $0) }) {
                let before = index - text.startIndex
                // One character before 市 or 县 is 全市, 本县; names of counties have at least two in all.
                if before >= 1 { return before + level.count }
            }
            index += 1
        }
        return nil
    }

    private static let hanDigits = Set("〇零一二三四五六七八九".unicodeScalars)

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value)
            || (0x20000...0x323AF).contains(scalar.value)
    }
}
