"""What an invoice earns, as one idempotent rule for submit, return, cancellation and repair."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from workshop_crm.core.common.money import Rounding
from workshop_crm.core.loyalty.by_rules import award_for, share_due, tier_rule
from workshop_crm.core.loyalty.model import EARNING_KINDS, Correction, Entry, Kind, Program, Tier
from workshop_crm.core.loyalty.returns import returned_share
from workshop_crm.core.loyalty.rules.awards import NO_AWARD, Award, as_text, read
from workshop_crm.core.loyalty.rules.facts import SaleFacts
from workshop_crm.core.loyalty.tiers import earning_tier


def points_for(amount: Decimal, tier: Tier) -> int:
	"""One point for each full `tier.spend_per_point` of `amount`; none for zero or less.

	Raises InvalidInput when the tier does not say how much money earns a point.
	"""
	return int(max(amount, Decimal(0)) // tier_rule(tier).per)


def eligible_amount(total: Decimal, redeemed: Decimal, returned: Decimal, rounding: Rounding) -> Decimal:
	"""What the customer paid with money and did not get back: the basis of points and of the tier.

	`returned` is the sum of the invoice's credit notes, as a positive amount in the same currency.
	A return gives back money and points in the proportion in which they paid. Never below 0; a cancelled
	invoice has an eligible amount of 0.
	"""
	paid = max(total - redeemed, Decimal(0))
	share = returned_share(total, returned)
	if not share:
		return rounding.of(paid)
	return rounding.of(paid * (share.denominator - share.numerator) / share.denominator)


def award_to_come(
	program: Program,
	entries: Sequence[Entry],
	sale: SaleFacts,
	total: Decimal,
	redeemed: Decimal,
) -> Award:
	"""What a new invoice of `total`, of which points pay `redeemed`, will earn."""
	if not program.runs_on(sale.day):
		return NO_AWARD
	eligible = eligible_amount(total, redeemed, Decimal(0), program.rounding)
	tier = earning_tier(program, entries, None, eligible, sale.day)
	return award_for(program, entries, tier, sale, total, eligible)


def expiry_date(program: Program, since: date) -> date | None:
	"""The last day on which points that can be spent from `since` on count; None when they never expire."""
	return since + timedelta(days=program.expiry_days) if program.expiry_days > 0 else None


def available_from(program: Program, day: date, award: Award | None) -> date | None:
	"""From when points earned on `day` can be spent: as late as the program or one of the rules says; None = at once."""
	pending = max(program.pending_days, award.pending_days if award else 0)
	return day + timedelta(days=pending) if pending > 0 else None


def correction(
	program: Program,
	tier: Tier,
	eligible: Decimal,
	entries_of_invoice: Sequence[Entry],
	posting_date: date,
	award: Award | None = None,
	earned_on: date | None = None,
) -> Correction | None:
	"""The row to append so that the invoice's Earn and Reverse rows add up to what it should have earned.

	None when they already do: calling it twice changes nothing. `tier` is the one in which this invoice earns
	(`tiers.earning_tier`); its rate is that of the invoice's first row, whatever the tier's is now. The account's own
	tier is worked out again after the row is written. `posting_date` is the invoice's: an invoice of a day on which the
	program does not run earns nothing, and one that has earned keeps it whatever the program's days are now. `award` is
	what an invoice that has not earned yet earns by rules (None: by its tier's rate); its points live from `earned_on` on,
	the day of the payment where that is what earns. Redeem and
	Restore rows may be among `entries_of_invoice`; they are not looked at. The row may take the balance below zero when
	the points were spent meanwhile: a credit note is never blocked by that (see `ledger`).
	"""
	rows = [entry for entry in entries_of_invoice if entry.kind in EARNING_KINDS]
	lot = next((entry for entry in rows if entry.redeem_against is None), None)
	if not rows and not program.runs_on(posting_date):
		return None
	due = program.rounding.of(max(eligible, Decimal(0)))
	award = read(lot.award) if lot else award
	points = _points_due(due, tier, lot, award) - sum(entry.points for entry in rows)
	spend = due - sum((entry.spend for entry in rows), Decimal(0))
	if not points and not spend:
		return None
	if lot is None:
		return _first(program, points, spend, earned_on or posting_date, tier, award)
	kind: Kind = "Earn" if (points, spend) > (0, 0) else "Reverse"
	return Correction(points, spend, kind, lot.expiry_date, lot.name, lot.rate)


def _first(
	program: Program, points: int, spend: Decimal, posting_date: date, tier: Tier, award: Award | None
) -> Correction:
	"""The row that opens the invoice's lot; it keeps the tier's rate, or what it earned by rules."""
	start = available_from(program, posting_date, award)
	row = Correction(
		points, spend, "Earn", expiry_date(program, start or posting_date), None, available_from=start
	)
	if award is None:
		return replace(row, rate=tier.spend_per_point)
	return replace(row, award=as_text(award))


def _points_due(due: Decimal, tier: Tier, lot: Entry | None, award: Award | None) -> int:
	"""What the invoice earns for `due`. Of an award, and of a lot that is older than the rates, the share that is left."""
	if award is not None:
		return share_due(award, due)
	if lot is None:
		return points_for(due, tier)
	if lot.rate:
		return points_for(due, replace(tier, spend_per_point=lot.rate))
	return int(lot.points * due / lot.spend) if lot.spend > 0 else 0
