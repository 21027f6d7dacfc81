"""A row of the ledger says the same after it was a record of ERPNext, and old records are read as what they were."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.money import USUAL
from workshop_crm.core.loyalty.model import AnswerRule, Kind, NewEntry, Program, Tier, TierRule
from workshop_crm.core.loyalty.records import (
	ENTRY_FIELDS,
	NEVER,
	entry_of,
	entry_record,
	program_of,
	program_record,
)

MONEY = st.decimals(-(10**6), 10**6, places=3)
DAYS = st.dates(max_value=date(9999, 12, 30))
ROWS = st.builds(
	NewEntry,
	kind=st.sampled_from(Kind.__args__),
	points=st.integers(-(10**9), 10**9),
	key=st.text(min_size=1, max_size=20),
	posting_date=DAYS,
	spend=MONEY,
	expiry_date=st.none() | DAYS,
	invoice=st.none() | st.just("ACC-SINV-2026-00001"),
	redeem_against=st.none() | st.just("LPE-00001"),
	reason=st.text(max_size=20),
	tier=st.sampled_from(("", "Silver", "Gold")),
	rate=st.none() | st.decimals(min_value="0.001", max_value=10**6, places=3),
	invoice_type=st.none() | st.just("Sales Invoice"),
	award=st.text(max_size=20),
	available_from=st.none() | DAYS,
	earned_when=st.sampled_from(("", "Submitted", "Paid")),
	moved_by=st.none() | st.just("LPE-00003"),
	moved_from=st.sampled_from(("", "Reem Alsadhan")),
)

NO_TIER = dict.fromkeys(("min_points", "min_visits", "tier_name_ar", "benefits", "benefits_ar"))


@given(ROWS)
def test_a_row_is_the_same_after_it_was_a_record(row):
	record = {"name": "LPE-00002", **entry_record(row)}
	assert entry_of(record) == row.named("LPE-00002")
	assert set(ENTRY_FIELDS) <= record.keys()


def test_points_that_live_for_ever_have_a_last_day_in_the_record_alone():
	row = NewEntry("Earn", 5, "key", date(2026, 1, 1))
	assert entry_record(row)["expiry_date"] == NEVER
	assert entry_of({"name": "L", **entry_record(row)}).expiry_date is None


@pytest.mark.parametrize(
	("points", "lot", "kind"), [(5, None, "Earn"), (-5, None, "Redeem"), (5, "LPE-00001", "Redeem")]
)
def test_a_row_that_erpnext_wrote_by_itself_is_told_by_its_points_and_lot(points, lot, kind):
	record = {**dict.fromkeys(ENTRY_FIELDS), "name": "L", "posting_date": date(2026, 1, 1)}
	entry = entry_of({**record, "loyalty_points": points, "redeem_against": lot})
	assert (entry.kind, entry.points, entry.spend, entry.reason, entry.rate) == (kind, points, 0, "", None)


@pytest.mark.parametrize(
	("words", "is_next"), [("This invoice", False), ("The next invoice", True), (None, False)]
)
def test_a_program_is_read_with_its_tiers_and_the_words_of_its_choice(words, is_next):
	record = {
		"name": "Rewards",
		"conversion_factor": 0.05,
		"expiry_duration": None,
		"new_tier_counts_from": words,
		"survey_points": 5,
		"survey_points_most": 1,
		"survey_points_days": None,
		"from_date": None,
		"to_date": date(2026, 12, 31),
		"tier_basis": None,
		"tier_window_months": None,
		"tier_grace_days": None,
		"pending_days": None,
		"earn_when": None,
		"earning_basis": "Without VAT",
		"rules_only": 1,
		"no_negative_balance": 1,
		"approval_above": None,
		"rewards_by_itself": None,
		"referral_points": None,
		"referral_month_most": None,
		"program_name_ar": None,
	}
	tiers = [{**NO_TIER, "tier_name": "Silver", "min_spent": 0.0, "collection_factor": 7.5}]
	program = program_of(record, tiers, [], USUAL)
	assert (program.point_value, program.expiry_days, program.tier_from_next_invoice) == (
		Decimal("0.05"),
		0,
		is_next,
	)
	assert (program.starts, program.ends) == (None, date(2026, 12, 31))
	assert program.answers == AnswerRule(5, 1, 0)
	assert (program.allow_negative, program.approval_above) == (False, 500)
	assert (program.tier_rule, program.pending_days, program.earn_when) == (TierRule(), 0, "Submitted")
	assert (program.basis, program.earn_by_tier) == ("Net", False)
	(tier,) = program.tiers
	assert (tier.name, tier.min_spent, tier.spend_per_point) == ("Silver", 0, Decimal("7.5"))


@pytest.mark.parametrize("basis", ["Spend", "Points", "Visits"])
@pytest.mark.parametrize("when", ["Submitted", "Paid"])
def test_a_program_is_the_same_after_it_was_a_record(basis, when):
	tier = Tier("Gold", Decimal(100), Decimal(5), 50, 3, "ذهبي", "A free wash", "غسيل مجاني")
	rule = TierRule(basis, 12, 30)
	program = Program(
		"Rewards",
		(tier,),
		Decimal("0.1"),
		365,
		True,
		tier_rule=rule,
		pending_days=7,
		earn_when=when,
		name_ar="مكافآت",
	)
	record = program_record(program)
	assert (
		program_of({**record, "name": "Rewards"}, record["collection_rules"], record["earning_rules"], USUAL)
		== program
	)
