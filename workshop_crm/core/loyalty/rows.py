"""The rows that hosts append to the ledger, finished: what an invoice earns, gives back and redeems, and what expires.

A row has the same key whenever it is worked out, so that it is written once, however many ask for it at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.loyalty.by_rules import award_for, award_of
from workshop_crm.core.loyalty.earning import correction, eligible_amount
from workshop_crm.core.loyalty.ledger import Books, allocate
from workshop_crm.core.loyalty.model import (
	EARNING_KINDS,
	AccountTotals,
	CreditNote,
	Entry,
	InvoiceFacts,
	Lot,
	NewEntry,
	Program,
	Receipt,
	Tier,
)
from workshop_crm.core.loyalty.paying import earning_day, earns_when
from workshop_crm.core.loyalty.redemption import check
from workshop_crm.core.loyalty.returns import restorations, returned_share
from workshop_crm.core.loyalty.rules.awards import Award
from workshop_crm.core.loyalty.rules.facts import SaleFacts
from workshop_crm.core.loyalty.tiers import earning_tier, standing, tier_on
from workshop_crm.core.loyalty.waiving import waived_rows

CANCELLED, RETURNED, NOT_PAID = N_("Cancelled"), N_("Returned"), N_("Not paid any more")


def due_rows(program: Program, books: Books, invoice: InvoiceFacts) -> list[NewEntry]:
	"""The rows that bring an invoice's points to what they should be now, at any time; none when they are."""
	own = of_invoice(books.entries, invoice)
	# What is given back counts before what is taken back: both concern the same moment.
	rows = [*_restored(own, invoice, books.today), *_earned(program, books, own, invoice)]
	rows += _not_expired(books, rows)
	return [*rows, *waived_rows(program, books, own, rows, invoice)]


def redemption_rows(
	program: Program,
	entries: Sequence[Entry],
	invoice: InvoiceFacts,
	payable: Decimal,
	points: int,
	today: date,
) -> list[NewEntry]:
	"""Take `points` for an invoice from the lots that expire first; none when it has redeemed already.

	`payable` is what the invoice asks for. Its own rows are left out: an invoice is not paid with the points that it
	earns. Raises InvalidInput when the points may not be redeemed on the day `today`.
	"""
	if any(entry.kind == "Redeem" for entry in of_invoice(entries, invoice)):
		return []
	lots = Books(of_others(entries, invoice), today).open_lots()
	check(program, points, sum(lot.points for lot in lots), payable, today)
	expiry = {lot.entry: lot.expiry_date for lot in lots}
	return [
		NewEntry(
			"Redeem",
			-part,
			f"redeem:{invoice.source}:{lot}",
			invoice.posting_date,
			expiry_date=expiry[lot],
			invoice=invoice.name,
			redeem_against=lot,
			invoice_type=invoice.invoice_type,
		)
		for lot, part in allocate(lots, points)
	]


def expiry_rows(books: Books) -> list[NewEntry]:
	"""Write off what has expired, dated the day after the lot's last one, or the day it was restored if that is later."""
	return [_expired(lot, books.entries, books.today) for lot in books.expired_lots()]


def worth_given_back(
	program: Program, entries: Sequence[Entry], invoice: InvoiceFacts, note: CreditNote, points_paid: int
) -> Decimal:
	"""What of a new credit note comes back as points, in money: the rest of it is paid out.

	`points_paid` are the points that paid `invoice.redeemed`. Points come back for the part that points had paid; a
	credit note that pays everything out gives none.
	"""
	if note.paid_out or points_paid <= 0:
		return Decimal(0)
	share = returned_share(invoice.total, invoice.returned_with_points + note.total)
	points = sum(part.points for part in restorations(of_invoice(entries, invoice), share))
	return program.rounding.of(invoice.redeemed * max(points, 0) / points_paid)


def account_totals(program: Program, books: Books) -> AccountTotals:
	"""Everything that is kept beside the ledger of an account, read off its rows."""
	account = standing(program, books.entries, books.today)
	return replace(
		books.totals(),
		tier=account.tier.name,
		tier_until=account.until,
		next_change=_next_change(books, account.until),
		counted=account.amount,
	)


def _next_change(books: Books, tier_until: date | None) -> date | None:
	"""The next day on which points expire or can be spent, or the tier ends; today when points wait to be written off."""
	if books.expired_lots():
		return books.today
	ends = [end + timedelta(days=1) for end in (tier_until, books.next_expiry()) if end]
	return min([*ends, *books.waiting.values()], default=None)


def receipt(program: Program | None, entries: Sequence[Entry], invoice: InvoiceFacts, today: date) -> Receipt:
	"""What `invoice` earned when it was submitted and what it redeemed."""
	if program is None:
		return Receipt()
	own, tier = of_invoice(entries, invoice), tier_on(program, entries, today)
	balance = Books(entries, today).balance()
	award = earned_by_rules(own, program.rounding, program.tiers)
	return Receipt(earned(own), redeemed(own), balance, tier.name, tier.name_ar, award)


def earned(own: Iterable[Entry]) -> int:
	"""The points of an invoice's first row, whatever was taken back since."""
	return sum(entry.points for entry in own if entry.kind == "Earn" and entry.redeem_against is None)


def earned_by_rules(own: Iterable[Entry], rounding: Rounding, tiers: Sequence[Tier] = ()) -> Award | None:
	"""What an invoice's first row was earned by, a line for each rule."""
	return next((found for found in (award_of(entry, rounding, tiers) for entry in own) if found), None)


def redeemed(own: Iterable[Entry]) -> int:
	return -sum(entry.points for entry in own if entry.kind == "Redeem")


def of_invoice(entries: Iterable[Entry], invoice: InvoiceFacts) -> list[Entry]:
	return [entry for entry in entries if _names(entry, invoice)]


def of_others(entries: Iterable[Entry], invoice: InvoiceFacts) -> list[Entry]:
	return [entry for entry in entries if not _names(entry, invoice)]


def _names(entry: Entry, invoice: InvoiceFacts) -> bool:
	"""Rows from before the DocType was kept name the invoice alone."""
	return entry.invoice == invoice.name and entry.invoice_type in (invoice.invoice_type, None, "")


def _restored(own: Sequence[Entry], invoice: InvoiceFacts, today: date) -> list[NewEntry]:
	if not redeemed(own):
		return []
	before = sum(entry.kind == "Restore" for entry in own)
	share = returned_share(invoice.total, invoice.returned_with_points)
	return [
		NewEntry(
			"Restore",
			part.points,
			f"restore:{invoice.source}:{number}",
			today,
			expiry_date=part.expiry_date,
			invoice=invoice.name,
			redeem_against=part.redeem_against,
			reason=_reason(invoice),
			invoice_type=invoice.invoice_type,
		)
		for number, part in enumerate(restorations(own, share), start=before + 1)
	]


def _earned(program: Program, books: Books, own: Sequence[Entry], invoice: InvoiceFacts) -> list[NewEntry]:
	earlier = [entry for entry in own if entry.kind in EARNING_KINDS]
	first = earlier[0] if earlier else None
	when = earns_when(program, first)
	day = earning_day(when, invoice)
	if day is None and not first:
		return []
	before = books.entries[: books.entries.index(first)] if first else books.entries
	whole = eligible_amount(invoice.total, invoice.redeemed, Decimal(0), program.rounding)
	tier = earning_tier(program, before, first, whole, day or invoice.posting_date)
	left = eligible_amount(invoice.total, invoice.redeemed, invoice.returned, program.rounding)
	award = _award(program, books, tier, invoice, whole) if not earlier else None
	row = correction(program, tier, left if day else Decimal(0), earlier, invoice.posting_date, award, day)
	if row is None:
		return []
	return [
		NewEntry(
			row.kind,
			row.points,
			f"earn:{invoice.source}:{len(earlier) + 1}",
			day if day and not earlier else books.today,
			row.spend,
			row.expiry_date,
			invoice.name,
			row.redeem_against,
			_reason(invoice, unpaid=day is None),
			tier.name,
			row.rate,
			invoice.invoice_type,
			row.award,
			row.available_from,
			when,
		)
	]


def _award(program: Program, books: Books, tier: Tier, invoice: InvoiceFacts, whole: Decimal) -> Award | None:
	"""What an invoice earns by rules; None in a program that has none."""
	if not program.has_rules:
		return None
	sale = invoice.sale or SaleFacts(invoice.posting_date, ())
	return award_for(program, books.entries, tier, sale, invoice.total, whole)


def _not_expired(books: Books, rows: Sequence[NewEntry]) -> list[NewEntry]:
	"""Points that are taken back after they were written off did not expire."""
	if not any(row.points < 0 and row.redeem_against in books.written_off for row in rows):
		return []
	after = Books([*books.entries, *(row.named(row.key) for row in rows)], books.today)
	return [_expired(lot, after.entries, books.today) for lot in after.expired_lots() if lot.points < 0]


def _reason(invoice: InvoiceFacts, unpaid: bool = False) -> str:
	if invoice.is_cancelled:
		return CANCELLED
	if unpaid:
		return NOT_PAID
	return RETURNED if invoice.credit_notes else ""


def _expired(lot: Lot, entries: Sequence[Entry], today: date) -> NewEntry:
	"""A lot to which points were restored after its end expires once more, under another key.

	The row names the invoice that earned the lot, so that the customer's history says which points are gone.
	"""
	rows = [entry for entry in entries if lot.entry in (entry.name, entry.redeem_against)]
	times = sum(entry.kind == "Expire" for entry in rows)
	opened = next(entry for entry in rows if entry.name == lot.entry)
	ended = (lot.expiry_date or today) + timedelta(days=1)
	return NewEntry(
		"Expire",
		-lot.points,
		f"written-off:{lot.entry}:{times + 1}",
		max(ended, *(entry.posting_date for entry in rows)),
		expiry_date=lot.expiry_date,
		invoice=opened.invoice,
		redeem_against=lot.entry,
		invoice_type=opened.invoice_type,
	)
