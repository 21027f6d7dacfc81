"""Search engines that stand in for a server in the site tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import frappe

from workshop_crm.core.search.documents import Candidate, CustomerDocument
from workshop_crm.core.search.errors import DocumentsRefused, EngineUnavailable, IndexUnavailable
from workshop_crm.core.search.index import IndexStatus, Rebuilt, Source
from workshop_crm.core.search.query import Query
from workshop_crm.core.search.visible import Allowed
from workshop_crm.services.search import engines, upkeep

AWAY = "Nothing answers at {hosts}."


class ServerStub:
	"""Keeps documents in memory, in the order of the calls; `is_away` and `refused` make it fail as a server does."""

	region = "SA"
	keeps_notes = True

	def __init__(self) -> None:
		self.documents: dict[str, CustomerDocument] = {}
		self.calls: list[tuple[list[str], list[str]]] = []
		self.versions: list[int] = []
		self.is_away = False
		self.refused: dict[str, str] = {}
		self.has_index = True

	def write(
		self, documents: Sequence[CustomerDocument], deletes: Sequence[str] = (), version: int | None = None
	) -> None:
		self._answer()
		self.calls.append(([document.customer for document in documents], list(deletes)))
		self.versions.append(version or 0)
		for document in documents:
			if document.customer not in self.refused:
				self.documents[document.customer] = document
		for customer in deletes:
			self.documents.pop(customer, None)
		if refused := {one.customer for one in documents} & self.refused.keys():
			raise DocumentsRefused({customer: self.refused[customer] for customer in refused})

	def rebuild(self, source: Source, purpose: str = "", version: int | None = None) -> Rebuilt:
		if self.is_away:
			self._answer()
		self.documents = {document.customer: document for document in source.after("")}
		self.has_index = True
		return Rebuilt()

	def candidates(self, query: Query, allowed: Allowed | None) -> list[Candidate]:
		self._answer()
		return []

	def recent(self, most: int, allowed: Allowed | None) -> list[Candidate]:
		self._answer()
		return []

	def noted(self, text: str, most: int, allowed: Allowed | None) -> list[Candidate]:
		self._answer()
		return []

	def status(self) -> IndexStatus:
		self._answer()
		return IndexStatus(len(self.documents))

	def _answer(self) -> None:
		if self.is_away:
			raise EngineUnavailable(AWAY, hosts="search.example.com")
		if not self.has_index:
			raise IndexUnavailable("There is no index.")


@contextmanager
def elasticsearch(server: ServerStub | None = None) -> Iterator[ServerStub]:
	"""The site searches on `server`, which starts with every customer that the site has."""
	server = server or ServerStub()
	with ExitStack() as stack:
		stack.enter_context(
			patch("workshop_crm.services.platform.settings.search_engine", return_value="Elasticsearch")
		)
		stack.enter_context(
			patch("workshop_crm.services.search.engines.elasticsearch_index", return_value=server)
		)
		stack.callback(engines.wake, engines.ELASTICSEARCH)
		engines.wake(engines.ELASTICSEARCH)
		yield server


def brought(change: Callable[[], Any]) -> Any:
	"""What `change` returns, once every index has what it changed."""
	done = change()
	upkeep.apply_updates()
	return done


def notes_of(customer: str, engine: str = engines.EMBEDDED) -> list[frappe._dict]:
	"""The customer's notes for one engine, in their order."""
	return frappe.get_all(
		"Customer Search Update",
		{"customer": customer, "engine": engine},
		["name", "state", "attempts", "error", "next_try"],
		order_by="name asc",
	)
