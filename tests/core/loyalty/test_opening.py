"""Opening balances: the rows that the lines of a customer become. Files are read in tests/core/imports."""

from datetime import date
from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM as PROGRAM
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.opening import Opening, opening_rows

DAY = date(2026, 1, 10)


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
