import CPdfium

/// The pages of a document one after another, those of a long one read by several processes.
struct PDFPages {
    private let document: OpaquePointer?
    private let bounds: gongbao_pdf_limits
    private let readers: OpaquePointer?

    /// Of fewer pages the processes would hardly save the time that they take to start.
    private static let fewest = 32

    init(
        _ document: OpaquePointer?, count: Int, _ bounds: gongbao_pdf_limits,
        _ options: DocumentReader.Options
    ) {
        self.document = document
        self.bounds = bounds
        readers =
            options.processes > 1 && count >= Self.fewest
            ? gongbao_pdf_start_readers(
                document, Int32(count), Int32(options.processes), bounds) : nil
    }

    /// The page at `index`, asked for in order; nil where it cannot be loaded.
    func page(_ index: Int) -> UnsafeMutablePointer<gongbao_pdf_page>? {
        guard let readers else { return gongbao_pdf_read_page(document, Int32(index), bounds) }
        return gongbao_pdf_next_page(readers)
    }

    func stop() { gongbao_pdf_stop_readers(readers) }
}
