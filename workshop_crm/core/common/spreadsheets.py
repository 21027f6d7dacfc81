"""Cells of files that a spreadsheet opens."""

from __future__ import annotations

Cell = str | int | float | None
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def harmless(cell: Cell) -> Cell:
	"""Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers."""
	if isinstance(cell, str) and (
		cell.startswith(_FORMULA_STARTS) or cell.lstrip().startswith(_FORMULA_STARTS)
	):
		return "'" + cell
	return cell
