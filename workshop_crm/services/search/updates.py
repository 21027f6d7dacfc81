"""Search updates: which customers an index must look at again, queued in the transaction that changed them.

A search update names the customer and the engine that waits for it; what the index gets is read when it is brought. So
updates may be brought twice, and the last one of a customer stands for all before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import frappe
from frappe.query_builder.functions import Count, Min
from frappe.utils import now_datetime

from workshop_crm.core.search.errors import DocumentsRefused, EngineUnavailable, IndexUnavailable
from workshop_crm.services.platform import background
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.permissions import require_manager
from workshop_crm.services.search import documents, engines
from workshop_crm.services.search.locks import only_writer, version_now

UPDATE = "Customer Search Update"
BATCH = 500
WAITING, DEAD = "Waiting", "Dead"
# No customer's name: such an update says that the whole index is to be made again.
EVERYONE = ""

# After each failure an update rests so long; after as many failures and one more it is dead.
MINUTES_BETWEEN_TRIES = (1, 5, 15, 60)
MAX_ERROR = 500
NOT_THE_CUSTOMERS_FAULT = (EngineUnavailable, IndexUnavailable, OSError, frappe.QueryDeadlockError)

Progress = Callable[[int, int], None]


def queue(*customers: str) -> None:
	"""Remember, with the caller's transaction, that every index must look at these customers again."""
	with isolated(f"Search update of {', '.join(customers)}"):
		for customer in dict.fromkeys(customers):
			for engine in engines.in_use():
				add(customer, engine)
		ask_for_drain()


def add(customer: str, engine: str) -> None:
	"""One update for one engine. No event follows it: they may come by the hundred thousand."""
	row = {"customer": customer, "engine": engine, "state": WAITING}
	frappe.get_doc({"doctype": UPDATE, **row}).db_insert()


def want_rebuild(engine: str) -> None:
	"""Remember, with the caller's transaction, that the index is to be made again; the rebuild takes the update away."""
	add(EVERYONE, engine)


def wanted(engine: str) -> list[int]:
	"""The updates that ask for a rebuild, as the present transaction sees them."""
	filters = {"engine": engine, "customer": EVERYONE}
	return frappe.get_all(UPDATE, filters, pluck="name", order_by=None, limit=0)


def is_rebuild_wanted(engine: str) -> bool:
	"""Whether no rebuild has been done since one was wanted."""
	return bool(wanted(engine))


def ask_for_drain() -> None:
	"""Have a job bring the updates once the caller's transaction is committed."""
	background.after_commit("workshop_crm.services.search.upkeep.apply_updates", "workshop_crm.search.apply")


def drain(engine: str, progress: Progress | None = None) -> int:
	"""Bring the waiting updates to the engine in their order; returns how many are done.

	Where another process is at it, the updates are left to that one. Raises IndexUnavailable when the index must be
	rebuilt, EngineUnavailable when the engine is away; the updates stay.
	"""
	if error := engines.resting(engine):
		raise error
	with only_writer(engine) as mine:
		try:
			return _drain(engine, progress) if mine else 0
		except EngineUnavailable as error:
			engines.let_rest(engine, error)
			raise


def retry_dead(names: Sequence[int] | None = None) -> int:
	"""Let dead updates (those named, or all) wait again; returns how many there were."""
	require_manager()
	filters = {"state": DEAD, **({"name": ("in", list(names))} if names is not None else {})}
	dead = frappe.get_all(UPDATE, filters, pluck="name", order_by=None, limit=0)
	for start in range(0, len(dead), BATCH):
		waiting = {"state": WAITING, "attempts": 0, "next_try": None}
		frappe.db.set_value(UPDATE, {"name": ("in", dead[start : start + BATCH])}, waiting)
	ask_for_drain()
	return len(dead)


def names(engine: str) -> list[int]:
	"""All updates for the engine that the present transaction sees."""
	return frappe.get_all(UPDATE, {"engine": engine}, pluck="name", order_by=None, limit=0)


def forget(updates: Sequence[int]) -> None:
	"""Delete these updates."""
	for start in range(0, len(updates), BATCH):
		frappe.db.delete(UPDATE, {"name": ("in", list(updates[start : start + BATCH]))})


def bury(engine: str, refused: Mapping[str, str]) -> None:
	"""Keep customers that an index refused for good, with the reason, as dead updates."""
	for customer, error in refused.items():
		row = {"customer": customer, "engine": engine, "state": DEAD, "attempts": 1}
		frappe.get_doc({"doctype": UPDATE, **row, "error": error[:MAX_ERROR]}).db_insert()


def forget_engine(engine: str) -> None:
	"""Delete what waits for an engine that is not used any more."""
	frappe.db.delete(UPDATE, {"engine": engine})


def counts(engine: str) -> dict[str, int]:
	"""How many updates wait and are dead, and for how many seconds the oldest has been waiting."""
	table = frappe.qb.DocType(UPDATE)
	query = frappe.qb.from_(table).select(table.state, Count("*"), Min(table.creation))
	found = {row[0]: row[1:] for row in query.where(table.engine == engine).groupby(table.state).run()}
	waiting, oldest = found.get(WAITING, (0, None))
	lag = (now_datetime() - oldest).total_seconds() if oldest else 0
	return {"waiting": waiting, "dead": found.get(DEAD, (0,))[0], "lag_seconds": max(0, round(lag))}


def failed() -> int:
	"""How many updates were brought at least once in vain."""
	return frappe.db.count(UPDATE, {"attempts": (">", 0)})


def _drain(engine: str, progress: Progress | None) -> int:
	done, last = 0, 0
	# What others committed is seen by a new transaction alone.
	frappe.db.commit()
	total = counts(engine)["waiting"] if progress else 0
	frappe.db.commit()
	while True:
		version = version_now()
		updates = _waiting_after(engine, last)
		if not updates:
			return done
		last = updates[-1].name
		refused = _bring(engine, list(dict.fromkeys(row.customer for row in updates)), version)
		_settle(engine, updates, refused)
		frappe.db.commit()
		done += sum(row.customer not in refused for row in updates)
		if progress:
			progress(done, max(total, done))


def _waiting_after(engine: str, last: int) -> list[frappe._dict]:
	table = frappe.qb.DocType(UPDATE)
	return (
		frappe.qb.from_(table)
		.select(table.name, table.customer, table.attempts)
		.where((table.engine == engine) & (table.state == WAITING) & (table.name > last))
		.where(table.customer != EVERYONE)
		.where(table.next_try.isnull() | (table.next_try <= now_datetime()))
		.orderby(table.name)
		.limit(BATCH)
		.run(as_dict=True)
	)


def _bring(engine: str, customers: list[str], version: int) -> dict[str, str]:
	"""Write the customers to the index; returns why it cannot take some of them, by customer.

	A failure that may be one customer's is looked for by halves, so that it keeps no other waiting.
	"""
	try:
		index = engines.index_of(engine)
		found = documents.documents(customers, with_notes=index.keeps_notes)
		known = {document.customer: document for document in found}
		in_order = [known[customer] for customer in customers if customer in known]
		index.write(in_order, [customer for customer in customers if customer not in known], version)
		return {}
	except DocumentsRefused as error:
		return error.refused
	except NOT_THE_CUSTOMERS_FAULT:
		raise
	except Exception as error:
		if len(customers) == 1:
			return {customers[0]: repr(error)}
		middle = len(customers) // 2
		return {
			**_bring(engine, customers[:middle], version),
			**_bring(engine, customers[middle:], version),
		}


def _settle(engine: str, updates: Sequence[frappe._dict], refused: dict[str, str]) -> None:
	"""Delete the updates that are done, with dead ones of the same customers; count the failures of the others."""
	forget([row.name for row in updates if row.customer not in refused])
	brought = list({row.customer for row in updates} - refused.keys())
	if brought:
		frappe.db.delete(UPDATE, {"engine": engine, "state": DEAD, "customer": ("in", brought)})
	for row in updates:
		if row.customer in refused:
			_count_failure(row, refused[row.customer])


def _count_failure(row: frappe._dict, error: str) -> None:
	attempts = (row.attempts or 0) + 1
	values = {"attempts": attempts, "error": error[:MAX_ERROR], "next_try": None}
	if attempts > len(MINUTES_BETWEEN_TRIES):
		values["state"] = DEAD
	else:
		values["next_try"] = now_datetime() + timedelta(minutes=MINUTES_BETWEEN_TRIES[attempts - 1])
	frappe.db.set_value(UPDATE, row.name, values)
