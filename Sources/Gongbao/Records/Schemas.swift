/// The published JSON Schemas (2020-12) of the records, as `Schemas/` holds them.
public enum Schemas {
    /// The names of the schemas, sorted: `document`, `validation`.
    public static var names: [String] { EmbeddedSchemas.all.map(\.name) }

    /// The text of a schema, byte for byte as the file has it; nil where there is none of the name.
    public static func text(_ name: String) -> String? {
        EmbeddedSchemas.all.first { $0.name == name }?.text
    }
}
