"""What the app refuses, and the words it does that in: in English and in Arabic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

import frappe
from frappe.utils import escape_html

from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.services.platform.words import _


def assert_refused(
	action: Callable[[], object],
	*words: str,
	exc: type[Exception] = frappe.ValidationError,
	field: str | None = None,
) -> None:
	"""`action` is refused; the message has `words` in English, and in Arabic it is the catalogue's translation."""
	english, error = _refusal(action, exc, "en")
	for word in words:
		assert word in english, f"{word!r} is not in {english!r}"
	assert field in (None, error.field), f"the refusal belongs to {error.field!r}"
	arabic, error = _refusal(action, exc, "ar")
	translated = error.text(lambda text: _(text, "ar"), escape_html)
	assert arabic == translated, f"{arabic!r} is not {translated!r}"
	if error.template in catalogue():
		assert arabic != english, f"there is an Arabic text that is not shown: {english!r}"


@contextmanager
def language(code: str) -> Iterator[None]:
	before, frappe.local.lang = frappe.local.lang, code
	try:
		yield
	finally:
		frappe.local.lang = before


@cache
def catalogue() -> frozenset[str]:
	"""The English texts that have an Arabic one."""
	with Path(frappe.get_app_path("workshop_crm", "locale", "ar.po")).open("rb") as file:
		return frozenset(message.id for message in read_po(file) if message.id and message.string)


def _refusal(action: Callable[[], object], exc: type[Exception], code: str) -> tuple[str, WorkshopError]:
	raised = None
	with language(code):
		try:
			action()
		except exc as refused:
			raised = refused
	assert raised, "it was not refused"
	error = raised.__context__
	assert isinstance(error, WorkshopError), f"not refused by a rule of the app: {raised!r}"
	return str(raised), error
