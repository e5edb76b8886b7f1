/// Reads the lexicon's tables row by row.
struct LexiconBuilder: Sendable {
    private(set) var units: [Unit] = []
    private(set) var unitTrie = TrieBuilder()
    /// Units that may stand before the figure, inserted reversed: $, 港币.
    private(set) var unitsBefore = TrieBuilder()
    private(set) var phraseTrie = TrieBuilder()
    /// Comparators before the numeral, inserted reversed; payloads index `Comparator.allCases`.
    private(set) var comparatorsBefore = TrieBuilder()
    private(set) var comparatorsAfter = TrieBuilder()
    /// Payloads index `Stage.allCases`.
    private(set) var stages = TrieBuilder()
    /// Payloads index `Column.allCases`.
    private(set) var columns = TrieBuilder()
    /// Words of which names of columns are put together; payloads index `columnWordUses`.
    private(set) var columnWords = TrieBuilder()
    private(set) var columnWordUses: [ColumnWord] = []
    /// Payloads index `cueSets`.
    private(set) var cues = TrieBuilder()
    private(set) var cueSets: [Cues] = []
    /// Words around the names of indicators; payloads index `indicatorSets`, the second trie is reversed.
    private(set) var indicatorWords = TrieBuilder()
    private(set) var indicatorTails = TrieBuilder()
    private(set) var indicatorSets: [IndicatorUses] = []
    /// What titles, labels and signatures of documents say, by use.
    private(set) var documentWords = DocumentWords()
    /// Suffixes of units' names, inserted reversed.
    private(set) var agencySuffixes = TrieBuilder()
    private(set) var surnames = TrieBuilder()
    /// Titles that stand for a person (常务副市长), inserted reversed.
    private(set) var posts = TrieBuilder()
    /// What rates are counted by: measures after 每 or a stroke, and words such as 人均, 日处理.
    private(set) var rateMeasures = TrieBuilder()
    private(set) var rateWords = TrieBuilder()
    /// Canonical names of the measures, empty for established indicators that are no rates.
    private(set) var rateNames: [Int16] = []
    private(set) var rateAmounts: [ExactDecimal] = []
    private(set) var rateMeasureNames: [String] = []
    private(set) var timeMeasures: Set<Int> = []
    /// Words of change between two figures (提高到, 较上年增加); payloads are of no meaning.
    private(set) var changes = TrieBuilder()
    /// What documents say of their own progress; payloads index `claimWords`: what one head may claim.
    private(set) var claims = TrieBuilder()
    private(set) var claimWords: [[ClaimWord]] = []
    /// Names of eras, inserted reversed; payloads are their first years.
    private(set) var eras = TrieBuilder()
    private(set) var markers: [Marker] = []
    private(set) var markersBefore = TrieBuilder()
    private(set) var markersAfter = TrieBuilder()
    /// For each folded character, whether the scanner has to look at it (see `NumeralClass`).
    private(set) var scanTable: [UInt8] = NumeralClass.table
    private(set) var findings: [String: (severity: Finding.Severity, zh: String, en: String)] = [:]

    mutating func add(_ table: Table) throws(LexiconError) {
        for row in table.rows { try add(row, to: table.name) }
    }

    mutating func add(_ row: Table.Row, to table: String) throws(LexiconError) {
        func problem(_ text: String) -> LexiconError {
            LexiconError(table: table, line: row.line, problem: text)
        }
        guard let form = row[0] else { throw problem("the first cell is empty") }
        let word = CharacterTables.shared.foldedWord(form)
        guard !word.isEmpty else { throw problem("the first cell is blank") }
        switch table {
        case "units":
            guard row.cells.count >= 5, let dimension = row[2] else {
                throw problem("a unit needs form, canonical, dimension, ratio, code, traits")
            }
            var unit = Unit(
                form: String(decoding: word, as: UTF16.self), canonical: row[1] ?? form,
                dimension: dimension, ratio: nil, code: row[4], traits: [])
            if let ratio = row[3] {
                guard let parsed = Unit.Ratio(ratio) else {
                    throw problem("ratio \(ratio) is no fraction")
                }
                unit.ratio = parsed
            }
            for name in (row[5] ?? "").split(separator: ",") {
                guard let trait = Unit.Traits.names[String(name)] else {
                    throw problem("unknown trait \(name)")
                }
                unit.traits.formUnion(trait)
            }
            unit.traits.formUnion(.ofForm(unit.form))
            unit.traits.formUnion(.ofDimension(unit.dimension))
            if unit.ratio != nil { unit.traits.insert(.converts) }
            units.append(unit)
            unitTrie.insert(word, units.count - 1)
            if unit.traits.contains(.before) {
                unitsBefore.insert(word.reversed(), units.count - 1)
            }
        case "phrases":
            guard let kind = row[1].flatMap(NumeralKind.init) else {
                throw problem("kind must be phrase, ordinal, date or identifier")
            }
            phraseTrie.insert(word, index(of: kind))
            if scanTable[Int(word[0])] == 0 {
                scanTable[Int(word[0])] = NumeralClass.phraseStart.rawValue
            }
        case "comparators":
            guard let comparator = row[2].flatMap(Comparator.init) else {
                throw problem("unknown comparator \(row[2] ?? "")")
            }
            if row[1] == "before" {
                comparatorsBefore.insert(word.reversed(), index(of: comparator))
            } else {
                comparatorsAfter.insert(word, index(of: comparator))
            }
        case "stages":
            guard let stage = row[1].flatMap(Stage.init) else {
                throw problem("unknown stage \(row[1] ?? "")")
            }
            // Weak rows are verbs of work too (安装, 实施): alone they say no stage.
            if row[2]?.hasPrefix("weak") != true { stages.insert(word, index(of: stage)) }
        case "columns":
            guard let column = row[1].flatMap(Column.init) else {
                throw problem("unknown column \(row[1] ?? "")")
            }
            columns.insert(word, index(of: column))
        case "columnwords":
            guard let use = row[1].flatMap(ColumnWord.Uses.init(name:)) else {
                throw problem("unknown use \(row[1] ?? "")")
            }
            let column = row[2].flatMap(Column.init)
            guard column != nil || (row[2] == nil && use != .role && use != .head) else {
                throw problem("unknown column \(row[2] ?? "")")
            }
            let known = columnWords.value(of: word) ?? columnWordUses.count
            if known == columnWordUses.count {
                columnWordUses.append(ColumnWord())
                columnWords.insert(word, known)
            }
            columnWordUses[known].add(use, column: column.map(index(of:)))
        case "cues":
            guard let cue = row[1].flatMap(Cue.init(name:)) else {
                throw problem("unknown cue \(row[1] ?? "")")
            }
            // A word may give several cues: its rows add up.
            if let known = cues.value(of: word) {
                cueSets[known].formUnion(Cues(cue))
            } else {
                cueSets.append(Cues(cue))
                cues.insert(word, cueSets.count - 1)
            }
        case "indicators":
            guard let use = row[1].flatMap(IndicatorUses.init(name:)) else {
                throw problem("unknown use \(row[1] ?? "")")
            }
            if let known = indicatorWords.value(of: word) {
                indicatorSets[known].formUnion(use)
            } else {
                indicatorSets.append(use)
                indicatorWords.insert(word, indicatorSets.count - 1)
            }
            if use == .back { indicatorTails.insert(word.reversed(), 0) }
            if use == .keep { indicatorTails.insert(word.reversed(), 1) }
        case "documents":
            guard let use = row[1].flatMap(DocumentWords.Use.init) else {
                throw problem("unknown use \(row[1] ?? "")")
            }
            documentWords.add(
                String(decoding: word, as: UTF16.self), use, weight: row[2].flatMap(Int.init) ?? 1)
        case "rates":
            var name = -1
            var amount = ExactDecimal(1)
            if let cell = row[2] {
                // 千人口 is `1000 人`.
                let parts = cell.split(separator: " ")
                if parts.count == 2, let value = ExactDecimal(parts[0]) { amount = value }
                let text = String(parts.last ?? "")
                name = rateMeasureNames.firstIndex(of: text) ?? rateMeasureNames.count
                if name == rateMeasureNames.count { rateMeasureNames.append(text) }
            }
            rateNames.append(Int16(truncatingIfNeeded: name))
            rateAmounts.append(amount)
            if row[1] == "word" {
                rateWords.insert(word, rateNames.count - 1)
            } else {
                rateMeasures.insert(word, rateNames.count - 1)
                if row[1] == "time", name >= 0 { timeMeasures.insert(name) }
            }
        case "claims":
            guard let status = row[1], let scope = row[2].flatMap(ClaimWord.Scope.init) else {
                throw problem("a claim needs form, status, and scope any, tally or end")
            }
            // 未达到…序时进度: two parts of one clause.
            let parts = word.split(separator: 0x2026, omittingEmptySubsequences: true)
            let head = Array(parts.first ?? word[...])
            let tail = parts.count > 1 ? Array(parts[1]) : []
            let claim = ClaimWord(status: status, scope: scope, tail: tail)
            guard let known = claims.value(of: head) else {
                claimWords.append([claim])
                claims.insert(head, claimWords.count - 1)
                break
            }
            claimWords[known].removeAll { $0.tail == tail }
            claimWords[known].append(claim)
        case "changes": changes.insert(word, 0)
        case "eras":
            guard let year = row[1].flatMap(Int.init), (1...2999).contains(year) else {
                throw problem("an era needs form and first year")
            }
            eras.insert(word.reversed(), year)
        case "markers":
            guard let kind = row[2].flatMap(NumeralKind.init) else {
                throw problem("kind must be ordinal, identifier, phrase or date")
            }
            markers.append(
                Marker(
                    kind: kind, numerals: row[3].flatMap(Marker.Numerals.init) ?? .any,
                    strong: row[4] == "strong"))
            if row[1] == "before" {
                markersBefore.insert(word.reversed(), markers.count - 1)
            } else {
                markersAfter.insert(word, markers.count - 1)
            }
        case "agencies": agencySuffixes.insert(word.reversed(), 0)
        case "surnames": surnames.insert(word, 0)
        case "posts": posts.insert(word.reversed(), 0)
        case "findings":
            guard let severity = row[1].flatMap(Finding.Severity.init), let zh = row[2],
                let en = row[3]
            else { throw problem("a finding needs code, severity, zh, en") }
            findings[form] = (severity, zh, en)
        default: throw problem("there is no table \(table)")
        }
    }

    private func index<Case: CaseIterable & Equatable>(of value: Case) -> Int {
        Array(Case.allCases).firstIndex(of: value) ?? 0
    }
}

/// What a word of `claims.tsv` claims.
struct ClaimWord: Sendable {
    /// A value of `ClaimRecord.Status`.
    var status: String
    enum Scope: String, Sendable {
        case any
        /// Only beside a count of tasks.
        case tally
        /// Only where the clause ends.
        case end
    }
    var scope: Scope
    /// What has to follow in the clause, empty for nothing.
    var tail: [UInt16]
}

/// A word beside a numeral that tells what it is (see `MarkerRule`).
struct Marker: Sendable {
    enum Numerals: String, Sendable { case han, arabic, any }
    var kind: NumeralKind
    var numerals: Numerals
    /// Whether it holds even where a unit follows the numeral.
    var strong: Bool

    func applies(isHan: Bool) -> Bool {
        numerals == .any || (numerals == .han) == isHan
    }
}

extension Table.Row {
    func dropFirstCell() -> Table.Row {
        Table.Row(line: line, cells: Array(cells.dropFirst()))
    }
}
