"""How long does an invoice take to be submitted on ERPNext, without the app, with it, and while the job queue is away?

python -m benchmarks.submit STOCK_SITE APP_SITE [--rounds N], in the bench's folder `sites`
`./dev benchmark submit` finds the bench and makes the sites first.
"""

from __future__ import annotations

import argparse
import json
import os

from benchmarks.profile.figures import spread
from benchmarks.submit import sites
from benchmarks.submit.rounds import measure

MIN_ROUNDS = 2


def main() -> None:
	"""Print one JSON object."""
	arguments = _arguments()
	for site in (arguments.stock, arguments.app):
		with sites.on(site):
			sites.prepare()
	times = measure(arguments.stock, arguments.app, arguments.rounds)
	about = {"benchmark": "submit", "host": "erpnext", "cores": os.cpu_count(), "rounds": arguments.rounds}
	print(json.dumps({**about, **_figures(times)}))


def _figures(times: dict[str, list[float]]) -> dict[str, float]:
	"""Medians and 95th percentiles, and how far the app's lie above stock ERPNext's with its queue up."""
	spreads = {name: spread(taken) for name, taken in times.items()}
	figures = {f"{name}_{key}_ms": value for name, found in spreads.items() for key, value in found.items()}
	for name, found in spreads.items():
		if name.startswith("app"):
			figures[f"{name}_over_stock_p95_ms"] = round(found["p95"] - spreads["stock"]["p95"], 1)
	return figures


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser()
	parser.add_argument("stock")
	parser.add_argument("app")
	parser.add_argument("--rounds", type=int, default=40, help="submits of each kind (default: %(default)s)")
	arguments = parser.parse_args()
	if arguments.rounds < MIN_ROUNDS:
		parser.error(f"a spread needs at least {MIN_ROUNDS} rounds")
	return arguments


if __name__ == "__main__":
	main()
