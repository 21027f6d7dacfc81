"""Money at Frappe's boundary: Decimal inside, float in documents and in JSON."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def decimal(value: object) -> Decimal:
	"""A Frappe amount (float, text or None) as an exact Decimal."""
	return Decimal(str(value or 0))


def rounded(value: Decimal) -> float:
	"""An amount as Frappe stores it: 2 decimals, half up."""
	return float(value.quantize(CENT, ROUND_HALF_UP))
