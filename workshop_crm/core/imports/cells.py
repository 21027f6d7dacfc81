"""Reads the cells of a row by the rule of each field, and says of every bad one what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.imports.columns import Columns
from workshop_crm.core.imports.problems import CORRECT_OR_EMPTY, FILL, Refusal
from workshop_crm.core.imports.rubbish import unreadable
from workshop_crm.core.imports.table import Row
from workshop_crm.core.names.fold import fold

MAX_NAME = 140
TRUE = frozenset(fold(word) for word in ("1", "yes", "y", "true", "نعم", "صحيح"))
FALSE = frozenset(fold(word) for word in ("0", "no", "n", "false", "لا", "خطأ"))

_EXCEL_ERROR = re.compile(r"#(?:N/A|VALUE!|REF!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
# What people write into a cell that has nothing to say.
_STROKES = re.compile(r"[-–—./\s]+")
_NOTHING = frozenset(
	fold(word)
	for word in (
		"0",
		"N/A",
		"NA",
		"nil",
		"none",
		"null",
		"no",
		"unknown",
		"not available",
		"لا يوجد",
		"لايوجد",
		"لا توجد",
		"غير معروف",
		"غير متوفر",
		"غير موجود",
		"بدون",
		"لا",
	)
)


# What keeps Excel from changing a cell: ="0551234567" and '0551234567.
_PROTECTED = re.compile(r"""="(?P<formula>.*)"|'(?P<text>[\d+].*)""", re.DOTALL)


class Rule(NamedTuple):
	"""How a cell is read: `parse` raises InvalidInput for one that cannot be used; `advice` says what to do then.

	A cell is read as one line without surplus blanks, unless it `keeps_lines`. Columns of the fields `before` and `behind`
	hold parts of it: those before stand on its line, those behind on lines of their own. Where one `may_say_none`, words
	such as N/A are an empty cell.
	"""

	parse: Callable[[str], Any]
	advice: str = CORRECT_OR_EMPTY
	is_needed: bool = False
	keeps_lines: bool = False
	may_say_none: bool = False
	before: Sequence[str] = ()
	behind: Sequence[str] = ()


class RowReader:
	"""Reads row after row. `headings` are those of the file, for the refusals."""

	def __init__(self, rules: Mapping[str, Rule], columns: Columns, headings: Sequence[str]) -> None:
		self._columns = columns
		self._headings = headings
		self._plan = [
			(field, self._places((*rule.before, field)), self._places(rule.behind), rule)
			for field, rule in rules.items()
			if field in columns
		]

	def _places(self, fields: Sequence[str]) -> list[int]:
		return [self._columns[field] for field in fields if field in self._columns]

	def read(self, row: Row) -> tuple[dict[str, Any], list[Refusal]]:
		"""The values of the cells that are not empty, None for a bad one; and what is wrong with the bad ones."""
		values: dict[str, Any] = {}
		refusals = []
		for field, on_its_line, behind, rule in self._plan:
			cell = _joined(row.cells, on_its_line, behind)
			text = _unprotected(cell.strip()) if rule.keeps_lines else cleaned(cell)
			try:
				if _EXCEL_ERROR.fullmatch(text):
					raise InvalidInput(N_("Excel shows the error {text} in this cell."), text=text)
				if text and not (rule.may_say_none and _says_nothing(text)):
					values[field] = rule.parse(text)
				elif rule.is_needed:
					refusals.append(self.refuse(row, field, InvalidInput(N_("The cell is empty.")), FILL))
			except InvalidInput as error:
				values[field] = None
				refusals.append(self.refuse(row, field, error, rule.advice))
		return values, refusals

	def refuse_row(self, row: Row, reason: InvalidInput, advice: str) -> Refusal:
		"""What is wrong with a row as a whole, with what it says."""
		place, said = next((place, cell) for place, cell in enumerate(row.cells) if cell.strip())
		return Refusal(row.line, self._headings[place], cleaned(said), reason, advice)

	def refuse(self, row: Row, field: str, reason: InvalidInput, advice: str) -> Refusal:
		"""What is wrong with a cell, under the heading that its column has in the file."""
		place = self._columns.get(field)
		if place is None:
			return Refusal(row.line, field, "", reason, advice)
		return Refusal(row.line, self._headings[place], cleaned(row.cells[place]), reason, advice)


def _says_nothing(text: str) -> bool:
	return bool(_STROKES.fullmatch(text)) or fold(text) in _NOTHING


def _joined(cells: Sequence[str], on_its_line: Sequence[int], behind: Sequence[int]) -> str:
	if len(on_its_line) == 1 and not behind:
		return cells[on_its_line[0]]
	line = " ".join(filled for place in on_its_line if (filled := cells[place].strip()))
	return "\n".join(
		filled for text in (line, *(cells[place] for place in behind)) if (filled := text.strip())
	)


def cleaned(text: str) -> str:
	"""One line without surplus blanks, and without what protects it from Excel."""
	return text if text.isalnum() else _unprotected(" ".join(text.split()))


def _unprotected(text: str) -> str:
	found = _PROTECTED.fullmatch(text) if text[:1] in ("=", "'") else None
	return (found["formula"] or found["text"] or "").strip() if found else text


def truth(text: str) -> bool:
	"""Raises InvalidInput for what is neither yes nor no, in English or Arabic."""
	folded = fold(text)
	if folded not in TRUE and folded not in FALSE:
		raise InvalidInput(N_("{text} is neither yes nor no."), text=text[:40])
	return folded in TRUE


def identifier(text: str) -> str:
	"""An ID; Data Export puts IDs in quotation marks of their own. Raises InvalidInput when it is too long."""
	if text.startswith('"') and text.endswith('"') and len(text) > 2:
		text = text[1:-1]
	return short(text)


def name(text: str) -> str:
	"""A name; raises InvalidInput for one whose letters are lost or shown as others, and for one that is too long."""
	if problem := unreadable(text):
		raise problem
	return short(text)


def short(text: str) -> str:
	"""One line that ERPNext could hold; raises InvalidInput for a longer one."""
	if len(text) > MAX_NAME:
		raise InvalidInput(N_("The text has more than {most} characters."), most=MAX_NAME)
	return text
