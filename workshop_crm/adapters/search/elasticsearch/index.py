"""The search index of one site in Elasticsearch: candidates from there, the order from core.

Never the truth: whoever owns the customers fills it again with `replace_all` whenever it raises IndexUnavailable, and
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
from workshop_crm.adapters.search.elasticsearch.looking import Allowed, find
from workshop_crm.adapters.search.elasticsearch.names import Names
from workshop_crm.adapters.search.elasticsearch.queries import Look, looks, mentioned, recent
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings, check_prefix
from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.search.documents import Candidate, CustomerDocument, Hit
from workshop_crm.core.search.near_words import NearWords, none_near, words_to_find
from workshop_crm.core.search.query import Query, cleaned, understand
from workshop_crm.core.search.ranking import is_doubtful, noted_hit, rank, recent_hit

SECONDS_TO_APPLY = 10.0


class ElasticsearchIndex:
	"""Search over one server or cluster.

	Every method but `check` raises EngineUnavailable when the server cannot be used, with what is wrong in words, and
	IndexUnavailable when the index does not exist, but `replace_all`. `allowed`, where a method takes it, holds the ids
	that the user may see, or is given ids and returns those; it is applied before anything is cut.
	"""

	def __init__(self, settings: EngineSettings, near_words: NearWords = none_near) -> None:
		"""`near_words` knows the words of the names; without it names are found by words, sounds and single typing errors."""
		self._settings = settings
		self._near_words = near_words
		self._names = Names(check_prefix(settings.prefix))
		self._client = client_of(settings)
		self._quick_client = quick_client_of(settings)

	def apply(
		self, upserts: Iterable[CustomerDocument], deletes: Iterable[str] = (), version: int | None = None
	) -> None:
		"""Write the given customers and forget the others; found within a second (see `refresh`).

		With a `version` the same call may come again, or late: a customer is left as the index has it when that is
		newer. Numbers must grow with every change; a document must have been read after its number was given. On
		EngineUnavailable any part of it may have been written, so call again. Raises DocumentsRefused, with all others
		written, for documents that the server will never take.
		"""
		changes = [*_forgotten(deletes, version), *self._written(upserts, version)]
		with told_in_words(self._settings):
			BulkWriter(self._client, rebuild.targets(self._client, self._names), SECONDS_TO_APPLY).write(
				changes
			)

	def replace_all(self, documents: Iterable[CustomerDocument], version: int | None = None) -> None:
		"""Make the index anew from all customers; searches use the old one until the new one is complete.

		What `apply` writes meanwhile goes to both. `version` is a number given before the first document is read.
		"""
		with told_in_words(self._settings):
			rebuild.replace_all(self._client, self._names, self._written(documents, version))

	def search(self, text: str, limit: int = 10, allowed: Allowed | None = None) -> list[Hit]:
		"""The best hits for any text whatever; nothing typed gives nothing (see `recent`)."""
		query = understand(text, self._settings.region)
		found = self._found(self._looks(query), allowed)
		hits = rank(query, found, limit)
		if query.other and is_doubtful(query, hits):
			found += self._found(self._looks(query.other), allowed)
			hits = rank(query, found, limit)
		return hits

	def recent(self, limit: int = 10, allowed: Allowed | None = None) -> list[Hit]:
		"""The customers seen last, disabled ones at the end."""
		found = self._found([recent(limit)] if limit > 0 else [], allowed)
		return [recent_hit(candidate.document, self._settings.region) for candidate in found]

	def mentioned(self, text: str, limit: int = 10, allowed: Allowed | None = None) -> list[Hit]:
		"""Customers whose notes hold all words of `text`, in any form that Arabic grammar gives them."""
		text = cleaned(text)
		found = self._found([mentioned(text, limit)] if text and limit > 0 else [], allowed)
		return [noted_hit(candidate.document, self._settings.region) for candidate in found]

	def count(self) -> int:
		"""How many customers the index holds, with everything written so far."""
		self.refresh()
		with told_in_words(self._settings):
			answer = self._client.search(
				index=self._names.alias, size=0, track_total_hits=True, allow_partial_search_results=False
			)
			return int(answer["hits"]["total"]["value"])

	def refresh(self) -> None:
		"""Make everything written so far be found at once."""
		with told_in_words(self._settings):
			self._client.indices.refresh(index=self._names.alias)

	def check(self) -> Report:
		"""Whether the server can be used, for the button "Test connection"; raises nothing for what is wrong there."""
		return report(self._client, self._settings, self._names)

	def _looks(self, query: Query) -> list[Look]:
		typed = list(words_to_find(query.divisions).values())
		return looks(query, self._near_words(typed) if typed else {})

	def _found(self, asked: list[Look], allowed: Allowed | None) -> list[Candidate]:
		if not asked:
			return []
		with told_in_words(self._settings):
			found = find(self._quick_client, self._names.alias, asked, allowed)
		return candidates(one.record for one in found.values())

	def _written(self, documents: Iterable[CustomerDocument], version: int | None) -> Iterator[Change]:
		for document in documents:
			fields = json.dumps(body(document, self._settings.region), ensure_ascii=False)
			yield Change(document.customer, fields.encode(), version)


def check(settings: EngineSettings) -> Report:
	"""`ElasticsearchIndex.check` for settings that may not even make an index."""
	try:
		return ElasticsearchIndex(settings).check()
	except WorkshopError as problem:
		return problem_report(problem)


def _forgotten(customers: Iterable[str], version: int | None) -> Iterator[Change]:
	return (Change(customer, None, version) for customer in customers)
