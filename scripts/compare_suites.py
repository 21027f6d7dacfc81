"""What of ERPNext's own tests fails with the app and passes without it; see docs/erpnext.md.

Reads the logs of the bench's test runner in two folders, one file a DocType.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

# What the app does otherwise on purpose, and what the test expects instead.
ON_PURPOSE = {
	"TestLoyaltyProgram.test_cancel_sales_invoice": "the row that earned is deleted",
	"TestLoyaltyProgram.test_sales_invoice_return": "the row that earned is written anew",
}


class Suite(NamedTuple):
	"""How many tests ran, which of them failed, and whether the runner came to its end."""

	ran: int
	failed: frozenset[str]
	is_complete: bool


def read(log: Path) -> Suite:
	text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
	failed = re.findall(r"^(?:FAIL|ERROR): (\w+) \(([\w.]+)\)", text, re.MULTILINE)
	ran = re.search(r"^Ran (\d+) tests? in ", text, re.MULTILINE)
	names = frozenset(_name(*found) for found in failed)
	return Suite(int(ran[1]) if ran else 0, names, bool(ran))


def _name(test: str, where: str) -> str:
	"""Python 3.11 and later repeat the test's name behind its class."""
	return f"{where.removesuffix('.' + test).rpartition('.')[2]}.{test}"


def main(stock: str, app: str) -> int:
	"""Print what every suite did on both sites; returns how many tests fail with the app alone."""
	wrong = 0
	for log in sorted(Path(stock).glob("*.log")):
		without, with_app = read(log), read(Path(app) / log.name)
		print(
			f"{log.stem}: {without.ran} tests, {len(without.failed)} fail without the app; "
			f"{with_app.ran} tests, {len(with_app.failed)} fail with it"
		)
		if not (without.is_complete and with_app.is_complete and without.ran == with_app.ran):
			wrong += 1
			print("    the suites did not both come to their end with as many tests")
		for test in sorted(with_app.failed - without.failed):
			is_wrong = test not in ON_PURPOSE
			wrong += is_wrong
			print(
				f"    {'FAILED with the app' if is_wrong else 'on purpose'}: {test} {ON_PURPOSE.get(test, '')}"
			)
		for test in sorted(without.failed):
			print(f"    fails without the app{'' if test in with_app.failed else ' alone'}: {test}")
	return wrong


if __name__ == "__main__":
	sys.exit(1 if main(*sys.argv[1:]) else 0)
