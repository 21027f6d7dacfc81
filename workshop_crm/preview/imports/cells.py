"""Reads the cells of a row by field, and says of a bad one which it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold
from workshop_crm.preview.imports.fields import Columns
from workshop_crm.preview.imports.problems import CORRECT, CORRECT_OR_EMPTY, FILL, BadCell, Refusal
from workshop_crm.preview.imports.table import Row

Value = TypeVar("Value")

LONGEST_NAME = 140
TRUE = frozenset(fold(word) for word in ("1", "yes", "y", "true", "نعم", "صحيح"))
FALSE = frozenset(fold(word) for word in ("0", "no", "n", "false", "لا", "خطأ"))


class Cells:
	"""The cells of one row; every reader raises BadCell."""

	__slots__ = ("_columns", "_row")

	def __init__(self, row: Row, columns: Columns) -> None:
		self._row = row
		self._columns = columns

	def text(self, field: str) -> str:
		"""The cell without surplus blanks; empty where the file has no such column."""
		place = self._columns.get(field)
		if place is None:
			return ""
		text = self._row.cells[place]
		return text if text.isalnum() else " ".join(text.split())

	def needed(self, field: str) -> str:
		text = self.text(field)
		if not text:
			raise BadCell(field, "", InvalidInput(N_("The cell is empty.")), FILL)
		return text

	def read(self, field: str, parse: Callable[[str], Value], advice: str = CORRECT_OR_EMPTY) -> Value | None:
		"""The parsed cell, or None when it is empty; `parse` raises InvalidInput."""
		if field not in self._columns:
			return None
		text = self.text(field)
		return self._parsed(field, text, parse, advice) if text else None

	def read_needed(self, field: str, parse: Callable[[str], Value]) -> Value:
		return self._parsed(field, self.needed(field), parse, CORRECT)

	def truth(self, field: str) -> bool:
		text = self.text(field)
		if not text:
			return False
		folded = fold(text)
		if folded not in TRUE and folded not in FALSE:
			raise BadCell(
				field, text, InvalidInput(N_("{text} is neither yes nor no."), text=text[:40]), CORRECT
			)
		return folded in TRUE

	def _parsed(self, field: str, text: str, parse: Callable[[str], Value], advice: str) -> Value:
		try:
			return parse(text)
		except InvalidInput as error:
			raise BadCell(field, text, error, advice) from None


def identifier(text: str) -> str:
	"""An ID; Data Export puts IDs in quotation marks of their own. Raises InvalidInput when it is too long."""
	if text.startswith('"') and text.endswith('"') and len(text) > 2:
		text = text[1:-1]
	return short(text)


def short(text: str) -> str:
	"""One line that ERPNext could hold; raises InvalidInput for a longer one."""
	if len(text) > LONGEST_NAME:
		raise InvalidInput(N_("The text has more than {most} characters."), most=LONGEST_NAME)
	return text


def refusal(row: Row, bad: BadCell, headings: list[str], columns: Columns) -> Refusal:
	"""The refused row, with the heading of the column as the file has it."""
	place = columns.get(bad.field)
	heading = headings[place] if place is not None else bad.field
	return Refusal(row.line, heading, bad.value, bad.reason, bad.advice)
