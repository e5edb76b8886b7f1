internal import Gongbao

/// Draws the objects of one page of an OFD: where characters and lines come to stand.
struct OFDDrawing {
    private(set) var page: PageContent
    private let resources: OFDResources
    private let limits: ReadLimits
    /// How deep composite objects may hold each other.
    private static let deepest = 16
    private static let mostGlyphs = 400_000
    private static let mostRulings = 200_000

    /// x' = a·x + c·y + e, y' = b·x + d·y + f.
    struct Matrix {
        var a: Float = 1
        var b: Float = 0
        var c: Float = 0
        var d: Float = 1
        var e: Float = 0
        var f: Float = 0

        func point(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
            (a * x + c * y + e, b * x + d * y + f)
        }

        /// First `inner`, then this.
        func after(_ inner: Matrix) -> Matrix {
            Matrix(
                a: a * inner.a + c * inner.b, b: b * inner.a + d * inner.b,
                c: a * inner.c + c * inner.d, d: b * inner.c + d * inner.d,
                e: a * inner.e + c * inner.f + e, f: b * inner.e + d * inner.f + f)
        }
    }

    private let base: Matrix

    init(
        number: Int, area: (x: Float, y: Float, width: Float, height: Float),
        resources: OFDResources, limits: ReadLimits
    ) {
        let scale = OFDReader.scale
        page = PageContent(number: number, width: area.width * scale, height: area.height * scale)
        base = Matrix(a: scale, d: scale, e: -area.x * scale, f: -area.y * scale)
        self.resources = resources
        self.limits = limits
    }

    /// Draws all layers of a page or a template.
    mutating func content(of root: XMLElement) {
        for content in root.all("Content") {
            for layer in content.all("Layer") { objects(of: layer, base, depth: 0) }
        }
    }

    private mutating func objects(of element: XMLElement, _ matrix: Matrix, depth: Int) {
        guard depth < Self.deepest else { return }
        for object in element.children {
            if object["Visible"] == "false" { continue }
            switch object.name {
            case "TextObject": text(object, inner(object, matrix))
            case "PathObject": path(object, inner(object, matrix))
            case "PageBlock", "Layer": objects(of: object, matrix, depth: depth + 1)
            case "CompositeObject", "CompositeGraphicUnit":
                let id = object["ResourceID"] ?? ""
                guard let unit = resources.composites[id] else { continue }
                for content in unit.all("Content") {
                    objects(of: content, inner(object, matrix), depth: depth + 1)
                }
            default: continue
            }
        }
    }

    /// From an object's own coordinates to the page's.
    private func inner(_ object: XMLElement, _ matrix: Matrix) -> Matrix {
        let boundary = OFDNumbers.list(object["Boundary"] ?? "")
        var result = matrix
        if boundary.count >= 2 {
            result = result.after(Matrix(e: boundary[0], f: boundary[1]))
        }
        let values = OFDNumbers.list(object["CTM"] ?? "")
        guard values.count >= 6 else { return result }
        return result.after(
            Matrix(
                a: values[0], b: values[1], c: values[2], d: values[3], e: values[4], f: values[5]))
    }

    // MARK: Text

    private mutating func text(_ object: XMLElement, _ matrix: Matrix) {
        // Some makers write the attribute in lower case.
        let size = max(0, OFDNumbers.number(object["Size"] ?? object["size"]))
        let width = object["HScale"].map { OFDNumbers.number($0) } ?? 1
        let shown = size * (matrix.c * matrix.c + matrix.d * matrix.d).squareRoot()
        let turned = Int(OFDNumbers.number(object["ReadDirection"])) / 90
        let direction = UInt8((Self.turns(matrix) + max(0, turned)) % 4)
        var x: Float = 0
        var y: Float = 0
        for code in object.all("TextCode") {
            if let value = code["X"] { x = OFDNumbers.number(value) }
            if let value = code["Y"] { y = OFDNumbers.number(value) }
            let scalars = code.text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" }
            let right = OFDNumbers.advances(code["DeltaX"] ?? "")
            let down = OFDNumbers.advances(code["DeltaY"] ?? "")
            for (index, scalar) in scalars.enumerated() {
                guard page.glyphs.count < Self.mostGlyphs else { return }
                let usual = Self.advance(scalar, size) * (width > 0 ? width : 1)
                // The last character has no advance of its own.
                let step = index < right.count ? right[index] : usual
                let start = matrix.point(x, y)
                let end = matrix.point(x + (step > 0 ? min(step, usual * 1.5) : usual), y)
                page.glyphs.append(
                    PageContent.Glyph(
                        code: scalar.value, x: start.x, baseline: start.y,
                        right: max(start.x, end.x), size: shown, direction: direction))
                if index < right.count || down.isEmpty { x += step }
                if index < down.count { y += down[index] }
            }
        }
    }

    /// Quarter turns clockwise.
    private static func turns(_ matrix: Matrix) -> Int {
        if abs(matrix.a) >= abs(matrix.b) { return matrix.a >= 0 ? 0 : 2 }
        return matrix.b >= 0 ? 1 : 3
    }

    /// How wide a character usually is.
    private static func advance(_ scalar: Unicode.Scalar, _ size: Float) -> Float {
        scalar.value < 0x2E80 && !(0x2010...0x2027).contains(scalar.value) ? size / 2 : size
    }

    // MARK: Lines

    /// Straight lines along the edges of the page; a thin filled rectangle is a line too.
    private mutating func path(_ object: XMLElement, _ matrix: Matrix) {
        guard let data = object.first("AbbreviatedData")?.text else { return }
        let isFilled = object["Fill"] == "true"
        var current: (x: Float, y: Float) = (0, 0)
        var first = current
        var box: (left: Float, top: Float, right: Float, bottom: Float)?
        var segments: [((x: Float, y: Float), (x: Float, y: Float))] = []
        let words = data.split { $0.isWhitespace || $0 == "," }
        var index = 0
        func number() -> Float {
            defer { index += 1 }
            return index < words.count ? OFDNumbers.number(String(words[index])) : 0
        }
        func next() -> (x: Float, y: Float) {
            let x = number()
            let point = matrix.point(x, number())
            let old = box ?? (point.x, point.y, point.x, point.y)
            box = (
                min(old.left, point.x), min(old.top, point.y), max(old.right, point.x),
                max(old.bottom, point.y)
            )
            return point
        }
        while index < words.count, segments.count < 10_000 {
            let word = words[index]
            index += 1
            switch word {
            case "M", "S":
                current = next()
                first = current
            case "L":
                let point = next()
                segments.append((current, point))
                current = point
            case "Q":
                _ = next()
                current = next()
            case "B":
                _ = next()
                _ = next()
                current = next()
            case "A":
                index += 5
                current = next()
            case "C":
                segments.append((current, first))
                current = first
            default: continue
            }
        }
        if isFilled, let box, segments.count >= 3 {
            let (width, height) = (box.right - box.left, box.bottom - box.top)
            if min(width, height) <= 2.5 {
                add(box.left, box.top, box.right, box.bottom)
                return
            }
            page.areas.append(
                PageBox(
                    page: page.number, left: box.left, top: box.top, right: box.right,
                    bottom: box.bottom))
            if object["Stroke"] == "false" { return }
        }
        if object["Stroke"] == "false" { return }
        for (start, end) in segments { add(start.x, start.y, end.x, end.y) }
    }

    private mutating func add(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float) {
        guard page.rulings.count < Self.mostRulings else { return }
        let (width, height) = (abs(x1 - x0), abs(y1 - y0))
        if height <= 2.5, width > height {
            page.rulings.append(
                PageContent.Ruling(isVertical: false, at: (y0 + y1) / 2, from: x0, to: x1))
        } else if width <= 2.5, height > width {
            page.rulings.append(
                PageContent.Ruling(isVertical: true, at: (x0 + x1) / 2, from: y0, to: y1))
        }
    }
}
