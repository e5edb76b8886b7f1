/// What a word of `cues.tsv` says about the figures near it; see `Facts/Reports`.
enum Cue: String, Sendable, CaseIterable {
    case plan
}
