"""One key is one sale: what hosts compare, and what they refuse."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.visits.lines import SaleLine
from workshop_crm.core.visits.sale import CompletedSale, completed, keyed, read_sale

SALE = read_sale("CUST-1", [{"item": "OIL", "qty": 2, "rate": 10}])
DONE = keyed(SALE, "KEY-1")
KNOWN = CompletedSale("INV-1", "CUST-1", DONE.digest, is_cancelled=False)


def test_a_new_key_is_a_new_sale_and_a_known_one_the_same_invoice():
	assert completed(DONE, None) is None
	assert completed(DONE, KNOWN) == "INV-1"


def test_another_technician_or_adviser_is_another_sale_and_none_is_as_before():
	lines = [{"item": "OIL"}]
	people = [{}, {"technician": "Omar"}, {"adviser": "Omar"}, {"technician": "Omar", "adviser": "Huda"}]
	digests = {keyed(read_sale("CUST-1", lines, **who), "k").digest for who in people}
	assert len(digests) == len(people)
	nobody = read_sale("CUST-1", lines, technician="", adviser="")
	assert keyed(nobody, "k").digest == keyed(read_sale("CUST-1", lines), "k").digest


@pytest.mark.parametrize(
	"change",
	[
		{"lines": (SaleLine("OIL", Decimal(2), Decimal(11)),)},
		{"lines": (SaleLine("OIL", Decimal(2), None),)},
		{"vehicle": "CAR-1"},
		{"odometer": 5},
		{"odometer_reason": "The cluster was replaced"},
		{"redeem_points": 1},
	],
)
def test_the_key_of_a_sale_with_other_content_is_a_conflict(change):
	other = keyed(replace(SALE, **change), "KEY-1")
	with pytest.raises(Conflict, match="INV-1, with other content"):
		completed(other, KNOWN)


def test_the_key_of_another_customers_sale_is_a_conflict_that_does_not_name_the_invoice():
	with pytest.raises(Conflict) as refused:
		completed(replace(DONE, customer="CUST-2"), KNOWN)
	assert "INV-1" not in str(refused.value)


def test_a_sale_from_before_digests_is_known_by_its_key_alone():
	assert completed(replace(DONE, redeem_points=5), replace(KNOWN, digest="")) == "INV-1"


def test_a_cancelled_sale_is_not_completed():
	with pytest.raises(Conflict, match="cancelled"):
		completed(DONE, replace(KNOWN, is_cancelled=True))


@given(st.decimals(1, 1000, places=3), st.decimals(0, 1000, places=3))
def test_the_same_numbers_written_otherwise_are_the_same_sale(qty, rate):
	lines = (
		[{"item": "OIL", "qty": str(qty), "rate": str(rate)}],
		[{"item": "OIL", "qty": float(qty), "rate": f"{rate}000"}],
	)
	first, second = (keyed(read_sale("CUST-1", written), "k") for written in lines)
	assert first.digest == second.digest


@given(st.text("abzAZ019-_.: \néم", max_size=150))
def test_a_key_that_passes_is_plain_ascii_in_lower_case(text):
	try:
		key = keyed(SALE, text).key
	except InvalidInput:
		assume(False)
	assert key == text.lower()
	assert key.isascii()
	assert 1 <= len(key) <= 140
	assert not any(character.isspace() for character in key)


def test_an_odometer_reading_and_its_reason_are_checked_where_they_are_typed():
	for wrong, field in (({"odometer": -1}, "odometer"), ({"odometer_reason": "x" * 141}, "odometer_reason")):
		with pytest.raises(InvalidInput) as refused:
			read_sale("CUST-1", [{"item": "OIL"}], **wrong)
		assert refused.value.field == field
