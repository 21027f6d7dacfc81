"""What an invoice earns and keeps across tiers, whatever is returned of it and in which order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.earning import award_to_come, points_for
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import CreditNote, Entry, InvoiceFacts, Program, Tier
from workshop_crm.core.loyalty.rows import due_rows
from workshop_crm.core.loyalty.rules.facts import SaleFacts
from workshop_crm.core.loyalty.tiers import tier_on

TODAY = date(2026, 3, 1)
SILVER, GOLD = Tier("Silver", Decimal(0), Decimal(10)), Tier("Gold", Decimal(2000), Decimal(5))
PROGRAM = Program("Points", (SILVER, GOLD), Decimal("0.1"), 365)
NEXT = replace(PROGRAM, tier_from_next_invoice=True)

money = st.decimals("0.01", 5000, places=2)
programs = st.sampled_from([PROGRAM, NEXT])


class Ledger:
	"""An account whose invoices are settled as the hosts do it."""

	def __init__(self, program: Program) -> None:
		self.program = program
		self.rows: list[Entry] = []
		self.totals: dict[str, Decimal] = {}

	def settle(self, invoice: str, returned: Decimal = Decimal(0), redeemed: Decimal = Decimal(0)) -> int:
		"""Write what is missing; returns how many rows that were."""
		notes = (CreditNote(returned),) if returned else ()
		facts = InvoiceFacts("Sales Invoice", invoice, TODAY, self.totals[invoice], redeemed, notes)
		rows = due_rows(self.program, Books(self.rows, TODAY), facts)
		self.rows += [row.named(row.key) for row in rows]
		return len(rows)

	def sell(self, invoice: str, total: Decimal) -> int:
		self.totals[invoice] = total
		self.settle(invoice)
		return self.points(invoice)

	def points(self, invoice: str) -> int:
		return sum(row.points for row in self.rows if row.invoice == invoice)


def test_2500_with_gold_from_2000_earns_500_points_and_250_from_the_next_invoice_on():
	assert Ledger(PROGRAM).sell("INV-1", Decimal(2500)) == 500
	later = Ledger(NEXT)
	assert later.sell("INV-1", Decimal(2500)) == 250
	assert later.sell("INV-2", Decimal(100)) == 20


def test_a_return_below_the_threshold_keeps_the_rate_of_the_rest_and_lowers_the_tier():
	ledger = Ledger(PROGRAM)
	ledger.sell("INV-1", Decimal(2500))
	ledger.settle("INV-1", returned=Decimal(1000))
	assert ledger.points("INV-1") == 300
	assert tier_on(PROGRAM, ledger.rows, TODAY) == SILVER
	assert ledger.sell("INV-2", Decimal(100)) == 10


@given(programs, st.lists(money, max_size=3), money, st.lists(money, min_size=2, max_size=5))
def test_the_more_is_returned_the_fewer_points_stay_and_all_returned_leaves_none(
	program, before, total, returns
):
	ledger = Ledger(program)
	for number, spent in enumerate(before):
		ledger.sell(f"OLD-{number}", spent)
	points = [ledger.sell("INV", total)]
	for returned in sorted(min(part, total) for part in returns):
		ledger.settle("INV", returned=returned)
		points.append(ledger.points("INV"))
	assert points == sorted(points, reverse=True)
	ledger.settle("INV", returned=total)
	assert ledger.points("INV") == 0


@given(programs, st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 100)), max_size=12), money)
def test_repairing_every_invoice_again_in_any_order_changes_nothing(program, events, total):
	ledger, returned = Ledger(program), {}
	for invoice, percent in events:
		if invoice not in ledger.totals:
			ledger.sell(invoice, total)
		returned[invoice] = (total * percent / 100).quantize(Decimal("0.01"))
		ledger.settle(invoice, returned=returned[invoice])
	for invoice, part in [*returned.items(), *reversed(returned.items())]:
		assert ledger.settle(invoice, returned=part) == 0


@given(programs, money, money)
def test_a_return_that_is_cancelled_gives_back_exactly_what_it_took(program, total, returned):
	ledger = Ledger(program)
	earned = ledger.sell("INV", total)
	ledger.sell("LATER", Decimal(3000))
	ledger.settle("INV", returned=min(returned, total))
	ledger.settle("INV")
	assert ledger.points("INV") == earned


@given(programs, st.lists(money, max_size=3), money, money)
def test_what_the_till_announces_is_what_the_invoice_then_earns(program, before, total, redeemed):
	ledger, redeemed = Ledger(program), min(redeemed, total)
	for number, spent in enumerate(before):
		ledger.sell(f"OLD-{number}", spent)
	announced = award_to_come(program, ledger.rows, SaleFacts(TODAY, ()), total, redeemed).points
	ledger.totals["INV"] = total
	ledger.settle("INV", redeemed=redeemed)
	assert ledger.points("INV") == announced


@given(money)
def test_the_choice_only_concerns_the_invoice_that_reaches_the_tier(total):
	this, following = Ledger(PROGRAM).sell("INV", total), Ledger(NEXT).sell("INV", total)
	assert following == points_for(total, SILVER)
	assert this == points_for(total, GOLD if total >= GOLD.min_spent else SILVER)
