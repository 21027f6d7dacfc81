"""Money in the database is a whole number of hundredths, so that SQL adds it up exactly."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")


def rounded(amount: Decimal) -> Decimal:
	"""The amount in whole hundredths, half of one rounded away from zero as on an invoice."""
	return amount.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def to_hundredths(amount: Decimal) -> int:
	return int(rounded(amount).scaleb(2))


def to_decimal(hundredths: int | None) -> Decimal:
	return Decimal(hundredths or 0).scaleb(-2)


def as_number(hundredths: int | None) -> float:
	"""For JSON: 1150 -> 11.5."""
	return (hundredths or 0) / 100
