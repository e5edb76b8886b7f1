"""What the tests of `gongbao batch` share: inputs made of Corpus/, runs of the command, and what stands in an archive."""
import glob
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
failures = []
passed = 0


def check(condition, message):
    """Notes a failed expectation; the other tests go on."""
    global passed
    if condition:
        passed += 1
    else:
        failures.append(message)
        print(f"FAILED: {message}", file=sys.stderr)


def skip(message):
    print(f"skipped: {message}")


def documents(count, seed=7):
    """`count` different documents: those of the corpus with their digits varied."""
    sources = []
    for path in sorted(glob.glob(os.path.join(ROOT, "Corpus", "*", "*.txt"))):
        with open(path, encoding="utf-8", newline="") as file:
            sources.append(file.read())
    digits = random.Random(seed)
    for index in range(count):
        text = sources[index % len(sources)]
        yield f"{index // 1000:03d}/{index:06d}.txt", "".join(
            str(digits.randrange(1, 10)) if c in "3456789" and digits.random() < 0.3 else c for c in text).encode()


def write_tree(folder, count, seed=7):
    for name, data in documents(count, seed):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


class Batch:
    """Runs of one binary."""

    def __init__(self, binary):
        self.binary = os.path.abspath(binary)

    def run(self, *arguments, status=0, timeout=600, **options):
        """Runs `gongbao batch`; any other status than the expected one is a failure."""
        done = subprocess.run([self.binary, "batch", *map(str, arguments)], capture_output=True, timeout=timeout,
                              check=False, env=dict(os.environ, LC_ALL="C"), **options)
        if status is not None:
            check(done.returncode == status,
                  f"batch {' '.join(map(str, arguments))}: status {done.returncode}, not {status}: "
                  f"{done.stderr.decode(errors='replace')[-400:]}")
        return done

    def start(self, *arguments):
        return subprocess.Popen([self.binary, "batch", *map(str, arguments)], stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)


def outcomes(folder):
    """path → (outcome, reason) of every input."""
    with sqlite3.connect(f"file:{folder}/manifest.sqlite?mode=ro", uri=True) as database:
        rows = database.execute("SELECT path, outcome, reason FROM outcomes").fetchall()
    return {path: (outcome, reason) for path, outcome, reason in rows}


def records(folder):
    """The bytes of all shards, in order."""
    whole = b""
    for path in sorted(glob.glob(f"{folder}/records/*.jsonl")):
        with open(path, "rb") as file:
            whole += file.read()
    return whole


def lines(folder):
    return [json.loads(line) for line in records(folder).splitlines()]


def tables(folder):
    """All rows of the SQLite store, by table."""
    result = {}
    with sqlite3.connect(f"file:{folder}/gongbao.sqlite?mode=ro", uri=True) as database:
        for table in ["documents", "tasks", "units", "statements", "claims", "findings", "passages"]:
            result[table] = database.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
    return result


def manifest_rows(folder):
    """The manifest without what depends on the clock and on where the journal put things."""
    with sqlite3.connect(f"file:{folder}/manifest.sqlite?mode=ro", uri=True) as database:
        return database.execute(
            "SELECT path, archive, sha256, bytes, kind, outcome, reason, tasks, statements, numerals, unexplained, "
            "duplicateOf, url FROM outcomes ORDER BY path").fetchall()


def converted(folder):
    """How many documents each run read."""
    with sqlite3.connect(f"file:{folder}/manifest.sqlite?mode=ro", uri=True) as database:
        return [row[0] for row in database.execute("SELECT converted FROM runs ORDER BY id")]


def scratch():
    return tempfile.TemporaryDirectory(prefix="gongbao-batch-")
