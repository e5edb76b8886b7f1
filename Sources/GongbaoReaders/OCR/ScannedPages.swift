import CPdfium
import Foundation
import Gongbao

/// Reads those pages of a PDF that are pictures.
struct ScannedPages {
    let document: OpaquePointer?
    let options: DocumentReader.Options
    /// What could not be recognised.
    var findings: [Finding] {
        var findings: [Finding] = []
        if !missing.isEmpty { findings.append(Finding("ocr-missing", [PDFPage.list(missing)])) }
        if !leftOut.isEmpty {
            let most = String(options.limits.scans)
            findings.append(Finding("scans-left-out", [PDFPage.list(leftOut), most]))
        }
        return findings
    }

    private var models: TextModels?
    private var hasLooked = false
    private var missing: [Int] = []
    private var leftOut: [Int] = []
    private var count = 0

    /// What scanners use for text, and what the models were made for.
    private static let dotsPerInch: Float = 200
    /// A0 at that density; larger ones are drawn with fewer dots.
    private static let mostPixels = 62_000_000

    init(document: OpaquePointer?, options: DocumentReader.Options) {
        self.document = document
        self.options = options
    }

    /// The page itself, or what recognition reads of its picture.
    mutating func content(_ page: PageContent, isPicture: Bool) -> PageContent {
        let recognition = options.recognition
        guard recognition == .always || recognition == .auto && isPicture else { return page }
        guard count < options.limits.scans else {
            leftOut.append(page.number)
            return page
        }
        if !hasLooked {
            hasLooked = true
            models = TextModels()
        }
        guard let models else {
            missing.append(page.number)
            return page
        }
        count += 1
        options.willRecognise?()
        var pixels: UnsafeMutablePointer<UInt8>?
        var width: Int32 = 0
        var height: Int32 = 0
        guard
            gongbao_pdf_render(
                document, Int32(page.number - 1), Self.dotsPerInch, 0, Self.mostPixels, &pixels,
                &width, &height) == 0, let pixels
        else { return page }
        defer { free(pixels) }
        let count = Int(width) * Int(height)
        let image = GrayImage(
            width: Int(width), height: Int(height),
            pixels: Array(UnsafeBufferPointer(start: pixels, count: count)))
        return ImagePage(models: models, dotsPerInch: Self.dotsPerInch)
            .content(image, number: page.number)
    }
}
