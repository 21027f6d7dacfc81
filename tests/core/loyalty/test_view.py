import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from workshop_crm.core.loyalty.model import Entry, Program, Tier, TierMembers, TierRule
from workshop_crm.core.loyalty.rules.awards import Award, AwardLine, as_text
from workshop_crm.core.loyalty.tier_changes import REACHED, TierChange
from workshop_crm.core.loyalty.view import account_view, program_view

BRONZE = Tier("Bronze", Decimal(0), Decimal(10), name_ar="برونزي", benefits="Coffee", benefits_ar="قهوة")
SILVER = Tier("Silver", Decimal(1000), Decimal(8))
PROGRAM = Program("Points", (SILVER, BRONZE), Decimal("0.1"), 365)
DAY = date(2026, 1, 1)


def earned(number: int, points: int = 1, day: date = DAY) -> Entry:
	return Entry(f"E{number}", "Earn", points, Decimal(10 * points), day, date(2027, 1, 1), f"INV-{number}")


def test_the_account_shows_balance_worth_tier_and_the_way_to_the_next_one():
	redeem = Entry("R", "Redeem", -10, Decimal(0), DAY, date(2027, 1, 1), "INV-2", "E1", "Oil change")
	view = account_view(PROGRAM, [earned(1, 30), redeem], DAY, "SAR", str, "en")
	assert view == {
		"program": "Points",
		"program_ar": "",
		"balance": 20,
		"worth": 2.0,
		"pending": 0,
		"next_available": None,
		"next_expiry": "2027-01-01",
		"point_value": 0.1,
		"tier": "Bronze",
		"tier_ar": "برونزي",
		"tier_benefits": "Coffee",
		"tier_benefits_ar": "قهوة",
		"tier_until": None,
		"next_tier": {
			"name": "Silver",
			"name_ar": "",
			"basis": "Spend",
			"window_months": 0,
			"reached": 300.0,
			"needed": 1000.0,
			"missing": 700.0,
		},
		"lifetime_spend": 300.0,
		"currency": "SAR",
		"tier_changes": [],
		"entry_count": 2,
		"entries": [
			{
				"entry": "R",
				"date": "2026-01-01",
				"kind": "Redeem",
				"points": -10,
				"invoice": "INV-2",
				"available_from": None,
				"expiry_date": "2027-01-01",
				"reason": "Oil change",
				"because": "",
				"moved_from": "",
			},
			{
				"entry": "E1",
				"date": "2026-01-01",
				"kind": "Earn",
				"points": 30,
				"invoice": "INV-1",
				"available_from": None,
				"expiry_date": "2027-01-01",
				"reason": "",
				"because": "",
				"moved_from": "",
			},
		],
	}
	json.dumps(view)


def test_an_account_in_the_highest_tier_has_no_next_one():
	view = account_view(PROGRAM, [earned(1, 100)], DAY, "SAR", str, "en")
	assert (view["tier"], view["next_tier"]) == ("Silver", None)


def test_a_tier_by_visits_says_how_many_are_missing_and_until_when_it_is_held():
	tiers = (BRONZE, replace(SILVER, min_visits=2), Tier("Gold", Decimal(0), Decimal(5), min_visits=5))
	program = replace(PROGRAM, tiers=tiers, tier_rule=TierRule("Visits", 12, 10))
	rows = [earned(1), earned(2, day=date(2026, 1, 2))]
	view = account_view(program, rows, date(2026, 1, 2), "SAR", str, "en")
	assert (view["tier"], view["tier_until"]) == ("Silver", "2027-01-10")
	assert (view["next_tier"]["reached"], view["next_tier"]["missing"]) == (2, 3)


def test_a_debt_is_shown_and_worth_nothing():
	view = account_view(PROGRAM, [Entry("A", "Adjust", -5, Decimal(0), DAY)], DAY, "SAR", str, "en")
	assert (view["balance"], view["worth"]) == (-5, 0.0)


def test_the_account_lists_the_latest_twenty_rows_newest_first():
	rows = [earned(number, day=DAY + timedelta(days=number // 2)) for number in range(30)]
	names = [
		entry["entry"] for entry in account_view(PROGRAM, rows, date(2026, 3, 1), "SAR", str, "en")["entries"]
	]
	assert names == [f"E{number}" for number in range(29, 9, -1)]


def test_a_row_written_late_for_an_earlier_day_is_listed_by_its_day():
	rows = [earned(1, day=DAY), earned(2, day=date(2026, 2, 1)), earned(3, day=date(2026, 1, 15))]
	names = [
		entry["entry"] for entry in account_view(PROGRAM, rows, date(2026, 3, 1), "SAR", str, "en")["entries"]
	]
	assert names == ["E2", "E3", "E1"]


def test_accounts_without_a_tier_in_two_groups_are_all_members():
	tiers = [TierMembers("", 3, 30), TierMembers("Silver", 2, 500), TierMembers("", 1, 20)]
	shown = program_view(PROGRAM, tiers, "SAR")
	assert (shown["members"], shown["points_outstanding"]) == (6, 550)
	assert {tier["name"]: tier["members"] for tier in shown["tiers"]} == {"Bronze": 0, "Silver": 2}


def test_the_program_counts_members_by_tier_and_what_its_points_would_cost():
	tiers = [
		TierMembers("Silver", 2, 500),
		TierMembers("Bronze", 1, 20),
	]
	assert program_view(PROGRAM, tiers, "SAR") == {
		"program": "Points",
		"program_ar": "",
		"point_value": 0.1,
		"expiry_days": 365,
		"pending_days": 0,
		"earn_when": "Submitted",
		"currency": "SAR",
		"members": 3,
		"points_outstanding": 520,
		"liability": 52.0,
		"tier_basis": "Spend",
		"tier_window_months": 0,
		"tier_grace_days": 0,
		"tiers": [
			{
				"name": "Bronze",
				"name_ar": "برونزي",
				"needed": 0.0,
				"spend_per_point": 10.0,
				"benefits": "Coffee",
				"benefits_ar": "قهوة",
				"members": 1,
			},
			{
				"name": "Silver",
				"name_ar": "",
				"needed": 1000.0,
				"spend_per_point": 8.0,
				"benefits": "",
				"benefits_ar": "",
				"members": 2,
			},
		],
	}


def test_an_entry_says_what_the_points_were_earned_for():
	award = Award(Decimal(100), (AwardLine("r", "Amount", 20, "Oil", "زيت", Decimal(100)),))
	entry = Entry("A", "Earn", 20, Decimal(100), DAY, award=as_text(award))
	plain = Entry("B", "Earn", 10, Decimal(100), DAY, tier="Silver", rate=Decimal(10))
	view = account_view(PROGRAM, [entry, plain, against(entry)], DAY, "SAR", str, "en")
	told = {row["entry"]: row["because"] for row in view["entries"]}
	assert told == {
		"A": "20 for 100 of Oil",
		"B": "10 for 100.00 in the tier Silver",
		"R": "",
	}


def against(entry):
	return Entry("R", "Reverse", -5, Decimal(-25), DAY, redeem_against=entry.name)


def test_the_last_moves_to_another_tier_are_shown_with_names_and_reasons():
	tiers = tuple(replace(tier, name_ar=f"{tier.name} بالعربية") for tier in PROGRAM.tiers)
	program = replace(PROGRAM, tiers=tiers)
	name = tiers[0].name
	changes = [TierChange(DAY, "Former", name, REACHED, Decimal(0)) for _number in range(7)]
	view = account_view(program, [earned(1, 100)], DAY, "SAR", lambda text: f"<{text}>", "en", changes)
	assert len(view["tier_changes"]) == 5
	assert view["tier_changes"][0] == {
		"date": DAY.isoformat(),
		"from_tier": "Former",
		"from_tier_ar": "",
		"to_tier": name,
		"to_tier_ar": f"{name} بالعربية",
		"reason": f"<{REACHED}>",
	}


def test_a_row_that_keeps_its_tier_by_its_english_name_is_read_in_arabic():
	row = replace(earned(1, 30), tier="Bronze", rate=Decimal(10))
	(told,) = account_view(PROGRAM, [row], DAY, "SAR", str, "ar")["entries"]
	assert "برونزي" in told["because"]
	assert "Bronze" not in told["because"]


def test_the_history_of_points_is_read_page_by_page_to_its_beginning():
	rows = [earned(number, number) for number in range(1, 46)]
	pages = [
		account_view(PROGRAM, rows, DAY, "SAR", str, "en", limit=20, offset=offset) for offset in (0, 20, 40)
	]
	assert {page["entry_count"] for page in pages} == {45}
	told = [entry["points"] for page in pages for entry in page["entries"]]
	assert sorted(told) == list(range(1, 46))
