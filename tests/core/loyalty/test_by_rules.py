"""An invoice keeps what it earned by rules, through returns, cancellations, repairs and other rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.money import USUAL
from workshop_crm.core.loyalty.by_rules import award_of, needs_sale
from workshop_crm.core.loyalty.earning import award_to_come
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import CreditNote, InvoiceFacts, Program, Tier
from workshop_crm.core.loyalty.rows import due_rows, receipt
from workshop_crm.core.loyalty.rules.facts import LineFacts, SaleFacts
from workshop_crm.core.loyalty.rules.model import Caps, Conditions, EarningRule

DAY = date(2026, 3, 10)
OIL = EarningRule(
	"oil", "Oil", "Amount", points=3, per=Decimal(10), when=Conditions(service_type="Oil"), excludes=True
)
VISIT = EarningRule("visit", "Visit", "Fixed", points=50)
PROGRAM = Program(
	"Rewards", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal("0.1"), 365, rules=(OIL, VISIT)
)


def an_invoice(name="INV-1", total=200, day=DAY, **values):
	lines = (LineFacts(Decimal(total) / 2, service_type="Oil"), LineFacts(Decimal(total) / 2))
	return InvoiceFacts("Sales Invoice", name, day, Decimal(total), sale=SaleFacts(day, lines), **values)


class Ledger:
	"""The rows of one account, written as a host writes them."""

	def __init__(self):
		self.rows = []

	def post(self, invoice, program=PROGRAM, today=DAY):
		new = due_rows(program, Books(self.rows, today), invoice)
		self.rows += [row.named(f"L{len(self.rows) + place}") for place, row in enumerate(new)]
		return [row.points for row in new]

	@property
	def balance(self):
		return Books(self.rows, DAY).balance()


def test_an_invoice_earns_by_its_rules_once():
	ledger, invoice = Ledger(), an_invoice()
	assert ledger.post(invoice) == [30 + 10 + 50]
	assert ledger.post(invoice) == []
	assert [line.points for line in award_of(ledger.rows[0], USUAL).lines] == [30, 10, 50]
	assert ledger.rows[0].rate is None


def test_a_return_takes_its_share_of_all_that_was_awarded():
	ledger = Ledger()
	ledger.post(an_invoice())
	assert ledger.post(an_invoice(credit_notes=(CreditNote(Decimal(50)),))) == [-23]
	assert ledger.post(an_invoice(credit_notes=(CreditNote(Decimal(200)),))) == [-67]
	assert ledger.post(an_invoice()) == [90]


def test_a_cancelled_invoice_keeps_nothing():
	ledger = Ledger()
	ledger.post(an_invoice())
	assert ledger.post(an_invoice(is_cancelled=True)) == [-90]
	assert ledger.balance == 0


def test_an_invoice_that_earns_late_after_a_return_gets_back_what_the_return_cost():
	ledger = Ledger()
	ledger.post(an_invoice(credit_notes=(CreditNote(Decimal(50)),)))
	assert ledger.balance == 67
	ledger.post(an_invoice())
	assert ledger.balance == 90


def test_other_rules_never_price_an_invoice_anew():
	ledger = Ledger()
	ledger.post(an_invoice())
	richer = replace(PROGRAM, rules=(replace(OIL, points=9), replace(VISIT, points=500)))
	for program in (richer, replace(PROGRAM, rules=())):
		assert ledger.post(an_invoice(), program) == []
	assert ledger.post(an_invoice(credit_notes=(CreditNote(Decimal(100)),)), richer) == [-45]


def test_an_invoice_that_earned_before_there_were_rules_keeps_its_rate():
	ledger = Ledger()
	ledger.post(an_invoice(), replace(PROGRAM, rules=()))
	assert ledger.post(an_invoice()) == []
	assert ledger.post(an_invoice(credit_notes=(CreditNote(Decimal(100)),))) == [-10]
	assert [line.points for line in award_of(ledger.rows[0], USUAL).lines] == [20]


def test_a_cap_of_a_month_counts_what_other_invoices_have_left_of_theirs():
	program = replace(PROGRAM, rules=(replace(VISIT, caps=Caps(month=80)),), earn_by_tier=False)
	ledger = Ledger()
	assert ledger.post(an_invoice("A"), program) == [50]
	assert ledger.post(an_invoice("B"), program) == [30]
	assert ledger.post(an_invoice("C"), program) == [0]
	ledger.post(an_invoice("A", is_cancelled=True), program)
	assert ledger.post(an_invoice("D"), program) == [50]
	assert ledger.post(an_invoice("E", day=date(2026, 4, 1)), program, date(2026, 4, 1)) == [50]


def test_without_vat_an_amount_earns_on_what_the_lines_cost():
	program = replace(PROGRAM, rules=(), basis="Net")
	invoice = replace(an_invoice(total=200), total=Decimal(230))
	ledger = Ledger()
	assert ledger.post(invoice, program) == [20]
	assert ledger.rows[0].spend == 230


def test_what_the_rules_read_is_loaded_for_an_invoice_that_has_not_earned():
	ledger, invoice = Ledger(), an_invoice()
	assert needs_sale(PROGRAM, [], invoice)
	assert not needs_sale(replace(PROGRAM, rules=()), [], invoice)
	assert not needs_sale(replace(PROGRAM, ends=date(2026, 1, 1)), [], invoice)
	assert not needs_sale(PROGRAM, [], replace(invoice, is_cancelled=True))
	ledger.post(invoice)
	assert not needs_sale(PROGRAM, ledger.rows, invoice)


@given(st.decimals(1, 5000, places=2), st.integers(0, 100))
def test_what_is_announced_is_what_is_earned_and_why(total, redeemed):
	invoice = an_invoice(total=total, redeemed=min(Decimal(redeemed), total))
	announced = award_to_come(PROGRAM, [], invoice.sale, total, invoice.redeemed)
	ledger = Ledger()
	ledger.post(invoice)
	told = receipt(PROGRAM, ledger.rows, invoice, DAY)
	assert told.earned == announced.points
	assert told.award == announced or not announced.points


@given(st.decimals(10, 5000, places=2), st.lists(st.decimals(0, 100, places=1), max_size=5))
def test_after_any_returns_the_award_is_due_by_what_is_left(total, percents):
	ledger = Ledger()
	ledger.post(an_invoice(total=total))
	whole = ledger.balance
	for percent in percents:
		note = CreditNote((total * percent / 100).quantize(Decimal("0.01")))
		ledger.post(an_invoice(total=total, credit_notes=(note,)))
		assert ledger.balance == int(whole * (total - note.total) / total)
