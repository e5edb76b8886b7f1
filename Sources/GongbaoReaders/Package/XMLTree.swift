internal import CXML

/// An XML document in memory: elements by local name, text as UTF-8.
///
/// Nodes lie in flat arrays, so that a sheet of a million cells takes tens of megabytes and not
/// hundreds. Prefixes are dropped: makers of files use any they like.
final class XMLTree: Sendable {
    fileprivate struct Node {
        /// Index of the name, -1 for text.
        var name: Int32
        var next: Int32 = -1
        var child: Int32 = -1
        /// The first attribute of an element, or the first byte of a text.
        var start: Int32
        var count: Int32
    }

    fileprivate struct Attribute {
        var name: Int32
        var start: Int32
        var count: Int32
    }

    fileprivate let nodes: [Node]
    fileprivate let attributes: [Attribute]
    fileprivate let bytes: [UInt8]
    fileprivate let names: [String]
    fileprivate let index: [String: Int32]
    /// Whether the document breaks off or is not well formed; what stands before is there.
    let isDamaged: Bool

    /// Parses a document.
    init(_ source: [UInt8], limits: ReadLimits) throws(ReadFailure) {
        guard source.count < Int(Int32.max) else { throw .limit(.megabytes, limits.megabytes) }
        let builder = Builder()
        let context = Unmanaged.passUnretained(builder).toOpaque()
        var handlers = gongbao_xml_handlers(
            start: { context, name, attributes in
                XMLTree.builder(context).start(name!, attributes)
            }, end: { context in XMLTree.builder(context).end() },
            text: { context, text, count in XMLTree.builder(context).text(text!, count) })
        var line: Int64 = 0
        let status = withExtendedLifetime(builder) {
            source.withUnsafeBufferPointer { buffer -> Int32 in
                var none: UInt8 = 0x20
                guard let base = buffer.baseAddress else {
                    return gongbao_xml_parse(
                        &none, 1, nil, Int32(limits.depth), &handlers, context, &line)
                }
                return gongbao_xml_parse(
                    base, buffer.count, nil, Int32(limits.depth), &handlers, context, &line)
            }
        }
        switch Int(status) {
        case GONGBAO_XML_ENTITIES: throw .damaged("XML declares entities")
        case GONGBAO_XML_TOO_DEEP: throw .limit(.depth, limits.depth)
        case GONGBAO_XML_NO_MEMORY, GONGBAO_XML_STOPPED:
            throw .limit(.megabytes, limits.megabytes)
        default: break
        }
        isDamaged = status != GONGBAO_XML_DONE
        guard !builder.nodes.isEmpty else { throw .damaged("XML, line \(line)") }
        nodes = builder.nodes
        attributes = builder.attributes
        bytes = builder.bytes
        names = builder.names
        index = builder.index
    }

    private static func builder(_ context: UnsafeMutableRawPointer?) -> Builder {
        Unmanaged<Builder>.fromOpaque(context!).takeUnretainedValue()
    }

    var root: XMLElement { XMLElement(tree: self, node: 0) }

    private final class Builder {
        var nodes: [Node] = []
        var attributes: [Attribute] = []
        var bytes: [UInt8] = []
        var names: [String] = []
        var index: [String: Int32] = [:]
        /// The open elements and the last child of each.
        var open: [(node: Int32, last: Int32)] = []

        func name(_ raw: UnsafePointer<CChar>) -> Int32 {
            var start = raw
            var cursor = raw
            while cursor.pointee != 0 {
                if cursor.pointee == 0x3A { start = cursor + 1 }
                cursor += 1
            }
            let name = String(cString: start)
            if let known = index[name] { return known }
            let number = Int32(names.count)
            names.append(name)
            index[name] = number
            return number
        }

        func append(_ node: Node) -> Bool {
            guard nodes.count < Int(Int32.max) - 1, bytes.count < Int(Int32.max) else {
                return false
            }
            let number = Int32(nodes.count)
            nodes.append(node)
            if let parent = open.last {
                if parent.last < 0 {
                    nodes[Int(parent.node)].child = number
                } else {
                    nodes[Int(parent.last)].next = number
                }
                open[open.count - 1].last = number
            }
            return true
        }

        func start(
            _ name: UnsafePointer<CChar>,
            _ list: UnsafePointer<UnsafePointer<CChar>?>?
        ) -> Int32 {
            let first = attributes.count
            var cursor = list
            while let key = cursor?[0], let value = cursor?[1] {
                let begin = bytes.count
                var byte = UnsafeRawPointer(value).assumingMemoryBound(to: UInt8.self)
                while byte.pointee != 0 {
                    bytes.append(byte.pointee)
                    byte += 1
                }
                attributes.append(
                    Attribute(
                        name: self.name(key), start: Int32(truncatingIfNeeded: begin),
                        count: Int32(truncatingIfNeeded: bytes.count - begin)))
                cursor = cursor! + 2
            }
            let number = Int32(nodes.count)
            let node = Node(
                name: self.name(name), start: Int32(truncatingIfNeeded: first),
                count: Int32(truncatingIfNeeded: attributes.count - first))
            guard append(node) else { return 1 }
            open.append((number, -1))
            return 0
        }

        func end() -> Int32 {
            if !open.isEmpty { open.removeLast() }
            return 0
        }

        func text(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
            guard let parent = open.last else { return 0 }
            let begin = bytes.count
            bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
            // Expat hands text over in pieces; neighbours are one.
            if parent.last >= 0, nodes[Int(parent.last)].name < 0,
                Int(nodes[Int(parent.last)].start + nodes[Int(parent.last)].count) == begin
            {
                nodes[Int(parent.last)].count += Int32(truncatingIfNeeded: count)
                return 0
            }
            let node = Node(
                name: -1, start: Int32(truncatingIfNeeded: begin),
                count: Int32(truncatingIfNeeded: count))
            return append(node) ? 0 : 1
        }
    }
}

/// An element of an `XMLTree`.
struct XMLElement: Sendable {
    fileprivate let tree: XMLTree
    fileprivate let node: Int32

    private var data: XMLTree.Node { tree.nodes[Int(node)] }

    /// The name without its prefix.
    var name: String { tree.names[Int(data.name)] }

    /// The value of an attribute, by its name without the prefix.
    subscript(attribute: String) -> String? {
        guard let key = tree.index[attribute] else { return nil }
        let first = Int(data.start)
        for entry in tree.attributes[first..<first + Int(data.count)] where entry.name == key {
            let start = Int(entry.start)
            return String(decoding: tree.bytes[start..<start + Int(entry.count)], as: UTF8.self)
        }
        return nil
    }

    /// The child elements.
    var children: Children { Children(tree: tree, node: data.child) }

    struct Children: Sequence, IteratorProtocol {
        fileprivate let tree: XMLTree
        fileprivate var node: Int32

        mutating func next() -> XMLElement? {
            while node >= 0 {
                let number = node
                node = tree.nodes[Int(number)].next
                if tree.nodes[Int(number)].name >= 0 {
                    return XMLElement(tree: tree, node: number)
                }
            }
            return nil
        }
    }

    /// The first child element of a name.
    func first(_ name: String) -> XMLElement? {
        guard let key = tree.index[name] else { return nil }
        var child = data.child
        while child >= 0 {
            if tree.nodes[Int(child)].name == key { return XMLElement(tree: tree, node: child) }
            child = tree.nodes[Int(child)].next
        }
        return nil
    }

    /// All child elements of a name.
    func all(_ name: String) -> [XMLElement] {
        guard tree.index[name] != nil else { return [] }
        return children.filter { $0.name == name }
    }

    /// Along names: `path("pPr", "numPr")`.
    func path(_ names: String...) -> XMLElement? {
        var element: XMLElement? = self
        for name in names { element = element?.first(name) }
        return element
    }

    /// The text that stands directly in the element.
    var text: String {
        var bytes: [UInt8] = []
        var child = data.child
        while child >= 0 {
            let node = tree.nodes[Int(child)]
            if node.name < 0 {
                bytes += tree.bytes[Int(node.start)..<Int(node.start) + Int(node.count)]
            }
            child = node.next
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The attribute as a whole number.
    func integer(_ attribute: String) -> Int? { self[attribute].flatMap { Int($0) } }

    /// Whether a switch such as `<w:tblHeader/>` is on.
    var isOn: Bool {
        switch self["val"] {
        case nil, "1", "true", "on": true
        default: false
        }
    }
}
