"""What the till is shown: what can be sold, what a sale would cost, and what it did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from workshop_crm.core.common.money import Rounding
from workshop_crm.core.visits.discounts import ALL
from workshop_crm.core.visits.payments import modes_view

MAX_ITEMS = 500
"""More than a till can show; what has no service type is left out first."""


@dataclass(frozen=True, slots=True)
class Bill:
	"""Money in the company's currency. `payable` is the total as it is to be paid, rounded to coins where they are.

	`discount` is what a reward takes off, `by_hand` what somebody has taken off the whole, both before tax: subtotal less
	both plus tax is the total.
	"""

	subtotal: Decimal
	tax: Decimal
	payable: Decimal
	discount: Decimal = Decimal(0)
	by_hand: Decimal = Decimal(0)

	@property
	def rounding(self) -> Decimal:
		"""What rounding to coins adds to the total, or takes off it."""
		return self.payable - (self.subtotal - self.discount - self.by_hand + self.tax)


class Points(Protocol):
	"""What a sale does to the customer's points, as the loyalty rules have it."""

	@property
	def balance(self) -> int: ...
	@property
	def max_points(self) -> int: ...
	@property
	def points(self) -> int: ...
	@property
	def amount(self) -> Decimal: ...
	@property
	def to_earn(self) -> int: ...


class PointsMoved(Protocol):
	"""Points that a completed sale earned and redeemed, and where the customer stands now; no tier without a program."""

	@property
	def earned(self) -> int: ...
	@property
	def redeemed(self) -> int: ...
	@property
	def balance(self) -> int: ...
	@property
	def tier(self) -> str | None: ...
	@property
	def tier_ar(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SaleItem:
	item: str
	name: str
	name_ar: str
	rate: Decimal
	service_type: str | None


def options_view(
	items: Iterable[SaleItem],
	service_types: Iterable[tuple[str, str]],
	people: Iterable[str],
	modes: Iterable[tuple[str, bool]],
	currency: str,
	rounding: Rounding,
	discount_limit: Decimal = ALL,
	other_work: str | None = None,
) -> dict[str, Any]:
	"""What can be sold, by service type; what has none comes last. `service_types` are English and Arabic names, `people`
	those who may have done the work or advised. `modes` are the ways of paying, each with whether it is cash.

	`discount_limit` is the most in percent that the user may take off a sale, `other_work` the item of lines that are described freely.
	"""
	by_name = sorted(items, key=lambda item: (item.name.casefold(), item.item))
	shelf = sorted(by_name, key=lambda item: (item.service_type or "").casefold(), reverse=True)
	return {
		"currency": currency,
		"discount_limit": float(discount_limit),
		"other_work": other_work,
		"people": sorted(people, key=str.casefold),
		"items": [
			{
				"item": item.item,
				"name": item.name,
				"name_ar": item.name_ar,
				"rate": rounding.number(item.rate),
				"service_type": item.service_type,
			}
			for item in shelf[:MAX_ITEMS]
		],
		"modes": modes_view(modes),
		"service_types": [{"name": name, "name_ar": name_ar} for name, name_ar in sorted(service_types)],
	}


def quote_view(
	bill: Bill, points: Points, currency: str, rounding: Rounding, because: str = ""
) -> dict[str, Any]:
	"""`because` is why the sale will earn its points, in the reader's language."""
	return {
		"subtotal": rounding.number(bill.subtotal),
		"discount": rounding.number(bill.discount),
		"by_hand": rounding.number(bill.by_hand),
		"tax": rounding.number(bill.tax),
		"rounding": rounding.number(bill.rounding),
		"total": rounding.number(bill.payable),
		"balance": points.balance,
		"max_redeem_points": points.max_points,
		"redeem_points": points.points,
		"redeem_amount": rounding.number(points.amount),
		"to_pay": rounding.number(bill.payable - points.amount),
		"points_to_earn": points.to_earn,
		"because": because,
		"currency": currency,
	}


def receipt_view(
	invoice: str,
	payable: Decimal,
	paid_with_points: Decimal,
	paid: Decimal,
	points: PointsMoved,
	rounding: Rounding,
	because: str = "",
) -> dict[str, Any]:
	"""`paid` is the money that was taken; what is still open of the amount to pay is `outstanding`.

	`because` is why the sale earned its points, in the reader's language.
	"""
	return {
		"invoice": invoice,
		"total": rounding.number(payable),
		"redeem_amount": rounding.number(paid_with_points),
		"to_pay": rounding.number(payable - paid_with_points),
		"paid": rounding.number(paid),
		"outstanding": rounding.number(payable - paid_with_points - paid),
		"points_earned": points.earned,
		"because": because,
		"points_redeemed": points.redeemed,
		"balance": points.balance,
		"tier": points.tier,
		"tier_ar": points.tier_ar,
	}
