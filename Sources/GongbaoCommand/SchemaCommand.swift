internal import ArgumentParser
internal import Gongbao

/// `gongbao schema`: the published JSON Schemas.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print a published JSON Schema (2020-12); without a name, list them.",
        discussion: """
            EXAMPLES
              gongbao schema document > document.schema.json
              gongbao schema validation
            """)

    @Argument(
        help: ArgumentHelp(
            "One of: \(Schemas.names.joined(separator: ", ")).", valueName: "name"),
        completion: .list(Schemas.names))
    var name: String?

    func validate() throws {
        if let name, Schemas.text(name) == nil {
            throw ValidationError(
                "There is no schema \(name); there are \(Schemas.names.joined(separator: ", ")).")
        }
    }

    func run() throws {
        let text = name.flatMap(Schemas.text) ?? Schemas.names.joined(separator: "\n") + "\n"
        try Output(nil).write(text)
    }
}
