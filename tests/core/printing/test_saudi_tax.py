from base64 import b64decode
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.printing.saudi_tax import DeclaredTotals, code, title, vat_number

NUMBER = "300012345600003"
RIYADH = timezone(timedelta(hours=3))
ISSUED = datetime(2026, 3, 10, 1, 30, tzinfo=RIYADH)


def totals(net: int = 1000, tax: int = 150) -> DeclaredTotals:
	return DeclaredTotals("SAR", Decimal(net), Decimal(tax))


def read(text: str) -> dict[int, bytes]:
	"""The fields of a code, as an authority's app reads them."""
	content, fields = b64decode(text, validate=True), {}
	while content:
		tag, length = content[0], content[1]
		fields[tag], content = content[2 : 2 + length], content[2 + length :]
		assert len(fields[tag]) == length
	return fields


def test_the_code_has_the_five_fields_of_phase_1():
	assert read(code("ورشة النور", NUMBER, ISSUED, totals())) == {
		1: "ورشة النور".encode(),
		2: NUMBER.encode(),
		3: b"2026-03-09T22:30:00Z",
		4: b"1150.00",
		5: b"150.00",
	}


def test_a_known_code_is_made_letter_by_letter():
	"""The example of the authority's guideline: Bobs Records."""
	issued = datetime(2022, 4, 25, 15, 30, tzinfo=timezone.utc)
	made = code("Bobs Records", "310122393500003", issued, DeclaredTotals("SAR", Decimal(850), Decimal(150)))
	assert made == (
		"AQxCb2JzIFJlY29yZHMCDzMxMDEyMjM5MzUwMDAwMwMUMjAyMi0wNC0yNVQxNTozMDowMFoEBzEwMDAuMDAFBjE1MC4wMA=="
	)


def test_a_credit_note_states_positive_amounts():
	fields = read(code("Al Noor", NUMBER, ISSUED, totals(-100, -15)))
	assert (fields[4], fields[5]) == (b"115.00", b"15.00")


@given(st.text(max_size=400))
def test_a_name_of_any_length_leaves_the_other_fields_whole(name):
	fields = read(code(name, NUMBER, ISSUED, totals()))
	assert name.startswith(fields[1].decode())
	assert len(fields[1]) > 251 or fields[1].decode() == name
	assert fields[2] == NUMBER.encode()


@pytest.mark.parametrize(
	("text", "number"),
	[
		(NUMBER, NUMBER),
		("٣٠٠٠١٢٣٤٥٦٠٠٠٠٣", NUMBER),
		(" 300 0123 4560 0003 ", NUMBER),
		("100012345600003", ""),
		("300012345600001", ""),
		("30001234560003", ""),
		("", ""),
		("AE300012345600003", ""),
	],
)
def test_a_vat_number_has_fifteen_digits_and_begins_and_ends_with_3(text, number):
	assert vat_number(text) == number


@pytest.mark.parametrize(
	("customer", "net", "is_return", "expected"),
	[
		("", 5000, False, "Simplified tax invoice"),
		("12345", 5000, False, "Simplified tax invoice"),
		(NUMBER, 999, False, "Simplified tax invoice"),
		(NUMBER, 1000, False, "Tax invoice"),
		(NUMBER, -1000, True, "Credit note to a tax invoice"),
		("", -1000, True, "Credit note to a simplified tax invoice"),
	],
)
def test_a_business_gets_a_tax_invoice_from_1000_on(customer, net, is_return, expected):
	assert title(customer, Decimal(net), is_return) == expected
