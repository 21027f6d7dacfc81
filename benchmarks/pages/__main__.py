"""What each page asks its server for when it is opened, over HTTP, on the site of the profile's benchmark.

python -m benchmarks.pages [--rounds N] [--customers N] [--vehicles N] [--invoices N]; `./dev benchmark pages` finds the bench.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from urllib.parse import urlencode

from benchmarks.dashboard.questions import p95
from benchmarks.profile.bench import Bench
from benchmarks.profile.session import Session
from benchmarks.profile.size import Size

ROUNDS = 40
CUSTOMERS = 20
_API = "/api/method/workshop_crm.api."
_OF_CUSTOMER = "customer"
# What a page asks for when it is opened, with its filters after a space; `_OF_CUSTOMER` stands for one after the other.
PAGES: dict[str, dict[str, dict[str, str]]] = {
	"today": {"today.show": {}},
	"due services": {"vehicles.due": {}},
	"all customers": {
		"customers.listed": {},
		"customers.listed due": {"due": "1"},
		"customers.listed at_risk": {"at_risk": "1"},
		"customers.listed complaint": {"complaint": "1"},
		"customers.listed make": {"make": "Toyota"},
		"customers.listed visited": {"visited_from": "2020-01-01", "at_risk": "1", "make": "Toyota"},
	},
	"search": {"search.find": {"query": "محمد"}},
	"profile": {"profile.get_profile": {_OF_CUSTOMER: ""}},
	"checkout": {"visits.options": {}, "profile.get_profile": {_OF_CUSTOMER: ""}},
	"loyalty": {
		"loyalty.program": {},
		"loyalty.account": {_OF_CUSTOMER: ""},
		"loyalty.rewards": {_OF_CUSTOMER: ""},
	},
	"messages": {"messaging.messages": {}},
	"follow-ups": {"surveys.follow_ups": {}, "surveys.responses": {}},
	"survey results": {"surveys.results": {}, "surveys.funnel": {}, "surveys.answer_list": {}},
	"handover": {"surveys.handover": {}},
	"call list": {"analytics.call_list": {}},
	"dashboard": {"analytics.dashboard": {}, "analytics.views": {}},
	"loyalty figures": {"loyalty.figures": {}},
}


def main() -> None:
	"""Print one JSON object: milliseconds of each request, 95th percentile of warm answers; seconds of each daily job."""
	arguments = _arguments()
	size = Size.of(arguments)
	bench = Bench()
	bench.on_site("app-on")
	bench.on_site("seed", *(f"--{name}={number}" for name, number in size.as_dict().items()))
	jobs = bench.run("benchmarks.pages.daily_jobs")
	login = bench.run("benchmarks.dashboard.on_site", "manager")
	customers = bench.on_site("customers", f"--count={CUSTOMERS}")["random"]
	with bench.server() as port:
		asking = Asking(port, login, customers, arguments.rounds)
		pages = {
			page: {method: asking.p95(method, given) for method, given in asked.items()}
			for page, asked in PAGES.items()
		}
	figures = {"invoices": size.invoices, "job_seconds": jobs, "warm_p95_ms": pages}
	print(json.dumps({"benchmark": "pages", "host": "erpnext", **figures}))


@dataclass(frozen=True, slots=True)
class Asking:
	"""Somebody who may see everything, at a served site."""

	port: int
	login: dict[str, str]
	customers: list[str]
	rounds: int

	def p95(self, method: str, given: dict[str, str]) -> float | None:
		"""Without the first two answers, which load what a process keeps; None for one that the server gives up."""
		session = Session(self.port, self.login)

		def ask(arguments: dict[str, str]) -> bytes:
			return session.get(f"{_API}{method.partition(' ')[0]}?{urlencode(arguments)}")

		try:
			for arguments in self._by_turns(given, 2):
				ask(arguments)
			return p95(ask, self._by_turns(given, self.rounds))
		except (TimeoutError, ConnectionError):
			return None

	def _by_turns(self, given: dict[str, str], count: int) -> Iterator[dict[str, str]]:
		for customer in islice(cycle(self.customers), count):
			yield {name: customer if name == _OF_CUSTOMER else value for name, value in given.items()}


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="./dev benchmark pages")
	parser.add_argument(
		"--rounds", type=int, default=ROUNDS, help="answers of each request (default: %(default)s)"
	)
	Size.add_arguments(parser)
	return parser.parse_args()


if __name__ == "__main__":
	main()
