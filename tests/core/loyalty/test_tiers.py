from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import Entry, Program, Tier
from workshop_crm.core.loyalty.tiers import earning_tier, next_tier, tier_for

TIERS = (
	Tier("Gold", Decimal(5000), Decimal(5)),
	Tier("Bronze", Decimal(0), Decimal(10)),
	Tier("Silver", Decimal(1000), Decimal(8)),
)
DAY = date(2026, 1, 1)
PROGRAM = Program("Points", TIERS, Decimal("0.1"), 365)


def earned(name: str, spend: int, invoice: str, tier: str = "") -> Entry:
	return Entry(name, "Earn", spend // 10, Decimal(spend), DAY, None, invoice, tier=tier)


def tier_of(program: Program, rows: list[Entry], invoice: str, eligible: Decimal) -> str:
	"""The tier in which `invoice` earns behind `rows`, some of which may be its own."""
	first = next((row for row in rows if row.invoice == invoice and row.kind == "Earn"), None)
	before = rows[: rows.index(first)] if first else rows
	return earning_tier(program, before, first, eligible, DAY).name


@pytest.mark.parametrize(
	("spend", "tier"),
	[
		("0", "Bronze"),
		("100", "Bronze"),
		("999.99", "Bronze"),
		("1000", "Silver"),
		("1001", "Silver"),
		("5000", "Gold"),
		("-20", "Bronze"),
	],
)
def test_a_tier_begins_exactly_at_its_threshold(spend, tier):
	assert tier_for(PROGRAM, Decimal(spend)).name == tier


def test_a_customer_below_every_threshold_is_in_the_lowest_tier():
	assert tier_for(Program("P", TIERS[::2], Decimal(1), 0), Decimal(10)).name == "Silver"


def test_the_next_tier_is_the_one_above_and_none_at_the_top():
	assert next_tier(PROGRAM, TIERS[1]) == TIERS[2]
	assert next_tier(PROGRAM, TIERS[0]) is None


def test_a_program_without_tiers_is_refused_with_its_name():
	with pytest.raises(InvalidInput, match="Empty"):
		tier_for(Program("Empty", (), Decimal(1), 0), Decimal(0))


def test_the_invoice_that_reaches_a_tier_earns_in_it():
	assert tier_of(PROGRAM, [], "INV-1", Decimal("999.99")) == "Bronze"
	assert tier_of(PROGRAM, [], "INV-1", Decimal(1000)) == "Silver"
	before = [earned("A", 900, "INV-1")]
	assert tier_of(PROGRAM, before, "INV-2", Decimal(99)) == "Bronze"
	assert tier_of(PROGRAM, before, "INV-2", Decimal(100)) == "Silver"


def test_a_program_may_count_a_new_tier_from_the_next_invoice():
	program = replace(PROGRAM, tier_from_next_invoice=True)
	assert tier_of(program, [], "INV-1", Decimal(6000)) == "Bronze"
	assert tier_of(program, [earned("A", 1000, "INV-1")], "INV-2", Decimal(1)) == "Silver"


def test_an_invoice_keeps_the_tier_in_which_it_first_earned():
	rows = [earned("A", 1000, "INV-1"), earned("B", 80, "INV-2", "Silver")]
	returned = Entry("C", "Reverse", -100, Decimal(-1000), date(2026, 2, 1), None, "INV-1", "A")
	assert tier_of(PROGRAM, [*rows, returned], "INV-2", Decimal(80)) == "Silver"
	assert tier_of(PROGRAM, [*rows, returned], "INV-2", Decimal(9000)) == "Silver"
	later = replace(PROGRAM, tier_from_next_invoice=True)
	assert tier_of(later, [earned("A", 6000, "INV-1", "Gold")], "INV-1", Decimal(6000)) == "Gold"


def test_a_tier_that_the_program_has_no_more_is_worked_out_anew():
	rows = [earned("A", 1200, "INV-1", "Platinum")]
	assert tier_of(PROGRAM, rows, "INV-1", Decimal(1200)) == "Silver"


def test_rows_without_a_tier_never_counted_the_invoices_own_spend():
	assert tier_of(PROGRAM, [earned("A", 1200, "INV-1")], "INV-1", Decimal(1200)) == "Bronze"


def test_a_redemption_on_the_invoice_does_not_say_in_which_tier_it_earned():
	redeem = Entry("R", "Redeem", -5, Decimal(0), date(2026, 2, 1), None, "INV-1", "lot", tier="Bronze")
	assert tier_of(PROGRAM, [redeem], "INV-1", Decimal(1000)) == "Silver"


def test_redemption_rows_never_count_as_spending():
	redeem = Entry("R", "Redeem", -5, Decimal(400), date(2026, 2, 1), None, "INV-2", "A")
	assert Books([earned("A", 700, "INV-1"), redeem], DAY).spend == 700
