"""The tiles on columns of any number of rows, made up and mapped from a file as a host does."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.dashboard.questions import TILES, milliseconds, p95, questions
from workshop_crm.adapters.columns.folder import ColumnFolder
from workshop_crm.core.analytics.columns import Columns, Table
from workshop_crm.core.analytics.customers import customers_page
from workshop_crm.core.analytics.dashboard import build
from workshop_crm.core.analytics.facts import DashboardFacts
from workshop_crm.core.analytics.filters import FilterArguments
from workshop_crm.core.analytics.names import PlainNames
from workshop_crm.core.analytics.rules import ScoringRules
from workshop_crm.core.analytics.stored import Surroundings, facts_of
from workshop_crm.core.analytics.workings import Workings

TODAY = date(2026, 1, 1)
_SERVICES, _MAKES, _DAYS = 8, 20, 5 * 365
_TIERS = ("Silver", "Gold", "Platinum")


def measure(rows: int) -> dict[str, Any]:
	"""Times of every tile, of a list of customers, of valuing all and of opening the file."""
	with tempfile.TemporaryDirectory() as place:
		folder = ColumnFolder(Path(place))
		made = _made(rows)
		started = perf_counter()
		workings = Workings(_facts(made))
		values = workings.scores.values()
		valued = perf_counter() - started
		folder.write(made.with_values(values))
		started = perf_counter()
		found = folder.read()
		assert found is not None
		report: dict[str, Any] = {"host": "core", "invoices": rows, "valuing_seconds": round(valued, 2)}
		report["opening_ms"] = round((perf_counter() - started) * 1000, 1)
		facts = _facts(found)
		options = build(facts, FilterArguments().read(), "cards")["options"]
		report["tiles"] = {tile: _tile(facts, tile, options) for tile in TILES if tile != "clv_trend"}
		report["drill_down_p95_ms"] = p95(
			lambda asked: customers_page(facts, FilterArguments(**asked).read()), questions(TODAY, options)
		)
		return report


def _tile(facts: DashboardFacts, tile: str, options: dict[str, Any]) -> dict[str, float]:
	def ask(asked: dict[str, str]) -> object:
		return build(facts, FilterArguments(**asked).read(), tile)

	return {"cold_ms": milliseconds(ask, {}), "warm_p95_ms": p95(ask, questions(TODAY, options))}


def _made(rows: int) -> Columns:
	"""A visit and an invitation a row, and a move between tiers for every fifth."""
	random = np.random.default_rng(7)
	customers = max(rows // 10, 1)
	labels = {
		"service": tuple(f"Service {number}" for number in range(_SERVICES)),
		"branch": ("North", "South", "West"),
		"make": tuple(f"Make {number}" for number in range(_MAKES)),
		"from_tier": _TIERS,
		"to_tier": _TIERS,
	}
	names = PlainNames(f"CUST-{number:07d}" for number in range(customers))
	visits, asked, moves = (
		_ordered(make(random, count, _whose(random, count, customers)))
		for make, count in ((_visits, rows), (_asked, rows), (_moves, rows // 5))
	)
	return Columns(names, labels, visits, asked, moves)


def _whose(random: np.random.Generator, rows: int, customers: int) -> dict[str, Any]:
	return {
		"customer": random.integers(0, customers, rows, np.int32),
		"key": np.arange(rows, dtype=np.int64),
		"day": random.integers(TODAY.toordinal() - _DAYS, TODAY.toordinal() + 1, rows, np.int32),
		"company": np.full(rows, -1, np.int16),
	}


def _of_visit(random: np.random.Generator, rows: int) -> dict[str, Any]:
	return {
		"service": random.integers(0, _SERVICES, rows, np.int16),
		"branch": random.integers(0, 3, rows, np.int16),
		"make": random.integers(0, _MAKES, rows, np.int16),
		"technician": np.full(rows, -1, np.int16),
	}


def _visits(random: np.random.Generator, rows: int, whose: dict[str, Any]) -> Table:
	return {
		**whose,
		**_of_visit(random, rows),
		"hour": random.integers(8, 21, rows, np.int8),
		"money": random.integers(50_000_000, 900_000_000, rows, np.int64),
		"point_of_sale": np.zeros(rows, np.int8),
	}


def _asked(random: np.random.Generator, rows: int, whose: dict[str, Any]) -> Table:
	answered = random.integers(0, 2, rows, np.int8)
	return {
		**whose,
		**_of_visit(random, rows),
		"answered": answered,
		"rating": answered * random.integers(1, 6, rows, np.int8),
		"how_far": random.integers(0, 3, rows, np.int8),
	}


def _moves(random: np.random.Generator, rows: int, whose: dict[str, Any]) -> Table:
	return {
		**whose,
		"from_tier": random.integers(-1, len(_TIERS), rows, np.int16),
		"to_tier": random.integers(0, len(_TIERS), rows, np.int16),
	}


def _ordered(table: Table) -> Table:
	"""By customer and day, as the columns are."""
	order = np.lexsort((table["day"], table["customer"]))
	return {name: column[order] for name, column in table.items()}


def _facts(columns: Columns) -> DashboardFacts:
	return facts_of(columns, Surroundings(TODAY, "SAR", lambda _ids: {}, {}, ScoringRules()))
