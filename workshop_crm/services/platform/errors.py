"""The app's own errors, told in Frappe's way: its HTTP status, its message box, the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.utils import escape_html

from workshop_crm.core.common.errors import Conflict, InvalidInput, NotAllowed, NotFound, WorkshopError
from workshop_crm.services.platform.words import _

FRAPPE_ERRORS: dict[type[WorkshopError], type[Exception]] = {
	InvalidInput: frappe.ValidationError,
	NotFound: frappe.DoesNotExistError,
	NotAllowed: frappe.PermissionError,
	Conflict: frappe.DuplicateEntryError,
}


@contextmanager
def as_frappe_errors() -> Iterator[None]:
	"""Raise the matching frappe exception, translated, for every `WorkshopError` raised inside.

	The answer to a request then also says `field`, the input that the error belongs to.
	"""
	try:
		yield
	except WorkshopError as error:
		if error.field:
			frappe.local.response["field"] = error.field
		frappe.throw(message(error), exc=frappe_error(error))


def frappe_error(error: WorkshopError) -> type[Exception]:
	"""The frappe exception class of `error` (417, 404, 403 or 409)."""
	for ours, theirs in FRAPPE_ERRORS.items():
		if isinstance(error, ours):
			return theirs
	return frappe.ValidationError


def message(error: WorkshopError) -> str:
	"""The message in the reader's language. Values are escaped: the desk shows messages as HTML."""
	return error.text(_, escape_html)
