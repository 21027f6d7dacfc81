"""What the field of a chassis number says while it is typed."""

from datetime import date

import pytest

from workshop_crm.core.vehicles.vin_view import vin_view

TODAY = date(2026, 3, 1)


def view(text: str, make: str = "") -> dict:
	return vin_view(text, make, TODAY, None, lambda sentence: sentence)


def test_a_vin_says_its_maker_country_and_year():
	read = view("1hg-cm82633a004352")
	assert (read["vin"], read["make"], read["make_ar"]) == ("1HGCM82633A004352", "Honda", "هوندا")
	assert (read["country"], read["year"], read["is_year_sure"]) == ("United States", 2003, True)
	assert (read["problem"], read["doubt"], read["vehicle"]) == ("", "", None)


@pytest.mark.parametrize("text", ["", "1", "1HGCM8", "SE3P-100001", "1HGCM82633A00435"])
def test_what_may_be_typed_on_has_no_problem_yet(text):
	read = view(text)
	assert (read["problem"], read["make"], read["year"]) == ("", "", None)


@pytest.mark.parametrize(
	("text", "said"),
	[
		("1HGCM82633A0O4352", "letter O"),
		("IHGCM82633A004352", "letter I"),
		("1HGCM82643A004352", "ninth character"),
		("1HGCM82633A00435266", "19 characters"),
		("1HGCM82633A00435!", "not a chassis number"),
		("11111111111111111", "one character repeated"),
	],
)
def test_what_cannot_be_saved_is_said(text, said):
	assert said in view(text)["problem"]


def test_where_no_law_asks_for_the_check_digit_none_is_missed():
	assert view("JTMHV05J504012345")["problem"] == ""


@pytest.mark.parametrize(
	("make", "is_doubted"),
	[("Toyota", True), ("تويوتا", True), ("Honda", False), ("هوندا", False), ("Zenvo", False), ("", False)],
)
def test_another_make_beside_it_is_doubted_in_either_script(make, is_doubted):
	assert bool(view("1HGCM82633A004352", make)["doubt"]) == is_doubted
