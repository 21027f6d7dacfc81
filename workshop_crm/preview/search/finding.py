"""The search box, and the customers that a new one may be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.phones import parse_phone
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.duplicates import likely_duplicates
from workshop_crm.core.search.view import hit_view
from workshop_crm.preview.search import updates
from workshop_crm.preview.translate import Translate

# Looked at for duplicates, of what each of the names and the phone finds, and shown of them.
MAX_LOOKED_AT = 20
MAX_DUPLICATES = 5


def find(index: EmbeddedIndex, query: str, limit: int) -> list[Hit]:
	"""The best hits; nothing typed gives the customers who came last. Raises IndexUnavailable."""
	return index.search(query, limit) if query.strip() else index.recent(limit)


def find_duplicates(index: EmbeddedIndex, values: Mapping[str, object], region: str) -> list[tuple[Hit, str]]:
	"""Customers who may be the one of `values`, each with why: the same phone, a name that sounds the same, or both.

	`values`: name, name_ar, phone, and `customer` when it is saved already. Raises IndexUnavailable.
	"""
	document = _described(values, region)
	texts = dict.fromkeys(text for text in (*document.phones, document.name, document.name_ar) if text)
	found = (hit for text in texts for hit in index.search(text, MAX_LOOKED_AT))
	hits = {hit.customer: hit for hit in found if hit.customer != document.customer}
	likely = likely_duplicates(document, list(hits.values()))[:MAX_DUPLICATES]
	return [(hits[one.customer], one.reason) for one in likely]


def views(
	connection: sqlite3.Connection, hits: Sequence[Hit], region: str, translate: Translate
) -> list[dict[str, Any]]:
	"""The hits as the screens show them, with their cars and what can be done with them."""
	cars = _cars(updates.vehicle_rows(connection, [hit.customer for hit in hits]))
	return [
		{
			**hit_view(hit, region, translate),
			"vehicles": cars.get(hit.customer, []),
			"actions": {"open": True, "invoice": not hit.disabled},
		}
		for hit in hits
	]


def _described(values: Mapping[str, object], region: str) -> CustomerDocument:
	typed = {key: str(values.get(key) or "").strip() for key in ("customer", "name", "name_ar", "phone")}
	phone = _dialled(typed["phone"], region)
	phones = (phone,) if phone else ()
	return CustomerDocument(typed["customer"], typed["name"], typed["name_ar"], phones)


def _dialled(phone: str, region: str) -> str:
	"""In E.164; a number that is still being typed tells nothing."""
	try:
		return parse_phone(phone, region)
	except InvalidInput:
		return ""


def _cars(rows: Iterable[sqlite3.Row]) -> dict[str, list[dict[str, Any]]]:
	owned: dict[str, list[dict[str, Any]]] = {}
	for row in rows:
		car = {
			"latin": row["plate_latin"],
			"arabic": row["plate_ar"],
			"make": row["make"],
			"model": row["model"],
		}
		owned.setdefault(row["customer"], []).append({"vehicle": row["name"], **car})
	return owned
