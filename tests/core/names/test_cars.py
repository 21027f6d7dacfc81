"""Makes and models are recognised in either script and with a typing error, and kept as the workshop writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.names.cars import MAKES, CarName, car_key, find_name, known_make, models_of, settled

SPELLED = st.sampled_from(
	["Toyota", "TOYOTA", "toyota", "تويوتا", "تويوتـا", "Toyta", "بنز", "MERCEDES", "zenvo"]
)


def test_no_two_makes_share_a_spelling():
	keys = [car_key(spelling) for make in MAKES for spelling in make.spellings]
	assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("make", MAKES, ids=lambda make: make.name)
def test_no_two_models_of_a_make_share_a_spelling(make):
	keys = [key for model in make.models for key in set(map(car_key, model.spellings))]
	assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("make", MAKES, ids=lambda make: make.name)
def test_every_make_is_found_by_each_of_its_spellings_whatever_the_case(make):
	for spelling in make.spellings:
		for typed in (spelling, spelling.upper(), f" {spelling.lower()} ", spelling.replace(" ", "")):
			assert known_make(typed) is make, typed


@pytest.mark.parametrize(
	("typed", "make"),
	[
		("Toyta", "Toyota"),
		("تويوطا", "Toyota"),
		("هيونداى", "Hyundai"),
		("Volkswagen ", "Volkswagen"),
		("بنز", "Mercedes-Benz"),
		("جمس", "GMC"),
		("شفر", "Chevrolet"),
	],
)
def test_makes_as_people_type_them(typed, make):
	assert known_make(typed).name == make


@pytest.mark.parametrize("typed", ["", "  ", "-", "Kai", "Tot", "Zenvo", "CX-5", "٣"])
def test_what_is_no_make_of_the_table_is_nobodys(typed):
	assert known_make(typed) is None


def test_a_digit_is_never_taken_for_another():
	assert find_name("Tiggo 9", models_of("Chery")) is None
	assert find_name("CX-4", models_of("Mazda")) is None
	assert find_name("tiggo8", models_of("شيري")).name == "Tiggo 8"


def test_a_name_as_near_to_two_is_neither():
	near = CarName("Karina"), CarName("Karima")
	assert find_name("Kariza", near) is None


@pytest.mark.parametrize(
	("typed", "there", "kept"),
	[
		("تويوتا", ["Toyota"], "Toyota"),
		("Toyota", ["تويوتا"], "تويوتا"),
		("TOYOTA", [], "Toyota"),
		("تويوتـا", [], "تويوتا"),
		("Toyta", ["TOYOTA"], "Toyota"),
		("TOYOTA", ["TOYOTA"], "Toyota"),
		("تويوتا", ["TOYOTA"], "Toyota"),
		("Toyota", ["TOYOTA", "تويوتا"], "تويوتا"),
		("Toyota", ["TOYOTA", "Toyota"], "Toyota"),
		("Zenvo", ["Toyota"], "Zenvo"),
		("zenvo", ["Zenvo"], "Zenvo"),
		("zenvo", ["ZENVO", "Zenvo"], "ZENVO"),
		("", ["Toyota"], ""),
	],
)
def test_a_make_is_kept_as_the_cars_that_are_there_have_it(typed, there, kept):
	assert settled(typed, MAKES, there) == kept


@given(SPELLED | st.text(max_size=20), st.lists(SPELLED | st.text(max_size=10), max_size=3))
def test_what_was_settled_stays(typed, there):
	once = settled(typed, MAKES, there)
	assert settled(once, MAKES, there) == once
