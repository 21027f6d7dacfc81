"""Values that nobody foresaw: refused with a sentence where the database, or Python, cannot keep them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from workshop_crm.core.common.errors import N_, InvalidInput

# MariaDB names the column: "Data too long for column 'make' at row 1", "Out of range value for column `t`.`odometer`".
_COLUMN = re.compile(r"column [`'\"](?:[^`'\"]+`\.)*`?(\w+)[`'\"]")


@contextmanager
def odd_input_refused() -> Iterator[None]:
	"""Raise InvalidInput, naming the field where it is known, for a value that is too long, too large or no text.

	The checks in core say better what is wrong with a value; this is the net below them.
	"""
	try:
		yield
	except frappe.db.DataError as error:
		raise _unkept(str(error)) from error
	except (OverflowError, RecursionError, UnicodeError) as error:
		raise InvalidInput(
			N_("A value is too long, too large or not text. Correct it and try again.")
		) from error


def _unkept(said: str) -> InvalidInput:
	named = _COLUMN.search(said)
	if not named:
		return InvalidInput(N_("A value is too long, too large or not text. Correct it and try again."))
	field = named[1]
	return InvalidInput(
		N_("The value of {field} is too long, too large or not text. Correct it and try again."), field=field
	).at(field)
