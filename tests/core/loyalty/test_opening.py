"""Opening balances: what a file may say, and the rows it becomes."""

from datetime import date
from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM as PROGRAM
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.opening import Opening, opening_rows, read_openings

DAY = date(2026, 1, 10)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_lines_are_read_by_their_headings_whatever_divides_them(delimiter):
	lines = ["Points,Customer,Expires,Spent", "40,CUST-1,2026-06-30,1250.50", "", "7,CUST-2,,"]
	data = "\r\n".join(lines).replace(",", delimiter).encode("utf-8-sig")
	assert read_openings(data, DAY) == (
		[
			Opening(2, "CUST-1", 40, date(2026, 6, 30), Decimal("1250.50")),
			Opening(4, "CUST-2", 7),
		],
		[],
	)


@pytest.mark.parametrize(
	("line", "said"),
	[
		(",5,,", "no customer"),
		("C,0,,", "no number of points"),
		("C,-5,,", "no number of points"),
		("C,1.5,,", "no number of points"),
		("C,٥,,", "no number of points"),
		("C,1000001,,", "no number of points"),
		("C,5,31/12/2026,", "no date"),
		("C,5,2026-01-09,", "expired on 2026-01-09"),
		("C,5,,-1", "no amount"),
		("C,5,,NaN", "no amount"),
		("C,5,,x", "no amount"),
		("C", "no number of points"),
	],
)
def test_a_line_that_cannot_be_taken_is_told_with_its_number(line, said):
	openings, (refused,) = read_openings(f"customer,points,expires,spent\nA,1,,\n{line}\n".encode(), DAY)
	assert [one.customer for one in openings] == ["A"]
	assert (refused.line, said in str(refused.error)) == (3, True)


@pytest.mark.parametrize(
	"data",
	[
		b"",
		b"customer\nA\n",
		b"points\n5\n",
		b"customer,points\n",
		"customer,points\n\xe9,5".encode("latin-1"),
	],
)
def test_a_file_that_is_none_is_refused(data):
	with pytest.raises(InvalidInput):
		read_openings(data, DAY)


def test_lots_keep_their_last_days_and_what_was_spent_counts():
	rows = opening_rows(
		PROGRAM, [], [Opening(2, "C", 40, date(2026, 6, 30), Decimal(6000)), Opening(3, "C", 7)], DAY
	)
	books = Books([row.named(row.key) for row in rows], DAY)
	assert [(lot.points, lot.expiry_date) for lot in books.open_lots()] == [
		(40, date(2026, 6, 30)),
		(7, date(2027, 1, 10)),
	]
	assert books.spend == 6000


def test_a_file_that_is_loaded_twice_is_refused():
	(row,) = opening_rows(PROGRAM, [], [Opening(2, "C", 40)], DAY)
	with pytest.raises(InvalidInput, match="already"):
		opening_rows(PROGRAM, [row.named("E")], [Opening(2, "C", 40)], DAY)
