from dataclasses import replace
from datetime import date
from decimal import Decimal

from workshop_crm.core.loyalty.guest_page import CarService, PointsFacts, page_values, points_view
from workshop_crm.core.loyalty.guest_reader import Reader
from workshop_crm.core.loyalty.model import Entry, Program, Tier, TierRule
from workshop_crm.core.loyalty.rewards.model import Redemption, Reward, Taken, Terms
from workshop_crm.core.loyalty.rewards.till import Shelf

BRONZE = Tier("Bronze", Decimal(0), Decimal(10), name_ar="برونزي", benefits="Coffee", benefits_ar="قهوة")
SILVER = Tier("Silver", Decimal(1000), Decimal(8), name_ar="فضي", benefits="Free wash")
PROGRAM = Program("Points", (SILVER, BRONZE), Decimal("0.1"), 365)
TODAY = date(2026, 3, 1)
ENGLISH = Reader(TODAY, "en", str)


def earned(name: str, points: int, expiry: date | None = None, **more: object) -> Entry:
	row = Entry(name, "Earn", points, Decimal(points), date(2026, 1, 1), expiry, f"INV-{name}")
	return replace(row, **more)


def reward(name: str, points: int, **more: object) -> Reward:
	return Reward(name, "Points", Terms("Gift", name, f"{name} بالعربية"), points, **more)


def facts(*entries: Entry, program: Program = PROGRAM, **more: object) -> PointsFacts:
	return PointsFacts(Shelf("Huda", program, entries, **more), program, "SAR")


def view(*entries: Entry, **more: object) -> dict:
	return points_view(facts(*entries, **more), ENGLISH)


def test_the_balance_is_said_with_its_worth():
	told = view(earned("1", 1500))
	assert (told["balance"], told["worth"], told["is_debt"]) == ("1,500", "150.00 SAR", False)


def test_a_debt_is_worth_nothing():
	spent = Entry("2", "Redeem", -30, Decimal(0), date(2026, 1, 2), None, "INV-2", "1")
	back = Entry("3", "Reverse", -30, Decimal(-30), date(2026, 1, 3), None, "INV-1", "1")
	told = view(earned("1", 30), spent, back)
	assert (told["balance"], told["worth"], told["is_debt"]) == ("−30", "", True)


def test_lots_that_expire_on_one_day_are_one_line_the_next_day_first_and_those_without_end_are_none():
	later, sooner = date(2026, 9, 1), date(2026, 5, 1)
	told = view(earned("1", 10, later), earned("2", 20, sooner), earned("3", 5, later), earned("4", 7))
	assert told["expiring"] == [
		{"day": "1 May 2026", "points": "20 points"},
		{"day": "1 September 2026", "points": "15 points"},
	]


def test_pending_points_are_said_with_their_first_day_and_are_not_in_the_balance():
	told = view(earned("1", 10), earned("2", 20, available_from=date(2026, 3, 5)))
	assert told["balance"] == "10"
	assert told["pending"] == [{"day": "5 March 2026", "points": "20 points"}]


def test_the_way_to_the_next_tier_is_said_in_what_the_program_counts():
	told = view(earned("1", 300))["tier"]
	assert told == {
		"name": "Bronze",
		"benefits": "Coffee",
		"until": "",
		"missing": "700.00 SAR more to reach Silver",
		"next_benefits": "Free wash",
	}
	visits = replace(PROGRAM, tiers=(BRONZE, replace(SILVER, min_visits=4)), tier_rule=TierRule("Visits"))
	assert view(earned("1", 300), program=visits)["tier"]["missing"] == "3 more visits to reach Silver"
	points = replace(PROGRAM, tiers=(BRONZE, replace(SILVER, min_points=301)), tier_rule=TierRule("Points"))
	assert view(earned("1", 300), program=points)["tier"]["missing"] == "1 point to go until Silver"


def test_the_highest_tier_has_nothing_above_it():
	assert view(earned("1", 1000))["tier"]["missing"] == ""


def test_the_nearest_reward_is_one_for_which_nothing_but_points_is_missing():
	shelf = {
		"rewards": [
			reward("Wash", 80),
			reward("Gone", 110, stock=1),
			reward("For silver", 120, tier="Silver"),
			reward("Far", 900),
			reward("Near", 250),
		],
		"taken": {"Gone": Taken(1)},
	}
	told = view(earned("1", 100), **shelf)
	assert [one["title"] for one in told["rewards"]] == ["Wash"]
	assert (told["nearest"]["title"], told["nearest"]["missing"]) == ("Near", "150 points")


def test_who_can_have_all_rewards_has_none_to_save_for():
	assert view(earned("1", 100), rewards=[reward("Wash", 80)])["nearest"] is None


def test_a_code_that_can_be_used_is_shown_and_one_that_has_ended_is_not():
	def code(letters: str, ends: date) -> Redemption:
		terms = Terms("Gift", "Wash")
		return Redemption(letters, "Wash", "Huda", 80, terms, "Reserved", letters, ends)

	waiting = [code("AAAA", date(2026, 3, 1)), code("BBBB", date(2026, 2, 28))]
	told = view(earned("1", 100), waiting=waiting)["codes"]
	assert told == [{"title": "Wash", "code": "AAAA", "until": "1 March 2026"}]


def test_the_history_says_neither_what_staff_wrote_nor_who_was_merged():
	by_hand = Entry("2", "Adjust", 20, Decimal(0), date(2026, 2, 1), reason="a difficult person")
	merged = Entry("3", "Transfer", 0, Decimal(0), date(2026, 2, 2), reason="Merged", moved_from="Somebody")
	told = view(earned("1", 10, reason="Survey answered"), by_hand, merged)["history"]
	assert told == [
		{"day": "1 February 2026", "what": "Adjusted", "why": "", "points": "+20"},
		{"day": "1 January 2026", "what": "Earned", "why": "Survey answered", "points": "+10"},
	]


def test_arabic_has_its_own_names_and_digits():
	service = CarService("Toyota Hilux", "ABC 123", "أ ب ج ١٢٣", "Oil", "زيت", None, 45000)
	told = points_view(replace(facts(earned("1", 1500)), services=[service]), Reader(TODAY, "ar", str))
	assert told["balance"] == "١٬٥٠٠"
	assert told["tier"]["name"] == "فضي"
	assert told["services"] == [
		{"car": "Toyota Hilux", "plate": "أ ب ج ١٢٣", "service": "زيت", "when": "at ٤٥٬٠٠٠ km"}
	]


def test_the_page_of_nobody_says_nothing():
	told = page_values(None, "Workshop", TODAY, "ar", str)
	assert (told["points"], told["phone"], told["direction"]) == (None, "", "rtl")
