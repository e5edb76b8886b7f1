/// The words of findings: one wording a code, in `Lexicon/Data/findings.tsv`.
struct FindingCatalog {
    let lexicon: Lexicon

    func record(_ finding: Finding) -> FindingRecord {
        guard let entry = lexicon.findings[finding.code] else {
            return FindingRecord(
                severity: .warning, code: finding.code,
                message: finding.arguments.joined(separator: " "), ranges: finding.ranges)
        }
        var message = entry.zh
        for (index, argument) in finding.arguments.enumerated() {
            message = message.replacing("{\(index)}", with: argument)
        }
        return FindingRecord(
            severity: entry.severity, code: finding.code, message: message, ranges: finding.ranges)
    }
}
