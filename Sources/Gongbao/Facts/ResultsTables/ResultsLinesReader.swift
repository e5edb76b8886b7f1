enum ResultsLinesReader {
    static func read(lines: [Line], into builder: inout ResultsBuilder) {}
}
