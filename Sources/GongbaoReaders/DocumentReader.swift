public import Gongbao

/// Reads a file of any format that governments publish in.
public enum DocumentReader {
    /// What a reader may be told.
    public struct Options: Sendable {
        /// An encoding name known to ICU for text and pages, nil to detect it.
        public var encoding: String?
        /// What the file may cost.
        public var limits = ReadLimits()

        /// Makes options; nil detects.
        public init(encoding: String? = nil, limits: ReadLimits = ReadLimits()) {
            self.encoding = encoding
            self.limits = limits
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
        case .pdf: return try pdf(bytes)
        case .ofd: return try OFDReader.read(bytes, limits: options.limits)
        case .docx: return try WordReader.read(bytes, limits: options.limits)
        case .xlsx: return try SheetReader.read(bytes, limits: options.limits)
        default: throw .unsupported(format)
        }
    }

    private static func pdf(_ bytes: [UInt8]) throws(ReadFailure) -> SourceDocument {
        do throws(PDFReader.Failure) {
            return try PDFReader.read(bytes)
        } catch {
            switch error {
            case .libraryMissing: throw .needs(program: "libpdfium", package: "libreoffice-core")
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
