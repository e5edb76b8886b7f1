"""PostgreSQL: a server of the test's own on loopback, the same rows as in SQLite, and a second run that adds nothing."""
import glob
import os
import pwd
import shutil
import socket
import subprocess

from support import check, scratch, skip, tables, write_tree

USER = "gongbao"


def program(name):
    found = shutil.which(name) or next(iter(sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), None)
    return found


class Server:
    """A cluster in a folder; PostgreSQL refuses to run as root, so root starts it as somebody else."""

    def __init__(self, folder):
        self.folder = os.path.join(folder, "cluster")
        os.mkdir(self.folder)
        self.demotion = {}
        if os.geteuid() == 0:
            other = pwd.getpwnam("nobody")
            os.chmod(folder, 0o755)
            os.chown(self.folder, other.pw_uid, other.pw_gid)
            self.demotion = {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"

    def call(self, *command):
        return subprocess.run(command, capture_output=True, check=True, cwd=self.folder, timeout=120,
                              env=dict(os.environ, HOME=self.folder), **self.demotion)

    def __enter__(self):
        data = os.path.join(self.folder, "data")
        self.call(program("initdb"), "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.call(program("pg_ctl"), "-D", data, "-w", "-s", "-l", os.path.join(self.folder, "log"), "-o",
                  f"-h 127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off", "start")
        return self

    def __exit__(self, *_):
        self.call(program("pg_ctl"), "-D", os.path.join(self.folder, "data"), "-w", "-s", "-m", "immediate", "stop")

    def ask(self, query):
        return subprocess.run(["psql", "-X", "-A", "-t", "-d", self.url, "-c", query], capture_output=True, check=True
                              ).stdout.decode().strip()


def postgres(batch, heavy):
    missing = [name for name in ["initdb", "pg_ctl", "psql"] if program(name) is None]
    if missing:
        skip(f"PostgreSQL: {', '.join(missing)} missing")
        return
    with scratch() as top, Server(top) as server:
        source, out = os.path.join(top, "in"), os.path.join(top, "out")
        write_tree(source, 60)
        arguments = ["--format", "sqlite", "--format", "postgres", "--database", server.url]
        batch.run(source, "-o", out, *arguments)
        expected = {table: len(rows) for table, rows in tables(out).items() if table != "passages"}

        def counts():
            return {table: int(server.ask(f"SELECT count(*) FROM gongbao.{table}")) for table in expected}
        check(counts() == expected, f"PostgreSQL has {counts()}, SQLite {expected}")
        total = server.ask("SELECT sum(value) FROM gongbao.statements")
        # The row's version says when it was written: a run that adds nothing leaves it.
        before = server.ask("SELECT sum(xmin::text::bigint) FROM gongbao.documents")
        batch.run(source, "-o", out, *arguments)
        check(counts() == expected, "a second run changed the counts")
        with open(os.path.join(source, "000", "000001.txt"), "ab") as file:
            file.write("今年新建绿道61公里。\n".encode())
        batch.run(source, "-o", out, *arguments)
        changed = server.ask("SELECT count(*) FROM gongbao.documents WHERE xmin <> (SELECT min(xmin::text::bigint) "
                             "FROM gongbao.documents)::text::xid")
        check(changed == "1", f"one changed document wrote {changed}; versions before {before}")
        check(server.ask("SELECT count(*) FROM gongbao.documents") == "60", "a changed document was added")
        more = server.ask("SELECT sum(value) FROM gongbao.statements")
        check(abs(float(more) - float(total) - 61) < 1e-6 * float(total), f"sums {total}, then {more}")
        batch.run(source, "-o", os.path.join(top, "other"), "--format", "postgres", "--database", server.url, status=2)
        check(counts()["documents"] == 60, "another archive replaced this one")


TESTS = [postgres]
