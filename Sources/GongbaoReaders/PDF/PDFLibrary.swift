import CPdfium
import Foundation

/// Where pdfium's library is, and how it gets there.
enum PDFLibrary {
    /// Loads pdfium, once; false when no library is found or none fits.
    static func load() -> Bool { loaded }

    private static let loaded: Bool = {
        for path in candidates() where gongbao_pdfium_load(path) == 0 { return true }
        return false
    }()

    /// `GONGBAO_PDFIUM`, the user's cache, what the system's loader finds.
    private static func candidates() -> [String] {
        let environment = ProcessInfo.processInfo.environment
        if let chosen = environment["GONGBAO_PDFIUM"], !chosen.isEmpty { return [chosen] }
        return [LibraryCache.path(of: "libpdfium.so"), "libpdfium.so"].compactMap(\.self)
    }
}

/// The folder into which `scripts/setup` puts libraries that are loaded while the program runs.
enum LibraryCache {
    /// The path of a library there: `$XDG_CACHE_HOME/gongbao/lib`, or `~/.cache/gongbao/lib`.
    static func path(of name: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            return cache + "/gongbao/lib/" + name
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.cache/gongbao/lib/" + name
    }
}
