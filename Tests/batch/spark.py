"""Spark on a cluster of two workers: the same records as the command, byte for byte, and how fast, beside RDD.pipe.

    Tests/batch/spark.py BINARY [DOCUMENTS]
"""
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from support import ROOT, check, failures, scratch, write_tree  # noqa: E402


def main(binary, count):
    import pyarrow
    import pyspark
    from pyspark.sql import SparkSession

    from gongbao import spark as native
    print(f"PySpark {pyspark.__version__}, pyarrow {pyarrow.__version__}, {count} documents, local-cluster[2,1,1024]")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with scratch() as top:
        source = os.path.join(top, "in")
        write_tree(source, count)
        names = sorted(os.path.join(base, name) for base, _, found in os.walk(source) for name in found)
        with open(os.path.join(top, "list"), "w", encoding="utf-8") as file:
            file.write("\n".join(names))
        begun = time.monotonic()
        out = subprocess.run(["xargs", "-d", "\n", "-a", os.path.join(top, "list"), binary, "convert", "--format", "jsonl"],
                             stdout=subprocess.PIPE, check=True).stdout
        command = time.monotonic() - begun
        expected = dict(zip(names, out.decode().splitlines()))
        begun = time.monotonic()
        subprocess.run([binary, "batch", "--quiet", source, "-o", os.path.join(top, "out")], check=True)
        batch = time.monotonic() - begun

        session = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("gongbao")
                   .config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
                   .config("spark.driver.bindAddress", "127.0.0.1").config("spark.sql.shuffle.partitions", "4")
                   .config("spark.executorEnv.GONGBAO_LIBRARY", os.environ.get("GONGBAO_LIBRARY", ""))
                   .getOrCreate())
        session.sparkContext.setLogLevel("ERROR")
        try:
            # Documents lie in a table, as they would on a cluster; reading them is not what is measured.
            documents = [(name, bytearray(open(name, "rb").read())) for name in names]
            frame = session.createDataFrame(documents, "path string, content binary").repartition(4).cache()
            frame.count()
            native.records(frame.limit(4)).collect()  # the workers' Python and the library are loaded
            begun = time.monotonic()
            rows = native.records(frame).collect()
            arrow = time.monotonic() - begun
            found = {row["path"]: row["record"] for row in rows}
            check(found == expected, f"{sum(found.get(n) != expected[n] for n in names)} of {count} records differ")
            paths = session.sparkContext.parallelize(names, 4).cache()
            paths.count()
            begun = time.monotonic()
            piped = paths.pipe(f"xargs -d '\\n' {binary} convert --format jsonl", checkCode=True).collect()
            pipe = time.monotonic() - begun
            check(sorted(piped) == sorted(expected.values()), "RDD.pipe gave other records")
            odd = session.createDataFrame([("a", None), ("b", bytearray(b""))], "path string, content binary")
            empty = {row["path"]: row["record"] for row in native.records(odd).collect()}
            check(empty["a"] is None and '"bytes":0' in empty["b"], f"null and empty documents: {empty}")
        finally:
            session.stop()
        for name, seconds in [("gongbao convert, 1 process", command), ("gongbao batch, all cores", batch),
                              ("mapInArrow, 2 workers", arrow), ("RDD.pipe, 2 workers", pipe)]:
            print(f"{name:28}{seconds:8.1f} s{count / seconds:10.0f} documents/s")
    print(f"{'1 passed, 0 failed' if not failures else '0 passed, 1 failed'}")
    return 1 if failures else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000))
