"""An index made again from all customers, or from those that changed since a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import frappe

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.core.search.errors import EngineUnavailable
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.search import documents, engines, updates
from workshop_crm.services.search.locks import SECONDS_TO_WAIT, only_writer, version_now

Progress = Callable[[int, int], None]


def rebuild(engine: str, progress: Progress | None = None, patience: float = SECONDS_TO_WAIT) -> int:
	"""Make the index of an engine again; returns how many customers it has. Searches use the old one until it is done.

	Whenever it is interrupted the old index stays, and updates with it; the next one goes on where it stopped. Raises Conflict when another process still writes
	after `patience` seconds, EngineUnavailable when the engine is away.
	"""
	engines.checked(engine)
	with only_writer(engine, patience) as mine:
		if not mine:
			raise Conflict(N_("Another job is writing the search index. Try again when it is done."))
		try:
			done = _replace(engine, progress)
		except EngineUnavailable as error:
			engines.let_rest(engine, error)
			raise
	engines.wake(engine)
	updates.drain(engine)
	return done


def bring_since(engine: str, since: date, progress: Progress | None = None) -> int:
	"""Queue every customer changed on or after `since` and bring the updates; returns how many are done.

	What was queued waits when this is interrupted, and is brought later.
	"""
	engines.checked(engine)
	for customer in sorted(_changed_since(since)):
		updates.add(customer, engine)
	frappe.db.commit()
	engines.wake(engine)
	return updates.drain(engine, progress)


def _replace(engine: str, progress: Progress | None) -> int:
	"""One snapshot of the database: what is read of it is in the new index, and the updates of those customers are done.

	Of a rebuild that is taken up again the first part is older; so every update stays, and is brought afterwards.
	"""
	frappe.db.commit()
	version = version_now()
	queued, wanted = updates.names(engine), updates.wanted(engine)
	done = 0

	def counted(so_far: int, total: int) -> None:
		nonlocal done
		done = so_far
		if progress:
			progress(so_far, total)

	index = engines.index_of(engine)
	everyone = documents.Everyone(index.keeps_notes, counted)
	built = index.rebuild(everyone, _purpose(wanted), version)
	updates.forget(wanted if built.went_on_behind else queued)
	updates.bury(engine, built.refused)
	frappe.db.commit()
	return done


def _purpose(wanted: Sequence[int]) -> str:
	"""Another one, once somebody wants an index in which nothing older is; and for another country's phones."""
	return f"{settings.region()} {','.join(map(str, sorted(wanted)))}"


def _changed_since(since: date) -> set[str]:
	changed = set(frappe.get_all("Customer", {"modified": (">=", since)}, pluck="name", order_by=None))
	for doctype in ("Vehicle", *INVOICE_DOCTYPES):
		filters = {"modified": (">=", since), "customer": ("is", "set")}
		changed |= set(frappe.get_all(doctype, filters, pluck="customer", order_by=None, distinct=True))
	contact, link = frappe.qb.DocType("Contact"), frappe.qb.DocType("Dynamic Link")
	of_contacts = (
		frappe.qb.from_(contact)
		.join(link)
		.on((link.parent == contact.name) & (link.parenttype == "Contact"))
		.select(link.link_name)
		.where((contact.modified >= since) & (link.link_doctype == "Customer"))
	)
	return changed | set(of_contacts.run(pluck=True))
