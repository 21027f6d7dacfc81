"""The made-up workshop as narrow tables, from which the real ones are filled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import frappe

from benchmarks.profile import workload
from benchmarks.profile.size import Size

PEOPLE, CARS, VISITS = "_benchmark_person", "_benchmark_car", "_benchmark_visit"
_TEXT, _DAY, _NUMBER = "varchar(140)", "date", "int"
_COLUMNS: dict[str, tuple[type[NamedTuple], dict[str, str]]] = {
	PEOPLE: (workload.Person, {"joined": _DAY}),
	CARS: (
		workload.Car,
		{
			"owner": _NUMBER,
			"former": _NUMBER,
			"bought": _DAY,
			"first_seen": _DAY,
			"year": _NUMBER,
			"odometer": _NUMBER,
		},
	),
	VISITS: (
		workload.Visit,
		{
			"person": _NUMBER,
			"car": _NUMBER,
			"day": _DAY,
			"hour": _NUMBER,
			"service": _NUMBER,
			"amount": "decimal(21,9)",
			"odometer": _NUMBER,
		},
	),
}
_ROWS_A_STATEMENT = 5_000


def fill(size: Size, today: date) -> None:
	"""Make the tables anew."""
	drop()
	fleet = workload.Fleet(size, today)
	_fill(PEOPLE, workload.people(size, today))
	_fill(CARS, fleet.cars())
	_fill(VISITS, workload.visits(size, today, fleet))


def drop() -> None:
	for table in _COLUMNS:
		frappe.db.sql_ddl(f"drop table if exists `{table}`")


def _fill(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
	record, types = _COLUMNS[table]
	columns = ", ".join(f"`{name}` {types.get(name, _TEXT)}" for name in record._fields if name != "n")
	frappe.db.sql_ddl(f"create table `{table}` (n int primary key, {columns})")
	place = f"({', '.join(['%s'] * len(record._fields))})"
	remaining = iter(rows)
	while chunk := list(islice(remaining, _ROWS_A_STATEMENT)):
		values = [value for row in chunk for value in row]
		frappe.db.sql(f"insert into `{table}` values {', '.join([place] * len(chunk))}", values)
	frappe.db.commit()
