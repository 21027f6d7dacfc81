"""How many decimals a currency has, and how an amount is rounded to them: by the methods of ERPNext's settings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

Method = Literal["Banker's Rounding", "Banker's Rounding (legacy)", "Commercial Rounding"]

USUAL_DECIMALS = 2
# The currencies of ISO 4217 with more or fewer decimals.
WITH_THREE = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
WITH_NONE = (
	*("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"),
	*("PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"),
)


def decimals_of(currency: str) -> int:
	"""Decimals of an amount in `currency` (its ISO code); two for a currency that is not known."""
	if currency in WITH_THREE:
		return 3
	return 0 if currency in WITH_NONE else USUAL_DECIMALS


def decimal(value: object) -> Decimal:
	"""A number of a record (float, text or None) as an exact Decimal."""
	return Decimal(str(value or 0))


@dataclass(frozen=True, slots=True)
class Rounding:
	"""Rounds to `decimals` places. A half goes where `method` says: to the even neighbour, or away from zero.

	The legacy method takes a half to the even neighbour for whole numbers only; with decimals, up.
	"""

	decimals: int = USUAL_DECIMALS
	method: Method = "Banker's Rounding"

	def of(self, amount: Decimal) -> Decimal:
		"""The amount rounded; exact for any number of digits."""
		return amount.quantize(_unit(self.decimals), self._half(amount))

	@property
	def half(self) -> Decimal:
		"""The most by which rounding changes an amount."""
		return _unit(self.decimals) / 2

	def number(self, amount: Decimal) -> float:
		"""The amount rounded, for JSON."""
		return float(self.of(amount))

	def _half(self, amount: Decimal) -> str:
		if self.method == "Commercial Rounding":
			return ROUND_HALF_UP
		if self.method == "Banker's Rounding" or not self.decimals:
			return ROUND_HALF_EVEN
		return ROUND_HALF_UP if amount > 0 else ROUND_HALF_DOWN


USUAL = Rounding()
"""As on a new site of ERPNext, for a currency with two decimals."""


@lru_cache
def _unit(decimals: int) -> Decimal:
	return Decimal(1).scaleb(-decimals)
