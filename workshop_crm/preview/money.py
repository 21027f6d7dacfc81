"""Money as an invoice shows it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")


def rounded(amount: Decimal) -> Decimal:
	"""The amount in whole hundredths, half of one rounded away from zero as on an invoice."""
	return amount.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)
