"""What a typed text can stand for among the names of invoices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.search.invoice_numbers import Series, invoice_number

SERIES = (Series("ACC-SINV-2026-", 1234), Series("ACC-SINV-2025-", 90_000), Series("ACC-PSINV-2026-", 500))


def names(text: str) -> list[str]:
	number = invoice_number(text)
	return number.names(SERIES) if number else []


@pytest.mark.parametrize(
	"text", ["ACC-SINV-2026-00012", "acc-sinv-2026-00012", " ACC SINV 2026 12", "SINV-2026-12"]
)
def test_a_whole_number_is_one_invoice(text):
	assert "ACC-SINV-2026-00012" in names(text)
	assert "ACC-SINV-2025-00012" not in names(text)


@pytest.mark.parametrize("text", ["SINV 12", "sinv-12", "sinv00012", "SINV ١٢"])
def test_a_series_without_its_year_is_every_years_the_latest_first(text):
	found = [name for name in names(text) if name.startswith("ACC-")]
	assert found == ["ACC-SINV-2026-00012", "ACC-SINV-2025-00012", "ACC-PSINV-2026-00012"]


@pytest.mark.parametrize("text", ["00012", "٠٠٠١٢"])
def test_a_number_with_its_zeros_is_that_of_every_series(text):
	assert names(text) == ["ACC-SINV-2026-00012", "ACC-SINV-2025-00012", "ACC-PSINV-2026-00012"]
	assert invoice_number(text).is_sure


def test_a_number_alone_may_be_a_phones_or_a_plates_too():
	assert "ACC-SINV-2026-01234" in names("1234")
	assert not invoice_number("1234").is_sure


@pytest.mark.parametrize(
	"text", ["", "12", "055", "0551", "0012", "000012", "+966551234567", "551234567", "محمد 1234"]
)
def test_what_begins_a_phone_or_is_too_short_is_no_invoice(text):
	assert names(text) == []


@pytest.mark.parametrize("text", ["SINV 99999", "ACC-SINV-2026-01235", "SINV 0"])
def test_a_number_that_was_not_given_out_yet_is_only_looked_up_as_it_is_typed(text):
	assert [name for name in names(text) if name.startswith("ACC-SINV-2026") and name != text] == []


def test_a_plate_is_no_series():
	assert names("ABJ 1234") == ["ABJ 1234"]
	assert not invoice_number("ABJ 1234").is_sure


@pytest.mark.parametrize(
	("text", "beginning"),
	[
		("ACC-SINV-2026-000", "ACC-SINV-2026-000"),
		("acc-sinv-20", "ACC-SINV-20"),
		("ACC-SINV-", "ACC-SINV-"),
		("SINV", None),
		("A-1", ""),
		("mohammed", None),
		("Al-Noor", "AL-NOOR"),
		("SINV 12", ""),
	],
)
def test_a_number_that_is_still_typed_is_the_beginning_of_names(text, beginning):
	number = invoice_number(text)
	assert (number.beginning if number else None) == beginning


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
	number = invoice_number(text)
	assert number is None or len(number.names(SERIES)) <= len(SERIES) + 1


@given(st.sampled_from(SERIES), st.integers(1, 90_000))
def test_every_name_that_was_given_out_is_found_by_itself(series, number):
	if number <= series.current:
		assert series.name(number) in names(series.name(number).lower())
