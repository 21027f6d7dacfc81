"""How fast is the customer profile on ERPNext, beside the stock Customer form, at 100,000 customers?

python -m benchmarks.profile [--customers N] [--vehicles N] [--invoices N] [--fresh] [--rounds N]
`./dev benchmark profile` finds the bench and makes the site first.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from typing import Any

from benchmarks.profile import endpoint, form
from benchmarks.profile.bench import Bench
from benchmarks.profile.session import Session
from benchmarks.profile.size import Size

# Customers opened in a new browser: the first, the warm-ups, and those that count.
FORMS_A_TURN = 1 + form.WARM_UPS + 10
STOCK, OURS = "stock", "ours"


def main() -> None:
	"""Print one JSON object."""
	arguments = _arguments()
	size = Size.of(arguments)
	bench = Bench()
	bench.on_site("app-on")
	tell("filling the site, unless it holds such a workshop already")
	sizes = [f"--{name}={number}" for name, number in size.as_dict().items()]
	bench.on_site("seed", *sizes, *(["--fresh"] if arguments.fresh else []))
	run = Run(bench, arguments.rounds)
	print(json.dumps({"benchmark": "profile", **size.as_dict(), **run.endpoint(), **run.forms()}))


@dataclass
class Run:
	"""One run of all measurements; `rounds` times stock and ours, each first in every other round."""

	bench: Bench
	rounds: int
	chosen: dict[str, Any] = field(init=False)
	login: dict[str, str] = field(init=False)

	def __post_init__(self) -> None:
		self.login = self.bench.on_site("adviser")
		count = endpoint.WARM_UPS + endpoint.CUSTOMERS + self.rounds * FORMS_A_TURN
		self.chosen = self.bench.on_site("customers", "--count", str(count))

	def endpoint(self) -> dict[str, object]:
		tell("the profile's endpoint")
		customers = self.chosen["random"][: endpoint.WARM_UPS + endpoint.CUSTOMERS]
		with self.bench.server() as port:
			session = Session(port, self.login)
			return endpoint.measure(session, customers, self.chosen["busy"], self.chosen["fleet"])

	def forms(self) -> dict[str, object]:
		times = {STOCK: form.Times(), OURS: form.Times()}
		try:
			for place in range(self.rounds):
				# The same customers for both; the last ones, which the endpoint's measurement has not read.
				end = len(self.chosen["random"]) - place * FORMS_A_TURN
				customers = self.chosen["random"][max(0, end - FORMS_A_TURN) : end]
				for kind in (STOCK, OURS) if place % 2 == 0 else (OURS, STOCK):
					tell(f"round {place + 1} of {self.rounds}: the form, {kind}")
					self._turn(kind, customers, times[kind])
		finally:
			self.bench.on_site("app-on")
		return form.summary(times[STOCK], times[OURS])

	def _turn(self, kind: str, customers: list[str], times: form.Times) -> None:
		"""A new server with empty caches, and a new browser."""
		self.bench.on_site("app-on" if kind == OURS else "app-off")
		with self.bench.server() as port, form.chromium() as browser:
			form.measure(browser, Session(port, self.login), customers, times, has_panel=kind == OURS)


def tell(text: str) -> None:
	print(text, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="./dev benchmark profile")
	Size.add_arguments(parser)
	parser.add_argument("--fresh", action="store_true", help="make the workshop anew, also when it is there")
	parser.add_argument(
		"--rounds", type=int, default=4, metavar="N", help="of stock and ours; 4 unless said otherwise"
	)
	return parser.parse_args()


if __name__ == "__main__":
	main()
