"""Invoices and cars by which customers are found, read from their own tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from workshop_crm.core.search.beside import FoundCar, FoundInvoice
from workshop_crm.core.search.car_models import CarModel
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.invoice_numbers import Series
from workshop_crm.preview.records import SERIES_DIGITS, find
from workshop_crm.preview.schema.doctypes import doctypes
from workshop_crm.preview.search.indexing import read_documents

INVOICE = "Sales Invoice"


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

	def cars(self, models: Sequence[CarModel], most: int) -> list[FoundCar]:
		"""The latest of each model by the index."""
		latest: dict[str, tuple[str, CarModel]] = {}
		for one in models:
			rows = self._connection.execute(
				"""SELECT customer, max(modified) FROM (
					SELECT customer, modified FROM tabVehicle WHERE make = ? AND model = ? AND customer IS NOT NULL
					ORDER BY modified DESC LIMIT ?
				) GROUP BY customer""",
				(one.make, one.model, 2 * most),
			)
			for customer, modified in rows:
				latest[customer] = max(
					(modified, one), latest.get(customer, ("", one)), key=lambda car: car[0]
				)
		cars = sorted(latest.items(), key=lambda entry: entry[1][0], reverse=True)
		return [FoundCar(customer, model) for customer, (_modified, model) in cars[:most]]

	def documents(self, customers: Sequence[str]) -> Iterable[CustomerDocument]:
		return read_documents(self._connection, customers)
