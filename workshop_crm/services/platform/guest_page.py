"""What is special about everything that shows a guest a survey or points: its address is a secret of one customer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe

from workshop_crm.core.common import guest_pages
from workshop_crm.core.common.errors import N_, InvalidInput, WorkshopError
from workshop_crm.core.common.languages import DIRECTIONS, Language

HEADERS = {**guest_pages.HEADERS, "Content-Security-Policy": "default-src 'self'"}
PAPER = {"Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'"}
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
	"""Marks the answer to this request as a customer's secret, and keeps the link out of the Error Log.

	Frappe logs an unexpected error with the values of all variables, the address of the request among them. Raises
	InvalidInput in its place.
	"""
	frappe.local.flags.shows_secret = True
	try:
		yield
	except EXPECTED:
		raise
	except Exception as error:
		frappe.log_error(title="Page of a guest", message=frappe.get_traceback(), defer_insert=True)
		raise InvalidInput(N_("This did not work. Please try again later.")) from error


def asked_language() -> Language | None:
	"""The language that the address asks for."""
	chosen = frappe.form_dict.get("_lang")
	return chosen if chosen in DIRECTIONS else None


def add_headers(response: Any, request: Any) -> None:
	"""Called by Frappe after each request; touches only what a secret address shows."""
	if response is not None and (frappe.local.flags.shows_secret or guest_pages.shows_secret(request.path)):
		response.headers.update(HEADERS | (PAPER if guest_pages.is_paper(request.path) else {}))
