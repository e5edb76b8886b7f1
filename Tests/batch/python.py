"""The Python package: the records of the command, from many threads, and errors that are said.

    Tests/batch/python.py BINARY
"""
import glob
import json
import os
import subprocess
import sys
import threading

import gongbao

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main(binary):
    os.chdir(ROOT)
    names = sorted(glob.glob("Corpus/*/*.txt"))
    expected = subprocess.run([binary, "convert", "--format", "jsonl", *names], stdout=subprocess.PIPE,
                              check=True).stdout.splitlines()
    documents = [open(name, "rb").read() for name in names]
    converter = gongbao.Converter()
    assert converter.convert_lines(documents, names) == expected, "the lines differ from those of the command"
    assert gongbao.convert(documents[0], names[0]) == json.loads(expected[0])
    assert "path" not in gongbao.convert(documents[0])["document"]["source"]
    assert gongbao.convert(b"")["document"]["source"]["bytes"] == 0
    assert converter.convert_lines([]) == []
    assert gongbao.convert("今年新建绿道60公里。".encode("gb18030"), year=2031)["document"]["year"] == 2031
    assert gongbao.Converter(lexicon="units\t屋\t屋\tcount\t-\t-\tthing\n").convert(
        "今年建成口袋书屋120屋。".encode())["coverage"]["quantities"] == 1
    for wrong in [{"kind": "poem"}, {"year": 12}, {"encoding": "none"}, {"lexicon": "units\t屋\n"}]:
        try:
            gongbao.Converter(**wrong)
        except ValueError:
            continue
        raise AssertionError(f"{wrong} was taken")
    problems = []

    def work():
        for _ in range(5):
            if converter.convert_lines(documents, names) != expected:
                problems.append("a thread got other lines")
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems, problems
    print(f"python {gongbao.version()}: ok")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
