"""The rows that hosts append to the ledger, finished: what an invoice earns, gives back and redeems, and what expires.

A row has the same key whenever it is worked out, so that it is written once, however many ask for it at once.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from workshop_crm.core.common.errors import N_
from workshop_crm.core.loyalty.earning import correction, eligible_amount
from workshop_crm.core.loyalty.ledger import allocate, expired_lots, open_lots
from workshop_crm.core.loyalty.model import EARNING_KINDS, Entry, InvoiceFacts, Lot, NewEntry, Program
from workshop_crm.core.loyalty.returns import restorations, returned_share
from workshop_crm.core.loyalty.tiers import earning_tier

CANCELLED, RETURNED = N_("Cancelled"), N_("Returned")


def due_rows(
	program: Program, entries: Sequence[Entry], invoice: InvoiceFacts, today: date
) -> list[NewEntry]:
	"""The rows that bring an invoice's points to what they should be now, at any time; none when they are.

	`entries` are all rows of the account, oldest first.
	"""
	own = [entry for entry in entries if entry.invoice == invoice.name]
	# What is given back counts before what is taken back: both concern the same moment.
	return [*_restored(own, invoice, today), *_earned(program, entries, own, invoice, today)]


def redemption_rows(
	others: Iterable[Entry], invoice: str, source: str, points: int, posting_date: date, today: date
) -> list[NewEntry]:
	"""Take `points` for an invoice from the lots that expire first. `others` are the rows of all other invoices.

	Raises InvalidInput when the lots hold fewer on the day `today`.
	"""
	lots = open_lots(others, today)
	expiry = {lot.entry: lot.expiry_date for lot in lots}
	return [
		NewEntry(
			"Redeem",
			-part,
			f"redeem:{source}:{lot}",
			posting_date,
			expiry_date=expiry[lot],
			invoice=invoice,
			redeem_against=lot,
		)
		for lot, part in allocate(lots, points)
	]


def expiry_rows(entries: Sequence[Entry], today: date) -> list[NewEntry]:
	"""Write off what has expired, dated the day after the lot's last one, or the day it was restored if that is later."""
	return [_expired(lot, entries, today) for lot in expired_lots(entries, today)]


def _restored(own: Sequence[Entry], invoice: InvoiceFacts, today: date) -> list[NewEntry]:
	before = sum(entry.kind == "Restore" for entry in own)
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
		)
		for number, part in enumerate(restorations(own, _restored_share(invoice)), start=before + 1)
	]


def _restored_share(invoice: InvoiceFacts) -> Fraction:
	if invoice.is_cancelled:
		return Fraction(1)
	return returned_share(invoice.total, invoice.returned_with_points)


def _earned(
	program: Program, entries: Sequence[Entry], own: Sequence[Entry], invoice: InvoiceFacts, today: date
) -> list[NewEntry]:
	whole = eligible_amount(invoice.total, invoice.redeemed, Decimal(0))
	tier = earning_tier(program, entries, invoice.name, whole)
	row = correction(program, tier, _eligible(invoice), own, invoice.posting_date)
	if row is None:
		return []
	number = sum(entry.kind in EARNING_KINDS for entry in own) + 1
	return [
		NewEntry(
			row.kind,
			row.points,
			f"earn:{invoice.source}:{number}",
			today if own else invoice.posting_date,
			row.spend,
			row.expiry_date,
			invoice.name,
			row.redeem_against,
			_reason(invoice),
			tier.name,
			row.rate,
		)
	]


def _eligible(invoice: InvoiceFacts) -> Decimal:
	if invoice.is_cancelled or not invoice.earns:
		return Decimal(0)
	return eligible_amount(invoice.total, invoice.redeemed, invoice.returned)


def _reason(invoice: InvoiceFacts) -> str:
	if invoice.is_cancelled:
		return CANCELLED
	return RETURNED if invoice.returned else ""


def _expired(lot: Lot, entries: Sequence[Entry], today: date) -> NewEntry:
	"""A lot to which points were restored after its end expires once more, under another key."""
	rows = [entry for entry in entries if lot.entry in (entry.name, entry.redeem_against)]
	times = sum(entry.kind == "Expire" for entry in rows)
	ended = (lot.expiry_date or today) + timedelta(days=1)
	return NewEntry(
		"Expire",
		-lot.points,
		f"written-off:{lot.entry}:{times + 1}",
		max(ended, *(entry.posting_date for entry in rows)),
		expiry_date=lot.expiry_date,
		redeem_against=lot.entry,
	)
