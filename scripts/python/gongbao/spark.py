"""Spark: documents in a column → records in a column, with one native call for each batch of Arrow.

    from gongbao.spark import records
    frame = spark.read.format("binaryFile").load("bulletins/*.txt")
    records(frame).write.text("records")
"""
import ctypes

import gongbao

SCHEMA = "path string, record string"


def mapper(content="content", path="path", **options):
    """A function for `DataFrame.mapInArrow`: batches with a column of bytes → batches of path and record.

    `options` are those of `gongbao.Converter`. A document that cannot be read has {"refused": …} for a record; a null
    has null.
    """
    def convert(batches):
        import pyarrow as arrow
        converter = gongbao.Converter(**options)
        for batch in batches:
            names = batch.column(path).cast(arrow.large_string())
            yield arrow.RecordBatch.from_arrays(
                [batch.column(path).cast(arrow.string()), _converted(arrow, converter, batch.column(content), names)],
                names=["path", "record"])
    return convert


def _converted(arrow, converter, documents, names):
    documents = documents.cast(arrow.large_binary())
    text, ends = converter.convert_buffers(*_addresses(documents), *_addresses(names), len(documents))
    places = memoryview(bytearray(ends)).cast("q")
    # Records lose their line feeds: each ends where the next begins, less the feeds before it.
    lines = bytearray(len(text) - len(documents))
    offsets = (ctypes.c_int64 * (len(documents) + 1))()
    source, at = memoryview(text), 0
    for index in range(len(documents)):
        line = source[places[index]:places[index + 1] - 1]
        lines[at:at + len(line)] = line
        at += len(line)
        offsets[index + 1] = at
    result = arrow.LargeStringArray.from_buffers(len(documents), arrow.py_buffer(offsets), arrow.py_buffer(lines))
    if documents.null_count:
        import pyarrow.compute
        result = pyarrow.compute.if_else(documents.is_null(), arrow.scalar(None, arrow.large_string()), result)
    return result.cast(arrow.string())


def _addresses(array):
    """Where the bytes and the offsets of an array lie; a slice begins further on."""
    _, offsets, data = array.buffers()
    return data.address if data is not None and data.size else None, offsets.address + 8 * array.offset


def records(frame, content="content", path="path", **options):
    """The records of a frame of documents: `path` and `record` (JSON)."""
    return frame.select(path, content).mapInArrow(mapper(content, path, **options), SCHEMA)
