/// What a word of `indicators.tsv` does beside the name of what a figure counts.
struct IndicatorUses: OptionSet, Sendable {
    let rawValue: UInt8

    /// Stands before the name and is none of it: 全年, 累计.
    static let front = IndicatorUses(rawValue: 1)
    /// Stands between the name and the figure: 达到, 由上年的.
    static let back = IndicatorUses(rawValue: 2)
    /// A verb that says nothing of what is counted: 开展, 完成.
    static let light = IndicatorUses(rawValue: 4)
    /// A name that needs its owner: 总投资.
    static let attribute = IndicatorUses(rawValue: 8)
    /// Says by how much the figure before changed: 同比增长.
    static let change = IndicatorUses(rawValue: 16)
    /// Begins like one of those and is part of a name: 共享, 再就业.
    static let keep = IndicatorUses(rawValue: 32)

    private static let names: [String: IndicatorUses] = [
        "front": .front, "back": .back, "light": .light, "attribute": .attribute,
        "change": .change, "keep": .keep,
    ]

    /// The name that the table uses.
    init?(name: String) {
        guard let use = Self.names[name] else { return nil }
        self = use
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }
}
