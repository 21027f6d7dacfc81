"""Says, after all suites, how many tests ran where and what was left out.

Reads pytest's JUnit files and the text log of the bench's own runner.
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

LABELS = {
	"preview": "no bench needed (core, adapters, preview; contract and browser on the preview)",
	"erpnext": "contract and browser on ERPNext",
	"site": "inside ERPNext",
	"lifecycle": "install, migrate, uninstall on ERPNext",
}


@dataclass
class Suite:
	name: str
	passed: int = 0
	failed: int = 0
	skipped: int = 0
	reasons: Counter[str] = field(default_factory=Counter)


def read_junit(path: Path) -> Suite:
	suite = Suite(path.stem)
	for case in ElementTree.parse(path).iter("testcase"):
		skip = case.find("skipped")
		if skip is not None:
			suite.skipped += 1
			suite.reasons[skip.get("message", "no reason given")] += 1
		elif case.find("failure") is not None or case.find("error") is not None:
			suite.failed += 1
		else:
			suite.passed += 1
	return suite


def read_bench_log(path: Path) -> Suite:
	text = path.read_text(encoding="utf-8", errors="replace")
	ran = sum(int(count) for count in re.findall(r"^Ran (\d+) tests? in", text, re.MULTILINE))
	outcome = Counter[str]()
	for kind, count in re.findall(r"(failures|errors|skipped)=(\d+)", text):
		outcome[kind] += int(count)
	failed = outcome["failures"] + outcome["errors"]
	if not ran:
		failed = max(failed, 1)
	return Suite("site", max(ran - failed - outcome["skipped"], 0), failed, outcome["skipped"])


def main(folder: str, *left_out: str) -> None:
	reports = Path(folder)
	suites = [read_junit(path) for path in sorted(reports.glob("*.xml"))]
	if (reports / "site.log").exists():
		suites.append(read_bench_log(reports / "site.log"))
	print()
	for suite in suites:
		counts = f"{suite.passed} passed, {suite.failed} failed, {suite.skipped} skipped"
		print(f"{LABELS.get(suite.name, suite.name)}: {counts}")
		for reason, count in suite.reasons.most_common():
			print(f"    {count} skipped: {reason}")
	for line in left_out:
		print(f"\033[1;33mLEFT OUT: {line}\033[0m")
	total = [sum(getattr(suite, kind) for suite in suites) for kind in ("passed", "failed", "skipped")]
	print("{} passed, {} failed, {} skipped".format(*total))


if __name__ == "__main__":
	main(*sys.argv[1:])
