"""Inputs that nobody would make, or somebody with ill will: one outcome row each, and the run goes on."""
import io
import json
import os
import struct
import tarfile
import threading
import time
import warnings
import zipfile
import zlib

from support import ROOT, check, converted, documents, lines, outcomes, records, scratch, skip

GOOD = next(documents(1))[1]


class RawName(zipfile.ZipInfo):
    """A member whose name is written as the bytes given, without the flag for UTF-8."""

    def __init__(self, raw):
        super().__init__("x")
        self.raw = raw
        self.create_system = 0

    def _encodeFilenameFlags(self):  # noqa: N802 (zipfile calls it so)
        return self.raw, 0


def zipped(members):
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # names that occur twice are on purpose
        for name, data in members:
            archive.writestr(RawName(name) if isinstance(name, bytes) else name, data)
    return out.getvalue()


def distinct(index):
    return GOOD + f"\n补充材料第{index}号。\n".encode()


def broken_member():
    """A ZIP whose second of three members does not decompress."""
    data = bytearray(zipped([("a.txt", distinct(1)), ("b.txt", distinct(2) * 40), ("c.txt", distinct(3))]))
    start = data.find(b"b.txt") + len("b.txt") + 40
    data[start:start + 40] = b"\xff" * 40
    return bytes(data)


def warc():
    """Two pages, one of them chunked, a redirect, and records that are no pages."""
    def record(kind, url, block, content="application/http; msgtype=response"):
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-07-09T02:15:00Z\r\n" \
               f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
        return head.encode() + block + b"\r\n\r\n"
    body = distinct(20)
    chunked = b"%x\r\n" % len(distinct(21)) + distinct(21) + b"\r\n0\r\n\r\n"
    return b"".join([
        record("warcinfo", "x", b"software: test\r\n", "application/warc-fields"),
        record("request", "http://example.invalid/a", b"GET /a HTTP/1.1\r\n\r\n"),
        record("response", "http://example.invalid/a",
               b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Note: one\r\n\r\n" + body),
        record("response", "http://example.invalid/b",
               b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked),
        record("response", "http://example.invalid/a", b"HTTP/1.1 404 Not Found\r\n\r\ngone"),
        record("resource", "http://example.invalid/c", distinct(22), "text/plain"),
    ])


def tarred(members, mode):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as tar:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zstandard(data):
    """A zstd frame of blocks as they are: neither Python's library nor every machine has a compressor."""
    frame, size = bytearray(b"\x28\xb5\x2f\xfd\xa0") + struct.pack("<I", len(data)), 100_000
    for start in range(0, len(data), size):
        block = data[start:start + size]
        frame += struct.pack("<I", len(block) << 3 | (start + size >= len(data)))[:3] + block
    return bytes(frame)


def seven_zip(members):
    """A 7z archive whose one stream is stored."""
    def number(value):
        if value < 0x80:
            return bytes([value])
        return bytes([0xC0 | value >> 16]) + struct.pack("<H", value & 0xFFFF)

    data = b"".join(content for _, content in members)
    sizes = b"".join(number(len(content)) for _, content in members[:-1])
    digests = b"".join(struct.pack("<I", zlib.crc32(content)) for _, content in members)
    names = b"\0" + b"".join((name + "\0").encode("utf-16-le") for name, _ in members)
    packed = b"\x06\0\x01\x09" + number(len(data)) + b"\0"
    coder = b"\x07\x0b\x01\0\x01\x01\0\x0c" + number(len(data)) + b"\0"
    parts = b"\x08\x0d" + number(len(members)) + b"\x09" + sizes + b"\x0a\x01" + digests + b"\0"
    files = b"\x05" + number(len(members)) + b"\x11" + number(len(names)) + names + b"\0"
    head = b"\x01\x04" + packed + coder + parts + b"\0" + files + b"\0"
    start = struct.pack("<QQI", len(data), len(head), zlib.crc32(head))
    return b"7z\xbc\xaf\x27\x1c\0\x04" + struct.pack("<I", zlib.crc32(start)) + start + data + head


def deep_folder(folder, depth):
    """Folders within folders: as deep as asked, by stepping into each."""
    here = os.getcwd()
    os.chdir(folder)
    try:
        for _ in range(depth):
            os.mkdir("d")
            os.chdir("d")
        with open("deep.txt", "wb") as file:
            file.write(distinct(30))
    finally:
        os.chdir(here)


def remove_deep(folder, depth):
    """Takes them away again from within: their path is longer than any call takes."""
    here = os.getcwd()
    os.chdir(folder)
    try:
        for _ in range(depth):
            os.chdir("d")
        os.unlink("deep.txt")
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("d")
    finally:
        os.chdir(here)


def archives(batch, heavy):
    with scratch() as top:
        def put(name, data):
            with open(os.path.join(top, "in", name), "wb") as file:
                file.write(data)
        os.mkdir(os.path.join(top, "in"))
        put("good.txt", GOOD)
        put("again.txt", GOOD)
        put("gbk.zip", zipped([("进展/二月.txt".encode("gb18030"), distinct(4))]))
        put("utf8.zip", zipped([("进展/三月.txt", distinct(5))]))
        put("bytes.zip", zipped([(b"\xff\xfe\x81.txt", distinct(6))]))
        put("broken.zip", broken_member())
        put("paths.zip", zipped([("../../escape.txt", distinct(7)), ("/absolute.txt", distinct(8)),
                                 ("same.txt", distinct(9)), ("same.txt", distinct(10))]))
        put("cut.zip", zipped([("a.txt", distinct(11))])[:60])
        bomb = zipped([(f"{i}.txt", b"0" * (5 << 20)) for i in range(2)])
        put("large.zip", bomb)
        put("inner.zip", zipped([("one.zip", zipped([("two.zip", zipped([
            ("three.zip", zipped([("four.txt", distinct(12))]))]))])), ("side.txt", distinct(13))]))
        with tarfile.open(os.path.join(top, "in", "set.tar.xz"), "w:xz") as tar:
            for name in ["甲.txt", "乙.txt"]:
                info = tarfile.TarInfo(name)
                info.size = len(distinct(14 if name == "甲.txt" else 15))
                tar.addfile(info, io.BytesIO(distinct(14 if name == "甲.txt" else 15)))
            link = tarfile.TarInfo("link.txt")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(link)
        two = lambda first: [("甲.txt", distinct(first)), ("进展/乙.txt", distinct(first + 1))]  # noqa: E731
        put("set.tar", tarred(two(40), "w"))
        put("set.tar.gz", tarred(two(42), "w:gz"))
        put("set.tar.bz2", tarred(two(44), "w:bz2"))
        put("set.tar.zst", zstandard(tarred(two(46), "w")))
        put("set.7z", seven_zip(two(48)))
        put("outer.zip", zipped([("set.tar.gz", tarred(two(50), "w:gz"))]))
        import gzip
        put("single.txt.gz", gzip.compress(distinct(16)))
        put("crawl.warc.gz", gzip.compress(warc()))
        put("bomb.gz", gzip.compress(b"1" * (5 << 20), 9))
        put("locked.zip", encrypted())
        name = os.fsencode(os.path.join(top, "in")) + b"/\xff\xc3(.txt"
        with open(name, "wb") as file:
            file.write(distinct(17))
        os.mkfifo(os.path.join(top, "in", "pipe"))
        os.symlink("nowhere.txt", os.path.join(top, "in", "dangling.txt"))
        os.symlink(".", os.path.join(top, "in", "circle"))
        before = set(os.listdir(top)) | {"out"}
        limit = ["--max-bytes", 1 << 20]
        batch.run(os.path.join(top, "in"), "-o", os.path.join(top, "out"), *limit, status=3)
        rows = outcomes(os.path.join(top, "out"))

        def expect(name, outcome, reason=None):
            found = rows.get(os.path.join(top, "in", name))
            check(found == (outcome, reason), f"{name}: {found}, not {(outcome, reason)}")
        expect("good.txt", "ok")
        expect("again.txt", "ok")
        expect("gbk.zip!/进展/二月.txt", "ok")
        expect("utf8.zip!/进展/三月.txt", "ok")
        expect("bytes.zip!/\\xFF\\xFE\\x81.txt", "ok")
        expect("broken.zip!/a.txt", "ok")
        expect("broken.zip!/b.txt", "failed", "broken-member")
        expect("broken.zip!/c.txt", "ok")
        expect("paths.zip!/../../escape.txt", "ok")
        expect("paths.zip!//absolute.txt", "ok")
        expect("paths.zip!/same.txt", "ok")
        expect("paths.zip!/same.txt#2", "ok")
        check(any(p.startswith(os.path.join(top, "in", "cut.zip")) and r[0] == "failed" for p, r in rows.items()),
              "cut.zip has no row that failed")
        expect("large.zip!/0.txt", "refused", "too-large")
        expect("large.zip!/1.txt", "refused", "too-large")
        expect("inner.zip!/one.zip!/two.zip!/three.zip", "refused", "too-deep")
        expect("inner.zip!/side.txt", "ok")
        expect("set.tar.xz!/甲.txt", "ok")
        expect("set.tar.xz!/乙.txt", "ok")
        for name in ["set.tar", "set.tar.gz", "set.tar.bz2", "set.tar.zst", "set.7z", "outer.zip!/set.tar.gz"]:
            expect(name + "!/甲.txt", "ok")
            expect(name + "!/进展/乙.txt", "ok")
        check(not any("link.txt" in path for path in rows), "a link in an archive was followed")
        expect("single.txt.gz!/single.txt", "ok")
        expect("crawl.warc.gz!/crawl.warc!/http://example.invalid/a", "ok")
        expect("crawl.warc.gz!/crawl.warc!/http://example.invalid/b", "ok")
        expect("crawl.warc.gz!/crawl.warc!/http://example.invalid/a#2", "refused", "http-status")
        expect("crawl.warc.gz!/crawl.warc!/http://example.invalid/c", "ok")
        expect("bomb.gz!/bomb", "refused", "too-large")
        expect("locked.zip!/secret.txt", "refused", "encrypted")
        expect("\\xFF\\xC3(.txt", "ok")
        expect("pipe", "refused", "not-a-file")
        expect("dangling.txt", "failed", "vanished")
        expect("circle", "refused", "not-a-file")
        check(set(os.listdir(top)) == before, f"something was written beside the archive: {os.listdir(top)}")
        found = lines(os.path.join(top, "out"))
        check(len(found) == len({d["document"]["id"] for d in found}), "a content was published twice")
        page = [d["document"]["source"] for d in found if d["document"]["source"].get("url", "").endswith("/a")]
        check(len(page) == 1 and page[0]["retrieved"] == "2025-07-09T02:15:00Z"
              and {"name": "X-Note", "value": "one"} in page[0]["headers"], f"source of a page: {page}")
        try:
            import jsonschema
        except ImportError:
            skip("jsonschema is not there")
        else:
            with open(os.path.join(ROOT, "Schemas", "document.schema.json"), encoding="utf-8") as file:
                schema = jsonschema.Draft202012Validator(json.load(file))
            for record in found:
                for error in schema.iter_errors(record):
                    check(False, f"{record['document']['source']['path']}: {error.message[:200]}")
        paths = [d["document"]["source"]["path"].encode() for d in found]
        check(paths == sorted(paths), "records are not in the order of their paths")
        again = records(os.path.join(top, "out"))
        batch.run(os.path.join(top, "in"), "-o", os.path.join(top, "out"), *limit, status=3)
        check(records(os.path.join(top, "out")) == again, "a second run changed the records")
        check(outcomes(os.path.join(top, "out")) == rows, "a second run changed the outcomes")


def encrypted():
    """A ZIP whose only member says that it needs a password."""
    data = bytearray(zipped([("secret.txt", distinct(18))]))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def bomb_of_members(batch, heavy):
    """An archive that unpacks to more than any document could need is given up, not unpacked."""
    with scratch() as top:
        path = os.path.join(top, "bomb.tar.gz")
        import gzip
        with gzip.open(path, "wb", compresslevel=1) as out, tarfile.open(fileobj=out, mode="w|") as tar:
            for index in range(20):
                info = tarfile.TarInfo(f"{index}.txt")
                info.size = 2 << 20
                tar.addfile(info, Zeros(info.size))
        begun = time.monotonic()
        batch.run(path, "-o", os.path.join(top, "out"), "--max-bytes", 1 << 20,
                  "--max-unpacked", 4 << 20)
        rows = outcomes(os.path.join(top, "out"))
        check(rows.get(path) == ("refused", "archive-bomb"), f"bomb: {rows.get(path)}")
        check(time.monotonic() - begun < 120, "an archive bomb took too long")


class Zeros(io.RawIOBase):
    def __init__(self, size):
        super().__init__()
        self.left = size

    def read(self, size=-1):
        count = self.left if size < 0 else min(size, self.left)
        self.left -= count
        return b"0" * count


def deep(batch, heavy):
    depth = 100_000 if heavy else 3000
    with scratch() as top:
        os.mkdir(os.path.join(top, "in"))
        with open(os.path.join(top, "in", "z.txt"), "wb") as file:
            file.write(GOOD)
        deep_folder(os.path.join(top, "in"), depth)
        try:
            batch.run(os.path.join(top, "in"), "-o", os.path.join(top, "out"))
            rows = outcomes(os.path.join(top, "out"))
            check(sorted(rows.values()) == [("ok", None), ("refused", "too-deep")], f"deep folders: {len(rows)} rows")
        finally:
            remove_deep(os.path.join(top, "in"), depth)


def growing(batch, heavy):
    """A file that grows has an outcome: read whole as it was at one moment, or changed."""
    with scratch() as top:
        path = os.path.join(top, "log.txt")
        with open(path, "wb") as file:
            file.write(GOOD * 200)
        stop = threading.Event()

        def grow():
            with open(path, "ab", buffering=0) as file:
                while not stop.is_set():
                    file.write(b"1")
        thread = threading.Thread(target=grow)
        thread.start()
        try:
            batch.run(path, "-o", os.path.join(top, "out"), status=None)
        finally:
            stop.set()
            thread.join()
        row = outcomes(os.path.join(top, "out")).get(path)
        check(row in [("ok", None), ("failed", "changed")], f"a file that grows: {row}")


def slow(batch, heavy):
    """One document that takes too long costs its time limit; a later run tries it again."""
    with scratch() as top:
        os.mkdir(os.path.join(top, "in"))
        for index in range(20):
            with open(os.path.join(top, "in", f"{index:02d}.txt"), "wb") as file:
                file.write(distinct(index))
        with open(os.path.join(top, "in", "05-slow.txt"), "wb") as file:
            file.write(GOOD * 3000)
        out = os.path.join(top, "out")
        batch.run(os.path.join(top, "in"), "-o", out, "--time-limit", 2, status=3)
        rows = outcomes(out)
        slow_row = rows.pop(os.path.join(top, "in", "05-slow.txt"))
        check(slow_row == ("failed", "time-limit"), f"slow document: {slow_row}")
        check(set(rows.values()) == {("ok", None)} and len(rows) == 20, f"beside a slow document: {set(rows.values())}")
        batch.run(os.path.join(top, "in"), "-o", out, "--time-limit", 2, status=3)
        check(converted(out) == [21, 1], f"documents that were read: {converted(out)}")


def little_memory(batch, heavy):
    """A document for which a worker's memory does not suffice costs no more than itself."""
    with scratch() as top:
        os.mkdir(os.path.join(top, "in"))
        with open(os.path.join(top, "in", "a.txt"), "wb") as file:
            file.write(GOOD)
        with open(os.path.join(top, "in", "b.txt"), "wb") as file:
            file.write(GOOD * 6000)
        with open(os.path.join(top, "in", "c.txt"), "wb") as file:
            file.write(distinct(1))
        batch.run(os.path.join(top, "in"), "-o", os.path.join(top, "out"), "--memory-limit", 450, "--jobs", 1, status=3)
        rows = {os.path.basename(p): r for p, r in outcomes(os.path.join(top, "out")).items()}
        check(rows == {"a.txt": ("ok", None), "b.txt": ("failed", "crashed"), "c.txt": ("ok", None)},
              f"little memory: {rows}")


TESTS = [archives, bomb_of_members, deep, growing, slow, little_memory]
