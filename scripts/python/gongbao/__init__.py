"""Chinese government bulletins → records, through the native library that the wheel holds.

    >>> import gongbao
    >>> record = gongbao.convert("今年新建绿道60公里。".encode())
    >>> record["statements"][0]["quantity"]["value"]
    60

Offsets in records count Unicode code points of the decoded text: slices of a `str` are the mentions.
"""
import ctypes
import json
import os

__all__ = ["Converter", "Refused", "convert", "version"]

_library = None


class Refused(ValueError):
    """A document that cannot be read; `args[0]` has its reason and kind."""


def _load():
    global _library
    if _library is None:
        path = os.environ.get("GONGBAO_LIBRARY") or os.path.join(os.path.dirname(__file__), "libgongbao.so")
        library = ctypes.CDLL(path)
        address, number = ctypes.c_void_p, ctypes.c_size_t
        for name, result, arguments in [
            ("gongbao_version", ctypes.c_char_p, []),
            ("gongbao_converter_new", address, [ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(address)]),
            ("gongbao_converter_free", None, [address]),
            ("gongbao_convert", ctypes.c_int,
             [address, address, address, address, address, number, ctypes.POINTER(address), ctypes.POINTER(address)]),
            ("gongbao_free_text", None, [address]),
            ("gongbao_free_offsets", None, [address]),
        ]:
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
        _library = library
    return _library


def version():
    """The version of the native library."""
    return _load().gongbao_version().decode()


class Converter:
    """Converts documents; one may serve any number of threads.

    `kind`, `year` and `encoding` overrule what is detected; `lexicon` is the text of a file of own words.
    """

    def __init__(self, *, kind=None, year=None, encoding=None, lexicon=None):
        self._library = _load()
        options = {"kind": kind, "year": year, "encoding": encoding}
        lines = "".join(f"{name}={value}\n" for name, value in options.items() if value is not None)
        problem = ctypes.c_void_p()
        self._handle = self._library.gongbao_converter_new(
            lines.encode(), None if lexicon is None else lexicon.encode(), ctypes.byref(problem))
        if not self._handle:
            message = ctypes.string_at(problem).decode()
            self._library.gongbao_free_text(problem)
            raise ValueError(message)

    def __del__(self):
        handle, self._handle = getattr(self, "_handle", None), None
        if handle:
            self._library.gongbao_converter_free(handle)

    def convert_buffers(self, data, offsets, names, name_offsets, count):
        """Converts documents that lie behind each other in memory, with one native call.

        Takes addresses of bytes and of `count` + 1 offsets (int64), those of the names may be None. Returns the lines of
        the records, each with its line feed, as `bytes`, and their offsets as packed int64.
        """
        text, ends = ctypes.c_void_p(), ctypes.c_void_p()
        status = self._library.gongbao_convert(
            self._handle, data, offsets, names, name_offsets, count, ctypes.byref(text), ctypes.byref(ends))
        if status != 0:
            raise ValueError("offsets run backwards, or an address is missing")
        try:
            packed = ctypes.string_at(ends, 8 * (count + 1))
            length = int.from_bytes(packed[-8:], "little")
            return ctypes.string_at(text, length), packed
        finally:
            self._library.gongbao_free_text(text)
            self._library.gongbao_free_offsets(ends)

    def convert_lines(self, documents, paths=None):
        """The records of several documents (`bytes`) as lines of JSON without line feeds, with one native call."""
        data, offsets = _packed(documents)
        names, name_offsets = (None, None) if paths is None else _packed([p.encode() for p in paths])
        text, ends = self.convert_buffers(data, offsets, names, name_offsets, len(offsets) - 1)
        places = memoryview(ends).cast("q")
        return [text[places[i]:places[i + 1] - 1] for i in range(len(places) - 1)]

    def convert(self, document, path=None):
        """The record of one document (`bytes`) as a dictionary; raises `Refused` where there is none."""
        line = self.convert_lines([bytes(document)], None if path is None else [path])[0]
        record = json.loads(line)
        if "refused" in record:
            raise Refused(record["refused"])
        return record


def _packed(pieces):
    pieces = [bytes(p) for p in pieces]
    offsets = (ctypes.c_int64 * (len(pieces) + 1))()
    for index, piece in enumerate(pieces):
        offsets[index + 1] = offsets[index] + len(piece)
    return b"".join(pieces), offsets


_standard = None


def convert(document, path=None, **options):
    """The record of one document (`bytes`) as a dictionary; `options` are those of `Converter`."""
    global _standard
    if options:
        return Converter(**options).convert(document, path)
    if _standard is None:
        _standard = Converter()
    return _standard.convert(document, path)
