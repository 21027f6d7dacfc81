"""What the workshop refuses to do, and why: one tree of exceptions for every layer.

	WorkshopError
	├── InvalidInput   a value cannot be used as given
	├── NotFound       the record that was asked for does not exist
	├── NotAllowed     the user may not do this
	└── Conflict       the record exists already, or changed in the meantime

An error carries an English template and its values apart, so that a host translates the template
before the values are put in:

	raise InvalidInput(N_("{phone} is not a phone number. Type it as 055 123 4567."), phone=text)

A value that is itself a word of the app goes in as a `Term`, and is translated with the template:

	raise InvalidInput(N_("Please enter text for {field}."), field=Term(N_("Engine oil")))

One that the owner has named in both languages goes in as `Named`, a number with its noun as `Counted`, several values as a
tuple, and an amount as a Decimal.

An error may belong to one input of a form: `raise InvalidInput(...).at("phone")`, or `with about("phone"):` around
the check. A screen then shows it beside that input.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import TypeVar

from workshop_crm.core.common.commas import joined
from workshop_crm.core.common.digits import grouped, sentence_digits, shown_digits

Error = TypeVar("Error", bound="WorkshopError")
PLACE = re.compile(r"\{\w+\}")


def N_(text: str) -> str:
	"""Mark an English literal for translation and give it back unchanged."""
	return text


class Term(str):
	"""A value of an error that is an English word of the app, to be translated like the template."""

	__slots__ = ()


class Named(str):
	"""A value of an error that has a name in each language; where there is no Arabic one, the English stands for both."""

	__slots__ = ("arabic",)
	arabic: str

	def __new__(cls, english: str, arabic: str = "") -> Named:
		named = super().__new__(cls, english)
		named.arabic = arabic or english
		return named


class Counted(int):
	"""A number of an error that stands with its noun; `form` is the English that agrees with it, such as "{few} points"."""

	form: str

	def __new__(cls, number: int, form: str) -> Counted:
		counted = super().__new__(cls, number)
		counted.form = form
		return counted


def filled(form: str, number: object) -> str:
	"""A form of a counted noun with its number in its one place, however that is named."""
	return PLACE.sub(str(number), form)


def isolated(text: str) -> str:
	"""`text` between marks that nobody sees, so that its digits and letters keep their own order inside a sentence."""
	return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def _number(value: object, is_arabic: bool) -> object:
	"""A count or an amount in the digits of its sentence; anything else as it is."""
	if isinstance(value, Decimal):
		decimals = max(-int(value.as_tuple().exponent), 0)
		return grouped(value, decimals, "ar") if is_arabic else f"{value:f}"
	return shown_digits(str(value), "ar") if is_arabic and isinstance(value, int) else value


def _as_written(text: str) -> str:
	return text


class WorkshopError(Exception):
	"""Base of every error with a message for the user: `template` in English with `{named}` places, `values` for them.

	`field` names the input it belongs to, for example "phone" or "emergency_contact.phone"; empty when it is none's.
	"""

	def __init__(self, template: str, /, **values: object) -> None:
		super().__init__(template)
		self.template = template
		self.values = values
		self.field = ""

	def at(self: Error, field: str) -> Error:
		"""The same error, belonging to the input `field` unless it belongs to one already."""
		self.field = self.field or field
		return self

	def text(
		self, translate: Callable[[str], str] = _as_written, show: Callable[[str], str] = _as_written
	) -> str:
		"""The message with its values in place.

		`translate` maps the English template to the reader's language; `show` is applied to every text among the
		values, for example to escape it where messages are HTML.
		"""
		sentence = translate(self.template)
		# Every sentence is translated, and there are two languages.
		is_arabic = sentence != self.template
		if is_arabic:
			sentence = sentence_digits(sentence)

		def said(value: str) -> str:
			if isinstance(value, Named):
				return value.arabic if is_arabic else str(value)
			if isinstance(value, Term):
				return translate(str(value))
			return isolated(value) if is_arabic else value

		def shown(value: object) -> object:
			if isinstance(value, str):
				return show(said(value))
			if isinstance(value, tuple):
				return joined((str(shown(one)) for one in value), "ar" if is_arabic else "en")
			written = _number(value, is_arabic)
			return filled(translate(value.form), written) if isinstance(value, Counted) else written

		return sentence.format(**{name: shown(value) for name, value in self.values.items()})

	def __str__(self) -> str:
		return self.text()


class InvalidInput(WorkshopError):
	"""A value cannot be used as given; the message says which and what to do."""


class NotFound(WorkshopError):
	"""The record that was asked for does not exist."""


class NotAllowed(WorkshopError):
	"""The user may not do this."""


class Conflict(WorkshopError):
	"""The record exists already, or changed in the meantime."""


def missing(record: str) -> NotFound:
	"""The refusal of a record that is not there, by its name."""
	return NotFound(N_("{record} was not found."), record=record)


@contextmanager
def about(field: str) -> Iterator[None]:
	"""Errors raised inside belong to the input `field`, unless they belong to one already."""
	try:
		yield
	except WorkshopError as error:
		error.at(field)
		raise
