"""One search for all engines and both hosts: what is asked of an index, and what becomes of the candidates it brings."""

from __future__ import annotations

from collections.abc import Sequence

from workshop_crm.core.names.keyboard import is_one_key
from workshop_crm.core.search.documents import Candidate, CustomerDocument, Hit
from workshop_crm.core.search.duplicates import first_of, likely_duplicates
from workshop_crm.core.search.index import SearchIndex
from workshop_crm.core.search.query import Query, cleaned, understand
from workshop_crm.core.search.ranking import is_doubtful, noted_hit, rank, recent_hit, sounding_hit
from workshop_crm.core.search.record_hits import with_records
from workshop_crm.core.search.tables import Lookup, Records
from workshop_crm.core.search.visible import Visible, within

MIN_NOTED = 3
MAX_DUPLICATES = 5


def find(
	index: SearchIndex, text: str, limit: int, visible: Visible | None = None, records: Records | None = None
) -> list[Hit]:
	"""What the search box shows: the best hits, with those by invoices and cars of the `records` in their places.

	Then, where there is room, those of whom the notes speak.

	Nothing typed shows the customers who came last.
	"""
	text = cleaned(text)
	if not text:
		return recent(index, limit, visible)
	hits = search(index, text, limit, visible)
	if records and limit > 0 and not is_one_key(text):
		lookup = Lookup(records, lambda rest, owners: search(index, rest, limit, owners), limit, index.region)
		hits = with_records(text, hits, lookup)
	if len(hits) >= limit or len(text) < MIN_NOTED:
		return hits
	known = {hit.customer for hit in hits}
	return [*hits, *(hit for hit in noted(index, text, limit, visible) if hit.customer not in known)][:limit]


def search(index: SearchIndex, text: str, limit: int = 10, visible: Visible | None = None) -> list[Hit]:
	"""The best hits for any text whatever; nothing for an empty text or a key held down."""
	if is_one_key(text):
		return []
	query = understand(text, index.region)
	found = within(visible, lambda allowed: index.candidates(query, allowed))
	hits = rank(query, found, limit)
	if (other := query.other) and is_doubtful(query, hits):
		found += within(visible, lambda allowed: index.candidates(other, allowed))
		hits = rank(query, found, limit)
	return hits


def recent(index: SearchIndex, limit: int = 10, visible: Visible | None = None) -> list[Hit]:
	"""The customers seen last, disabled ones at the end."""
	most = max(0, limit)
	return [
		recent_hit(one.document, index.region)
		for one in within(visible, lambda allowed: index.recent(most, allowed))
	]


def noted(index: SearchIndex, text: str, limit: int = 10, visible: Visible | None = None) -> list[Hit]:
	"""Customers whose notes hold all words of the text."""
	text, most = cleaned(text), max(0, limit)
	found = within(visible, lambda allowed: index.noted(text, most, allowed))
	return [noted_hit(one.document, index.region) for one in found]


def find_duplicates(
	index: SearchIndex, document: CustomerDocument, visible: Visible | None = None
) -> list[tuple[Hit, str]]:
	"""Customers who may be the one of the document, each with why: the same phone, a name that sounds the same, or both.

	All candidates are compared, not the first hits: very many may be written as the new one is, before its like in the
	other script.
	"""
	texts = dict.fromkeys(text for text in (*document.phones, document.name, document.name_ar) if text)
	queries = [understand(text, index.region) for text in texts]
	candidates = within(
		visible, lambda allowed: [one for query in queries for one in index.candidates(query, allowed)]
	)
	found = {one.document.customer: one for one in candidates}
	likely = first_of(likely_duplicates(document, [one.document for one in found.values()]), MAX_DUPLICATES)
	return [(_as_hit(queries, found[one.customer]), one.reason) for one in likely]


def _as_hit(queries: Sequence[Query], found: Candidate) -> Hit:
	"""By the query that it answers best; one that only likeness finds answers none."""
	hits = [hit for query in queries for hit in rank(query, [found], 1)]
	sounding = sounding_hit(found.document, queries[0].region)
	return max(hits, key=lambda hit: hit.likeness, default=sounding)
