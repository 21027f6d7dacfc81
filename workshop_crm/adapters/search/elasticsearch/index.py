"""The search index of one site in Elasticsearch: candidates from there, the order from core.

Never the truth: whoever owns the customers fills it again with `rebuild` whenever it raises IndexUnavailable, and
brings later what could not be brought while it raised EngineUnavailable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from workshop_crm.adapters.search.elasticsearch import rebuild
from workshop_crm.adapters.search.elasticsearch.bulk import BulkWriter, Change
from workshop_crm.adapters.search.elasticsearch.check import Report, problem_report, report
from workshop_crm.adapters.search.elasticsearch.connection import client_of, quick_client_of
from workshop_crm.adapters.search.elasticsearch.documents import body, candidates
from workshop_crm.adapters.search.elasticsearch.errors import told_in_words
from workshop_crm.adapters.search.elasticsearch.looking import find
from workshop_crm.adapters.search.elasticsearch.names import Names
from workshop_crm.adapters.search.elasticsearch.queries import Look, looks, noted, recent
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings, check_prefix
from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.search.documents import Candidate, CustomerDocument
from workshop_crm.core.search.index import IndexStatus, Rebuilt, Source
from workshop_crm.core.search.near_words import NearWords, none_near, words_to_find
from workshop_crm.core.search.query import Query
from workshop_crm.core.search.visible import Allowed

SECONDS_TO_APPLY = 10.0


class ElasticsearchIndex:
	"""A `SearchIndex` on one server or cluster. EngineUnavailable says in words what is wrong there."""

	keeps_notes = True

	def __init__(self, settings: EngineSettings, near_words: NearWords = none_near) -> None:
		"""`near_words` knows the words of the names; without it names are found by words, sounds and single typing errors."""
		self._settings = settings
		self.region = settings.region
		self._near_words = near_words
		self._names = Names(check_prefix(settings.prefix))
		self._client = client_of(settings)
		self._quick_client = quick_client_of(settings)

	def write(
		self, documents: Iterable[CustomerDocument], deletes: Iterable[str] = (), version: int | None = None
	) -> None:
		"""Found within a second (see `refresh`).

		With a `version` the same call may come again, or late: a customer is left as the index has it when that is
		newer. Numbers must grow with every change; a document must have been read after its number was given. On
		EngineUnavailable any part of it may have been written, so call again. Raises DocumentsRefused, with all others
		written, for documents that the server will never take.
		"""
		changes = [*_forgotten(deletes, version), *self._written(documents, version)]
		with told_in_words(self._settings):
			BulkWriter(self._client, rebuild.targets(self._client, self._names), SECONDS_TO_APPLY).write(
				changes
			)

	def rebuild(self, source: Source, purpose: str = "", version: int | None = None) -> Rebuilt:
		"""What `write` brings meanwhile, or while nobody goes on, goes to the old index and to the new one."""

		def changes(customer: str) -> Iterator[Change]:
			return self._written(source.after(customer), version)

		with told_in_words(self._settings):
			return rebuild.replace_all(self._client, self._names, purpose, changes)

	def candidates(self, query: Query, allowed: Allowed | None) -> list[Candidate]:
		"""The nearest by name, those written as typed, and those with the code, each as many as can be among the best."""
		typed = list(words_to_find(query.divisions).values())
		return self._found(looks(query, self._near_words(typed) if typed else {}), allowed)

	def recent(self, most: int, allowed: Allowed | None) -> list[Candidate]:
		"""The customers seen last, disabled ones at the end."""
		return self._found([recent(most)] if most > 0 else [], allowed)

	def noted(self, text: str, most: int, allowed: Allowed | None) -> list[Candidate]:
		"""Customers whose notes hold all words of the text, in any form that Arabic grammar gives them."""
		return self._found([noted(text, most)] if text and most > 0 else [], allowed)

	def status(self) -> IndexStatus:
		"""How many customers there are; the server keeps its index in order by itself."""
		self.refresh()
		with told_in_words(self._settings):
			answer = self._client.search(
				index=self._names.alias, size=0, track_total_hits=True, allow_partial_search_results=False
			)
			unfinished = rebuild.is_unfinished(self._client, self._names)
			return IndexStatus(int(answer["hits"]["total"]["value"]), is_unfinished=unfinished)

	def refresh(self) -> None:
		"""Make everything written so far be found at once."""
		with told_in_words(self._settings):
			self._client.indices.refresh(index=self._names.alias)

	def check(self) -> Report:
		"""Whether the server can be used, for the button "Test connection"; raises nothing for what is wrong there."""
		return report(self._client, self._settings, self._names)

	def _found(self, asked: list[Look], allowed: Allowed | None) -> list[Candidate]:
		if not asked:
			return []
		with told_in_words(self._settings):
			found = find(self._quick_client, self._names.alias, asked, allowed)
		return candidates(one.record for one in found.values())

	def _written(self, documents: Iterable[CustomerDocument], version: int | None) -> Iterator[Change]:
		for document in documents:
			fields = json.dumps(body(document, self.region), ensure_ascii=False)
			yield Change(document.customer, fields.encode(), version)


def check(settings: EngineSettings) -> Report:
	"""`ElasticsearchIndex.check` for settings that may not even make an index."""
	try:
		return ElasticsearchIndex(settings).check()
	except WorkshopError as problem:
		return problem_report(problem)


def _forgotten(customers: Iterable[str], version: int | None) -> Iterator[Change]:
	return (Change(customer, None, version) for customer in customers)
