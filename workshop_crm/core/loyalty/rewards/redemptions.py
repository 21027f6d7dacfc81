"""What becomes of a redemption, and the ledger's rows that belong to each of its states.

	Reserved  the points are spent; a code waits to be used
	Applied   it is on a submitted invoice
	Used      a gift or a voucher was handed over
	Cancelled the points are given back
	Expired   the code's last day has passed; the points stay spent

A redemption on an invoice follows it: it is cancelled with an invoice that is cancelled or returned as a whole, and
applied again when that is undone. One that came from a code goes back to its code when the invoice is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Literal

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput
from workshop_crm.core.common.points import counted
from workshop_crm.core.loyalty.ledger import Books, allocate
from workshop_crm.core.loyalty.model import Entry, InvoiceFacts, NewEntry, Program
from workshop_crm.core.loyalty.returns import restorations
from workshop_crm.core.loyalty.rewards.model import Redemption, State

REDEMPTION = "Reward Redemption"
NO_KEY = N_(
	"A reward needs a key of its own: 1 to {most} letters from A to Z, digits, hyphens, underscores, dots or colons."
)
InvoiceEnd = Literal["Stands", "Returned", "Cancelled"]
# What the front desk may do with a redemption by hand.
BY_HAND: dict[State, tuple[State, ...]] = {"Used": ("Reserved",), "Cancelled": ("Reserved", "Used")}
# Why nothing more can be done with it by hand.
ENDED: dict[State, str] = {
	"Used": N_("This reward was handed over already."),
	"Cancelled": N_("This reward was cancelled already, and its points are back."),
	"Expired": N_("The code of this reward has expired, and its points stay spent."),
}
UNUSABLE: dict[State, str] = {
	"Applied": N_("This code is on an invoice already."),
	"Used": N_("This code was used already."),
	"Cancelled": N_("This code was cancelled, and its points are back."),
	"Expired": N_("This code has expired."),
}


def check_by_hand(redemption: Redemption, state: State, day: date) -> None:
	"""Raise Conflict or InvalidInput when the redemption cannot be brought to `state` by hand."""
	if redemption.state == "Applied":
		raise InvalidInput(
			N_("This reward is on the invoice {invoice}. Cancel or return that."), invoice=redemption.invoice
		)
	if redemption.state not in BY_HAND[state]:
		raise Conflict(ENDED[redemption.state])
	if state == "Used":
		_check_handed_over(redemption, day)


def check_usable(redemption: Redemption, customer: str, day: date) -> None:
	"""Raise InvalidInput when the code cannot be put on an invoice of the customer."""
	if redemption.customer != customer:
		raise InvalidInput(N_("This code belongs to another customer.")).at("reward_code")
	if redemption.state != "Reserved":
		raise InvalidInput(UNUSABLE[redemption.state]).at("reward_code")
	_check_not_over(redemption, day)


def given(known: Redemption | None, customer: str, reward: str) -> Redemption:
	"""What was given for a key. Raises Conflict when that was something else, or nothing."""
	if known is None:
		raise Conflict(N_("This reward was not given. Please try again."))
	if (known.customer, known.reward) != (customer, reward):
		raise Conflict(
			N_("This request was used already, for another reward or another customer. Start again.")
		)
	return known


def end_of(invoice: InvoiceFacts) -> InvoiceEnd:
	"""What has become of an invoice, as far as its reward is concerned: a part that is returned changes nothing."""
	if invoice.is_cancelled:
		return "Cancelled"
	return "Returned" if invoice.credit_notes and invoice.returned >= invoice.total else "Stands"


def state_after(redemption: Redemption, end: InvoiceEnd, day: date) -> State:
	"""The state of a redemption on an invoice, now that this has become of the invoice."""
	if end == "Stands":
		return "Applied"
	if end == "Cancelled" and redemption.code and not _is_over(redemption, day):
		return "Reserved"
	return "Cancelled"


def is_due_to_expire(redemption: Redemption, day: date) -> bool:
	return redemption.state == "Reserved" and _is_over(redemption, day)


def rows_due(program: Program, books: Books, redemption: Redemption) -> list[NewEntry]:
	"""The rows that bring the ledger to the redemption's state; none when it is there. Twice gives none.

	Raises InvalidInput when the points are not there.
	"""
	own = of_redemption(books.entries, redemption.name)
	given_back = redemption.state == "Cancelled"
	if not own:
		return [] if given_back else _taken(books, redemption)
	before = sum(entry.kind == "Restore" for entry in own)
	return [
		_row(redemption, "Restore", part.points, part.redeem_against, part.expiry_date, books.today, number)
		for number, part in enumerate(restorations(own, Fraction(int(given_back))), start=before + 1)
	]


def standing(entries: Iterable[Entry]) -> list[str]:
	"""The redemptions whose points are spent, by the ledger: what was given back is not among them."""
	points: dict[str, int] = {}
	for entry in entries:
		if entry.invoice_type == REDEMPTION and entry.invoice:
			points[entry.invoice] = points.get(entry.invoice, 0) + entry.points
	return [name for name, sum_of_points in points.items() if sum_of_points]


def of_redemption(entries: list[Entry], name: str) -> list[Entry]:
	return [entry for entry in entries if (entry.invoice_type, entry.invoice) == (REDEMPTION, name)]


def _taken(books: Books, redemption: Redemption) -> list[NewEntry]:
	lots = books.open_lots()
	expiry = {lot.entry: lot.expiry_date for lot in lots}
	available = max(books.balance(), 0)
	if redemption.points > available:
		raise InvalidInput(N_("Only {available} can be redeemed."), available=counted(available)).at("reward")
	return [
		_row(redemption, "Redeem", -part, lot, expiry[lot], books.today, 1)
		for lot, part in allocate(lots, redemption.points)
	]


def _row(
	redemption: Redemption,
	kind: Literal["Redeem", "Restore"],
	points: int,
	lot: str,
	expiry: date | None,
	today: date,
	number: int,
) -> NewEntry:
	place = lot if kind == "Redeem" else str(number)
	return NewEntry(
		kind,
		points,
		f"reward-{kind.lower()}:{redemption.name}:{place}",
		today,
		expiry_date=expiry,
		invoice=redemption.name,
		redeem_against=lot,
		reason=redemption.terms.both_titles,
		invoice_type=REDEMPTION,
	)


def _check_handed_over(redemption: Redemption, day: date) -> None:
	if not redemption.terms.is_handed_over:
		raise InvalidInput(
			N_("This reward is taken off an invoice. Enter its code when you complete a service.")
		)
	_check_not_over(redemption, day)


def _check_not_over(redemption: Redemption, day: date) -> None:
	if _is_over(redemption, day):
		last = redemption.expires_on.isoformat() if redemption.expires_on else ""
		raise InvalidInput(N_("This code was valid until {date}."), date=last).at("reward_code")


def _is_over(redemption: Redemption, day: date) -> bool:
	return redemption.expires_on is not None and redemption.expires_on < day
