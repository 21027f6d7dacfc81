"""What an invoice earns by its program's rules, and what a row of the ledger says it earned by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.loyalty.model import EARNING_KINDS, Entry, InvoiceFacts, Program, Tier
from workshop_crm.core.loyalty.rules.awarding import Earning, award
from workshop_crm.core.loyalty.rules.awards import Award, AwardLine, read
from workshop_crm.core.loyalty.rules.caps import Earned, given_by_rule
from workshop_crm.core.loyalty.rules.facts import LineFacts, SaleFacts
from workshop_crm.core.loyalty.rules.model import EarningRule

# Behind every rule that a program can have.
LAST = -(10**9)


def needs_sale(program: Program, entries: Iterable[Entry], invoice: InvoiceFacts) -> bool:
	"""Whether a host has to load what the rules read: not for an invoice that has earned, nor for one that never will."""
	return (
		program.has_rules
		and not invoice.is_cancelled
		and program.runs_on(invoice.posting_date)
		and not any(
			entry.kind == "Earn"
			and (entry.invoice_type, entry.invoice) == (invoice.invoice_type, invoice.name)
			for entry in entries
		)
	)


def award_for(
	program: Program, entries: Sequence[Entry], tier: Tier, sale: SaleFacts, total: Decimal, whole: Decimal
) -> Award:
	"""What a sale of `total` earns in `tier`, of which `whole` is paid with money; by the tier's rate without rules.

	`entries` are the account's rows, for what the rules have given already.
	"""
	if not program.has_rules:
		return _by_tier(tier, int(whole // tier_rule(tier).per), whole)
	if not sale.lines:
		sale = SaleFacts(sale.day, (LineFacts(total),))
	earning = Earning(sale, tier.name, whole, _basis(program, sale, total, whole), program.rounding)
	rules = [*program.rules, tier_rule(tier)] if program.earn_by_tier else program.rules
	given = given_by_rule(_earned(entries, sale.day), sale.day) if program.looks_back else {}
	return award(rules, earning, given)


def tier_rule(tier: Tier) -> EarningRule:
	"""One point for each full `spend_per_point`. Raises InvalidInput when the tier does not say how much that is."""
	if tier.spend_per_point <= 0:
		raise InvalidInput(N_("Set how much spending earns one point in the tier {tier}."), tier=tier.name)
	return EarningRule("", tier.name, "Amount", 1, tier.spend_per_point, name_ar=tier.name_ar, priority=LAST)


def award_of(entry: Entry, rounding: Rounding, tiers: Sequence[Tier] = ()) -> Award | None:
	"""What the first row of an invoice was earned by; None for any other row, and for rows older than the rates.

	A row keeps its tier by its English name; the Arabic one is that of `tiers`.
	"""
	if entry.kind != "Earn" or entry.redeem_against is not None:
		return None
	if entry.award or not entry.rate:
		return read(entry.award)
	name_ar = next((tier.name_ar for tier in tiers if tier.name == entry.tier), "")
	tier = Tier(entry.tier, Decimal(0), entry.rate, name_ar=name_ar)
	return _by_tier(tier, entry.points, rounding.of(entry.spend))


def _by_tier(tier: Tier, points: int, whole: Decimal) -> Award:
	"""By the tier's rate alone."""
	line = AwardLine("", "Amount", points, tier.name, tier.name_ar, whole)
	return Award(whole, (line,) if whole > 0 else ())


def share_due(award: Award, left: Decimal) -> int:
	"""The points that stay when `left` of the whole amount does; rounded down over the whole invoice."""
	if award.whole <= 0:
		return 0
	if left == award.whole:
		return award.points
	return int(award.points * Fraction(left) / Fraction(award.whole))


def _basis(program: Program, sale: SaleFacts, total: Decimal, whole: Decimal) -> Fraction:
	if program.basis == "Gross" or total <= 0:
		return Fraction(whole)
	net = sum((max(line.net, Decimal(0)) for line in sale.lines), Decimal(0))
	return Fraction(whole * min(net, total)) / Fraction(total)


def _earned(entries: Iterable[Entry], day: date) -> Iterator[Earned]:
	"""The invoices of the month of `day` that earned by rules, with what is left of that."""
	first: dict[tuple[str | None, str | None], Entry] = {}
	left: Counter[tuple[str | None, str | None]] = Counter()
	for entry in entries:
		if entry.kind not in EARNING_KINDS:
			continue
		invoice = entry.invoice_type, entry.invoice
		if entry.award and (entry.posting_date.year, entry.posting_date.month) == (day.year, day.month):
			first.setdefault(invoice, entry)
		if invoice in first:
			left[invoice] += entry.points
	for invoice, entry in first.items():
		given = read(entry.award)
		if given is not None and given.points > 0:
			yield Earned(entry.posting_date, given, Fraction(max(left[invoice], 0), given.points))
