internal import Foundation

/// A queue between threads that holds at most a given weight, so that memory stays flat.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
    // All state is guarded by `condition`.
    private let condition = NSCondition()
    private var elements: [(element: Element, weight: Int)?] = []
    private var head = 0
    private var weight = 0
    private var isClosed = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Waits for room and appends; false when the queue was closed, and the element is dropped.
    /// One element heavier than the limit has room when the queue is empty.
    @discardableResult
    func push(_ element: Element, weight added: Int = 1) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while !isClosed, head < elements.count, weight + added > limit { condition.wait() }
        if isClosed { return false }
        elements.append((element, added))
        weight += added
        condition.broadcast()
        return true
    }

    /// The next element; nil when the queue is closed and empty.
    func pop() -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while head == elements.count, !isClosed { condition.wait() }
        return take()
    }

    /// The next element if there is one before the deadline.
    func pop(until deadline: Date) -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while head == elements.count, !isClosed {
            if !condition.wait(until: deadline) { break }
        }
        return take()
    }

    private func take() -> Element? {
        guard head < elements.count, let (element, removed) = elements[head] else { return nil }
        elements[head] = nil
        head += 1
        weight -= removed
        if head > 64, head * 2 > elements.count {
            elements.removeFirst(head)
            head = 0
        }
        condition.broadcast()
        return element
    }

    /// No more elements are taken in; those that are in can be taken out.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    /// Drops what is in, and closes.
    func cancel() {
        condition.lock()
        isClosed = true
        elements = []
        head = 0
        weight = 0
        condition.broadcast()
        condition.unlock()
    }

    /// Whether nothing will come any more.
    var isFinished: Bool {
        condition.lock()
        defer { condition.unlock() }
        return isClosed && head == elements.count
    }
}
