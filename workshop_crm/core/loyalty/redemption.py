"""How many points may pay for an invoice. Amounts are exact; a host rounds them to its currency."""

from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.loyalty.model import Quote


def amount(points: int, point_value: Decimal) -> Decimal:
	"""The money that `points` pay."""
	return points * point_value


def quote(balance: int, total: Decimal, point_value: Decimal) -> Quote:
	"""The most that may be redeemed: never more than the balance, never more than the invoice's total."""
	if balance <= 0 or total <= 0 or point_value <= 0:
		return Quote(0, Decimal(0))
	points = min(balance, int(total // point_value))
	return Quote(points, amount(points, point_value))


def check(points: int, balance: int, total: Decimal, point_value: Decimal) -> None:
	"""Raise InvalidInput when `points` may not be redeemed on an invoice of `total`. Zero points always may."""
	if points < 0:
		raise InvalidInput(N_("Points to redeem cannot be negative."))
	if points > max(balance, 0):
		raise InvalidInput(N_("Only {available} points can be redeemed."), available=max(balance, 0))
	if points > (most := quote(balance, total, point_value).max_points):
		raise InvalidInput(N_("This invoice takes at most {points} points."), points=most)
