/// Rows from which cells have vanished.
extension LineRowReader {
    mutating func row(_ start: Int, _ end: Int) {
        guard start < end else { return }
        var index = start
        // The label: as many words as there are columns of names, before the first figure.
        var words = 0
        while index + words < end, cells[index + words].value.form == .words,
            words < max(1, labels.count)
        { words += 1 }
        var row = ResultsBuilder.Row(groups: columns.groups)
        for offset in 0..<words {
            let text = cells[index + offset].text
            builder.name(text.range)
            // Merged cells vanish on the left; the last label is the nearest.
            let label = offset + max(1, labels.count) - words
            if label < labels.count, columns.columns[labels[label]].kind == .region {
                row.scope = text.sourced(0, text.count, of: builder.source)
            } else {
                row.name = CellName(text, source: builder.source, lexicon: builder.lexicon)
            }
        }
        index += words
        if columns.unit != nil, index < end,
            let unit = CellUnits.unit(cells[index].text.code[...], builder.lexicon)
        {
            row.unit = unit
            builder.consume(cells[index].text.range)
            index += 1
        }
        var values: [LineCell] = []
        while index < end {
            let cell = cells[index]
            if cell.value.form == .words {
                if hasAgency, isAgency(cell.text) {
                    if !values.isEmpty { break }
                    builder.consume(cell.text.range)
                    index += 1
                    continue
                }
                if cell.text.count > 16 { break }
            }
            values.append(cell)
            index += 1
        }
        place(values, row)
        builder.row += 1
        rest(index, end)
    }

    private mutating func place(_ cells: [LineCell], _ row: ResultsBuilder.Row) {
        let alignment = RowAlignment(
            columns: columns.columns, slots: slots, values: cells.map(\.value),
            rowUnit: row.unit.isEmpty ? row.name?.unit ?? "" : row.unit,
            ratesHaveSign: ratesHaveSign)
        var doubtful: [TextRange] = []
        for (cell, column) in zip(cells, alignment.solve()) {
            if let column {
                switch columns.columns[column].kind {
                case .prose: break
                case .rank: builder.consume(cell.text.range)
                default: builder.figure(cell.text, in: columns.columns[column], of: row)
                }
            } else {
                if cell.value.form == .figures { doubtful.append(cell.text.range) }
                if !builder.hasNumeral(cell.text) || cell.value.form == .figures {
                    builder.consume(cell.text.range)
                }
            }
        }
        if !doubtful.isEmpty { builder.uncertain(doubtful) }
    }

    /// Behind the figures: agencies, notes; figures there cannot be placed.
    private mutating func rest(_ start: Int, _ end: Int) {
        var doubtful: [TextRange] = []
        for cell in cells[min(start, end)..<end] {
            if cell.value.form == .figures { doubtful.append(cell.text.range) }
            if cell.value.form != .words || isAgency(cell.text) {
                builder.consume(cell.text.range)
            }
        }
        if !doubtful.isEmpty { builder.uncertain(doubtful) }
    }
}
