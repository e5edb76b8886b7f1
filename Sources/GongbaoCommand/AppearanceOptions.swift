internal import ArgumentParser
package import GongbaoTerminal

/// The options of what people read.
struct AppearanceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Cells of a line, at least 40; by default those of the terminal.", valueName: "cells"))
    var width: Int?

    @Option(help: "When to use colours; auto respects NO_COLOR and TERM.")
    var color: ColourChoice = .auto

    @Option(help: "The language of the view; by default the locale's.")
    var language: Language?

    func validate() throws {
        if let width, width < 40 {
            throw ValidationError("--width \(width) is too narrow; give 40 or more.")
        }
    }

    var messages: Messages { language.map(Messages.init) ?? Console.messages }

    func width(_ output: Output) -> Int {
        Console.width(asked: width, isTerminal: output.isTerminal)
    }

    func palette(_ output: Output) -> Palette {
        Palette(
            isColoured: color.isColoured(
                isTerminal: output.isTerminal, environment: System.environment))
    }
}

extension ColourChoice: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
