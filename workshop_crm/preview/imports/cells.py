"""Reads the cells of a row by field, and says of a bad one which it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold
from workshop_crm.preview.imports.fields import Columns
from workshop_crm.preview.imports.problems import CORRECT, CORRECT_OR_EMPTY, FILL, Refusal
from workshop_crm.preview.imports.table import Row

Value = TypeVar("Value")

LONGEST_NAME = 140
TRUE = frozenset(fold(word) for word in ("1", "yes", "y", "true", "نعم", "صحيح"))
FALSE = frozenset(fold(word) for word in ("0", "no", "n", "false", "لا", "خطأ"))


class Cells:
	"""The cells of one row. A cell that cannot be read gives None and is noted in `refusals`."""

	__slots__ = ("_columns", "_headings", "_row", "refusals")

	def __init__(self, row: Row, columns: Columns, headings: Sequence[str]) -> None:
		self._row = row
		self._columns = columns
		self._headings = headings
		self.refusals: list[Refusal] = []

	@property
	def line(self) -> int:
		return self._row.line

	def text(self, field: str) -> str:
		"""The cell without surplus blanks; empty where the file has no such column."""
		place = self._columns.get(field)
		if place is None:
			return ""
		text = self._row.cells[place]
		return text if text.isalnum() else " ".join(text.split())

	def read(self, field: str, parse: Callable[[str], Value], advice: str = CORRECT_OR_EMPTY) -> Value | None:
		"""The parsed cell, None when it is empty; `parse` raises InvalidInput."""
		if field not in self._columns or not (text := self.text(field)):
			return None
		try:
			return parse(text)
		except InvalidInput as error:
			self.refuse(field, error, advice)
			return None

	def read_needed(self, field: str, parse: Callable[[str], Value]) -> Value | None:
		if not self.text(field):
			self.refuse(field, InvalidInput(N_("The cell is empty.")), FILL)
		return self.read(field, parse, CORRECT)

	def truth(self, field: str) -> bool:
		text = self.text(field)
		if not text:
			return False
		folded = fold(text)
		if folded not in TRUE and folded not in FALSE:
			self.refuse(field, InvalidInput(N_("{text} is neither yes nor no."), text=text[:40]), CORRECT)
		return folded in TRUE

	def refuse(self, field: str, reason: InvalidInput, advice: str) -> None:
		"""Note what is wrong with a cell, under the heading that its column has in the file."""
		place = self._columns.get(field)
		heading = field if place is None else self._headings[place]
		self.refusals.append(Refusal(self._row.line, heading, self.text(field), reason, advice))


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
