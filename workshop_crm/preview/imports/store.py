"""What a customers file is compared with: everything there is, and the search index for likely doubles."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from workshop_crm.adapters.search.errors import IndexUnavailable
from workshop_crm.core.imports.customer_rows import CustomerRow
from workshop_crm.core.imports.doubles import Decisions, Likely
from workshop_crm.core.imports.stored import CustomerFacts, Stored, StoredCustomer
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.preview import records
from workshop_crm.preview.search import finding, updates
from workshop_crm.preview.vehicles import vehicle_store
from workshop_crm.preview.workshop import Workshop


class PreviewStore:
	"""Reads in the transaction in which the plan is written."""

	def __init__(self, connection: sqlite3.Connection, workshop: Workshop, region: str) -> None:
		self._connection = connection
		self._workshop = workshop
		self._region = region
		self._has_customers = records.exists(connection, "Customer", {})

	def stored(self, _rows: Sequence[CustomerRow], _decisions: Decisions) -> Stored:
		phones = updates.other_phones(self._connection)
		customers = {
			row["name"]: StoredCustomer(
				row["name"],
				CustomerFacts.of(row),
				phones.get(row["name"], ()),
				is_own=not row["imported"],
				is_erased=bool(row["erased_on"]),
			)
			for row in records.find(self._connection, "Customer")
		}
		return Stored(customers, vehicle_store.known_cars(self._connection))

	def likely(self, document: CustomerDocument) -> list[Likely]:
		if not self._has_customers:
			return []
		values = {"name": document.name, "name_ar": document.name_ar}
		numbers = document.phones or ("",)
		found: dict[str, tuple[Hit, str]] = {}
		for number in numbers:
			for hit, reason in self._found({**values, "phone": number}):
				found.setdefault(hit.customer, (hit, reason))
		return [
			Likely(hit.customer, hit.name, hit.name_ar, hit.phones[0] if hit.phones else "", reason)
			for hit, reason in found.values()
		]

	def _found(self, values: dict[str, str]) -> list[tuple[Hit, str]]:
		"""Nothing while the index is written anew."""
		try:
			return finding.find_duplicates(self._workshop.index, values, self._region)
		except IndexUnavailable:
			return []
