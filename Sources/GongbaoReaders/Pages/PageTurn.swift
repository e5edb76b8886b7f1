import Gongbao

/// How a page was turned so that most of its text stands upright.
struct PageTurn: Sendable {
    /// Quarter turns clockwise of the text before turning.
    var quarters: UInt8 = 0
    /// The size of the page as shown.
    var width: Float = 0
    var height: Float = 0

    /// A shown point in the turned page.
    func turned(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
        switch quarters {
        case 1: (y, width - x)
        case 2: (width - x, height - y)
        case 3: (height - y, x)
        default: (x, y)
        }
    }

    /// A turned point as shown.
    func original(_ x: Float, _ y: Float) -> (Float, Float) {
        switch quarters {
        case 1: (width - y, x)
        case 2: (width - x, height - y)
        case 3: (y, height - x)
        default: (x, y)
        }
    }

    /// A turned box as shown.
    func original(_ box: PageBox) -> PageBox {
        guard quarters != 0 else { return box }
        let a = original(box.left, box.top)
        let b = original(box.right, box.bottom)
        return PageBox(
            page: box.page, left: min(a.0, b.0), top: min(a.1, b.1), right: max(a.0, b.0),
            bottom: max(a.1, b.1))
    }
}
