"""Surveys: what response the messages bring, in a simulation, and how fast a million answers are reported.

./dev benchmark surveys --simulate [--invitations 100000]
./dev benchmark surveys --report [--answers 1000000]             on the preview's SQLite
./dev benchmark surveys --report --erpnext [--answers 1000000]   on ERPNext's MariaDB, in the bench
"""

from __future__ import annotations

import argparse
import os

from benchmarks.surveys.report import report
from benchmarks.surveys.simulate import simulate


def main() -> None:
	parser = argparse.ArgumentParser(prog="./dev benchmark surveys", description=__doc__)
	parser.add_argument(
		"--simulate", action="store_true", help="run invitations under the published answering models"
	)
	parser.add_argument("--invitations", type=int, default=100_000, help="in all arms together")
	parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
	parser.add_argument("--report", action="store_true", help="report the results of many answers")
	parser.add_argument("--answers", type=int, default=1_000_000, help="that are reported")
	chosen = parser.parse_args()
	if chosen.simulate == chosen.report:
		parser.error("say what to measure: --simulate or --report")
	if chosen.report:
		report(chosen.answers)
	else:
		simulate(chosen.invitations, chosen.processes)


if __name__ == "__main__":
	main()
