package import Gongbao

/// A validation record for people: the table, the summary, the claims, the silent targets and the
/// findings.
package struct ValidationView {
    private let index: ValidationIndex
    private let lines: SourceLines
    private let width: Int
    private let palette: Palette
    private let messages: Messages
    private var record: ValidationRecord { index.record }

    /// At most this many findings are listed.
    private static let mostFindings = 40

    /// Makes the view.
    ///
    /// - Parameters:
    ///   - record: What was found.
    ///   - lines: The sources at hand, for line numbers.
    ///   - width: The cells of a line, at least 40.
    ///   - palette: Colours, or none.
    ///   - messages: The language.
    package init(
        _ record: ValidationRecord, lines: SourceLines, width: Int, palette: Palette,
        messages: Messages
    ) {
        index = ValidationIndex(record)
        self.lines = lines
        self.width = max(40, width)
        self.palette = palette
        self.messages = messages
    }

    /// Everything, in lines that end with a line feed.
    package func text() -> String {
        let sections = [
            heading(), table(index.rows), summary(), series(), claims(withTargets: false),
            silent(), findings(),
        ]
        return Self.joined(sections)
    }

    /// The claims alone, each with the targets of the tasks it names.
    package func claimsText() -> String {
        Self.joined([heading(), claims(withTargets: true)])
    }

    private static func joined(_ sections: [[String]]) -> String {
        sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    // MARK: Sections

    private func heading() -> [String] {
        func line(_ document: DocumentInfo, isTable: Bool) -> String {
            var about: [String] = []
            if !isTable {
                about.append(document.asOf.map { messages.asOf($0.date) } ?? messages.undated)
            }
            about.append(document.source.path.map(TextLayout.singleLine) ?? messages.standardInput)
            let label = messages.heading(document, isTable: isTable)
            let title = document.title.map(TextLayout.singleLine) ?? messages.untitled
            let text = messages.parenthesised(about.joined(separator: messages.comma))
            return palette.paint(label, .faint) + "  "
                + TextLayout.cut(title + text, to: width - DisplayWidth.of(label) - 2)
        }
        return [line(record.taskTable.document, isTable: true)]
            + record.reports.map { line($0.document, isTable: false) }
    }

    private func table(_ rows: [ValidationIndex.Row]) -> [String] {
        if rows.isEmpty { return [messages.noTasks] }
        let table = ProgressTable(
            rows, of: record, lines: lines, width: width, palette: palette, messages: messages)
        let legend = table.legend()
        return table.lines() + (legend.isEmpty ? [] : [legend])
    }

    private func series() -> [String] {
        guard record.reports.count > 1 else { return [] }
        return SeriesTable(index, width: width, palette: palette, messages: messages).lines()
    }

    private func summary() -> [String] {
        let schedule = ScheduleCount(record.assessments)
        return TextLayout.wrap(messages.summary(record.summary, schedule), width: width)
            + TextLayout.wrap(messages.links(record.summary), width: width)
    }

    private func claims(withTargets: Bool) -> [String] {
        if record.claims.isEmpty { return withTargets ? [messages.noClaims] : [] }
        var result = [palette.paint(messages.claimsTitle(record.claims.count), .strong)]
        let words = record.claims.map { messages.support($0.supported).word }
        let leads = 2 + (words.map { DisplayWidth.of($0) }.max() ?? 0)
        for claim in record.claims {
            let (glyph, word, style) = messages.support(claim.supported)
            let lead = glyph + " " + word
            var about = [messages.tasks(claim.tasks), messages.claimStatus(claim.status)]
            if let document = index.document(of: claim), let start = claim.ranges.first?.start {
                about.append(messages.position(lines.place(start, in: document)))
            }
            var text =
                messages.quoted(TextLayout.singleLine(claim.text))
                + messages.parenthesised(about.joined(separator: messages.comma))
            if let reason = claim.reason { text += messages.colon + TextLayout.singleLine(reason) }
            result += item(TextLayout.pad(lead, to: leads), style, text)
            guard withTargets, claim.tasks.count <= 6 else { continue }
            let rows = index.rows(ofTasks: claim.tasks)
            guard !rows.isEmpty else { continue }
            let table = ProgressTable(
                rows, of: record, lines: lines, width: width - 4, palette: palette,
                messages: messages)
            result += table.lines().map { "    " + $0 } + [""]
        }
        while result.last == "" { result.removeLast() }
        return result
    }

    private func silent() -> [String] {
        if record.unreportedTargets.isEmpty { return [] }
        let table = record.taskTable.document
        let rows = record.unreportedTargets.compactMap { id in
            index.target(id).map { target in
                (
                    id, target.subject, target.figure,
                    messages.position(lines.place(target.quantity.range.start, in: table))
                )
            }
        }
        let ids = rows.map { DisplayWidth.of($0.0) }.max() ?? 0
        let figures = min(20, rows.map { DisplayWidth.of($0.2) }.max() ?? 0)
        let places = rows.map { DisplayWidth.of($0.3) }.max() ?? 0
        let room = max(8, width - 8 - ids - figures - places)
        let subjects = min(room, rows.map { DisplayWidth.of($0.1) }.max() ?? 0)
        let title = palette.paint(messages.silentTitle(record.unreportedTargets.count), .strong)
        return [title]
            + rows.map { id, subject, figure, place in
                "  " + TextLayout.pad(id, to: ids) + "  " + TextLayout.pad(subject, to: subjects)
                    + "  " + TextLayout.pad(figure, to: figures, .right) + "  "
                    + palette.paint(place, .faint)
            }
    }

    private func findings() -> [String] {
        var listed: [(finding: FindingRecord, document: DocumentInfo?)] = []
        var seen: Set<FindingRecord> = []
        for finding in record.findings where seen.insert(finding).inserted {
            listed.append((finding, index.document(of: finding)))
        }
        for document in [record.taskTable] + record.reports {
            for finding in document.findings where seen.insert(finding).inserted {
                listed.append((finding, document.document))
            }
        }
        if listed.isEmpty { return [] }
        let order: [Finding.Severity] = [.error, .warning, .info]
        let sorted = order.flatMap { severity in listed.filter { $0.finding.severity == severity } }
        var result = [palette.paint(messages.findingsTitle(sorted.count), .strong)]
        let words = sorted.map { messages.severity($0.finding.severity).word }
        let leads = words.map { DisplayWidth.of($0) }.max() ?? 0
        for (finding, document) in sorted.prefix(Self.mostFindings) {
            let (word, style) = messages.severity(finding.severity)
            var text = TextLayout.singleLine(finding.message)
            var about = [finding.code]
            if let document { about.append(place(finding, document)) }
            text += messages.parenthesised(about.joined(separator: messages.comma))
            result += item(TextLayout.pad(word, to: leads), style, text)
        }
        let more = sorted.count - Self.mostFindings
        if more > 0 { result.append("  " + messages.moreFindings(more)) }
        return result
    }

    private func place(_ finding: FindingRecord, _ document: DocumentInfo) -> String {
        let path = document.source.path.map(TextLayout.singleLine) ?? messages.standardInput
        guard let start = finding.ranges.first?.start else { return path }
        return path + ":" + lines.place(start, in: document)
    }

    /// `  lead  text`, the text wrapped and hanging.
    private func item(_ lead: String, _ style: Style, _ text: String) -> [String] {
        let indent = 2 + DisplayWidth.of(lead) + 2
        var wrapped = TextLayout.wrap(text, width: width - indent)
        let first = "  " + palette.paint(lead, style) + "  " + wrapped.removeFirst()
        return [first] + wrapped.map { String(repeating: " ", count: indent) + $0 }
    }
}
