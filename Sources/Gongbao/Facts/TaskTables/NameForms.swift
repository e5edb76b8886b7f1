/// Tells units, persons and posts by their form. Costs are 0 for what is surely one and grow with
/// doubt; they are compared with each other only.
struct NameForms: Sendable {
    let text: TableText

    private static let unitHeads = Character16.Set("市县区省州旗盟镇乡各国中团全驻属")
    private static let enclosedEnds = Character16.Set(")〉》]")
    private static let breaks = Character16.Set("。;:!?%0123456789")
    private static let strongEnds = Character16.Set("局委办厅部署")
    private static let places = Character16.Set("市县区镇乡州旗盟街村")
    private static let places2: [StaticWord] = [
        "政府", "公司", "街道", "分行", "支行", "供电局", "集团", "管委会", "海关", "学院", "大学", "医院", "办事处",
    ]
    /// Begins of names whose place stands later: 人民银行江屏市分行.
    private static let heads: [StaticWord] = [
        "人民银行", "农业银行", "工商银行", "建设银行", "交通银行", "农业发展银行", "邮储银行",
    ]
    /// Ends of names that are no names.
    private static let tails: [StaticWord] = [
        "成员单位", "办公室", "领导小组", "指挥部", "委员会", "人民政府", "管委会", "办事处", "服务中心", "街道办事处", "分公司",
        "供电局", "联席会议", "管理局", "监督管理局", "事务局", "保障局", "管理中心", "有限公司", "工作专班",
    ]
    /// 长 alone ends a post too when the places it heads stand before it: 各县(市、区)长.
    private static let head = Character16.of("长")
    /// 常务副 is the begin of a post, 曹阳市 a name and the begin of a unit's.
    private static let neverGiven = Character16.Set("副兼代的和及等市县区局委团")
    private static let each = Character16.of("各")

    // MARK: Lists

    /// The costs of names that 、 parts, one line or several: line breaks are `breaks`.
    func listCost(_ start: Int, _ end: Int, breaks: [Int], isUnit: Bool) -> Float {
        var cost: Float = 0
        var depth = 0
        var from = start
        var next = breaks[...]
        for index in start...end {
            if index < end, Self.opens.contains(text.code[index]) { depth += 1 }
            if index < end, Self.enclosedEnds.contains(text.code[index]) { depth -= 1 }
            if index == end || depth <= 0 && text.code[index] == Self.comma {
                if index > from { cost += isUnit ? unitCost(from, index) : personCost(from, index) }
                from = index + 1
            }
            guard let line = next.first, line == index else { continue }
            next.removeFirst()
            // A line that begins or ends with 、 is sure to go on.
            if from < line, index == end || text.code[index] != Self.comma {
                let stop = next.first ?? end
                cost +=
                    isUnit
                    ? unitBreak(from, line, end) : personBreak(from, line, stop)
            }
        }
        return cost
    }

    /// What it costs that a unit's name goes on behind a line break.
    private func unitBreak(_ start: Int, _ line: Int, _ end: Int) -> Float {
        // 开发区管委⏎会: a known word stands across the break.
        for stop in line + 1..<max(line + 1, min(end, line + 6) + 1) {
            if let begin = text.suffix(text.lexicon.agencySuffixes, before: stop, from: start),
                begin < line, stop - begin >= 3
            {
                return 0.3
            }
        }
        // 市食品安全委员会⏎成员单位: what follows is no name of its own.
        if Self.tails.contains(where: {
            $0.count == end - line && text.matches($0, at: line, before: end)
        }) {
            return 0.4
        }
        // Columns of units are wider than a character or two.
        return 0.4 + unitEndsHere(start, line) + (line - start <= 2 ? 1.5 : 0)
    }

    private func personBreak(_ start: Int, _ line: Int, _ stop: Int) -> Float {
        // 努尔买买提·⏎热合曼 goes on; a whole name behind one with a dot is the next: 卡德⏎尔⏎刘岩.
        if Self.dots.contains(text.code[line - 1]) || Self.dots.contains(text.code[line]) {
            return 0
        }
        if (2...4).contains(stop - line), nameCost(line, stop) == 0,
            text.code[start..<line].contains(where: Self.dots.contains)
        {
            return 1.5
        }
        // 欧阳书⏎宁: no name is a single character.
        return stop - line == 1 ? 0.3 : 0.4 + personEndsHere(start, line)
    }

    /// 副主任 涂 山 → 涂 山: the name alone, where a post stands before it.
    func withoutPost(_ span: TableText.Piece) -> TableText.Piece {
        guard let name = postAndName(span.start, span.end) else { return span }
        return TableText.Piece(start: name, end: span.end)
    }

    /// Where the name begins behind a post: 副县长林朗.
    private func postAndName(_ start: Int, _ end: Int) -> Int? {
        for name in stride(from: end - 2, through: max(start + 2, end - 4), by: -1)
        where text.suffix(text.lexicon.posts, before: name, from: start) == start
            && nameCost(name, end) <= 0.5 && (name..<end).allSatisfy(isOfName)
        {
            return name
        }
        return nil
    }

    private static let opens = Character16.Set("(〈《[")
    private static let comma = Character16.of("、")

    /// Whether 、 stands between names: not inside 各县（市、区）.
    func partsNames(_ start: Int, _ end: Int) -> Bool {
        var depth = 0
        for index in start..<end {
            if Self.opens.contains(text.code[index]) { depth += 1 }
            if Self.enclosedEnds.contains(text.code[index]) { depth = max(0, depth - 1) }
            if depth == 0, text.code[index] == Self.comma { return isHan(index + 1, before: end) }
        }
        return false
    }

    private func isHan(_ index: Int, before end: Int) -> Bool { index >= end || text.isHan(index) }

    func hasComma(_ start: Int, _ end: Int) -> Bool { text.code[start..<end].contains(Self.comma) }

    // MARK: Units

    /// How unlikely it is that `start..<end` is the whole name of a unit.
    func unitCost(_ start: Int, _ end: Int) -> Float {
        let count = end - start
        guard count >= 2, count <= 40 else { return 7 }
        var tail = end
        if Self.enclosedEnds.contains(text.code[end - 1]), let open = openBracket(start, end) {
            tail = open
        }
        guard tail > start else { return 6 }
        var depth = 0
        for index in start..<end {
            let code = text.code[index]
            if Self.breaks.contains(code) { return 6 }
            if Self.opens.contains(code) { depth += 1 }
            if Self.enclosedEnds.contains(code) { depth -= 1 }
            // 、 parts names, but not inside 各县(市、区)政府; a name has whole brackets.
            if depth == 0 && code == Self.comma || depth < 0 { return 6 }
        }
        if depth > 0 { return 6 }
        var cost = Float(max(0, count - 24)) * 0.3
        // 各 begins a name.
        for index in start + 2..<max(start + 2, end) where text.code[index] == Self.each {
            cost += 2
        }
        if let begin = text.suffix(text.lexicon.agencySuffixes, before: tail, from: start) {
            if begin == start, count <= 2, !isShortUnit(start, end) { cost += 3 }
            // 社, 会, 行 end many words; 局 and 委 hardly any but units.
            if tail - begin == 1, !Self.strongEnds.contains(text.code[begin]) { cost += 0.6 }
        } else if let begin = text.suffix(text.lexicon.agencySuffixes, before: end, from: start) {
            // 各县(市、区) is listed with its bracket.
            if begin > start + 1 { cost += 1 }
        } else if Self.places.contains(text.code[tail - 1]), count >= 2 {
            cost += 1
        } else {
            cost += 4
        }
        return cost + headCost(start, end)
    }

    /// 市委 and 团委 are units, 政府 alone is the end of one.
    private func isShortUnit(_ start: Int, _ end: Int) -> Bool {
        Self.unitHeads.contains(text.code[start])
    }

    private func headCost(_ start: Int, _ end: Int) -> Float {
        let first = text.code[start]
        // 区长区教育局: a post and a unit.
        for stop in start + 2..<max(start + 2, min(end - 1, start + 7))
        where text.suffix(text.lexicon.posts, before: stop, from: start) == start { return 2 }
        if Self.unitHeads.contains(first) { return 0 }
        guard text.isHan(start) else { return isLetter(first) ? 1 : 5 }
        if start + 1 < end, text.code[start + 1..<min(end, start + 4)].contains(Self.each) {
            return 2.4
        }
        if Self.heads.contains(where: { text.matches($0, at: start, before: end) }) { return 0.2 }
        // A whole short name that drops the 市 of the names before it: 财政局.
        if let begin = text.suffix(text.lexicon.agencySuffixes, before: end, from: start),
            begin == start, end - start >= 3
        {
            let isTail = Self.tails.contains {
                $0.count == end - start && text.matches($0, at: start, before: end)
            }
            return isTail ? 3 : 0.9
        }
        // A place's own name stands first: 东岭区政府, 东岭供电局.
        let limit = min(end, start + 7)
        for index in start + 1..<max(limit, start + 1) where Self.places.contains(text.code[index])
        {
            return 0.2
        }
        for word in Self.places2 where text.matches(word, at: end - word.count, before: end) {
            if end - word.count > start + 1 { return 0.2 }
        }
        return 1.3
    }

    private func isLetter(_ code: UInt16) -> Bool { (0x61...0x7A).contains(code | 0x20) }

    private static let opening = Character16.Set("(〈《[")

    private func openBracket(_ start: Int, _ end: Int) -> Int? {
        var index = end - 1
        while index > start {
            if Self.opening.contains(text.code[index]) { return index }
            index -= 1
        }
        return nil
    }

    /// How unlikely it is that a name goes on after `end`: what ends like a unit rarely does.
    func unitEndsHere(_ start: Int, _ end: Int) -> Float {
        guard end - start >= 2, !Self.enclosedEnds.contains(text.code[end - 1]),
            let begin = text.suffix(text.lexicon.agencySuffixes, before: end, from: start)
        else { return 0 }
        return end - begin > 1 || Self.strongEnds.contains(text.code[begin]) ? 2.2 : 0.4
    }

    // MARK: Persons

    /// How unlikely it is that `start..<end` is a person's name or a post that stands for one.
    func personCost(_ start: Int, _ end: Int) -> Float {
        let count = end - start
        guard count >= 2, count <= 40 else { return 7 }
        if let post = postCost(start, end) { return post }
        // 各乡镇长（街道办主任）: a post and another one in a bracket.
        if Self.enclosedEnds.contains(text.code[end - 1]), let open = openBracket(start, end),
            let post = postCost(start, open), postCost(open + 1, end - 1) != nil
        {
            return post
        }
        if postAndName(start, end) != nil { return 0.2 }
        if twoSpread(start, end) != nil { return 0.2 }
        guard count <= 4 || isMinorityName(start, end) else {
            // 乌云毕力格: longer names without a dot look like nothing else either.
            let isPlain = count <= 6 && (start..<end).allSatisfy(isOfName)
            return isPlain && unitCost(start, end) > 3 ? 3.2 : 6
        }
        if Self.dots.contains(text.code[start]) || Self.dots.contains(text.code[end - 1]) {
            return 4
        }
        guard (start..<end).allSatisfy(isOfName) else { return 6 }
        if count > 4 { return 0.3 }
        var cost = nameCost(start, end)
        if let begin = text.suffix(text.lexicon.agencySuffixes, before: end, from: start),
            begin == start || end - begin >= 2
        {
            cost += 1.5
        }
        return cost
    }

    private func nameCost(_ start: Int, _ end: Int) -> Float {
        let count = end - start
        if Self.neverGiven.contains(text.code[end - 1]) { return 2.5 }
        let spread = count == 2 && text.isSpaced(start + 1)
        if let surname = text.word(text.lexicon.surnames, at: start, before: end) {
            let given = end - surname.end
            if given == 1 || given == 2 { return 0 }
            // 欧 is a surname where 欧阳 leaves nothing over.
            if given == 0, surname.end - start == 2 { return spread ? 0 : 0.5 }
            if given == 3 { return 3 }
        }
        if spread { return 0.5 }
        return count <= 3 ? 2.5 : 4
    }

    /// 陆 明俞 悦: where the second of two spread names begins.
    func twoSpread(_ start: Int, _ end: Int) -> Int? {
        guard end - start == 4, text.isSpaced(start + 1), !text.isSpaced(start + 2),
            text.isSpaced(start + 3),
            personCost(start, start + 2) < 0.6, personCost(start + 2, end) < 0.6
        else { return nil }
        return start + 2
    }

    private func isMinorityName(_ start: Int, _ end: Int) -> Bool {
        end - start <= 20 && text.code[start..<end].contains(where: Self.dots.contains)
    }

    /// The dots within names of other peoples: 艾力·吐尔逊.
    private static let dots = FewCharacters("·•‧・")

    func isOfName(_ index: Int) -> Bool {
        text.isHan(index) || Self.dots.contains(text.code[index])
    }

    private func postCost(_ start: Int, _ end: Int) -> Float? {
        guard end - start >= 2 else { return nil }
        if let begin = text.suffix(text.lexicon.posts, before: end, from: start) {
            if begin == start { return end - start >= 3 ? 0.1 : 0.6 }
            // A unit stands before its post: 市防汛工作领导小组成员单位主要负责同志.
            return begin - start <= 2 ? 0.1 : 0.1 + min(3, 0.6 * unitCost(start, begin))
        }
        // 各镇长, 各县(市、区)长
        if text.code[end - 1] == Self.head, text.code[start] == Self.each, end - start >= 3 {
            return 0.1
        }
        return nil
    }

    /// Whether the fragment could stand at the begin of a longer post: 各县(市、区).
    func personEndsHere(_ start: Int, _ end: Int) -> Float {
        postCost(start, end) != nil ? 2 : nameCost(start, end) == 0 && end - start <= 3 ? 1.5 : 0
    }
}
