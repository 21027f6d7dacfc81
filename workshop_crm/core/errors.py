"""What the workshop refuses to do, and why: one tree of exceptions for every layer.

	WorkshopError
	├── InvalidInput   a value cannot be used as given
	├── NotFound       the record that was asked for does not exist
	├── NotAllowed     the user may not do this
	└── Conflict       the record exists already, or changed in the meantime

An error carries an English template and its values apart, so that a host translates the template
before the values are put in:

	raise InvalidInput(N_("{phone} is not a phone number. Type it as 055 123 4567."), phone=text)
"""

from __future__ import annotations

from collections.abc import Callable


def N_(text: str) -> str:
	"""Mark an English literal for translation and give it back unchanged."""
	return text


def _as_written(text: str) -> str:
	return text


class WorkshopError(Exception):
	"""Base of every error with a message for the user: `template` in English with `{named}` places, `values` for them."""

	def __init__(self, template: str, /, **values: object) -> None:
		super().__init__(template)
		self.template = template
		self.values = values

	def text(self, translate: Callable[[str], str] = _as_written) -> str:
		"""The message with its values in place; `translate` maps the English template to the reader's language."""
		return translate(self.template).format(**self.values)

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
