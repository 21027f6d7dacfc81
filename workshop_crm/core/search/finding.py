"""One search for all engines and both hosts: what is asked of an index, and what becomes of the candidates it brings."""

from __future__ import annotations

from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.duplicates import likely_duplicates
from workshop_crm.core.search.index import Allowed, SearchIndex
from workshop_crm.core.search.query import cleaned, understand
from workshop_crm.core.search.ranking import is_doubtful, noted_hit, rank, recent_hit

MIN_NOTED = 3
# Looked at for duplicates, of what each of the names and phones finds, and shown of them.
MAX_LOOKED_AT = 20
MAX_DUPLICATES = 5


def find(index: SearchIndex, text: str, limit: int, allowed: Allowed | None = None) -> list[Hit]:
	"""What the search box shows: the best hits, then where there is room those of whom the notes speak.

	Nothing typed shows the customers who came last.
	"""
	text = cleaned(text)
	if not text:
		return recent(index, limit, allowed)
	hits = search(index, text, limit, allowed)
	if len(hits) >= limit or len(text) < MIN_NOTED:
		return hits
	known = {hit.customer for hit in hits}
	return [*hits, *(hit for hit in noted(index, text, limit, allowed) if hit.customer not in known)][:limit]


def search(index: SearchIndex, text: str, limit: int = 10, allowed: Allowed | None = None) -> list[Hit]:
	"""The best hits for any text whatever; nothing typed gives nothing."""
	query = understand(text, index.region)
	found = index.candidates(query, allowed)
	hits = rank(query, found, limit)
	if query.other and is_doubtful(query, hits):
		found = [*found, *index.candidates(query.other, allowed)]
		hits = rank(query, found, limit)
	return hits


def recent(index: SearchIndex, limit: int = 10, allowed: Allowed | None = None) -> list[Hit]:
	"""The customers seen last, disabled ones at the end."""
	return [recent_hit(one.document, index.region) for one in index.recent(max(0, limit), allowed)]


def noted(index: SearchIndex, text: str, limit: int = 10, allowed: Allowed | None = None) -> list[Hit]:
	"""Customers whose notes hold all words of the text."""
	return [noted_hit(one.document, index.region) for one in index.noted(cleaned(text), max(0, limit), allowed)]


def find_duplicates(
	index: SearchIndex, document: CustomerDocument, allowed: Allowed | None = None
) -> list[tuple[Hit, str]]:
	"""Customers who may be the one of the document, each with why: the same phone, a name that sounds the same, or both."""
	texts = dict.fromkeys(text for text in (*document.phones, document.name, document.name_ar) if text)
	found = (hit for text in texts for hit in search(index, text, MAX_LOOKED_AT, allowed))
	hits = {hit.customer: hit for hit in found if hit.customer != document.customer}
	likely = likely_duplicates(document, list(hits.values()))[:MAX_DUPLICATES]
	return [(hits[one.customer], one.reason) for one in likely]
