#!/usr/bin/env python3
"""Run the shell examples of README.md and compare what they print with what it shows.

  run_readme.py BINARY [--record]

Examples are the lines of ```console and ```sh blocks that begin with "$ ", with their continuation lines ("> "); what
follows is their output, standard output and error together, in which a line "…" stands for any number of lines. They
run in order, in bash, with BINARY as `gongbao`, in a copy of the checkout's face: links to Corpus/, Schemas/, Tests/
and scripts/, so that what they write stays out of it. A command may end with status 0 or 1 (validate found an error).
`--record` puts what was printed into README.md, keeps the cuts, and fails, so that somebody reads the difference.
Exit status 1 when an example differs, 2 on wrong usage.
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
README = os.path.join(ROOT, "README.md")
LINKED = ("Corpus", "Schemas", "Tests", "scripts")
FENCE = re.compile(r"^```(?:console|sh)\n(.*?)^```$", re.M | re.S)
CUT = "…"


def examples(block):
    """(command, shown lines) of a block."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif found and not found[-1][1] and line.startswith("> "):
            found[-1][0] += "\n" + line[2:]
        elif found:
            found[-1][1].append(line)
    return found


def run(command, folder):
    """The lines that a command prints, and its status."""
    environment = {
        "PATH": os.path.join(folder, "bin") + os.pathsep + os.environ["PATH"], "LANG": "C.UTF-8", "NO_COLOR": "1",
        "HOME": folder,
    }
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, timeout=300, check=False, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    return done.stdout.decode("utf-8", "replace").splitlines(), done.returncode


def matches(shown, printed):
    """Whether the printed lines are the shown ones, cuts aside."""
    parts, part = [], []
    for line in shown:
        if line.strip() == CUT:
            parts.append(part)
            part = []
        else:
            part.append(line)
    if not parts:
        return shown == printed
    if printed[: len(parts[0])] != parts[0] or (part and printed[-len(part) :] != part):
        return False
    at, end = len(parts[0]), len(printed) - len(part)
    for middle in parts[1:]:
        while at + len(middle) <= end and printed[at : at + len(middle)] != middle:
            at += 1
        if at + len(middle) > end:
            return False
        at += len(middle)
    return at <= end


def recorded(shown, printed):
    """The shown lines brought up to date: each is replaced by the printed one most like it."""
    if CUT not in (line.strip() for line in shown):
        return printed
    result, at = [], 0
    for line in shown:
        if line.strip() == CUT:
            result.append(line)
            continue
        rest = printed[at:]
        ratios = [difflib.SequenceMatcher(None, line, other).ratio() for other in rest]
        if not ratios:
            break
        best = ratios.index(max(ratios))
        result.append(rest[best])
        at += best + 1
    return result


def problem_of(shown, printed, status):
    if status not in (0, 1):
        return f"ended with status {status}: " + " / ".join(printed[-3:])
    if matches(shown, printed):
        return None
    # What is missing is marked -, and only near it is what was printed of use.
    difference = [d for d in difflib.ndiff(shown, printed) if d[0] in "-" or (d[0] == "+" and CUT not in shown)]
    return "prints something else:\n    " + "\n    ".join(difference[:12])


def make_folder(folder, binary):
    os.mkdir(os.path.join(folder, "bin"))
    os.symlink(binary, os.path.join(folder, "bin", "gongbao"))
    for name in LINKED:
        os.symlink(os.path.join(ROOT, name), os.path.join(folder, name))


def main(arguments):
    record = "--record" in arguments
    rest = [a for a in arguments if a != "--record"]
    if len(rest) != 1 or not os.access(rest[0], os.X_OK):
        print("usage: run_readme.py BINARY [--record], where BINARY is the built gongbao", file=sys.stderr)
        return 2
    with open(README, encoding="utf-8") as file:
        text = file.read()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        make_folder(folder, os.path.abspath(rest[0]))
        for block in FENCE.findall(text):
            changed = []
            for command, shown in examples(block):
                printed, status = run(command, folder)
                problem = problem_of(shown, printed, status)
                passed, failed = passed + (not problem), failed + bool(problem)
                if problem:
                    print(f"FAIL $ {command}\n  {problem}")
                lines = command.split("\n")
                changed += ["$ " + lines[0], *("> " + line for line in lines[1:])]
                changed += recorded(shown, printed) if problem else shown
            if record and changed:
                text = text.replace(block, "\n".join(changed) + "\n", 1)
    if passed + failed == 0:
        print("FAIL README.md holds no example")
        failed = 1
    if record and failed:
        with open(README, "w", encoding="utf-8") as file:
            file.write(text)
        print("README.md was recorded; read the difference, then run without --record")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
