import CPdfium
public import Gongbao
internal import Synchronization

/// Reads PDF through pdfium, which is loaded while the program runs.
///
/// pdfium serves one thread at a time, so others wait; callers that want to read several documents at
/// once do so in several processes.
public enum PDFReader {
    /// Why a document could not be read at all.
    public enum Failure: Error, Sendable, Hashable {
        /// pdfium's library is not installed.
        case libraryMissing
        /// It opens with a password only.
        case passwordNeeded
        /// It is no PDF, or damaged beyond repair.
        case damaged
        /// It is protected in a way that pdfium does not know.
        case unsupported
    }

    /// Bounds on what is read, so that no document takes all memory.
    public struct Limits: Sendable {
        /// Pages of a document.
        public var pages = 100_000
        /// Characters of a page.
        public var pageCharacters = 200_000
        /// Lines and areas of a page.
        public var pageShapes = 100_000
        /// Page objects and parts of paths that are looked at on a page.
        public var pageObjects = 2_000_000

        /// The usual bounds.
        public init() {}
    }

    /// Reads a document from its bytes.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - limits: How much of it is read.
    ///   - recognition: Which pages are read as pictures.
    public static func read(
        _ bytes: [UInt8], limits: Limits = Limits(), recognition: Recognition = .never
    ) throws(Failure) -> SourceDocument {
        try read(bytes, DocumentReader.Options(recognition: recognition), limits)
    }

    static func read(
        _ bytes: [UInt8], _ options: DocumentReader.Options, _ limits: Limits = Limits()
    ) throws(Failure) -> SourceDocument {
        try turn.withLock { _ throws(Failure) in try readAlone(bytes, options, limits) }
    }

    private static let turn = Mutex(())

    private static func readAlone(
        _ bytes: [UInt8], _ options: DocumentReader.Options, _ limits: Limits
    ) throws(Failure) -> SourceDocument {
        guard PDFLibrary.load() else { throw .libraryMissing }
        var document: OpaquePointer?
        // The bytes must stay where they are while the document is open.
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
        defer { buffer.deallocate() }
        _ = buffer.initialize(from: bytes)
        switch gongbao_pdf_open(buffer.baseAddress, bytes.count, &document) {
        case 0: break
        case Int32(GONGBAO_PDF_PASSWORD): throw .passwordNeeded
        case Int32(GONGBAO_PDF_UNSUPPORTED): throw .unsupported
        default: throw .damaged
        }
        defer { gongbao_pdf_close(document) }
        return readPages(of: document, byteCount: bytes.count, limits, options)
    }

    private static func readPages(
        of document: OpaquePointer?, byteCount: Int, _ limits: Limits,
        _ options: DocumentReader.Options
    ) -> SourceDocument {
        var assembler = PageAssembler()
        var scans = ScannedPages(document: document, options: options)
        let count = Int(gongbao_pdf_page_count(document))
        let bounds = gongbao_pdf_limits(
            characters: limits.pageCharacters, shapes: limits.pageShapes,
            objects: limits.pageObjects)
        let readers = PDFPages(document, count: min(count, limits.pages), bounds, options)
        defer { readers.stop() }
        var unreadable: [Int] = []
        var cut: [Int] = []
        var pages = 0
        for index in 0..<min(count, limits.pages) {
            guard let raw = readers.page(index) else {
                unreadable.append(index + 1)
                pages += 1
                continue
            }
            defer { gongbao_pdf_close_page(raw) }
            if raw.pointee.truncated != 0 { cut.append(index + 1) }
            let content = scans.content(
                PDFPage.content(raw.pointee, number: index + 1),
                isPicture: PDFPage.isPicture(raw.pointee))
            guard assembler.add(content) else { break }
            pages += 1
        }
        if !unreadable.isEmpty {
            assembler.note(Finding("page-unreadable", [PDFPage.list(unreadable)]))
        }
        if !cut.isEmpty { assembler.note(Finding("page-cut", [PDFPage.list(cut)])) }
        if pages < count {
            assembler.note(Finding("pages-left-out", [String(count), String(pages)]))
        }
        for finding in scans.findings { assembler.note(finding) }
        return assembler.finish(byteCount: byteCount, encoding: "PDF")
    }
}
