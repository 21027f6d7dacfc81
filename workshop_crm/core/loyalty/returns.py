"""Points that paid for an invoice and come back when it is cancelled or returned."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from workshop_crm.core.loyalty.model import Entry, Restoration


def returned_share(grand_total: Decimal, returned_total: Decimal) -> Fraction:
	"""How much of an invoice came back, 0..1. `returned_total` is the sum of its credit notes, positive."""
	if grand_total <= 0 or not returned_total:
		return Fraction(0)
	return min(max(Fraction(returned_total) / Fraction(grand_total), Fraction(0)), Fraction(1))


def restorations(entries_of_invoice: Iterable[Entry], share: Fraction) -> list[Restoration]:
	"""The Restore rows to append so that `share` of the points redeemed on the invoice is given back.

	Rounded down over the whole invoice; a cancelled invoice has a share of 1. Points go back to the lots
	they came from, the latest expiry first, and keep that lot's expiry date: an expired lot does not come
	back to life. Calling it twice gives nothing the second time. When the share has shrunk, because a
	credit note was cancelled, the points are negative and take back what was restored.
	"""
	redeemed: dict[str, int] = defaultdict(int)
	restored: dict[str, int] = defaultdict(int)
	expiry: dict[str, date | None] = {}
	for entry in entries_of_invoice:
		lot = entry.redeem_against
		if lot is None or entry.kind not in ("Redeem", "Restore"):
			continue
		expiry.setdefault(lot, entry.expiry_date)
		if entry.kind == "Redeem":
			redeemed[lot] -= entry.points
		else:
			restored[lot] += entry.points
	due = int(sum(redeemed.values()) * share)
	rows = []
	for lot in sorted(redeemed, key=lambda name: (expiry[name] or date.max, name), reverse=True):
		part = min(redeemed[lot], due)
		due -= part
		if part != restored[lot]:
			rows.append(Restoration(part - restored[lot], lot, expiry[lot]))
	return rows
