"""Prints one line for each JUnit report named on the command line, then the sum and what did not pass."""

import sys
import xml.etree.ElementTree as ElementTree

KINDS = ("tests", "failures", "errors", "skipped")


def main(reports):
    sums = dict.fromkeys(KINDS, 0)
    not_passed = []
    for report in reports:
        suite = ElementTree.parse(report).getroot()
        counts = {kind: int(suite.get(kind, 0)) for kind in KINDS}
        for kind in KINDS:
            sums[kind] += counts[kind]
        print(f"{counts['tests']:6} tests {float(suite.get('time', 0)):8.1f} s  {suite.get('name')}")
        for case in suite.iter("testcase"):
            for kind in ("failure", "error", "skipped"):
                if case.find(kind) is not None:
                    not_passed.append(f"{kind}: {case.get('classname')} {case.get('name')}")
    print(", ".join(f"{sums[kind]} {kind}" for kind in KINDS))
    print("\n".join(not_passed))


if __name__ == "__main__":
    main(sys.argv[1:])
