"""What a customers file is compared with: everything there is, and the search index for likely doubles."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress

from workshop_crm.core.imports.customer_rows import CustomerRow
from workshop_crm.core.imports.doubles import Decisions, Likely, likely_of
from workshop_crm.core.imports.stored import CustomerFacts, Stored, StoredCustomer
from workshop_crm.core.search import finding
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.errors import IndexUnavailable
from workshop_crm.preview import records
from workshop_crm.preview.search import updates
from workshop_crm.preview.vehicles import vehicle_store
from workshop_crm.preview.workshop import Workshop


class PreviewStore:
	"""Reads in the transaction in which the plan is written."""

	def __init__(self, connection: sqlite3.Connection, workshop: Workshop) -> None:
		self._connection = connection
		self._workshop = workshop
		self._has_customers = records.exists(connection, "Customer", {})

	def stored(self, _rows: Sequence[CustomerRow], _decisions: Decisions) -> Stored:
		phones = updates.other_phones(self._connection)
		customers = {
			row["name"]: StoredCustomer(
				row["name"],
				CustomerFacts.of(row),
				phones.get(row["name"], ()),
				is_erased=bool(row["erased_on"]),
			)
			for row in records.find(self._connection, "Customer")
		}
		return Stored(customers, vehicle_store.known_cars(self._connection))

	def likely(self, document: CustomerDocument) -> list[Likely]:
		"""Nobody while the index is written anew."""
		if not self._has_customers:
			return []
		with suppress(IndexUnavailable):
			return likely_of(finding.find_duplicates(self._workshop.index, document))
		return []
