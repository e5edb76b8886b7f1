/// The project's knowledge of words, read from `Lexicon/Data/*.tsv` and from users' overlays.
///
/// A lexicon never changes once it is made; all threads share it.
public final class Lexicon: Sendable {
    /// The built-in tables.
    public static let standard: Lexicon = {
        var builder = LexiconBuilder()
        for (name, text) in EmbeddedTables.all {
            do {
                try builder.add(Table(name: name, text: text))
            } catch {
                // The tables are compiled in and a test parses every row of them.
                preconditionFailure("\(error)")
            }
        }
        return Lexicon(builder)
    }()

    let units: [Unit]
    let unitTrie: Trie
    /// Units that may stand before the figure, inserted reversed: $, 港币.
    let unitsBefore: Trie
    let phraseTrie: Trie
    /// Comparators before the numeral, inserted reversed; payloads index `Comparator.allCases`.
    let comparatorsBefore: Trie
    let comparatorsAfter: Trie
    /// Payloads index `Stage.allCases`.
    let stages: Trie
    /// Payloads index `Column.allCases`.
    let columns: Trie
    /// Words of which names of columns are put together; payloads index `columnWordUses`.
    let columnWords: Trie
    let columnWordUses: FixedTable<ColumnWord>
    /// Payloads index `cueSets`.
    let cues: Trie
    let cueSets: FixedTable<Cues>
    /// Words around the names of indicators; payloads index `indicatorSets`.
    let indicatorWords: Trie
    /// Those behind a name, inserted reversed; payload 1 says that the word belongs to the name.
    let indicatorTails: Trie
    let indicatorSets: [IndicatorUses]
    /// What titles, labels and signatures of documents say.
    let documentWords: DocumentWords
    /// Suffixes of units' names, inserted reversed.
    let agencySuffixes: Trie
    let surnames: Trie
    /// Titles that stand for a person (常务副市长), inserted reversed.
    let posts: Trie
    /// What rates are counted by: measures after 每 or a stroke, and words such as 人均, 日处理.
    let rateMeasures: Trie
    let rateWords: Trie
    /// For each row an index into `rateMeasureNames`, -1 for established indicators that are no
    /// rates.
    let rateNames: FixedTable<Int16>
    /// For each row how many of the measure.
    let rateAmounts: [ExactDecimal]
    let rateMeasureNames: [String]
    private let timeMeasures: Set<Int>
    /// Words of change between two figures (提高到, 较上年增加); payloads are of no meaning.
    let changes: Trie
    /// What documents say of their own progress; payloads index `claimWords`.
    let claims: Trie
    let claimWords: [[ClaimWord]]
    /// Names of eras, inserted reversed; payloads are their first years.
    let eras: Trie
    let markers: [Marker]
    let markersBefore: Trie
    let markersAfter: Trie
    /// For each folded character, whether the scanner has to look at it (see `NumeralClass`).
    let scanTable: [UInt8]
    let findings: [String: (severity: Finding.Severity, zh: String, en: String)]
    /// For each unit the one to print: 个百分点 → 百分点, 个工作日 → 工作日; 个 is no part of them.
    let printedUnit: FixedTable<Int32>
    /// For each unit whether its form has a bracket, which the source may print wide.
    private let bracketed: [Bool]
    /// The row of %.
    let percentUnit: Int32
    /// The row of 次.
    let timesUnit: Int32
    /// The row of 个.
    let pieceUnit: Int32
    /// `units[…].traits` alone, for the hot path.
    let unitTraits: FixedTable<Unit.Traits>
    private let builder: LexiconBuilder

    private init(_ builder: LexiconBuilder) {
        self.builder = builder
        unitTraits = FixedTable(builder.units.map(\.traits))
        let printed = builder.units.enumerated().map { index, unit in
            guard unit.form.hasPrefix("个"), unit.canonical == String(unit.form.dropFirst()),
                let printed = builder.units.lastIndex(where: { $0.form == unit.canonical })
            else { return Int32(index) }
            return Int32(printed)
        }
        printedUnit = FixedTable(printed)
        bracketed = builder.units.map { $0.form.contains("(") || $0.form.contains("（") }
        percentUnit = Int32(builder.units.lastIndex { $0.form == "%" } ?? 0)
        timesUnit = Int32(builder.units.lastIndex { $0.form == "次" } ?? -1)
        pieceUnit = Int32(builder.units.lastIndex { $0.form == "个" } ?? -1)
        units = builder.units
        unitTrie = builder.unitTrie.freeze()
        unitsBefore = builder.unitsBefore.freeze()
        phraseTrie = builder.phraseTrie.freeze()
        comparatorsBefore = builder.comparatorsBefore.freeze()
        comparatorsAfter = builder.comparatorsAfter.freeze()
        stages = builder.stages.freeze()
        columns = builder.columns.freeze()
        columnWords = builder.columnWords.freeze()
        columnWordUses = FixedTable(builder.columnWordUses)
        cues = builder.cues.freeze()
        cueSets = FixedTable(builder.cueSets)
        indicatorWords = builder.indicatorWords.freeze()
        indicatorTails = builder.indicatorTails.freeze()
        indicatorSets = builder.indicatorSets
        documentWords = builder.documentWords
        agencySuffixes = builder.agencySuffixes.freeze()
        surnames = builder.surnames.freeze()
        posts = builder.posts.freeze()
        rateMeasures = builder.rateMeasures.freeze()
        rateWords = builder.rateWords.freeze()
        rateNames = FixedTable(builder.rateNames)
        rateAmounts = builder.rateAmounts
        rateMeasureNames = builder.rateMeasureNames
        timeMeasures = builder.timeMeasures
        changes = builder.changes.freeze()
        claims = builder.claims.freeze()
        claimWords = builder.claimWords
        eras = builder.eras.freeze()
        markers = builder.markers
        markersBefore = builder.markersBefore.freeze()
        markersAfter = builder.markersAfter.freeze()
        scanTable = builder.scanTable
        findings = builder.findings
    }

    deinit {
        for trie in [
            unitTrie,
            unitsBefore,
            phraseTrie,
            comparatorsBefore,
            comparatorsAfter,
            stages,
            columns,
            columnWords,
            cues,
            indicatorWords,
            indicatorTails,
            agencySuffixes,
            surnames,
            posts,
            rateMeasures,
            rateWords,
            changes,
            claims,
            eras,
            markersBefore,
            markersAfter,
        ] { trie.deallocate() }
        unitTraits.deallocate()
        printedUnit.deallocate()
        cueSets.deallocate()
        columnWordUses.deallocate()
        rateNames.deallocate()
    }

    /// The lexicon with the rows of an overlay added; a row with the same form replaces.
    ///
    /// The first cell of an overlay's row names the table (`units`, `phrases`, `agencies`, …), the
    /// others are that table's cells.
    ///
    /// - Throws: `LexiconError` with the line that cannot be used.
    public func overlaid(with text: String, named name: String) throws(LexiconError) -> Lexicon {
        var result = builder
        for row in Table(name: name, text: text).rows {
            guard let table = row[0] else { continue }
            do {
                try result.add(row.dropFirstCell(), to: table)
            } catch {
                throw LexiconError(table: name, line: row.line, problem: error.problem)
            }
        }
        return Lexicon(result)
    }

    /// Whether a rate's measure is a time (月, 年): times stand last in a rate's name.
    func isTimeMeasure(_ name: Int) -> Bool { timeMeasures.contains(name) }

    func hasBracket(_ unit: Int) -> Bool { bracketed[unit] }

    /// The row of a unit's surface form, -1 where there is none.
    func unitIndex(of form: String) -> Int {
        unitTrie.value(of: CharacterTables.shared.foldedWord(form)) ?? -1
    }
}
