internal import CICU

/// Per-scalar knowledge of the Basic Multilingual Plane, taken from ICU once a process.
///
/// Two flat tables of 65,536 entries: what a scalar folds to (width variants, compatibility
/// ideographs, Traditional → Simplified) and its class. Folding is one scalar to one scalar, so a
/// folded text has the positions of the raw one. Forms that expand (㎡, ½) stay: the lexicon lists
/// them. Scalars outside the plane fold to U+FFFD in views, never in the source.
struct CharacterTables: @unchecked Sendable {
    // Immutable after init and never freed: safe to share.
    let fold: UnsafePointer<UInt16>
    let classes: UnsafePointer<UInt8>

    static let shared = CharacterTables()

    private init() {
        let fold = UnsafeMutablePointer<UInt16>.allocate(capacity: 65_536)
        let classes = UnsafeMutablePointer<UInt8>.allocate(capacity: 65_536)
        let status = gongbao_icu_tables(fold, classes)
        precondition(
            status == 0, "libicudata, which libicuuc needs to load, holds the normalisation data")
        self.fold = UnsafePointer(fold)
        self.classes = UnsafePointer(classes)
    }

    /// What a scalar is, for reading lines and words.
    enum Class: UInt8 {
        case other = 0
        case blank, newline, control, han, letter, digit, punctuation, symbol
    }

    @inline(__always)
    func folded(_ scalar: UInt32) -> UInt16 {
        scalar < 0x10000 ? fold[Int(scalar)] : 0xFFFD
    }

    @inline(__always)
    func rawClass(_ scalar: UInt32) -> UInt8 {
        if scalar < 0x10000 { return classes[Int(scalar)] }
        // Planes 2 and 3 hold ideographs; the rest is emoji and the like.
        return (0x20000..<0x40000).contains(scalar) ? Class.han.rawValue : Class.symbol.rawValue
    }

    func classOf(_ scalar: UInt32) -> Class { Class(rawValue: rawClass(scalar)) ?? .other }

    /// Folds a word the way texts are folded, without its blanks.
    func foldedWord(_ word: some StringProtocol) -> [UInt16] {
        word.unicodeScalars.compactMap { scalar in
            let kind = rawClass(scalar.value)
            return kind == Class.blank.rawValue || kind == Class.newline.rawValue
                ? nil : folded(scalar.value)
        }
    }
}

/// Facts about the Unicode library in use.
public enum UnicodeLibrary {
    /// ICU's version at run time, such as "72.1".
    public static var version: String { String(cString: gongbao_icu_version()) }
}
