import Testing

@testable import GongbaoArchive

@Suite struct ArchiveInputTests {
    @Test func namesThatAreTextStayAsTheyAre() {
        #expect(ByteName.text(Array("七月/一.txt".utf8)) == "七月/一.txt")
    }

    @Test func otherNamesAreDistinct() {
        let names: [[UInt8]] = [
            [0xFF], Array("\\xFF".utf8), [0xC3, 0x28], [0xC3], Array("a\nb".utf8),
            Array("a\\nb".utf8),
        ]
        let texts = names.map { ByteName.text($0) }
        #expect(Set(texts).count == names.count)
        #expect(texts[0] == "\\xFF")
        #expect(texts[1] == "\\x5CxFF")
        #expect(texts[2] == "\\xC3(")
    }

    @Test func membersNamesAreReadAsGB18030() {
        #expect(ByteName.memberText([0xBD, 0xF8, 0xD5, 0xB9]) == "进展")
        #expect(ByteName.memberText(Array("进展".utf8)) == "进展")
        // What GB18030 does not know stays bytes.
        #expect(ByteName.memberText([0xFF, 0xFE]) == "\\xFF\\xFE")
    }

    @Test func containersAreToldByTheirFirstBytes() {
        func zip(_ name: String) -> [UInt8] {
            [0x50, 0x4B, 3, 4] + Array(repeating: 0, count: 22)
                + [UInt8(name.utf8.count), 0, 0, 0] + Array(name.utf8)
        }
        #expect(Container.of(zip("a.txt")) == .archive)
        #expect(Container.of(zip("[Content_Types].xml")) == nil)
        #expect(Container.of([0x1F, 0x8B, 8, 0]) == .compressed)
        #expect(Container.of(Array("WARC/1.0\r\n".utf8)) == .web)
        #expect(Container.of(Array("WARCRAFT".utf8)) == nil)
        var tar = [UInt8](repeating: 0, count: 512)
        tar.replaceSubrange(257..<262, with: Array("ustar".utf8))
        #expect(Container.of(tar) == .archive)
        #expect(Container.of(Array("今年".utf8)) == nil)
        #expect(Container.of([]) == nil)
    }

    @Test func filtersKnowNamesAndPaths() {
        let filter = NameFilter(include: ["*.txt"], exclude: ["drafts/*", "x*"])
        func takes(_ path: String) -> Bool {
            filter.includes(Array(path.utf8)) && !filter.excludes(Array(path.utf8))
        }
        #expect(takes("a/b.txt"))
        #expect(!takes("a/b.pdf"))
        #expect(!takes("drafts/b.txt"))
        #expect(takes("a/drafts.txt"))
        #expect(!takes("a/x1.txt"))
    }

    // MARK: WARC

    private func record(_ type: String, _ url: String, _ block: String, http: Bool = true) -> String
    {
        let content = http ? "application/http; msgtype=response" : "text/plain"
        return "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(url)\r\n"
            + "WARC-Date: 2025-07-09T02:15:00Z\r\nContent-Type: \(content)\r\n"
            + "Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
    }

    private func pages(_ text: String, limit: Int = 1000) throws -> [WebArchiveReader<PlainBytes>
        .Page]
    {
        var reader = WebArchiveReader(PlainBytes(.memory(Array(text.utf8))), limit: limit)
        var pages: [WebArchiveReader<PlainBytes>.Page] = []
        while let page = try reader.next() { pages.append(page) }
        return pages
    }

    @Test func pagesKeepTheirURLAndHeaders() throws {
        let text =
            record("request", "http://a.invalid/", "GET / HTTP/1.1\r\n\r\n")
            + record(
                "response", "http://a.invalid/",
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n folded\r\nX-A: 1\r\n\r\n正文")
            + record("resource", "http://a.invalid/b", "附件", http: false)
        let pages = try pages(text)
        #expect(pages.map(\.source.url) == ["http://a.invalid/", "http://a.invalid/b"])
        #expect(pages[0].source.date == "2025-07-09T02:15:00Z")
        #expect(pages[0].source.headers.map(\.value) == ["text/plain folded", "1"])
        #expect(pages.map { String(decoding: $0.body, as: UTF8.self) } == ["正文", "附件"])
    }

    @Test func onlyPagesWithContentAreRead() throws {
        let long = String(repeating: "长", count: 400)
        let pages = try pages(
            record("response", "u:1", "HTTP/1.1 404 Not Found\r\n\r\nx")
                + record("response", "u:2", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx")
                + record("response", "u:3", "HTTP/1.1 200 OK\r\n\r\n\(long)"))
        #expect(pages.map(\.verdict?.reason) == [.httpStatus, .httpEncoding, .tooLarge])
    }

    @Test func chunksArePutTogether() {
        let chunked = Array("3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n".utf8)
        #expect(HTTPResponse.dechunked(chunked) == Array("abcde".utf8))
        #expect(HTTPResponse.dechunked(Array("zz\r\nabc".utf8)) == nil)
        #expect(HTTPResponse.dechunked(Array("ffff\r\nabc".utf8)) == nil)
    }

    @Test(arguments: [
        "WARC/1.0\r\nWARC-Type: response\r\n\r\n", "WARC/1.0\r\nContent-Length: 9\r\n\r\nab",
        "nonsense\r\n",
    ])
    func brokenWebArchivesAreSaid(text: String) {
        #expect(throws: ArchiveStream.Failure.self) { try pages(text) }
    }
}
