"""The lines of a file of opening balances, customer by customer: what is written, what is refused, and the sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput, NotFound, WorkshopError
from workshop_crm.core.imports.problems import CORRECT, REMOVE_ROW, Refusal
from workshop_crm.core.imports.report import Note, Sums
from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.opening import Opening
from workshop_crm.core.loyalty.redemption import amount

MAX_LINES = 100_000
CUSTOMERS_BETWEEN_REPORTS = 50

KNOW_FIRST = N_("Import the customers first, or remove the row.")


@dataclass(slots=True)
class BalancePlan:
	"""`new` are the customers whose lines can be taken. Money is in the company's currency."""

	new: list[str] = field(default_factory=list)
	changed: list[str] = field(default_factory=list)
	unchanged: int = 0
	refused: list[Refusal] = field(default_factory=list)
	notes: list[Note] = field(default_factory=list)
	points: int = 0
	worth: Decimal = Decimal(0)

	@property
	def sums(self) -> Sums:
		return Sums(len(self.new), self.points, self.worth)


def plan_balances(
	openings: Sequence[Opening],
	headings: Mapping[str, str],
	take: Callable[[str, Sequence[Opening]], Program],
	progress: Callable[[int, int], None],
) -> BalancePlan:
	"""Give `take` the lines of each customer, in the order of their IDs, which is that in which accounts are locked.

	`take` checks or writes them and returns the customer's program, or raises WorkshopError. `headings` gives a field's
	heading in the file. Raises InvalidInput for a file that is too long.
	"""
	if len(openings) > MAX_LINES:
		raise InvalidInput(N_("The file has more than {most} lines."), most=MAX_LINES)
	plan = BalancePlan()
	by_customer = _by_customer(openings, headings, plan)
	for done, customer in enumerate(sorted(by_customer)):
		if done % CUSTOMERS_BETWEEN_REPORTS == 0:
			progress(done, len(by_customer))
		own = by_customer[customer]
		try:
			_count(plan, customer, own, take(customer, own))
		except WorkshopError as error:
			advice = KNOW_FIRST if isinstance(error, NotFound) else REMOVE_ROW
			plan.refused.append(Refusal(own[0].line, headings["customer"], customer, error, advice))
	progress(len(by_customer), len(by_customer))
	return plan


def _by_customer(
	openings: Sequence[Opening], headings: Mapping[str, str], plan: BalancePlan
) -> dict[str, list[Opening]]:
	"""A line that is there twice is most likely a mistake of the file, and would double the points."""
	found: dict[str, list[Opening]] = defaultdict(list)
	first: dict[tuple[object, ...], int] = {}
	for one in openings:
		said = (one.customer, one.points, one.expires, one.spent)
		line = first.setdefault(said, one.line)
		if line != one.line:
			error = InvalidInput(N_("Line {line} says the same."), line=line)
			plan.refused.append(Refusal(one.line, headings["customer"], one.customer, error, CORRECT))
			continue
		found[one.customer].append(one)
	return found


def _count(plan: BalancePlan, customer: str, own: Sequence[Opening], program: Program) -> None:
	points = sum(one.points for one in own)
	plan.new.append(customer)
	plan.points += points
	plan.worth += amount(program, points)
