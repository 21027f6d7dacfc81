"""Invoices and cars by which customers are found, read from their own tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from workshop_crm.core.search.car_models import CarModel
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.invoice_numbers import Series
from workshop_crm.core.search.tables import FoundCar, FoundInvoice, Wanted
from workshop_crm.preview.records import SERIES_DIGITS, find
from workshop_crm.preview.schema.doctypes import doctypes
from workshop_crm.preview.search.indexing import read_documents

INVOICE = "Sales Invoice"
_COLUMNS = "customer, make, model, modified"

Row = tuple[str, str | None, str | None, str]


class Tables:
	"""The workshop's invoices and cars."""

	def __init__(self, connection: sqlite3.Connection) -> None:
		self._connection = connection

	def series(self) -> list[Series]:
		"""The series of this year, which has the latest name, before those of earlier ones."""
		start = doctypes()[INVOICE].autoname.split(".")[0]
		rows = self._connection.execute(
			"SELECT name, current FROM tabSeries WHERE name >= ? AND name < ? ORDER BY name DESC",
			(start, f"{start}\U0010ffff"),
		)
		return [Series(name, current, SERIES_DIGITS.count("#")) for name, current in rows]

	def invoices(self, names: Collection[str], beginning: str, most: int) -> list[FoundInvoice]:
		"""By the primary key, and so is what begins so."""
		rows = find(self._connection, INVOICE, {"name": ("in", list(names))})
		if beginning:
			filters = {"name": ("between", (beginning, f"{beginning}\U0010ffff"))}
			rows += find(self._connection, INVOICE, filters, order_by="name desc", limit=most)
		found = [FoundInvoice(row["name"], row["customer"], row["posting_date"]) for row in rows]
		return sorted(dict.fromkeys(found), key=lambda one: (one.day, one.name), reverse=True)[:most]

	def models(self) -> list[CarModel]:
		"""By the index of make and model."""
		rows = self._connection.execute("SELECT DISTINCT make, model FROM tabVehicle")
		return [CarModel(make or "", model or "") for make, model in rows]

	def cars(self, wanted: Wanted, most: int) -> list[FoundCar]:
		"""The latest of each model by the index."""
		found: list[Row] = []
		for one in wanted.models:
			where, values = _is_wanted(replace(wanted, models=[one]))
			statement = f"SELECT {_COLUMNS} FROM tabVehicle WHERE {where} ORDER BY modified DESC LIMIT ?"
			found += self._connection.execute(statement, (*values, 2 * most))
		return _one_an_owner(found)[:most]

	def cars_of(self, customers: Sequence[str], wanted: Wanted) -> list[FoundCar]:
		"""By the index of owners."""
		where, values = _is_wanted(wanted)
		named = f"SELECT {_COLUMNS} FROM tabVehicle WHERE customer IN (SELECT value FROM json_each(?)) AND {where}"
		return _one_an_owner(self._connection.execute(named, (json.dumps(list(customers)), *values)))

	def owners(self, wanted: Wanted, most: int) -> list[str]:
		where, values = _is_wanted(wanted)
		statement = f"SELECT DISTINCT customer FROM tabVehicle WHERE {where} LIMIT ?"
		return [customer for (customer,) in self._connection.execute(statement, (*values, most))]

	def documents(self, customers: Sequence[str]) -> Iterable[CustomerDocument]:
		return read_documents(self._connection, customers)


def _is_wanted(wanted: Wanted) -> tuple[str, list[str | int]]:
	"""SQL for the wanted cars that somebody has, and its values."""
	pairs = json.dumps([(one.make, one.model) for one in wanted.models])
	models = (
		"(make, model) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
	)
	year = " AND model_year = ?" if wanted.year else ""
	return f"{models} AND customer IS NOT NULL{year}", [pairs, *([wanted.year] if wanted.year else [])]


def _one_an_owner(rows: Iterable[Row]) -> list[FoundCar]:
	latest: dict[str, FoundCar] = {}
	for customer, make, model, _modified in sorted(rows, key=lambda row: row[3], reverse=True):
		latest.setdefault(customer, FoundCar(customer, CarModel(make or "", model or "")))
	return list(latest.values())
