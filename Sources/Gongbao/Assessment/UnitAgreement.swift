/// Whether figures of two units may be held against each other, and how.
///
/// 名, 人 and 位 convert; 人 and 人次 never do; money and measures convert by exact ratios; general
/// classifiers (个, 家, 所) may stand in for one another with less certainty.
struct UnitAgreement {
    let lexicon: Lexicon

    enum Agreement: Int, Comparable {
        case none, loose, exact
        static func < (a: Agreement, b: Agreement) -> Bool { a.rawValue < b.rawValue }
    }

    func agreement(_ a: QuantityRecord, _ b: QuantityRecord) -> Agreement {
        guard samePer(a, b) || a.per == nil || b.per == nil else { return .none }
        // 每千人3.07批次 does not answer 3.13万批次.
        if (a.per == nil) != (b.per == nil), a.dimension == "count" || b.dimension == "count" {
            return .none
        }
        if a.unit == b.unit { return .exact }
        guard let first = unit(a.unit), let second = unit(b.unit) else {
            return a.unit.isEmpty || b.unit.isEmpty ? .loose : .none
        }
        if first.canonical == second.canonical { return .exact }
        if first.dimension == second.dimension, first.ratio != nil, second.ratio != nil {
            return .exact
        }
        let things = first.traits.contains(.thing) && second.traits.contains(.thing)
        return things ? .loose : .none
    }

    /// Whether two rates are counted by the same: 每宗 is 每宗 in either script.
    private func samePer(_ a: QuantityRecord, _ b: QuantityRecord) -> Bool {
        guard let first = a.per?.unit, let second = b.per?.unit else {
            return a.per == nil && b.per == nil
        }
        return first == second
            || CharacterTables.shared.foldedWord(first)
                == CharacterTables.shared.foldedWord(second)
    }

    /// Whether two units that do not agree speak of the same kind of thing, so that one may stand
    /// where the other was meant: 人 and 人次, 户 and 套.
    func isNear(_ a: QuantityRecord, _ b: QuantityRecord) -> Bool {
        func kind(_ quantity: QuantityRecord) -> String? {
            guard let unit = unit(quantity.unit), quantity.per == nil else { return nil }
            return unit.ratio == nil || Self.counted.contains(unit.dimension)
                ? "count" : unit.dimension
        }
        guard let first = kind(a), let second = kind(b) else { return false }
        return first == second
    }

    private static let counted: Set<String> = ["count", "person", "household"]

    /// `value` of `a`'s unit in `b`'s unit and base; nil where they do not convert.
    func converted(_ value: ExactDecimal, of a: QuantityRecord, to b: QuantityRecord)
        -> ExactDecimal?
    {
        var result = value
        if let from = a.per, let to = b.per, from.value != to.value {
            guard let scaled = result.multiplied(by: to.value)?.divided(by: from.value) else {
                return nil
            }
            result = scaled
        }
        if a.unit == b.unit { return result }
        guard let first = unit(a.unit), let second = unit(b.unit) else { return result }
        if first.canonical == second.canonical { return result }
        guard first.dimension == second.dimension, let from = first.ratio, let to = second.ratio
        else {
            return first.traits.contains(.thing) && second.traits.contains(.thing) ? result : nil
        }
        guard let top = from.numerator.multiplied(by: to.denominator),
            let bottom = from.denominator.multiplied(by: to.numerator),
            let product = result.multiplied(by: top)
        else { return nil }
        return product.divided(by: bottom)
    }

    private func unit(_ form: String) -> Unit? {
        let index = lexicon.unitIndex(of: form)
        return index < 0 ? nil : lexicon.units[index]
    }
}
