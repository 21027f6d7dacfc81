"""What is wrong with a cell, where it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workshop_crm.core.common.errors import N_, WorkshopError

CORRECT_OR_EMPTY = N_("Correct the cell, or leave it empty.")
CORRECT = N_("Correct the cell.")
FILL = N_("Fill the cell.")
REMOVE_ROW = N_("Remove the row, or correct it.")
IMPORT_CUSTOMERS_FIRST = N_("Import the customers first, or choose the column with the customer's name.")

MAX_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Refusal:
	"""One bad cell of a refused row. `reason` is an error to be put into the reader's language, `advice` a template without places."""

	line: int
	column: str
	value: str
	reason: WorkshopError
	advice: str

	def as_dict(self, translate: Callable[[str], str]) -> dict[str, object]:
		return {
			"line": self.line,
			"column": self.column,
			"value": self.value[:MAX_SHOWN],
			"reason": self.reason.text(translate),
			"advice": translate(self.advice),
		}
