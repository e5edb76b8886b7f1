internal import CArchive

/// The parts of a ZIP container (DOCX, XLSX, OFD, ODT), unpacked within limits.
struct Container: Sendable {
    private var parts: [String: [UInt8]] = [:]
    /// Names in lower case → the names that they stand for: some makers do not keep to one case.
    private var folded: [String: String] = [:]
    /// Whether a part could not be unpacked as a whole.
    private(set) var isDamaged = false

    /// Unpacks the parts whose names `wants` accepts.
    init(
        _ bytes: [UInt8], limits: ReadLimits, wants: (String) -> Bool
    ) throws(ReadFailure) {
        var failure: ReadFailure?
        bytes.withUnsafeBufferPointer { buffer in
            do throws(ReadFailure) {
                try unpack(buffer, limits, wants)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        if parts.isEmpty { throw .damaged("ZIP") }
    }

    private mutating func unpack(
        _ bytes: UnsafeBufferPointer<UInt8>, _ limits: ReadLimits, _ wants: (String) -> Bool
    ) throws(ReadFailure) {
        guard let base = bytes.baseAddress,
            let archive = gongbao_archive_open_memory(
                base, bytes.count, Int32(GONGBAO_ARCHIVE_CONTAINERS))
        else {
            throw gongbao_archive_problem() == nil
                ? .damaged("ZIP") : .needs(program: "libarchive", package: "libarchive13")
        }
        defer { gongbao_archive_close(archive) }
        var member = gongbao_member()
        var entries = 0
        // A small file may unpack to 32 MB whatever its ratio: blank sheets pack well.
        var room = min(
            limits.unpackedMegabytes << 20, max(32 << 20, bytes.count * max(1, limits.ratio)))
        let whole = room
        while true {
            let status = gongbao_archive_next(archive, &member)
            if status < 0 { isDamaged = true }
            guard status == 1 else { return }
            entries += 1
            guard entries <= limits.entries else { throw .limit(.entries, limits.entries) }
            let raw = UnsafeBufferPointer(start: member.name, count: member.name_length)
            let name = Self.normalized(String(decoding: raw, as: UTF8.self))
            guard member.kind == GONGBAO_MEMBER_FILE, wants(name) else { continue }
            if member.is_encrypted != 0 { throw .encrypted }
            guard let part = read(archive, room: room) else {
                throw whole < limits.unpackedMegabytes << 20
                    ? .limit(.ratio, limits.ratio)
                    : .limit(.unpackedMegabytes, limits.unpackedMegabytes)
            }
            room -= part.count
            if parts[name] == nil { parts[name] = part }
            folded[name.lowercased()] = name
        }
    }

    /// The whole of a part; nil when it is larger than `room`.
    private mutating func read(_ archive: OpaquePointer, room: Int) -> [UInt8]? {
        var part: [UInt8] = []
        let step = 1 << 16
        while true {
            var status = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
                status = gongbao_archive_read(archive, buffer.baseAddress!, step)
                count = max(0, status)
            }
            if status < 0 { isDamaged = true }
            if status <= 0 { return part }
            part += chunk
            if part.count > room { return nil }
        }
    }

    private static func normalized(_ name: String) -> String {
        var name = name
        if name.contains("\\") {
            name = name.split(separator: "\\", omittingEmptySubsequences: false)
                .joined(separator: "/")
        }
        while name.hasPrefix("/") { name.removeFirst() }
        while name.hasPrefix("./") { name.removeFirst(2) }
        return name
    }

    var names: [String] { parts.keys.sorted() }

    /// A part by its name, whatever the case.
    subscript(name: String) -> [UInt8]? {
        let name = Self.normalized(name)
        return parts[name] ?? folded[name.lowercased()].flatMap { parts[$0] }
    }

    /// A part as XML; nil where there is none.
    func xml(_ name: String, _ limits: ReadLimits) throws(ReadFailure) -> XMLTree? {
        guard let part = self[name] else { return nil }
        return try XMLTree(part, limits: limits)
    }

    /// What the relations of a part point to, by id and by the last word of their types.
    func relations(of part: String, _ limits: ReadLimits) throws(ReadFailure) -> Relations {
        let folder = part.contains("/") ? part[..<part.lastIndex(of: "/")!] + "/" : ""
        let file = part.split(separator: "/").last.map(String.init) ?? ""
        guard let tree = try xml("\(folder)_rels/\(file).rels", limits) else { return Relations() }
        var relations = Relations()
        for entry in tree.root.all("Relationship") where entry["TargetMode"] != "External" {
            guard let target = entry["Target"] else { continue }
            let name = Self.resolved(target, in: String(folder))
            if let id = entry["Id"] { relations.byID[id] = name }
            if let type = entry["Type"]?.split(separator: "/").last {
                relations.byType[String(type), default: []].append(name)
            }
        }
        return relations
    }

    /// A path relative to a folder, `..` and `.` taken out; `/` begins at the top.
    static func resolved(_ path: String, in folder: String) -> String {
        let whole = path.hasPrefix("/") ? path : folder + "/" + path
        var steps: [Substring] = []
        for step in whole.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
            switch step {
            case ".": continue
            case "..": if !steps.isEmpty { steps.removeLast() }
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}

/// The relations of a part of an office document.
struct Relations: Sendable {
    var byID: [String: String] = [:]
    var byType: [String: [String]] = [:]
}
