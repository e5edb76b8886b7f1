"""Runs the tests of `gongbao batch`; ends with status 1 when one fails."""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import hostile  # noqa: E402
import postgres  # noqa: E402
import stores  # noqa: E402
import support  # noqa: E402


def main(arguments):
    os.chdir(support.ROOT)
    heavy = "--heavy" in arguments
    arguments = [a for a in arguments if a != "--heavy"]
    batch = support.Batch(arguments[0])
    wanted = set(arguments[1:])
    for test in hostile.TESTS + stores.TESTS + postgres.TESTS:
        if wanted and test.__name__ not in wanted:
            continue
        begun = time.monotonic()
        before = len(support.failures)
        test(batch, heavy)
        verdict = "ok" if len(support.failures) == before else "FAILED"
        print(f"{verdict:7}{test.__name__} ({time.monotonic() - begun:.1f} s)", flush=True)
    print(f"{support.passed} passed, {len(support.failures)} failed")
    return 1 if support.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
