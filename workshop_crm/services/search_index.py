"""The search index of customers: noted in a table with the change itself, brought to the index file after it.

Nothing is lost while the file is away or the queue is down: a note stays until the index has it, and
the file can always be made again from the customers (`search_documents`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import frappe
from frappe import _

from workshop_crm.adapters.embedded_index import EmbeddedIndex
from workshop_crm.adapters.errors import IndexUnavailable
from workshop_crm.core.search.documents import Hit
from workshop_crm.core.search.view import hit_view
from workshop_crm.services import background, search_documents, settings
from workshop_crm.services.isolation import isolated
from workshop_crm.services.permissions import readable, require_staff, unrestricted

NOTE = "Customer Search Update"
ENGINE = "embedded"
BATCH = 500
MOST_HITS = 50

Progress = Callable[[int, int], None]


def find(query: str, limit: int = 10) -> dict[str, Any]:
	"""Customers that the user may see, best match first; the latest ones when nothing is asked for."""
	require_staff()
	limit = max(1, min(limit, MOST_HITS))
	notice = None
	try:
		hits = _search(query.strip(), limit)
	except IndexUnavailable:
		background.now("workshop_crm.services.search_index.rebuild", "workshop_crm.search.rebuild", "long")
		hits, notice = [], _("The search index is being built. Please try again in a minute.")
	region = settings.region()
	views = [hit_view(hit, region, _) for hit in hits]
	return {"query": query, "engine": ENGINE, "note": notice, "hits": views}


def note(customer: str) -> None:
	"""Remember, with the caller's transaction, that the index must look at this customer again."""
	with isolated(f"Search update of {customer}"):
		frappe.get_doc({"doctype": NOTE, "customer": customer}).insert(ignore_permissions=True)
		background.after_commit("workshop_crm.services.search_index.apply_notes", "workshop_crm.search.apply")


def apply_notes() -> int:
	"""Bring every noted customer to the index; returns how many. A damaged index is built again."""
	done = 0
	while notes := frappe.get_all(NOTE, fields=["name", "customer"], order_by="creation", limit=BATCH):
		customers = list(dict.fromkeys(row.customer for row in notes))
		try:
			_bring(customers)
		except IndexUnavailable:
			return rebuild()
		frappe.db.delete(NOTE, {"name": ("in", [row.name for row in notes])})
		# Also ends the transaction, so that the next batch sees what others wrote meanwhile.
		frappe.db.commit()
		done += len(customers)
	return done


def rebuild(progress: Progress | None = None) -> int:
	"""Make the index again from all customers; returns how many. Searches use the old one until it is done."""
	noted_before = frappe.get_all(NOTE, pluck="name", limit=0)
	documents = list(search_documents.all_documents(progress))
	index().replace_all(documents)
	for start in range(0, len(noted_before), BATCH):
		frappe.db.delete(NOTE, {"name": ("in", noted_before[start : start + BATCH])})
	frappe.db.commit()
	return len(documents)


def catch_up() -> None:
	"""For the scheduler: what no job has done, and a rebuild when the index has lost customers."""
	try:
		is_whole = index().count() + frappe.db.count(NOTE) >= frappe.db.count("Customer")
	except IndexUnavailable:
		is_whole = False
	if is_whole:
		apply_notes()
	else:
		rebuild()


def status() -> dict[str, Any]:
	"""How many customers there are, are indexed, and wait."""
	try:
		indexed = index().count()
	except IndexUnavailable:
		indexed = None
	return {
		"engine": ENGINE,
		"customers": frappe.db.count("Customer"),
		"indexed": indexed,
		"waiting": frappe.db.count(NOTE),
	}


def index() -> EmbeddedIndex:
	"""The site's index file."""
	path = Path(frappe.get_site_path("private", "workshop_crm", "search.sqlite3"))
	path.parent.mkdir(parents=True, exist_ok=True)
	return EmbeddedIndex(path, settings.region())


def _search(query: str, limit: int) -> list[Hit]:
	allowed = None if unrestricted("Customer") else _allowed
	return index().search(query, limit, allowed) if query else index().recent(limit, allowed)


def _allowed(customers: Any) -> set[str]:
	return readable("Customer", customers)


def _bring(customers: list[str]) -> None:
	documents = search_documents.documents(customers)
	found = {document.customer for document in documents}
	index().apply(documents, [customer for customer in customers if customer not in found])
