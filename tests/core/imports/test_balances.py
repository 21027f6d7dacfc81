"""Files of opening balances: what their cells may say, whose lines they are, and what they sum up to."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workshop_crm.core.common.errors import InvalidInput, missing
from workshop_crm.core.imports import balance_plan
from workshop_crm.core.imports.balance_plan import plan_balances
from workshop_crm.core.imports.choices import Choices, read_choices
from workshop_crm.core.imports.columns import guess_kind, suggest
from workshop_crm.core.imports.fields import BALANCES, CUSTOMERS
from workshop_crm.core.imports.source import check_rows, open_source
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM as PROGRAM
from workshop_crm.core.loyalty.opening import Opening

DAY = date(2026, 1, 10)
HEADINGS = {"customer": "Customer"}


def read(data: bytes):
	source = open_source(data)
	choices = Choices(BALANCES, suggest(BALANCES, source.table.headings), dry_run=True)
	return check_rows(source, choices, "SA", DAY, lambda done, total: None)


def plan(openings, take=lambda customer, own: PROGRAM):
	return plan_balances(openings, HEADINGS, take, lambda done, total: None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_lines_are_read_by_their_headings_whatever_divides_and_encodes_them(delimiter, codec):
	lines = ["رصيد النقاط,العميل,Expires,Spent", "40,CUST-1,2026-06-30,1250.50", "", "7,CUST-2,-,N/A"]
	checked = read("\r\n".join(lines).replace(",", delimiter).encode(codec))
	assert checked.refused == []
	assert checked.records == [
		Opening(2, "CUST-1", 40, date(2026, 6, 30), Decimal("1250.50")),
		Opening(4, "CUST-2", 7),
	]


@pytest.mark.parametrize(
	("cells", "opening"),
	[
		("٣٤٠,,", (340, None, 0)),
		('"1,250",,', (1250, None, 0)),
		("340.0,,", (340, None, 0)),
		("5,31/12/2026,", (5, date(2026, 12, 31), 0)),
		("5,46387,", (5, date(2026, 12, 31), 0)),
		("5,2026-01-10,", (5, DAY, 0)),
		('5,,"ر.س ١٬٢٥٠٫٥٠"', (5, None, Decimal("1250.50"))),
	],
)
def test_a_cell_may_be_written_as_people_write_it(cells, opening):
	(found,) = read(f"customer,points,expires,spent\nC,{cells}\n".encode()).records
	assert (found.points, found.expires, found.spent) == opening


@pytest.mark.parametrize(
	("line", "said"),
	[
		("C,0,,", "not a number of points"),
		("C,-5,,", "not a number of points"),
		("C,1.5,,", "not a number of points"),
		("C,1000001,,", "not a number of points"),
		("C,many,,", "not a number of points"),
		("C,,,", "empty"),
		("C,#N/A,,", "Excel shows the error"),
		("C,5,2026-01-09,", "expired on 2026-01-09"),
		("C,5,2026-02-30,", "not a date in the calendar"),
		("C,5,soon,", "not a date"),
		("C,5,,-1", "not an amount"),
		("C,5,,NaN", "not an amount"),
		("Total,347,,", "a total of the others"),
		(",5,,", "a total of the others|is empty"),
		("customer,points,expires,spent", "repeats the headings"),
		("C,5,,,,,9", "more cells"),
	],
)
def test_a_line_that_cannot_be_taken_is_told_with_its_number(line, said):
	checked = read(f"customer,points,expires,spent\nA,1,,\n{line}\n".encode())
	assert [one.customer for one in checked.records] == ["A"]
	(refused,) = checked.refused
	assert refused.line == 3
	assert any(words in str(refused.reason) for words in said.split("|"))


def test_a_file_of_balances_is_told_from_a_list_of_customers():
	assert guess_kind(["Customer", "Points"]) == BALANCES
	assert guess_kind(["العميل", "رصيد النقاط", "تاريخ الانتهاء"]) == BALANCES
	assert guess_kind(["Customer Name", "Mobile No", "Points"]) == CUSTOMERS


def test_balances_are_never_imported_in_part():
	given_choices = {"kind": BALANCES, "columns": {"customer": 0, "points": 1}}
	assert read_choices(given_choices, 2).kind == BALANCES
	with pytest.raises(InvalidInput, match="all or none"):
		read_choices({**given_choices, "keep_good": True}, 2)


def test_a_line_that_is_there_twice_is_refused_and_other_lots_are_not():
	lots = [Opening(2, "C", 40), Opening(3, "C", 40, DAY), Opening(4, "D", 40), Opening(5, "C", 40)]
	found = plan(lots)
	assert [(one.line, str(one.reason)) for one in found.refused] == [(5, "Line 2 says the same.")]
	assert (found.new, found.points) == (["C", "D"], 120)


def test_who_is_unknown_is_refused_with_what_to_do():
	def take(customer, own):
		raise missing(customer)

	(refused,) = plan([Opening(2, "C", 4), Opening(3, "C", 5)], take).refused
	assert (refused.line, refused.column, refused.value) == (2, "Customer", "C")
	assert refused.advice == balance_plan.KNOW_FIRST


def test_a_file_may_not_be_endless(monkeypatch):
	monkeypatch.setattr(balance_plan, "MAX_LINES", 1)
	with pytest.raises(InvalidInput, match="more than 1 lines"):
		plan([Opening(2, "C", 4), Opening(3, "C", 5)])


openings = some.builds(
	Opening, some.integers(2, 10**6), some.sampled_from("ABC"), some.integers(1, 1000), some.just(None)
)


@given(some.lists(openings, unique_by=lambda one: (one.line, one.customer, one.points)))
def test_no_point_is_lost_between_the_lines_and_the_sums(lines):
	taken = []
	found = plan(lines, lambda customer, own: taken.extend(own) or PROGRAM)
	assert len(taken) + len(found.refused) == len(lines)
	assert found.points == sum(one.points for one in taken)
	assert found.sums.customers == len({one.customer for one in taken})
	assert found.worth == found.points * PROGRAM.point_value
