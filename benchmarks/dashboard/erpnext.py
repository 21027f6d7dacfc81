"""The dashboard over HTTP on ERPNext, with the web server of production in front of the site of the profile's benchmark."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from benchmarks.dashboard.questions import ROUNDS, TILES, milliseconds, p95, questions
from benchmarks.profile.bench import Bench
from benchmarks.profile.session import Session
from benchmarks.profile.size import Size

_API = "/api/method/workshop_crm.api.analytics."
_SITE = "benchmarks.dashboard.on_site"


def measure(size: Size, with_job: bool = True) -> dict[str, Any]:
	"""`with_job` False uses the columns that are there, and says nothing of how long it takes to make them."""
	bench = Bench()
	bench.on_site("app-on")
	bench.on_site("seed", *(f"--{name}={number}" for name, number in size.as_dict().items()))
	report: dict[str, Any] = {"host": "erpnext", **(bench.run(_SITE, "job") if with_job else {})}
	login = bench.run(_SITE, "manager")
	cold = {tile: _cold(bench, login, tile) for tile in TILES}
	with bench.server() as port:
		manager = Manager(Session(port, login))
		options = manager.ask("dashboard", {})["options"]
		warm = {tile: manager.p95_of_tile(tile, options) for tile in TILES}
		report["tiles"] = {tile: {"warm_p95_ms": warm[tile], "cold_ms": cold[tile]} for tile in TILES}
		report["page_p95_ms"] = p95(lambda asked: manager.ask("dashboard", asked), _asked(options))
		report["drill_down_p95_ms"] = p95(
			lambda asked: manager.ask("customers", {**asked, "limit": "50"}), _asked(options)
		)
		report["refresh_seconds"] = manager.refresh(bench)
	return {**report, **bench.run(_SITE, "memory")}


class Manager:
	"""Somebody who may see everything."""

	def __init__(self, session: Session) -> None:
		self._session = session

	def ask(self, function: str, arguments: Mapping[str, str]) -> dict[str, Any]:
		body = self._session.get(f"{_API}{function}?{urlencode(arguments)}")
		answer: dict[str, Any] = json.loads(body)["message"]
		return answer

	def p95_of_tile(self, tile: str, options: Mapping[str, Any]) -> float:
		return p95(lambda asked: self.ask("dashboard", {**asked, "tile": tile}), _asked(options))

	def refresh(self, bench: Bench) -> float:
		"""Seconds from the commit of an invoice until its visit is on the dashboard: the job, and the answer it calls for."""
		before = self.ask("dashboard", {})["cards"]["visits"]
		made = bench.run(_SITE, "visit")
		try:
			started = perf_counter()
			after = self.ask("dashboard", {})["cards"]["visits"]
			asked = perf_counter() - started
			if after != before + 1:
				raise SystemExit(f"There were {before} visits; after another one there are {after}.")
			return round(float(made["seconds"]) + asked, 2)
		finally:
			bench.run(_SITE, "undo", "--invoice", made["invoice"])


def _cold(bench: Bench, login: dict[str, str], tile: str) -> float:
	"""The first answer of a server that was started for it."""
	with bench.server() as port:
		manager = Manager(Session(port, login))
		return milliseconds(lambda asked: manager.ask("dashboard", asked), {"tile": tile})


def _asked(options: Mapping[str, Any]) -> Any:
	return questions(date.today(), options, ROUNDS)
