"""What is special about everything that shows a survey to a guest: its address is a secret of one customer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe

from workshop_crm.core.common.errors import N_, InvalidInput, WorkshopError
from workshop_crm.core.surveys import page

HEADERS = {**page.HEADERS, "Content-Security-Policy": "default-src 'self'"}
EXPECTED = (
	WorkshopError,
	frappe.ValidationError,
	frappe.PermissionError,
	frappe.DoesNotExistError,
	frappe.QueryDeadlockError,
	frappe.Redirect,
)


@contextmanager
def shown() -> Iterator[None]:
	"""Marks the answer to this request as a survey's, and keeps the link out of the Error Log.

	Frappe logs an unexpected error with the values of all variables, the address of the request among them. Raises
	InvalidInput in its place.
	"""
	frappe.local.flags.shows_survey = True
	try:
		yield
	except EXPECTED:
		raise
	except Exception as error:
		frappe.log_error(title="Survey of a guest", message=frappe.get_traceback(), defer_insert=True)
		raise InvalidInput(N_("This did not work. Please try again later.")) from error


def add_headers(response: Any, request: Any) -> None:
	"""Called by Frappe after each request; touches only what shows a survey."""
	if response is not None and (frappe.local.flags.shows_survey or page.shows_survey(request.path)):
		response.headers.update(HEADERS)
