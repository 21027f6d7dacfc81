"""What the till asks for, checked before any host prices it; and when it is the sale that was completed already."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput, about
from workshop_crm.core.common.fields import one_line, whole_number
from workshop_crm.core.common.keys import read_key
from workshop_crm.core.common.limits import MAX_ODOMETER
from workshop_crm.core.visits.discounts import NO_DISCOUNT, Discount, read_discount
from workshop_crm.core.visits.lines import SaleLine, read_lines
from workshop_crm.core.visits.payments import Payment, read_payments

DIGITS_OF_A_DIGEST = 32
NO_KEY = N_(
	"A sale needs a key of its own: 1 to {most} letters from A to Z, digits, hyphens, underscores, dots or colons."
)


@dataclass(frozen=True, slots=True)
class Sale:
	"""`odometer` in km; `odometer_reason` says why it is lower than the reading before.

	`technician` did the work and `adviser` spoke with the customer, both by their names as Sales Person.

	`key` is the same whenever the same sale is sent again, in lower case, and empty on a quote; `digest` stands for all
	that was asked for. `service_type` is that of the dearest line when it is None. `reward` is chosen from the catalog,
	`reward_code` is one that the customer has paid for already.
	"""

	customer: str
	lines: Sequence[SaleLine]
	vehicle: str | None = None
	odometer: int | None = None
	odometer_reason: str = ""
	redeem_points: int = 0
	technician: str | None = None
	adviser: str | None = None
	key: str = ""
	digest: str = ""
	service_type: str | None = field(default=None, kw_only=True)
	reward: str = field(default="", kw_only=True)
	reward_code: str = field(default="", kw_only=True)
	payments: tuple[Payment, ...] = field(default=(), kw_only=True)
	discount: Discount = field(default=NO_DISCOUNT, kw_only=True)


@dataclass(frozen=True, slots=True)
class CompletedSale:
	"""The invoice that was made for a key. `digest` is empty on one that is older than digests."""

	invoice: str
	customer: str
	digest: str
	is_cancelled: bool


def read_sale(
	customer: str,
	lines: Sequence[object],
	vehicle: str | None = None,
	odometer: int | None = None,
	odometer_reason: str | None = None,
	redeem_points: int = 0,
	technician: str | None = None,
	adviser: str | None = None,
	reward: str | None = None,
	reward_code: str | None = None,
	payments: Sequence[object] = (),
	discount_percent: float | None = None,
	discount_amount: float | None = None,
) -> Sale:
	"""Raises InvalidInput for what cannot be sold, for a reading that no odometer shows and a reason that is too long."""
	with about("odometer"):
		reading = whole_number({"odometer": odometer}, "odometer", 0, MAX_ODOMETER)
	with about("odometer_reason"):
		reason = one_line(odometer_reason)
	if reward and reward_code:
		raise InvalidInput(N_("One reward goes on a sale: choose it, or enter a code.")).at("reward_code")
	return Sale(
		customer,
		read_lines(lines),
		vehicle or None,
		reading,
		reason,
		redeem_points,
		technician or None,
		adviser or None,
		reward=reward or "",
		reward_code=one_line(reward_code),
		payments=read_payments(payments),
		discount=read_discount({"discount_percent": discount_percent, "discount_amount": discount_amount}),
	)


def with_points(sale: Sale, reward: str, reward_code: str, points: int) -> Sale:
	"""The sale with what is taken off it."""
	return replace(sale, reward=reward, reward_code=reward_code, redeem_points=points)


def keyed(sale: Sale, key: str) -> Sale:
	"""The sale as it is to be completed, once for the key. Raises InvalidInput for a key that hosts cannot compare alike."""
	return replace(sale, key=read_key(key, NO_KEY), digest=_digest(sale))


def completed(sale: Sale, known: CompletedSale | None) -> str | None:
	"""The invoice that this very sale has already; None when it is to be made.

	Raises Conflict when the key belongs to another sale, or to one that was cancelled since.
	"""
	if known is None:
		return None
	if known.customer != sale.customer:
		raise Conflict(N_("This sale was completed already, for another customer. Start a new one."))
	if known.digest not in ("", sale.digest):
		raise Conflict(
			N_("This sale was completed already as {invoice}, with other content. Start a new one."),
			invoice=known.invoice,
		)
	if known.is_cancelled:
		raise Conflict(
			N_("This sale was completed as {invoice}, which is cancelled. Start a new one."),
			invoice=known.invoice,
		)
	return known.invoice


def _digest(sale: Sale) -> str:
	lines = [_line_parts(line) for line in sale.lines]
	# A sale without a reward, a payment or a discount has the digest that it had before there were any.
	people = [(sale.technician, sale.adviser)] if sale.technician or sale.adviser else []
	reward = [("reward", sale.reward, sale.reward_code)] if sale.reward or sale.reward_code else []
	paid = [[(payment.mode, _plain(payment.amount)) for payment in sale.payments]] if sale.payments else []
	off = [("discount", _plain(sale.discount.percent), _plain(sale.discount.amount))]
	more = (*people, *reward, *paid, *(off if sale.discount != NO_DISCOUNT else ()))
	parts = (sale.vehicle, sale.odometer, sale.odometer_reason, sale.redeem_points, lines, *more)
	return hashlib.sha256(repr(parts).encode()).hexdigest()[:DIGITS_OF_A_DIGEST]


def _line_parts(line: SaleLine) -> tuple[str, ...]:
	more = (
		line.description,
		_plain(line.discount.percent),
		_plain(line.discount.amount),
		line.technician,
		line.adviser,
		*(("listed",) if line.is_listed else ()),
	)
	plain = (line.item, _plain(line.qty), _plain(line.rate))
	return (*plain, *more) if SaleLine(line.item, line.qty, line.rate) != line else plain


def _plain(number: Decimal | None) -> str:
	"""The same text for 10, 10.0 and 1E+1."""
	return "" if number is None else f"{number.normalize():f}"
