"""What is published: the same whatever the order of work, whole at every moment, and read by the programs people have."""
import csv
import glob
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
import zipfile

from support import check, converted, lines, manifest_rows, outcomes, records, scratch, skip, tables, write_tree


def same_whatever_the_jobs(batch, heavy):
    """One thread or two, run once or twice, at once or in two steps: the same bytes."""
    with scratch() as top:
        source, formats = os.path.join(top, "in"), ["--format", "jsonl", "--format", "sqlite", "--format", "csv"]
        write_tree(source, 400 if heavy else 120)
        for jobs in [1, 2]:
            batch.run(source, "-o", os.path.join(top, f"j{jobs}"), "--jobs", jobs, *formats, "--shard-size", 1 << 20)
        one, two = os.path.join(top, "j1"), os.path.join(top, "j2")
        check(records(one) == records(two), "records differ between one job and two")
        check(tables(one) == tables(two), "tables differ between one job and two")
        check(len(glob.glob(f"{one}/records/*.jsonl")) > 1, "there is only one shard")
        first, rows = records(one), tables(one)
        batch.run(source, "-o", one, *formats, "--shard-size", 1 << 20)
        check(records(one) == first and tables(one) == rows, "a second run changed the stores")
        steps = os.path.join(top, "steps")
        batch.run(os.path.join(source, "000", "000003.txt"), "-o", steps)
        batch.run(source, "-o", steps, *formats, "--shard-size", 1 << 20)
        check(records(steps) == first and tables(steps) == rows, "two steps give other stores than one")
        check(manifest_rows(steps) == manifest_rows(one), "two steps give another manifest than one")
        spread = subprocess.run([batch.binary, "convert", "--format", "jsonl", *sorted(
            glob.glob(f"{source}/*/*.txt"))], capture_output=True, check=True).stdout
        check(spread == first, "batch and convert write different records")
        batch.run(source, "-o", os.path.join(top, "z"), "--zstd", "--shard-size", 1 << 20)
        unpacked = subprocess.run(["zstd", "-dcq", *sorted(glob.glob(f"{top}/z/records/*.zst"))], capture_output=True,
                                  check=False)
        if unpacked.returncode == 0:
            check(unpacked.stdout == first, "compressed shards hold other records")
        else:
            skip("zstd is not there to unpack shards")


def lists(batch, heavy):
    """--files-from with line feeds, with NUL, from standard input; --include and --exclude."""
    with scratch() as top:
        source = os.path.join(top, "in")
        write_tree(source, 12)
        names = sorted(glob.glob(f"{source}/*/*.txt"))
        for number, separator in enumerate(["\n", "\0"]):
            done = batch.run("--files-from", "-", "-o", os.path.join(top, f"l{number}"),
                             input=separator.join(names[:5]).encode())
            check(len(outcomes(os.path.join(top, f"l{number}"))) == 5, f"list: {done.stderr[-200:]}")
        batch.run(source, "-o", os.path.join(top, "g"), "--include", "*1.txt", "--exclude", "000011*")
        check([os.path.basename(p) for p in outcomes(os.path.join(top, "g"))] == ["000001.txt"], "globs")


def own_folder(batch, heavy):
    """The archive may lie inside of what is read, and other globs read other members of the same archive."""
    with scratch() as top:
        write_tree(top, 5)
        for _ in range(2):
            batch.run(top, "-o", os.path.join(top, "out"))
        check(len(outcomes(os.path.join(top, "out"))) == 5, f"inputs: {sorted(outcomes(os.path.join(top, 'out')))}")
        shutil.make_archive(os.path.join(top, "all"), "zip", top, "000")
        whole = os.path.join(top, "all.zip")
        batch.run(whole, "-o", os.path.join(top, "zip"), "--include", "*1.txt")
        batch.run(whole, "-o", os.path.join(top, "zip"))
        check(len(outcomes(os.path.join(top, "zip"))) == 5, "members that were left out before are not read")


def changed_inputs(batch, heavy):
    """What changed is read again, what did not is not; a vanished file of a list has its row."""
    with scratch() as top:
        source, out = os.path.join(top, "in"), os.path.join(top, "out")
        write_tree(source, 12)
        batch.run(source, "-o", out)
        path = os.path.join(source, "000", "000001.txt")
        with open(path, "ab") as file:
            file.write("今年新建绿道7123公里。\n".encode())
        batch.run(source, "-o", out)
        check(converted(out) == [12, 1], f"documents that were read: {converted(out)}")
        check(sum("7123公里" in json.dumps(d, ensure_ascii=False) for d in lines(out)) == 1, "a changed file kept its record")
        os.unlink(path)
        batch.run(path, "-o", out, status=3)
        check(outcomes(out)[path] == ("failed", "vanished"), "a vanished file")
        report = subprocess.run([batch.binary, "batch", "--report", out], capture_output=True, check=False,
                                env=dict(os.environ, LC_ALL="C"))
        check(b"gone before it was read" in report.stdout and report.returncode == 0, f"report: {report.stdout}")
        batch.run(source, "-o", out, "--changed-by", "rules", status=None)
        check(converted(out)[-1] == 0, f"the same rules read {converted(out)[-1]} documents again")
        with sqlite3.connect(f"{out}/manifest.sqlite") as database:
            database.execute("UPDATE contents SET rules = 'older'")
        batch.run(source, "-o", out, "--changed-by", "rules", status=None)
        check(converted(out)[-1] == 11, f"other rules read {converted(out)[-1]} of 11 documents again")


def killed(batch, heavy):
    """kill -9 at random moments, then the same command again: the stores of an undisturbed run."""
    import random
    count, moments = (5000, 50) if heavy else (300, 4)
    with scratch() as top:
        source, out, whole = (os.path.join(top, name) for name in ["in", "out", "whole"])
        write_tree(source, count)
        formats = ["--format", "jsonl", "--format", "sqlite"]
        begun = time.monotonic()
        batch.run(source, "-o", whole, *formats)
        took = time.monotonic() - begun
        expected, rows = records(whole), tables(whole)
        moment = random.Random(11)
        kills = runs = 0
        while kills < moments and runs < 6 * moments:
            runs += 1
            process = batch.start(source, "-o", out, *formats)
            try:
                process.wait(moment.uniform(0.02, took * (1.1 if runs % 2 else 0.4)))
                shutil.rmtree(out)  # it was through, and another would find nothing to do
                continue
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            kills += 1
            if kills % 10 == 0 or kills == moments:
                batch.run(source, "-o", out, *formats)
                check(records(out) == expected, f"after {kills} kills the records differ")
                check(tables(out) == rows, f"after {kills} kills the tables differ")
                check(manifest_rows(out) == manifest_rows(whole), f"after {kills} kills the manifest differs")
                left = [n for n in os.listdir(out) if "partial" in n or n.startswith("scratch")]
                check(not left, f"left behind: {left}")
            if kills % 5 == 0:  # some begin anew, so that early moments come up as well as late ones
                shutil.rmtree(out)
        check(kills == moments, f"only {kills} of {runs} runs of {count} documents were killed")
        print(f"killed {kills} runs of {count} documents")


def interrupted(batch, heavy):
    """Ctrl-C ends with status 130, says how to go on, and the same command goes on."""
    for count in (1500, 15000):  # a fast machine may be through with the first before it hears
        with scratch() as top:
            source, out = os.path.join(top, "in"), os.path.join(top, "out")
            write_tree(source, count)
            process = subprocess.Popen([batch.binary, "batch", source, "-o", out], stderr=subprocess.PIPE,
                                       env=dict(os.environ, LC_ALL="C"))
            while process.poll() is None:  # until the first records are kept
                kept = glob.glob(f"{out}/journal/*")
                if kept and os.path.getsize(kept[0]) > 0:
                    break
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=60)[1].decode()
            if process.returncode == 0:
                continue
            check(process.returncode == 130 and "goes on from there" in said, f"Ctrl-C: {process.returncode} {said[-300:]}")
            batch.run(source, "-o", out)
            check(len(lines(out)) == count, "after Ctrl-C documents are missing")
            return
    check(False, "no run was interrupted by Ctrl-C")


def readers_meanwhile(batch, heavy):
    """While a run publishes, readers see whole records and whole tables, old or new."""
    with scratch() as top:
        source, out = os.path.join(top, "in"), os.path.join(top, "out")
        write_tree(source, 60)
        formats = ["--format", "jsonl", "--format", "sqlite"]
        batch.run(os.path.join(source, "000", "000000.txt"), "-o", out, *formats)
        stop, seen, problems = threading.Event(), set(), []
        held = sqlite3.connect(f"file:{out}/gongbao.sqlite?mode=ro", uri=True)
        held.execute("BEGIN")
        held.execute("SELECT count(*) FROM documents").fetchone()

        def read():
            while not stop.is_set():
                try:
                    seen.add(len(lines(out)))
                    with sqlite3.connect(f"file:{out}/gongbao.sqlite?mode=ro", uri=True) as database:
                        documents = database.execute("SELECT count(*) FROM documents").fetchone()[0]
                        seen.add(documents)
                        sums = database.execute("SELECT sum(statements) FROM documents").fetchone()[0]
                        rows = database.execute("SELECT count(*) FROM statements").fetchone()[0]
                        if sums != rows:
                            problems.append(f"{rows} statements of {sums}")
                except FileNotFoundError:
                    pass  # a folder that changed places while it was listed
                except (ValueError, sqlite3.Error) as error:
                    problems.append(repr(error))
        thread = threading.Thread(target=read)
        thread.start()
        try:
            for last in range(10, 61, 10):
                names = sorted(glob.glob(f"{source}/*/*.txt"))[:last]
                batch.run(*names, "-o", out, *formats)
        finally:
            stop.set()
            thread.join()
        check(not problems, f"a reader saw {problems[:3]}")
        check(seen <= {0, 1, 10, 20, 30, 40, 50, 60}, f"a reader saw parts: {sorted(seen)}")
        check(held.execute("SELECT count(*) FROM documents").fetchone()[0] == 1, "an open reader lost its store")
        held.close()


def no_room(batch, heavy):
    """No space, or no place to write: a message, a status, and after it is mended the run goes on."""
    import resource
    with scratch() as top:
        source, out = os.path.join(top, "in"), os.path.join(top, "out")
        write_tree(source, 200)

        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        done = batch.run(source, "-o", out, status=2, preexec_fn=small_files)
        check(b"same command again" in done.stderr, f"no room: {done.stderr[-300:]}")
        batch.run(source, "-o", out)
        check(len(lines(out)) == 200, "after there was room again documents are missing")
        with open(os.path.join(top, "file"), "wb"):
            pass
        batch.run(source, "-o", os.path.join(top, "file"), status=2)
        batch.run(source, "-o", "/proc/gongbao", status=2)
        if os.geteuid() == 0:
            mount = os.path.join(top, "disk")
            os.mkdir(mount)
            if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", mount], capture_output=True,
                              check=False).returncode != 0:
                skip("no file system could be mounted to be filled")
                return
            try:
                batch.run(source, "-o", os.path.join(mount, "out"), status=2)
                subprocess.run(["mount", "-o", "remount,size=64m", mount], check=True)
                batch.run(source, "-o", os.path.join(mount, "out"))
                check(records(os.path.join(mount, "out")) == records(out), "a disk that was full gave other records")
                subprocess.run(["mount", "-o", "remount,ro", mount], check=True)
                batch.run(source, "-o", os.path.join(mount, "other"), status=2)
            finally:
                subprocess.run(["umount", mount], check=False)


def read_by_others(batch, heavy):
    """sqlite3, DuckDB, pandas, Datasette, and CSV as spreadsheets read it."""
    with scratch() as top:
        out = os.path.join(top, "out")
        has_duckdb = shutil.which("duckdb") is not None
        formats = ["--format", "csv", "--format", "sqlite"] + (["--format", "parquet"] if has_duckdb else [])
        batch.run("Corpus", "-o", out, "--include", "*.txt", *formats, "--chinese-headings")
        counts = {table: len(rows) for table, rows in tables(out).items()}
        with open(f"{out}/tables/statements.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        check(len(rows) == counts["statements"] and "指标" in rows[0], "CSV and SQLite differ")
        with sqlite3.connect(f"file:{out}/gongbao.sqlite?mode=ro", uri=True) as database:
            found = database.execute(
                "SELECT count(*) FROM search JOIN passages p ON p.id = search.rowid WHERE search MATCH '绿道'").fetchone()
            spelt = database.execute("SELECT count(*) FROM passages WHERE text LIKE '%绿道%'").fetchone()
            check(found == spelt and found[0] > 0, f"search finds {found}, there are {spelt}")
            units = database.execute("SELECT count(*) FROM tasks_of_unit WHERE unit = '市民政局'").fetchone()[0]
            check(units > 0, "no task of a unit")
            decimal = database.execute("SELECT count(*) FROM statements WHERE typeof(value) = 'text'").fetchone()[0]
            check(decimal == 0, f"{decimal} values are no numbers in SQLite")
        if shutil.which("datasette"):
            answer = subprocess.run(["datasette", f"{out}/gongbao.sqlite", "--get", "/gongbao/tasks.json?_shape=array&_size=max"],
                                    capture_output=True, check=True).stdout
            check(len(json.loads(answer)) == counts["tasks"], "Datasette shows other tasks")
        else:
            skip("Datasette is not there")
        if heavy and shutil.which("soffice"):
            subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", "--infilter=CSV:44,34,76,1", "--outdir", top,
                            f"{out}/tables/statements.csv"], capture_output=True, check=True, timeout=300)
            with zipfile.ZipFile(os.path.join(top, "statements.xlsx")) as book:
                sheet = book.read("xl/worksheets/sheet1.xml").decode()
                words = book.read("xl/sharedStrings.xml").decode()
            check(sheet.count("<row ") == counts["statements"] + 1 and "指标" in words, "LibreOffice reads other rows")
        elif heavy:
            skip("LibreOffice is not there")
        if not has_duckdb:
            skip("duckdb is not there")
            return
        answer = subprocess.run(["duckdb", "-csv", "-c", f"SELECT count(*), sum(value) FROM '{out}/parquet/statements.parquet'"],
                                capture_output=True, check=True).stdout.decode().split()[1]
        with sqlite3.connect(f"file:{out}/gongbao.sqlite?mode=ro", uri=True) as database:
            total = database.execute("SELECT total(value) FROM statements").fetchone()[0]
        count, value = answer.split(",")
        check(int(count) == counts["statements"] and abs(float(value) - total) < 1e-3 * abs(total), f"DuckDB: {answer}")
        try:
            import pandas
        except ImportError:
            skip("pandas is not there")
            return
        for table in ["documents", "tasks", "statements"]:
            frame = pandas.read_parquet(f"{out}/parquet/{table}.parquet")
            check(len(frame) == counts[table], f"pandas reads {len(frame)} of {counts[table]} {table}")


TESTS = [same_whatever_the_jobs, lists, own_folder, changed_inputs, killed, interrupted, readers_meanwhile, no_room, read_by_others]
