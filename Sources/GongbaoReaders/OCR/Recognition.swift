/// Which pages are read as pictures, by recognising their characters.
public enum Recognition: String, Sendable, CaseIterable {
    /// Those that hold a picture and no text.
    case auto
    /// None.
    case never
    /// All, even where there is text.
    case always
}
