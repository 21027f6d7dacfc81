"""Points for who recommended a customer: given once, taken back with the visit, limited in a month."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import Entry, NewEntry, Program, ReferralRule, Tier
from workshop_crm.core.loyalty.referrals import CAUSE, MAX_LATE, Recommended, causes, referral_rows

DAY = date(2026, 3, 10)
PROGRAM = Program(
	"Points",
	(Tier("Silver", Decimal(0), Decimal(10)),),
	Decimal("0.25"),
	365,
	referrals=ReferralRule(50),
)


def visit(name: str, points: int = 40, day: date = DAY) -> Entry:
	return Entry(
		name, "Earn", points, Decimal(points * 10), day, None, f"INV-{name}", invoice_type="Sales Invoice"
	)


def returned(of: Entry, points: int) -> Entry:
	kind = "Reverse" if points < 0 else "Earn"
	return Entry(
		f"{of.name}-{points}",
		kind,
		points,
		Decimal(0),
		DAY,
		None,
		of.invoice,
		of.name,
		invoice_type="Sales Invoice",
	)


def rows_for(
	entries: list[Entry],
	own: list[Entry] = (),
	*,
	program: Program = PROGRAM,
	customer: str = "Huda",
	today: date = DAY,
	is_recommender: bool = True,
	first_visit: date | None = DAY,
	awarded_to: frozenset[str] = frozenset(),
) -> list[NewEntry]:
	facts = Recommended("Reem", entries, first_visit, awarded_to)
	return referral_rows(program, Books(own, today), customer, facts, is_recommender)


def written(rows: list[NewEntry]) -> list[Entry]:
	return [row.named(row.key) for row in rows]


def held(own: list[Entry]) -> int:
	return sum(entry.points for entry in own if entry.invoice_type == CAUSE)


def test_the_first_invoice_that_earns_brings_the_points_once():
	(row,) = rows_for([visit("A"), visit("B")])
	assert (row.kind, row.points, row.invoice_type, row.invoice) == ("Earn", 50, CAUSE, "A")
	assert (row.posting_date, row.expiry_date) == (DAY, DAY + timedelta(days=365))
	own = written([row])
	assert rows_for([visit("A"), visit("B")], own, awarded_to=frozenset({"Huda"})) == []


@pytest.mark.parametrize(
	"changes",
	[
		{"customer": "Reem"},
		{"is_recommender": False},
		{"awarded_to": frozenset({"Noura"})},
		{"first_visit": DAY - MAX_LATE - timedelta(days=1)},
		{"first_visit": None},
		{"program": replace(PROGRAM, referrals=ReferralRule())},
		{"program": replace(PROGRAM, ends=DAY - timedelta(days=1))},
	],
)
def test_nothing_is_given(changes):
	assert rows_for([visit("A")], **changes) == []


def test_who_has_earned_nothing_brings_nothing():
	assert rows_for([]) == []
	assert rows_for([visit("A"), returned(visit("A"), -40)]) == []
	answered = Entry("S", "Earn", 5, Decimal(0), DAY, None, "INVITE", invoice_type="Survey Invitation")
	assert rows_for([answered]) == []


def test_a_part_that_is_returned_changes_nothing_and_all_of_it_takes_the_points_back():
	own = written(rows_for([visit("A")]))
	part = [visit("A"), returned(visit("A"), -10)]
	assert rows_for(part, own, awarded_to=frozenset({"Huda"})) == []
	whole = [*part, returned(visit("A"), -30)]
	(back,) = rows_for(whole, own, awarded_to=frozenset({"Huda"}))
	assert (back.kind, back.points, back.redeem_against) == ("Reverse", -50, own[0].name)
	assert rows_for(whole, [*own, *written([back])]) == []


def test_a_credit_note_that_is_cancelled_gives_them_again_also_when_it_is_late():
	gone = [visit("A"), returned(visit("A"), -40)]
	own = written(rows_for([visit("A")]))
	own += written(rows_for(gone, own, awarded_to=frozenset({"Huda"})))
	late = DAY + MAX_LATE + timedelta(days=9)
	(again,) = rows_for([*gone, returned(visit("A"), 40)], own, today=late)
	assert (again.kind, again.points, again.redeem_against) == ("Earn", 50, own[0].name)
	assert again.key not in {entry.name for entry in own}


def test_two_who_became_one_do_not_keep_points_for_recommending_themselves():
	own = [visit("A"), *written(rows_for([visit("A")]))]
	(back,) = rows_for(own, own, customer="Reem", awarded_to=frozenset({"Reem"}))
	assert (back.kind, back.points) == ("Reverse", -50)


def test_spent_points_that_are_taken_back_are_waived_where_the_program_says_so():
	own = written(rows_for([visit("A")]))
	own.append(Entry("R", "Redeem", -50, Decimal(0), DAY, own[0].expiry_date, "INV", own[0].name))
	gone = [visit("A"), returned(visit("A"), -40)]
	kind = replace(PROGRAM, allow_negative=False)
	for program, balance in ((PROGRAM, -50), (kind, 0)):
		rows = rows_for(gone, own, program=program, awarded_to=frozenset({"Huda"}))
		assert Books([*own, *written(rows)], DAY).balance() == balance


def test_pending_points_wait():
	(row,) = rows_for([visit("A")], program=replace(PROGRAM, pending_days=7))
	assert row.available_from == DAY + timedelta(days=7)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=12), st.integers(0, 3))
def test_no_more_than_the_limit_for_the_first_visits_of_a_month(visits, most):
	"""Several customers come, and some of their visits are taken back; every step is settled twice."""
	program = replace(PROGRAM, referrals=ReferralRule(50, most))
	own: list[Entry] = []
	by_month: dict[tuple[int, int], int] = {}
	for number, (days, goes_back) in enumerate(visits):
		day = DAY + timedelta(days=days)
		month = (day.year, day.month)
		entries, before = [visit(f"V{number}", day=day)], held(own)
		for _time in range(2):
			awarded = frozenset({"Huda"}) if _time and held(own) > before else frozenset()
			own += written(
				rows_for(entries, own, program=program, today=day, first_visit=day, awarded_to=awarded)
			)
		given_now = held(own) - before
		assert given_now == (0 if most and by_month.get(month, 0) >= most else 50)
		by_month[month] = by_month.get(month, 0) + given_now // 50
		if goes_back and given_now:
			entries.append(returned(entries[0], -40))
			for _time in range(2):
				own += written(rows_for(entries, own, program=program, today=day, first_visit=day))
			assert held(own) == before
			by_month[month] -= 1
	assert len({entry.name for entry in own}) == len(own)
	assert held(own) == 50 * sum(by_month.values())


def test_points_may_name_the_rows_that_invoices_first_earned_with():
	assert causes([visit("A"), returned(visit("A"), -40), visit("B")]) == ["A", "B"]
