"""Money that is taken with a sale: by which way, and never more than is to be paid. What is not paid stays open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput, NotAllowed
from workshop_crm.core.common.fields import exact_number
from workshop_crm.core.common.money import Rounding

MAX_PAYMENTS = 10
MAX_AMOUNT = Decimal(1_000_000_000)
# The ways of a workshop that keeps no list of its own.
CASH, CARD = N_("Cash"), N_("Card")


@dataclass(frozen=True, slots=True)
class Payment:
	"""`mode` is the name of a Mode of Payment."""

	mode: str
	amount: Decimal


def read_payments(raw: Sequence[object]) -> tuple[Payment, ...]:
	"""Raises InvalidInput for what is no payment, and for a way of paying that stands twice."""
	if len(raw) > MAX_PAYMENTS:
		raise InvalidInput(N_("A sale has at most {most} payment methods."), most=MAX_PAYMENTS).at("payments")
	payments = tuple(_read(one) for one in raw)
	if len({payment.mode for payment in payments}) < len(payments):
		raise InvalidInput(N_("Enter each payment method once.")).at("payments")
	return payments


def read_some_payments(raw: Sequence[object]) -> tuple[Payment, ...]:
	"""The same of a payment by itself: there is at least one."""
	if not raw:
		raise InvalidInput(N_("Enter how much was paid.")).at("payments")
	return read_payments(raw)


def check_payments(
	payments: Sequence[Payment], modes: Collection[str], due: Decimal, rounding: Rounding
) -> None:
	"""Raise InvalidInput for a way of paying that is not among `modes`, for parts of a coin, and for more than is `due`."""
	unknown = next((payment.mode for payment in payments if payment.mode not in modes), None)
	if unknown is not None:
		raise InvalidInput(
			N_("{mode} is not a payment method here. Choose one of: {modes}."),
			mode=unknown,
			modes=tuple(modes),
		).at("payments")
	finer = next((one for one in payments if rounding.of(one.amount) != one.amount), None)
	if finer:
		raise InvalidInput(
			N_("Enter the amount paid by {mode} with at most {decimals} decimals."),
			mode=finer.mode,
			decimals=rounding.decimals,
		).at("payments")
	more = total_of(payments) - due
	if more > 0:
		raise InvalidInput(
			N_("The payments exceed the amount to pay by {more}. Correct them."), more=more
		).at("payments")


def check_open(believed: float, outstanding: Decimal, invoice: str, rounding: Rounding) -> None:
	"""Raise Conflict unless as much is open as the screen shows: a payment that is sent twice is taken once.

	Read `outstanding` under the invoice's lock.
	"""
	shown = Decimal(str(believed))
	if not shown.is_finite() or abs(shown - rounding.of(outstanding)) > rounding.half:
		raise Conflict(
			N_("A payment for {invoice} was taken meanwhile: {open} is still open. Look at it again."),
			invoice=invoice,
			open=rounding.of(outstanding),
		).at("outstanding")


def may_not_pay(invoice: str) -> NotAllowed:
	"""The refusal of a payment for an invoice that the user may not take one for."""
	return NotAllowed(N_("You may not take a payment for {record}."), record=invoice)


def modes_view(modes: Iterable[tuple[str, bool]]) -> list[dict[str, Any]]:
	"""The ways of paying, each with whether it is cash: that comes first."""
	return [
		{"mode": mode, "is_cash": is_cash}
		for mode, is_cash in sorted(modes, key=lambda mode: (not mode[1], mode[0]))
	]


def by_mode(payments: Iterable[Payment]) -> list[Payment]:
	"""What was paid altogether by each way, in the order of their first payments."""
	sums: dict[str, Decimal] = {}
	for payment in payments:
		sums[payment.mode] = sums.get(payment.mode, Decimal(0)) + payment.amount
	return [Payment(mode, amount) for mode, amount in sums.items()]


def still_open(outstanding: Decimal, returned: Decimal) -> Decimal:
	"""What is left to pay of what the invoice has `outstanding`, less what its credit notes give back: never below zero."""
	return max(outstanding - returned, Decimal(0))


def total_of(payments: Iterable[Payment]) -> Decimal:
	return sum((payment.amount for payment in payments), Decimal(0))


def _read(one: object) -> Payment:
	mode = one.get("mode") if isinstance(one, Mapping) else None
	if not isinstance(one, Mapping) or not isinstance(mode, str) or not mode:
		raise InvalidInput(N_("A payment needs a payment method and an amount.")).at("payments")
	return Payment(mode, _amount(one.get("amount"), mode))


def _amount(value: object, mode: str) -> Decimal:
	amount = exact_number(value)
	if amount is None or not 0 < amount <= MAX_AMOUNT:
		raise InvalidInput(N_("Enter how much was paid by {mode}."), mode=mode).at("payments")
	return amount
