#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Turns the formats of older office programs into DOCX or XLSX through LibreOffice, where it is
/// installed: DOC, XLS, WPS, ET, RTF, ODT, ODS, XLSB.
enum OfficeConverter {
    enum Target: String {
        case docx, xlsx
        var format: FileFormat { self == .docx ? .docx : .xlsx }
        /// Under which name the file is given; LibreOffice looks at the content as well.
        var source: String { self == .docx ? "doc" : "xls" }
    }

    /// What a file is to be turned into; nil for formats that are read themselves.
    static func target(of format: FileFormat, _ bytes: [UInt8]) -> Target? {
        switch format {
        case .rtf: return .docx
        case .compound: return isWorkbook(bytes) ? .xlsx : .docx
        case .odt:
            let head = bytes.prefix(256)
            return head.contains(Array("spreadsheet".utf8))
                || ZipNames(bytes).names.contains("xl/workbook.bin") ? .xlsx : .docx
        default: return nil
        }
    }

    /// The names of streams stand in the directory in UTF-16.
    private static func holds(_ stream: String, _ bytes: [UInt8]) -> Bool {
        let name = stream.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return bytes.firstRange(of: name) != nil
    }

    private static func isWorkbook(_ bytes: [UInt8]) -> Bool {
        !holds("WordDocument", bytes) && (holds("Workbook", bytes) || holds("Book", bytes))
    }

    /// The converted file.
    static func convert(
        _ bytes: [UInt8], to target: Target, _ limits: ReadLimits
    ) throws(ReadFailure) -> [UInt8] {
        if holds("EncryptedPackage", bytes) { throw .encrypted }
        guard let program else {
            throw .needs(
                program: "soffice",
                package: "libreoffice-writer-nogui libreoffice-calc-nogui"
                    + " (GONGBAO_SOFFICE=…/soffice)")
        }
        guard let folder = TemporaryFolder() else { throw .damaged("no temporary folder") }
        defer { folder.remove() }
        let isRich = bytes.starts(with: Array("{\\rtf".utf8))
        let isPackage = bytes.starts(with: [0x50, 0x4B])
        let ending = isRich ? "rtf" : !isPackage ? target.source : target == .docx ? "odt" : "ods"
        guard folder.write(bytes, as: "source.\(ending)") else { throw .damaged("no space") }
        let process = ChildProcess(
            arguments: [
                program, "-env:UserInstallation=file://\(folder.path)/profile", "--headless",
                "--norestore", "--nolockcheck", "--nodefault", "--convert-to", target.rawValue,
                "--outdir", "\(folder.path)/out", "\(folder.path)/source.\(ending)",
            ], input: nil, seconds: limits.seconds)
        switch process.run().end {
        case .timedOut: throw .limit(.seconds, limits.seconds)
        case .notStarted(let code): throw .damaged(String(cString: strerror(code)))
        default: break
        }
        guard let converted = folder.read("out/source.\(target.rawValue)"), !converted.isEmpty
        else { throw .damaged("soffice") }
        return converted
    }

    /// Where LibreOffice is, nil where it is not installed; `GONGBAO_SOFFICE` overrules.
    static let program: String? = {
        if let path = getenv("GONGBAO_SOFFICE").map({ String(cString: $0) }), !path.isEmpty {
            return access(path, X_OK) == 0 ? path : nil
        }
        let search = getenv("PATH").map { String(cString: $0) } ?? ""
        var places = search.split(separator: ":").flatMap {
            ["\($0)/soffice", "\($0)/libreoffice"]
        }
        places += [
            "/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice",
            "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        ]
        return places.first { access($0, X_OK) == 0 }
    }()
}

/// A folder of one's own that is removed with all it holds.
struct TemporaryFolder {
    let path: String

    init?() {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(parent)/gongbao-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { return nil }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func write(_ bytes: [UInt8], as name: String) -> Bool {
        guard let file = fopen("\(path)/\(name)", "wb") else { return false }
        let count = fwrite(bytes, 1, bytes.count, file)
        return fclose(file) == 0 && count == bytes.count
    }

    func read(_ name: String) -> [UInt8]? {
        guard let file = fopen("\(path)/\(name)", "rb") else { return nil }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = max(0, ftell(file))
        rewind(file)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, used in
            used = size > 0 ? fread(buffer.baseAddress!, 1, size, file) : 0
        }
    }

    func remove() { Self.remove(path, depth: 0) }

    private static func remove(_ path: String, depth: Int) {
        if depth < 32, let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name != ".", name != ".." else { continue }
                let inner = "\(path)/\(name)"
                var status = stat()
                guard lstat(inner, &status) == 0 else { continue }
                if status.st_mode & S_IFMT == S_IFDIR {
                    remove(inner, depth: depth + 1)
                } else {
                    unlink(inner)
                }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}
