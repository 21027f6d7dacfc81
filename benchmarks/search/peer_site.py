"""python -m benchmarks.search.peer_site SITE COUNT, in the bench's folder `sites`; prints one JSON object last.

What ERPNext's own link field to Customer answers to the same kinds of queries, on a site full of customers.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from time import perf_counter
from typing import Any
from unittest.mock import patch

import frappe
from frappe.desk.search import search_link

from benchmarks.search import queries
from benchmarks.search.quality import times

SHOWN = 10
WARM_UPS = 5
_SEED = 5

Typed = Callable[[Any, Random], str]

# How a customer is typed. Names in ERPNext are in `customer_name`, Latin there: the Arabic one is the other script.
KINDS: dict[str, Typed] = {
	"as_written": lambda row, _chance: row.customer_name,
	"cross_script": lambda row, _chance: row.customer_name_ar,
	"typo": lambda row, chance: queries.with_typo(row.customer_name, chance),
	"phone": lambda row, chance: chance.choice(queries.phone_formats(row.mobile_no)),
	"plate": lambda row, chance: chance.choice(queries.plate_formats(row.plate)),
}


def main() -> None:
	site, count = sys.argv[1], int(sys.argv[2])
	frappe.init(site)
	frappe.connect()
	try:
		frappe.set_user("Administrator")
		rows = _customers(count)
		with _without_this_app():
			answers = {kind: _measure(typed, kind, rows) for kind, typed in KINDS.items()}
		print(json.dumps({"customers": frappe.db.count("Customer"), "queries": len(rows), **answers}))
	finally:
		frappe.destroy()


@contextmanager
def _without_this_app() -> Iterator[None]:
	"""In this process, link fields to Customer search as ERPNext has them search."""
	hooks = frappe.get_hooks

	def others(hook: str | None = None, *arguments: Any, **options: Any) -> Any:
		found = hooks(hook, *arguments, **options)
		if hook is not None or not found.standard_queries:
			return found
		queries_of = {
			doctype: [name for name in names if not name.startswith("workshop_crm.")]
			for doctype, names in found.standard_queries.items()
		}
		return frappe._dict(
			found, standard_queries={key: names for key, names in queries_of.items() if names}
		)

	with patch.object(frappe, "get_hooks", others):
		yield


def _customers(count: int) -> list[Any]:
	"""Some of those who have a name in both scripts, a Saudi mobile number and a car, by chance."""
	names = frappe.get_all("Customer", {"customer_name_ar": ("is", "set")}, pluck="name", limit=0)
	some = Random(_SEED).sample(sorted(names), min(4 * count, len(names)))
	fields = ["name", "customer_name", "customer_name_ar", "mobile_no"]
	rows = frappe.get_all("Customer", {"name": ("in", some)}, fields, limit=0)
	cars = frappe.get_all("Vehicle", {"customer": ("in", some)}, ["customer", "plate_latin"], limit=0)
	plates = {car.customer: car.plate_latin for car in cars}
	for row in rows:
		row.plate = plates.get(row.name)
	known = [row for row in rows if row.plate and (row.mobile_no or "").startswith("+966")]
	return known[:count]


def _measure(typed: Typed, kind: str, rows: Sequence[Any]) -> dict[str, float]:
	"""The share of questions after which the customer, or one of exactly the same name, is among the first ten."""
	chance = Random(f"{_SEED} {kind}")
	asked = [(row, typed(row, chance)) for row in rows]
	for _row, text in asked[:WARM_UPS]:
		_ask(text)
	found, milliseconds = 0, []
	for row, text in asked:
		started = perf_counter()
		answer = _ask(text)
		milliseconds.append(1000 * (perf_counter() - started))
		found += _is_among(row, answer, by_name=kind not in ("phone", "plate"))
	return {"found": round(found / len(asked), 4), **times(milliseconds)}


def _ask(text: str) -> list[str]:
	rows = search_link("Customer", text, page_length=SHOWN)
	return [row["value"] for row in rows]


def _is_among(row: Any, customers: Sequence[str], by_name: bool) -> bool:
	if row.name in customers:
		return True
	same = {"name": ("in", list(customers)), "customer_name": row.customer_name}
	return bool(by_name and customers and frappe.db.exists("Customer", same))


if __name__ == "__main__":
	main()
