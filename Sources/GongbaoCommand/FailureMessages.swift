internal import GongbaoReaders
internal import GongbaoTerminal

extension ReadFailure {
    /// One line for people: what is the matter with the file and what to do.
    func message(of format: FileFormat, _ messages: Messages) -> String {
        let name = format.displayName
        switch self {
        case .encrypted: return messages.encryptedFile(name)
        case .damaged(let reason): return messages.damagedFile(name, reason)
        case .limit(let kind, let value):
            return messages.limitReached(name, kind.option, value)
        case .unsupported: return messages.otherFormat(name, format.remedy)
        case .needs(let program, let package): return messages.needsProgram(name, program, package)
        case .crashed(let signal): return messages.readerCrashed(name, signal)
        }
    }
}

extension ReadLimits.Kind {
    /// The option that sets it.
    var option: String {
        switch self {
        case .seconds: "--max-seconds"
        case .megabytes: "--max-memory"
        case .fileMegabytes: "--max-file"
        case .unpackedMegabytes: "--max-unpacked"
        case .ratio: "--max-ratio"
        case .entries: "--max-entries"
        case .depth: "--max-depth"
        case .scans: "--max-scans"
        case .scanSeconds: "--max-scan-seconds"
        }
    }
}

extension FileFormat {
    /// How people call it.
    var displayName: String {
        switch self {
        case .text: "TXT"
        case .html: "HTML"
        case .compound: "DOC/XLS/WPS"
        case .archive: "ZIP/RAR/7z/tar"
        default: rawValue.uppercased()
        }
    }

    /// What turns it into a format that can be read.
    var remedy: String {
        switch self {
        case .png, .jpeg, .tiff: "tesseract -l chi_sim"
        case .archive: "unzip, 7z x"
        case .pdf: "pdftotext -layout FILE.pdf"
        default: "soffice --convert-to txt FILE"
        }
    }
}
