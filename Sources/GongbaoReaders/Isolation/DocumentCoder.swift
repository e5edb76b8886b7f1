internal import Gongbao

/// A document, or why there is none, as bytes between the reader process and its parent.
enum DocumentCoder {
    // MARK: Out

    static func encode(_ document: SourceDocument) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(1)
        let text = document.text
        writer.write(block: text.scalars)
        writer.write(text.encoding)
        writer.write(text.byteCount)
        writer.write(document.lines == .paragraphs ? 1 : 0)
        writer.write(document.tables) { writer, table in write(table, &writer) }
        write(document.furniture, &writer)
        writer.write(document.layout == nil ? 0 : 1)
        if let layout = document.layout {
            // What every character has stands in one piece behind the runs.
            var edges: [Float] = []
            edges.reserveCapacity(text.scalars.count)
            var confidence: [UInt8] = []
            writer.write(layout.runs) { writer, run in
                write(run, &writer)
                edges += run.edges
                confidence += run.confidence
            }
            writer.write(block: edges)
            writer.write(block: confidence)
        }
        writer.write(document.bytes == nil ? 0 : 1)
        if let bytes = document.bytes {
            writer.write(bytes.runs) { writer, run in
                for value in [run.offset, run.count, run.origin, run.width] {
                    writer.write(Int(value))
                }
            }
        }
        let declared = document.declared
        for value in [
            declared.title, declared.issuer, declared.documentNumber, declared.indexNumber,
            declared.writtenDate, declared.publishedDate,
        ] { writer.write(value) }
        writer.write(document.findings) { writer, finding in
            writer.write(finding.code)
            writer.write(finding.arguments) { $0.write($1) }
            write(finding.ranges, &writer)
        }
        return writer.bytes
    }

    static func encode(_ failure: ReadFailure) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(0)
        switch failure {
        case .encrypted: writer.write(0)
        case .damaged(let reason):
            writer.write(1)
            writer.write(reason)
        case .limit(let kind, let value):
            writer.write(2)
            writer.write(kind.rawValue)
            writer.write(value)
        case .unsupported(let format):
            writer.write(3)
            writer.write(format.rawValue)
        case .needs(let program, let package):
            writer.write(4)
            writer.write(program)
            writer.write(package)
        case .crashed(let signal):
            writer.write(5)
            writer.write(Int(signal))
        }
        return writer.bytes
    }

    private static func write(_ ranges: [TextRange], _ writer: inout ByteWriter) {
        writer.write(ranges) { writer, range in
            writer.write(range.start)
            writer.write(range.count)
        }
    }

    private static func write(_ box: PageBox, _ writer: inout ByteWriter) {
        writer.write(box.page)
        for edge in [box.left, box.top, box.right, box.bottom] { writer.write(edge) }
    }

    private static func write(_ table: SourceTable, _ writer: inout ByteWriter) {
        for value in [table.rows, table.columns, table.headerRows, Int(table.confidence)] {
            writer.write(value)
        }
        writer.write(table.cells) { writer, cell in
            for value in [cell.row, cell.column, cell.rowSpan, cell.columnSpan] {
                writer.write(value)
            }
            write(cell.fragments, &writer)
            writer.write(cell.boxes) { writer, box in write(box, &writer) }
            writer.write(cell.reference)
        }
    }

    private static func write(_ run: PageLayout.Run, _ writer: inout ByteWriter) {
        writer.write(run.range.start)
        writer.write(run.range.count)
        write(run.box, &writer)
        writer.write(run.edges.count)
        writer.write(run.confidence.count)
        writer.write(Int(run.quarters))
    }

    // MARK: In

    /// The document; nil where the bytes are none.
    static func decode(_ bytes: [UInt8]) -> Result<SourceDocument, ReadFailure>? {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Damage) {
            if try reader.integer() == 0 { return .failure(try failure(&reader)) }
            return .success(try document(&reader))
        } catch {
            return nil
        }
    }

    private static func failure(
        _ reader: inout ByteReader
    ) throws(ByteReader.Damage) -> ReadFailure {
        switch try reader.integer() {
        case 0: return .encrypted
        case 1: return .damaged(try reader.string())
        case 2:
            guard let kind = ReadLimits.Kind(rawValue: try reader.string()) else {
                throw ByteReader.Damage()
            }
            return .limit(kind, try reader.integer())
        case 3:
            guard let format = FileFormat(rawValue: try reader.string()) else {
                throw ByteReader.Damage()
            }
            return .unsupported(format)
        case 4: return .needs(program: try reader.string(), package: try reader.string())
        case 5: return .crashed(signal: Int32(truncatingIfNeeded: try reader.integer()))
        default: throw ByteReader.Damage()
        }
    }

    private static func document(
        _ reader: inout ByteReader
    ) throws(ByteReader.Damage) -> SourceDocument {
        var scalars = try reader.block(of: UInt32.self)
        for index in scalars.indices where Unicode.Scalar(scalars[index]) == nil {
            scalars[index] = 0xFFFD
        }
        let count = scalars.count
        let text = SourceText(
            scalars: scalars, encoding: try reader.string(), byteCount: try reader.integer())
        var document = SourceDocument(
            text: text, lines: try reader.integer() == 1 ? .paragraphs : .wrapped)
        document.tables = try reader.array { reader throws(ByteReader.Damage) in
            try table(&reader, count)
        }
        document.furniture = try ranges(&reader, count)
        if try reader.integer() == 1 {
            document.layout = try layout(&reader, count)
        }
        if try reader.integer() == 1 { document.bytes = try origins(&reader, count) }
        document.declared.title = try reader.optional()
        document.declared.issuer = try reader.optional()
        document.declared.documentNumber = try reader.optional()
        document.declared.indexNumber = try reader.optional()
        document.declared.writtenDate = try reader.optional()
        document.declared.publishedDate = try reader.optional()
        document.findings = try reader.array { reader throws(ByteReader.Damage) in
            let code = try reader.string()
            let arguments = try reader.array { reader throws(ByteReader.Damage) in
                try reader.string()
            }
            return Finding(code, arguments, at: try ranges(&reader, count))
        }
        guard reader.isAtEnd else { throw ByteReader.Damage() }
        return document
    }

    private static func origins(
        _ reader: inout ByteReader, _ count: Int
    ) throws(ByteReader.Damage) -> OriginRuns {
        var origins = OriginRuns()
        _ = try reader.array { reader throws(ByteReader.Damage) in
            let range = try range(&reader, count)
            let origin = try reader.integer()
            let width = try reader.integer()
            guard (0...Int(UInt32.max)).contains(origin), (1...Int(UInt32.max)).contains(width)
            else { throw ByteReader.Damage() }
            origins.note(range.start, count: range.count, at: origin, width: width)
        }
        return origins
    }

    private static func range(
        _ reader: inout ByteReader, _ count: Int
    ) throws(ByteReader.Damage) -> TextRange {
        let start = try reader.integer()
        let length = try reader.integer()
        guard start >= 0, length >= 0, start <= count, length <= count - start else {
            throw ByteReader.Damage()
        }
        return TextRange(start, start + length)
    }

    private static func ranges(
        _ reader: inout ByteReader, _ count: Int
    ) throws(ByteReader.Damage) -> [TextRange] {
        try reader.array { reader throws(ByteReader.Damage) in try range(&reader, count) }
    }

    private static func box(_ reader: inout ByteReader) throws(ByteReader.Damage) -> PageBox {
        PageBox(
            page: try reader.integer(), left: try reader.float(), top: try reader.float(),
            right: try reader.float(), bottom: try reader.float())
    }

    private static func table(
        _ reader: inout ByteReader, _ count: Int
    ) throws(ByteReader.Damage) -> SourceTable {
        let rows = try reader.integer()
        let columns = try reader.integer()
        let headerRows = try reader.integer()
        let confidence = UInt8(clamping: try reader.integer())
        let cells = try reader.array { reader throws(ByteReader.Damage) in
            let place = [
                try reader.integer(), try reader.integer(), try reader.integer(),
                try reader.integer(),
            ]
            guard place[0] >= 0, place[1] >= 0, place[2] >= 1, place[3] >= 1 else {
                throw ByteReader.Damage()
            }
            return SourceTable.Cell(
                row: place[0], column: place[1], rowSpan: place[2], columnSpan: place[3],
                fragments: try ranges(&reader, count),
                boxes: try reader.array { reader throws(ByteReader.Damage) in try box(&reader) },
                reference: try reader.optional())
        }
        guard rows >= 0, columns >= 0, headerRows >= 0 else { throw ByteReader.Damage() }
        return SourceTable(
            rows: rows, columns: columns, headerRows: headerRows, confidence: confidence,
            cells: cells)
    }

    private static func layout(
        _ reader: inout ByteReader, _ count: Int
    ) throws(ByteReader.Damage) -> PageLayout {
        var sizes: [(edges: Int, confidence: Int)] = []
        var layout = PageLayout(
            runs: try reader.array { reader throws(ByteReader.Damage) in
                let range = try range(&reader, count)
                let box = try box(&reader)
                sizes.append((try reader.integer(), try reader.integer()))
                return PageLayout.Run(
                    range: range, box: box,
                    quarters: UInt8(truncatingIfNeeded: try reader.integer()))
            })
        let edges = try reader.block(of: Float.self)
        let confidence = try reader.block(of: UInt8.self)
        var place = (edges: 0, confidence: 0)
        for (index, size) in sizes.enumerated() {
            guard size.edges >= 0, size.edges <= edges.count - place.edges, size.confidence >= 0,
                size.confidence <= confidence.count - place.confidence
            else { throw ByteReader.Damage() }
            layout.runs[index].edges = edges[place.edges..<place.edges + size.edges]
            layout.runs[index].confidence =
                confidence[place.confidence..<place.confidence + size.confidence]
            place.edges += size.edges
            place.confidence += size.confidence
        }
        return layout
    }
}
