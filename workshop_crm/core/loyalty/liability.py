"""What outstanding points are booked as: an expense when they are earned, a liability until they are redeemed or expire.

ERPNext books the expense of points when they are redeemed. With the liability it belongs to the day on which they were
earned: then the expense is accrued, and at the redemption as much of it is released as ERPNext books. What expires is
income (breakage). An entry is the difference between what the accounts say now and what earlier entries said, so late
rows, cancellations and another value of a point come into the next one, and a second entry of the day is empty.
"""

from dataclasses import dataclass
from decimal import Decimal

from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.redemption import amount

OUTSTANDING = "sum((balance + pending) * (balance + pending > 0))"
"""SQL of both hosts over accounts: what the workshop owes. Pending points too; a debt is no claim against the customer."""


@dataclass(frozen=True, slots=True)
class Points:
	"""Sums over all accounts of a program; see `AccountTotals`."""

	outstanding: int = 0
	redeemed: int = 0
	expired: int = 0


@dataclass(frozen=True, slots=True)
class Posted:
	"""What the entries until now add up to: the money that is owed, and the points whose ends they have booked."""

	liability: Decimal = Decimal(0)
	redeemed: int = 0
	expired: int = 0


@dataclass(frozen=True, slots=True)
class LiabilityEntry:
	"""Money of one balanced entry, negative where it goes back: `liability` = `accrued` - `released` - `breakage`."""

	accrued: Decimal
	released: Decimal
	breakage: Decimal
	liability: Decimal
	redeemed: int
	expired: int


def liability(program: Program, points: Points) -> Decimal:
	"""What the outstanding points are worth."""
	return amount(program, points.outstanding)


def next_entry(program: Program, points: Points, posted: Posted) -> LiabilityEntry | None:
	"""The entry that brings the books to what the accounts say; None when they say so already.

	What rounding or another value of a point changes is part of what is accrued.
	"""
	redeemed, expired = points.redeemed - posted.redeemed, points.expired - posted.expired
	change = liability(program, points) - posted.liability
	released, breakage = amount(program, redeemed), amount(program, expired)
	if not (change or released or breakage):
		return None
	return LiabilityEntry(change + released + breakage, released, breakage, change, redeemed, expired)
