"""A sum divided over the lines of an invoice, so that the parts add up to it exactly."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal


def share_out(total: Decimal, weights: Sequence[Decimal], decimals: int) -> list[Decimal]:
	"""Parts of `total` in proportion to `weights`, each with `decimals` places.

	What rounding leaves goes to the largest remainders (Hare-Niemeyer); without any weight all parts are zero.
	"""
	whole = sum(weights, Decimal(0))
	if not whole:
		return [Decimal(0) for _ in weights]
	unit = Decimal(1).scaleb(-decimals)
	exact = [total * weight / whole for weight in weights]
	parts = [part.quantize(unit, ROUND_FLOOR) for part in exact]
	left = int((total.quantize(unit) - sum(parts, Decimal(0))) / unit)
	by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
	for place in by_remainder[:left]:
		parts[place] += unit
	return parts
