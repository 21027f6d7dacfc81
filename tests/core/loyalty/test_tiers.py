from datetime import date
from decimal import Decimal

import pytest

from workshop_crm.core.errors import InvalidInput
from workshop_crm.core.loyalty.ledger import lifetime_spend
from workshop_crm.core.loyalty.model import Entry, Program, Tier
from workshop_crm.core.loyalty.tiers import next_tier, tier_before, tier_for

TIERS = (
	Tier("Gold", Decimal(5000), Decimal(5)),
	Tier("Bronze", Decimal(0), Decimal(10)),
	Tier("Silver", Decimal(1000), Decimal(8)),
)
PROGRAM = Program("Points", TIERS, Decimal("0.1"), 365)


def earned(name: str, spend: int, invoice: str) -> Entry:
	return Entry(name, "Earn", spend // 10, Decimal(spend), date(2026, 1, 1), None, invoice)


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
	assert next_tier(PROGRAM, Decimal(10)) == TIERS[2]
	assert next_tier(PROGRAM, Decimal(9000)) is None


def test_a_program_without_tiers_is_refused_with_its_name():
	with pytest.raises(InvalidInput, match="Empty"):
		tier_for(Program("Empty", (), Decimal(1), 0), Decimal(0))


def test_an_invoice_earns_in_the_tier_reached_before_it():
	rows = [earned("A", 900, "INV-1"), earned("B", 4200, "INV-2"), earned("C", 10, "INV-3")]
	assert tier_before(PROGRAM, rows, "INV-2").name == "Bronze"
	assert tier_before(PROGRAM, rows, "INV-3").name == "Gold"
	assert tier_before(PROGRAM, rows, "not yet in the ledger").name == "Gold"


def test_a_later_return_of_an_older_invoice_does_not_change_the_tier_in_which_an_invoice_earned():
	rows = [earned("A", 1000, "INV-1"), earned("B", 80, "INV-2")]
	returned = Entry("C", "Reverse", -100, Decimal(-1000), date(2026, 2, 1), None, "INV-1", "A")
	assert tier_before(PROGRAM, [*rows, returned], "INV-2").name == "Silver"


def test_redemption_rows_never_count_as_spending():
	redeem = Entry("R", "Redeem", -5, Decimal(400), date(2026, 2, 1), None, "INV-2", "A")
	assert lifetime_spend([earned("A", 700, "INV-1"), redeem]) == 700
