package import Gongbao

/// Where positions of records stand in lines, as far as their sources are at hand.
package struct SourceLines: Sendable {
    private var sources: [String: SourceText] = [:]

    /// Makes an empty list: positions are then given as offsets.
    package init() {}

    /// Adds the source of the document with this id (`sha256:…`).
    package mutating func add(_ source: SourceText, of document: String) {
        sources[document] = source
    }

    /// The 1-based line of an offset, or `@offset` (for `explain --at`) without the source.
    func place(_ offset: Int, in document: DocumentInfo) -> String {
        guard let source = sources[document.id], offset <= source.scalars.count else {
            return "@\(offset)"
        }
        return String(source.position(of: offset).line)
    }
}
