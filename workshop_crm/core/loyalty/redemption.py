"""How many points may pay for an invoice, and what they are worth."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput, Named
from workshop_crm.core.common.points import counted
from workshop_crm.core.loyalty.earning import award_to_come
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import Entry, Offer, Program, Quote
from workshop_crm.core.loyalty.rules.facts import SaleFacts


def amount(program: Program, points: int) -> Decimal:
	"""The money that `points` pay, rounded as the currency is."""
	return program.rounding.of(points * program.point_value)


def quote(program: Program, available: int, total: Decimal) -> Quote:
	"""The most that may be redeemed: never more than is available, never more than the invoice's total."""
	if available <= 0 or total <= 0 or program.point_value <= 0:
		return Quote(0, Decimal(0))
	points = min(available, int(total // program.point_value))
	return Quote(points, amount(program, points))


def require_program(program: Program | None, customer: str) -> Program:
	"""Raises InvalidInput for a customer whose points no program knows."""
	if program is None:
		raise InvalidInput(
			N_("{customer} is in no loyalty program, so there are no points to redeem. Leave them out."),
			customer=customer,
		).at("redeem_points")
	return program


def check(program: Program, points: int, available: int, total: Decimal, day: date) -> None:
	"""Raise InvalidInput when `points` may not be redeemed on an invoice of `total` on `day`. Zero points always may."""
	if points < 0:
		raise InvalidInput(N_("Points to redeem cannot be negative.")).at("redeem_points")
	if points and not program.runs_on(day):
		raise InvalidInput(
			N_("The loyalty program {program} does not run on {date}, so no points can be redeemed."),
			program=Named(program.name, program.name_ar),
			date=day.isoformat(),
		).at("redeem_points")
	if points > max(available, 0):
		raise InvalidInput(N_("Only {available} can be redeemed."), available=counted(max(available, 0))).at(
			"redeem_points"
		)
	if points > (most := quote(program, available, total).max_points):
		raise InvalidInput(N_("This invoice takes at most {points}."), points=counted(most)).at(
			"redeem_points"
		)


def offer(
	program: Program | None,
	entries: Sequence[Entry],
	customer: str,
	total: Decimal,
	payable: Decimal,
	points: int,
	sale: SaleFacts,
	on_reward: int = 0,
) -> Offer:
	"""What a sale of `total` does to the customer's points when `points` are redeemed on it.

	`payable` is the total as it is to be paid, where that is rounded to coins. `entries` are all rows of the account,
	oldest first; a reward on the same sale costs `on_reward` points. Raises InvalidInput when the points may not be redeemed.
	"""
	if program is None and points == 0:
		return Offer()
	program = require_program(program, customer)
	day = sale.day
	books = Books(entries, day)
	balance = books.balance()
	available = balance - on_reward
	check(program, points, available, payable, day)
	worth = amount(program, points)
	most = quote(program, available, payable).max_points if program.runs_on(day) else 0
	award = award_to_come(program, entries, sale, total, worth)
	return Offer(balance, most, points, worth, award)
