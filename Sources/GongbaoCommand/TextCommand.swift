internal import ArgumentParser
internal import Gongbao

/// `gongbao text`: the text that the positions of a record count in.
struct TextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text",
        abstract: "Print a file's text: what the positions of its record count in.",
        discussion: """
            Of a PDF, a page or a spreadsheet the text as it is read, in UTF-8, one paragraph or \
            line of a cell a line; of plain text the text itself.

            EXAMPLES
              gongbao text Corpus/formats/plan.docx
            """)

    @Argument(
        help: ArgumentHelp("A file of any format; - is standard input.", valueName: "file"),
        completion: .file())
    var file: String

    @OptionGroup(title: "Reading") var reading: InputOptions

    func run() throws {
        let output = try Output(nil)
        var list = InputList([file], limits: reading.limits)
        try list.readEach { input in
            let text = try input.document(reading.readerOptions).text
            output.write(text.string(TextRange(0, text.scalars.count)))
        }
        try list.finish()
    }
}
