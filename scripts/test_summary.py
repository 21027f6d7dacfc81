"""Says, after all suites, how many tests ran where, which failed and what was left out.

Reads the JUnit files of pytest and Node.js and the text log of the bench's own runner.
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

LABELS = {
	"javascript": "JavaScript without a browser",
	"browser": "browser on the preview",
	"preview": "no bench needed (core, adapters, preview; contract on the preview)",
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
	seconds: float = 0
	reasons: Counter[str] = field(default_factory=Counter)
	failures: list[str] = field(default_factory=list)


def read_junit(path: Path) -> Suite:
	suite = Suite(path.stem)
	for case in ElementTree.parse(path).iter("testcase"):
		suite.seconds += float(case.get("time", 0))
		skip = case.find("skipped")
		trouble = next(
			(part for part in (case.find("failure"), case.find("error")) if part is not None), None
		)
		if skip is not None:
			suite.skipped += 1
			suite.reasons[skip.get("message", "no reason given")] += 1
		elif trouble is not None:
			suite.failed += 1
			suite.failures.append(f"{case.get('classname')}::{case.get('name')}: {first_line(trouble)}")
		else:
			suite.passed += 1
	return suite


def first_line(trouble: ElementTree.Element) -> str:
	return trouble.get("message", "").partition("\n")[0][:300]


def read_bench_log(path: Path) -> Suite:
	text = path.read_text(encoding="utf-8", errors="replace")
	runs = re.findall(r"^Ran (\d+) tests? in ([\d.]+)s", text, re.MULTILINE)
	ran = sum(int(count) for count, _ in runs)
	outcome = Counter[str]()
	for kind, count in re.findall(r"(failures|errors|skipped)=(\d+)", text):
		outcome[kind] += int(count)
	failed = outcome["failures"] + outcome["errors"]
	if not ran:
		failed = max(failed, 1)
	return Suite(
		"site",
		passed=max(ran - failed - outcome["skipped"], 0),
		failed=failed,
		skipped=outcome["skipped"],
		seconds=sum(float(seconds) for _, seconds in runs),
		failures=re.findall(r"^(?:FAIL|ERROR):? +(test_.+)$", text, re.MULTILINE),
	)


def main(folder: str, *left_out: str) -> int:
	"""Print what every suite did; returns how many tests failed."""
	reports = Path(folder)
	suites = [read_junit(path) for path in sorted(reports.glob("*.xml"))]
	if (reports / "site.log").exists():
		suites.append(read_bench_log(reports / "site.log"))
	print()
	for suite in suites:
		counts = f"{suite.passed} passed, {suite.failed} failed, {suite.skipped} skipped"
		print(f"{LABELS.get(suite.name, suite.name)}: {counts} ({suite.seconds:.0f} s)")
		for reason, count in suite.reasons.most_common():
			print(f"    {count} skipped: {reason}")
	for suite in suites:
		for failure in suite.failures:
			print(f"\033[1;31mFAILED\033[0m {suite.name}: {failure}")
	for line in left_out:
		print(f"\033[1;33mLEFT OUT: {line}\033[0m")
	total = [sum(getattr(suite, kind) for suite in suites) for kind in ("passed", "failed", "skipped")]
	print("{} passed, {} failed, {} skipped".format(*total))
	return total[1]


if __name__ == "__main__":
	# bench tells of failed tests by its exit code only where it believes to be in a CI.
	sys.exit(1 if main(*sys.argv[1:]) else 0)
