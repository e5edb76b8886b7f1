/// How wide the lines of each cell may become, which tells full lines from short ones.
enum CellRoom {
    /// Sets the room of every line of a table's cells.
    static func set(in table: inout PageTable) {
        var margins: [Float] = []
        for cell in table.cells {
            for piece in cell.pieces where piece.direction == 0 {
                margins.append(min(piece.left - cell.left, cell.right - piece.right))
            }
        }
        guard !margins.isEmpty else { return }
        // The padding of a table is one; the widest of its lines touch it.
        margins.sort()
        let padding = min(max(margins[margins.count / 20], 0), 8)
        for index in table.cells.indices {
            let cell = table.cells[index]
            for number in cell.pieces.indices where cell.pieces[number].direction == 0 {
                table.cells[index].pieces[number].room = cell.right - cell.left - 2 * padding
            }
        }
    }
}
