/// A document as a reader of a file format hands it over: its text, and what the format knows of it.
///
/// Plain text needs none of this. A PDF, a page or a spreadsheet gives its text in reading order, one
/// paragraph or table cell a line, and says beside it which characters are a table's cells, which
/// are page furniture, and where they stand on the page. All ranges are positions in `text`.
public struct SourceDocument: Sendable {
    /// The text, in reading order. The cells of a table stand row by row where the table stands.
    public var text: SourceText
    /// What the lines of the text are.
    public var lines: LineMeaning
    /// The tables, in the order of the text; their ranges do not overlap.
    public var tables: [SourceTable] = []
    /// Running heads, page numbers and navigation, which are no content; sorted, not overlapping.
    public var furniture: [TextRange] = []
    /// Where the characters stand; nil for formats without pages.
    public var layout: PageLayout?
    /// Where the characters stand in the bytes of the file; nil for formats whose text is packed, and
    /// for plain text, where the positions themselves tell.
    public var bytes: OriginRuns?
    /// What the format itself says of the document, such as the meta elements of a web page.
    public var declared = DeclaredMetadata()
    /// What could not be read, with positions in the text.
    public var findings: [Finding] = []

    /// How the lines of a text came about.
    public enum LineMeaning: Sendable {
        /// Lines are paragraphs, cells or headings: a break in the text is one of the document.
        case paragraphs
        /// Lines are those of a page: a paragraph may go on in the next one.
        case wrapped
    }

    /// Makes a document of a text.
    public init(text: SourceText, lines: LineMeaning) {
        self.text = text
        self.lines = lines
    }
}

/// A table with its cells, merged ones once.
public struct SourceTable: Sendable {
    /// The number of rows, a split row counted once, a repeated header not counted again.
    public var rows: Int
    /// The number of columns.
    public var columns: Int
    /// How many rows at the top are headings, as far as the format says.
    public var headerRows: Int
    /// How sure the reader is that this is a table with these cells, 0–100; less than 100 where
    /// only the alignment of the text tells.
    public var confidence: UInt8
    /// The cells by row, then column; places covered by a merged cell have none of their own.
    public var cells: [Cell]

    /// One cell.
    public struct Cell: Sendable {
        /// 0-based row of its upper left place.
        public var row: Int
        /// 0-based column of its upper left place.
        public var column: Int
        /// How many rows it covers, at least 1.
        public var rowSpan: Int
        /// How many columns it covers, at least 1.
        public var columnSpan: Int
        /// Its text's pieces in reading order: one a line or paragraph, several where a page or a
        /// line break parts it.
        public var fragments: [TextRange]
        /// Where it stands, one box for each page that it touches; empty without pages.
        public var boxes: [PageBox]
        /// The cell's own name in the format, such as `Sheet1!B3`.
        public var reference: String?

        /// Whether it holds no text.
        public var isEmpty: Bool { fragments.allSatisfy { $0.count == 0 } }

        /// Makes a cell.
        public init(
            row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, fragments: [TextRange],
            boxes: [PageBox] = [], reference: String? = nil
        ) {
            self.row = row
            self.column = column
            self.rowSpan = rowSpan
            self.columnSpan = columnSpan
            self.fragments = fragments
            self.boxes = boxes
            self.reference = reference
        }
    }

    /// Makes a table.
    public init(
        rows: Int, columns: Int, headerRows: Int = 0, confidence: UInt8 = 100, cells: [Cell]
    ) {
        self.rows = rows
        self.columns = columns
        self.headerRows = headerRows
        self.confidence = confidence
        self.cells = cells
    }
}

/// A rectangle on a page, in points, origin at the page's top left.
public struct PageBox: Sendable, Hashable {
    /// 1-based page number.
    public var page: Int
    /// The left edge.
    public var left: Float
    /// The upper edge.
    public var top: Float
    /// The right edge.
    public var right: Float
    /// The lower edge.
    public var bottom: Float

    /// Makes a box.
    public init(page: Int, left: Float, top: Float, right: Float, bottom: Float) {
        self.page = page
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }
}

/// Where the characters of a document stand on its pages.
public struct PageLayout: Sendable {
    /// Pieces of text in the order of the text, each within one line of one page; what lies between
    /// them (line breaks that the reader added) has no place.
    public var runs: [Run]

    /// Characters side by side on one line.
    public struct Run: Sendable {
        /// The characters.
        public var range: TextRange
        /// The box around them all.
        public var box: PageBox
        /// The right edge of each character, as many as the range has; empty where the format
        /// does not tell, and characters are then taken to be evenly wide.
        /// A slice, so that the runs of a document can share one array.
        public var edges: ArraySlice<Float>
        /// How sure the reader is of the characters, 0–100 each, as many as the range has; empty
        /// where they were not recognised from an image.
        public var confidence: ArraySlice<UInt8>
        /// Quarter turns clockwise of its characters from upright, as the page is shown.
        public var quarters: UInt8

        /// Makes a run.
        public init(
            range: TextRange, box: PageBox, edges: ArraySlice<Float> = [],
            confidence: ArraySlice<UInt8> = [], quarters: UInt8 = 0
        ) {
            self.range = range
            self.box = box
            self.edges = edges
            self.confidence = confidence
            self.quarters = quarters
        }
    }

    /// Makes a layout.
    public init(runs: [Run]) { self.runs = runs }
}

/// What a format says of a document beside its text; nil where it says nothing.
public struct DeclaredMetadata: Sendable {
    /// 标题.
    public var title: String?
    /// 发布机构.
    public var issuer: String?
    /// 发文字号.
    public var documentNumber: String?
    /// 索引号.
    public var indexNumber: String?
    /// 成文日期, as it is written.
    public var writtenDate: String?
    /// 发布日期, as it is written.
    public var publishedDate: String?

    /// Nothing declared.
    public init() {}
}
