public import Gongbao

extension Converter {
    /// Converts a file of any format.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: What its record gives as path.
    ///   - sha256: SHA-256 of the bytes, in lower-case hexadecimal.
    ///   - options: What the reader may be told.
    /// - Throws: `ReadFailure` where nothing can be read.
    public func convert(
        file bytes: [UInt8], path: String?, sha256: String,
        options: DocumentReader.Options = DocumentReader.Options()
    ) throws(ReadFailure) -> DocumentRecord {
        let format = FileFormat.detect(bytes)
        let document = try DocumentReader.read(bytes, as: format, options: options)
        let origin = Origin(path: path, sha256: sha256, mediaType: format.mediaType)
        return convert(document, origin: origin)
    }
}
