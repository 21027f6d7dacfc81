"""What a program would have given for the invoices of a year: points, cost, tiers and who gains, beside another program.

Every customer is taken through their invoices in order, by the same rules that award points at the till. All of them
count as members, and nobody redeems: both programs are asked the same question. Spending and visits before the year
count where a rule or a tier looks back.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from workshop_crm.core.common.errors import N_
from workshop_crm.core.loyalty.by_rules import share_due
from workshop_crm.core.loyalty.earning import award_to_come, eligible_amount
from workshop_crm.core.loyalty.model import Entry, Program
from workshop_crm.core.loyalty.rules.awards import Award, as_text
from workshop_crm.core.loyalty.rules.facts import EarlierVisit, SaleFacts
from workshop_crm.core.loyalty.rules.needs import needs_of
from workshop_crm.core.loyalty.tiers import tier_on

NO_MONEY = Decimal(0)
UNKNOWN_DRAFT = N_("{draft} is neither a Loyalty Program nor one of the templates {known}.")
NEEDS_ALL_INVOICES = N_("A back-test counts all invoices of the company. Ask somebody who may see them all.")
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class PastInvoice:
	"""An invoice that was not cancelled; `returned` is what its credit notes gave back. `sale` has no earlier visits."""

	customer: str
	name: str
	total: Decimal
	returned: Decimal
	sale: SaleFacts


@dataclass(slots=True)
class Outcome:
	"""What one program gave. `by_rule` are the points of each rule, of the tiers' rate under an empty key."""

	program: Program
	points: int = 0
	by_customer: Counter[str] = field(default_factory=Counter)
	by_rule: Counter[str] = field(default_factory=Counter)
	tiers: Counter[str] = field(default_factory=Counter)

	@property
	def cost(self) -> Decimal:
		"""If every point is redeemed."""
		return self.program.rounding.of(self.points * self.program.point_value)


@dataclass(slots=True)
class BackTest:
	"""The draft beside the program in use (None: there is none), over the invoices from `since` on."""

	since: date
	until: date
	draft: Outcome
	current: Outcome | None
	invoices: int = 0
	turnover: Decimal = NO_MONEY


def back_test(
	draft: Program,
	current: Program | None,
	invoices: Iterable[PastInvoice],
	since: date,
	until: date,
	progress: Progress = lambda _done: None,
) -> BackTest:
	"""`invoices` are in the order of their customers, and of their days within each; those before `since` only count
	as history."""
	test = BackTest(since, until, Outcome(_always(draft)), Outcome(_always(current)) if current else None)
	counts_visits = any(needs_of(program.rules).visits for program in (draft, current) if program)
	done = 0
	for customer, rows in groupby(invoices, key=lambda invoice: invoice.customer):
		own = list(rows)
		_walk(test, customer, own, counts_visits)
		done += len(own)
		progress(done)
	return test


def _always(program: Program) -> Program:
	return replace(program, starts=None, ends=None)


def _walk(test: BackTest, customer: str, invoices: Sequence[PastInvoice], counts_visits: bool) -> None:
	first = next((place for place, one in enumerate(invoices) if one.sale.day >= test.since), None)
	if first is None:
		return
	test.invoices += len(invoices) - first
	test.turnover += sum((one.total - one.returned for one in invoices[first:]), NO_MONEY)
	if counts_visits:
		invoices = [_with_history(one, invoices[:place]) for place, one in enumerate(invoices)]
	for outcome in filter(None, (test.draft, test.current)):
		_earn(outcome, customer, invoices, first, test.until)


def _with_history(invoice: PastInvoice, before: Sequence[PastInvoice]) -> PastInvoice:
	left = ((one.sale.day, one.total - one.returned) for one in before)
	earlier = tuple(EarlierVisit(day, spent) for day, spent in left if spent > 0)
	return replace(invoice, sale=replace(invoice.sale, earlier=earlier))


def _earn(outcome: Outcome, customer: str, invoices: Sequence[PastInvoice], first: int, until: date) -> None:
	"""Those before the `first` one only count as history."""
	program = outcome.program
	entries = [_entry(program, invoice) for invoice in invoices[:first]]
	for invoice in invoices[first:]:
		award = award_to_come(program, entries, invoice.sale, invoice.total, NO_MONEY)
		row = _entry(program, invoice, award)
		entries.append(row)
		outcome.points += row.points
		outcome.by_customer[customer] += row.points
		for line in award.lines:
			outcome.by_rule[line.rule] += line.points
	outcome.tiers[tier_on(program, entries, until).name] += 1


def _entry(program: Program, invoice: PastInvoice, award: Award | None = None) -> Entry:
	"""The row that the invoice leaves in the end. One before the year counts for tiers and earned nothing."""
	if award and not invoice.returned:
		left = award.whole
	else:
		left = eligible_amount(invoice.total, NO_MONEY, invoice.returned, program.rounding)
	return Entry(
		invoice.name,
		"Earn",
		share_due(award, left) if award else 0,
		left,
		invoice.sale.day,
		invoice=invoice.name,
		award=as_text(award) if award and program.looks_back else "",
	)
