"""How large and how deep a value of a request may be, before anything looks at what it means.

A database, a log and a JSON answer take what passes here: no half of a character, no number without end, no nesting
that ends the stack.
"""

from __future__ import annotations

import json
import math
from typing import Any

from workshop_crm.core.common.errors import N_, InvalidInput

MAX_DEPTH = 20
MAX_PARTS = 20_000
MAX_TEXT = 200_000
MAX_JSON = 1_000_000
MAX_INTEGER = 2**63 - 1
MIN_INTEGER = -MAX_INTEGER - 1
MAX_NAME_SHOWN = 60


def bounded(name: str, value: Any) -> Any:
	"""The value of the argument `name` with halves of characters replaced, at any depth.

	Raises InvalidInput, naming the argument, for what is too long, too deep, too large or no finite number.
	"""
	return _Bounds(name).of(value)


def whole_characters(text: str) -> str:
	"""The text with halves of characters (JSON can spell them) joined or replaced, so that every file can hold it."""
	return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def shown_name(name: str) -> str:
	"""A name that came from outside, fit to be put into a message."""
	return whole_characters(name)[:MAX_NAME_SHOWN]


def parsed(name: str, text: str) -> Any:
	"""The value of a JSON text. Raises ValueError for what is none, InvalidInput for what is too long or too deep."""
	if len(text) > MAX_JSON:
		raise InvalidInput(TOO_LONG, argument=name, most=MAX_JSON).at(name)
	try:
		return json.loads(text)
	except RecursionError:
		raise InvalidInput(TOO_DEEP, argument=name).at(name) from None


TOO_LONG = N_("{argument} is too long: at most {most} characters.")
TOO_DEEP = N_("{argument} has too many values inside each other.")
TOO_MANY = N_("{argument} has too many values: at most {most}.")
TOO_LARGE = N_("{argument} holds a number that is too large.")
NOT_FINITE = N_("{argument} holds a value that is not a number.")


class _Bounds:
	"""Walks one argument, counting its parts."""

	def __init__(self, name: str) -> None:
		self._name = name
		self._parts = 0

	def of(self, value: Any, depth: int = 0) -> Any:
		if isinstance(value, str):
			return self._text(value)
		if isinstance(value, int | float):
			return self._number(value)
		if isinstance(value, dict | list):
			self._count(len(value), depth)
		if isinstance(value, dict):
			return {self.of(key, depth + 1): self.of(part, depth + 1) for key, part in value.items()}
		if isinstance(value, list):
			return [self.of(part, depth + 1) for part in value]
		return value

	def _text(self, text: str) -> str:
		if len(text) > MAX_TEXT:
			raise self._refused(TOO_LONG, most=MAX_TEXT)
		return whole_characters(text)

	def _number(self, number: int | float) -> int | float:
		if isinstance(number, float) and not math.isfinite(number):
			raise self._refused(NOT_FINITE)
		if isinstance(number, int) and not MIN_INTEGER <= number <= MAX_INTEGER:
			raise self._refused(TOO_LARGE)
		return number

	def _count(self, parts: int, depth: int) -> None:
		self._parts += parts
		if depth >= MAX_DEPTH:
			raise self._refused(TOO_DEEP)
		if self._parts > MAX_PARTS:
			raise self._refused(TOO_MANY, most=MAX_PARTS)

	def _refused(self, template: str, **values: object) -> InvalidInput:
		return InvalidInput(template, argument=self._name, **values).at(self._name)
