"""Work that may fail without taking the caller's transaction with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe


@contextmanager
def isolated(title: str, doctype: str | None = None, name: str | None = None) -> Iterator[None]:
	"""Undo what was written inside and log the error when something is raised; then go on.

	A deadlock is raised again: MariaDB has thrown away the whole transaction, not only this part.
	"""
	savepoint = f"isolated_{frappe.generate_hash(length=10)}"
	frappe.db.savepoint(savepoint)
	told_before = len(frappe.local.message_log)
	try:
		yield
	except frappe.QueryDeadlockError:
		raise
	except Exception:
		trace = frappe.get_traceback(with_context=True)
		frappe.db.rollback(save_point=savepoint)
		# What the failed part wanted to tell is no news to the user: the document was saved.
		del frappe.local.message_log[told_before:]
		frappe.log_error(title=title, message=trace, reference_doctype=doctype, reference_name=name)
	else:
		frappe.db.release_savepoint(savepoint)
