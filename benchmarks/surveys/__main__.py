"""Surveys: what response the messages bring, in a simulation.

./dev benchmark surveys --simulate [--invitations 100000]
"""

from __future__ import annotations

import argparse
import os

from benchmarks.surveys.simulate import simulate


def main() -> None:
	parser = argparse.ArgumentParser(prog="./dev benchmark surveys", description=__doc__)
	parser.add_argument(
		"--simulate", action="store_true", help="run invitations under the published answering models"
	)
	parser.add_argument("--invitations", type=int, default=100_000, help="in all arms together")
	parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
	chosen = parser.parse_args()
	if not chosen.simulate:
		parser.error("say what to measure: --simulate")
	simulate(chosen.invitations, chosen.processes)


if __name__ == "__main__":
	main()
