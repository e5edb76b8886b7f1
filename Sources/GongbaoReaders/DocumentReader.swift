public import Gongbao

/// Reads a file of any format that governments publish in.
public enum DocumentReader {
    /// What a reader may be told.
    public struct Options: Sendable {
        /// An encoding name known to ICU for text and pages, nil to detect it.
        public var encoding: String?
        /// What the file may cost.
        public var limits = ReadLimits()
        /// Which pages are read as pictures.
        public var recognition = Recognition.auto
        /// In how many processes the pages of a long PDF are read; more than 1 only in a process that
        /// does nothing else.
        var processes = 1
        /// Called before each page that is read as a picture, which takes seconds.
        var willRecognise: (@Sendable () -> Void)?

        /// Makes options; nil detects.
        public init(
            encoding: String? = nil, limits: ReadLimits = ReadLimits(),
            recognition: Recognition = .auto
        ) {
            self.encoding = encoding
            self.limits = limits
            self.recognition = recognition
        }
    }

    /// Whether the reader of a format runs on untrusted structure that a child process should read.
    public static func isRisky(_ format: FileFormat) -> Bool {
        format != .text && format != .html
    }

    /// Reads a file in this process.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - format: What it is; `FileFormat.detect` tells.
    /// - Throws: `ReadFailure` where nothing can be read; what is damaged inside is a finding.
    public static func read(
        _ bytes: [UInt8], as format: FileFormat, options: Options = Options()
    ) throws(ReadFailure) -> SourceDocument {
        switch format {
        case .text: return try text(bytes, options)
        case .html: return try PageReader.read(bytes, encoding: options.encoding)
        case .pdf: return try pdf(bytes, options)
        case .png, .jpeg: return try picture(bytes, format, options)
        case .ofd: return try OFDReader.read(bytes, limits: options.limits)
        case .docx: return try WordReader.read(bytes, limits: options.limits)
        case .xlsx: return try SheetReader.read(bytes, limits: options.limits)
        case .compound, .rtf, .odt:
            guard let target = OfficeConverter.target(of: format, bytes) else {
                throw .unsupported(format)
            }
            let converted = try OfficeConverter.convert(bytes, to: target, options.limits)
            return try read(converted, as: target.format, options: options)
                .ofFile(byteCount: bytes.count)
        default: throw .unsupported(format)
        }
    }

    /// A picture is read as the one page of a document.
    private static func picture(
        _ bytes: [UInt8], _ format: FileFormat, _ options: Options
    ) throws(ReadFailure) -> SourceDocument {
        guard let page = PicturePage.document(bytes, format) else { throw .unsupported(format) }
        var document = try pdf(page, options)
        document.text = SourceText(
            scalars: document.text.scalars, encoding: format.rawValue.uppercased(),
            byteCount: bytes.count)
        return document
    }

    private static func pdf(
        _ bytes: [UInt8], _ options: Options
    ) throws(ReadFailure) -> SourceDocument {
        do throws(PDFReader.Failure) {
            return try PDFReader.read(bytes, options)
        } catch {
            switch error {
            case .libraryMissing:
                throw .needs(
                    program: "pdfium",
                    package: "scripts/setup (GONGBAO_PDFIUM=…/libpdfium.so, PyPI: pypdfium2)")
            case .passwordNeeded: throw .encrypted
            case .damaged, .unsupported: throw .damaged("PDF")
            }
        }
    }

    private static func text(
        _ bytes: [UInt8], _ options: Options
    ) throws(ReadFailure) -> SourceDocument {
        guard let text = TextDecoder.decode(bytes, encoding: options.encoding) else {
            throw .damaged("encoding")
        }
        return DelimitedReader.read(text) ?? SourceDocument(text: text, lines: .wrapped)
    }
}

extension SourceDocument {
    /// The document as one of the file that it was converted from.
    func ofFile(byteCount: Int) -> SourceDocument {
        var document = self
        document.text = SourceText(
            scalars: text.scalars, encoding: text.encoding, byteCount: byteCount)
        return document
    }
}
