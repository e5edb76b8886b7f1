/// What a file is, told by its first bytes and never by its name.
public enum FileFormat: String, Sendable, CaseIterable {
    case text, html, pdf, docx, xlsx, ofd, odt
    /// The binary formats of older office programs: DOC, XLS, WPS, ET.
    case compound
    case rtf
    case png, jpeg, tiff
    /// A container of files: ZIP that is no office document, gzip, xz, zstd, 7z, tar, RAR, WARC.
    case archive

    /// The media type, as records give it.
    public var mediaType: String {
        switch self {
        case .text: "text/plain"
        case .html: "text/html"
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .ofd: "application/ofd"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .compound: "application/x-ole-storage"
        case .rtf: "application/rtf"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .tiff: "image/tiff"
        case .archive: "application/octet-stream"
        }
    }
}
