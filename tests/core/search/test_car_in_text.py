"""Which words of a text name a car, which a model year, and what is left to look for its owner by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.search.car_in_text import CarInText, cars_in_text
from workshop_crm.core.search.car_models import CarModel, ModelsThere

CAMRY, HILUX, CRUISER = (CarModel("Toyota", model) for model in ("Camry", "Hilux", "Land Cruiser"))
PEUGEOT, OWN = CarModel("Peugeot", "2008"), CarModel("Zenvo", "Karmina")
THERE = ModelsThere((CAMRY, HILUX, CRUISER, PEUGEOT, OWN))
TOYOTAS = (CAMRY, HILUX, CRUISER)
NAMES = ["Ahmed", "محمد", "Khalid", "Al Otaibi", "نورة", "1234", "055 12", "Faris", "x"]


def written(text: str) -> list[CarInText]:
	return cars_in_text(text, THERE.written_with_article)


@pytest.mark.parametrize(
	("text", "rest", "model"),
	[
		("Ahmed Camry", "Ahmed", CAMRY),
		("كامري محمد", "محمد", CAMRY),
		("Toyota Hilux Khalid", "Khalid", HILUX),
		("Toyota Khalid Hilux", "Khalid", HILUX),
		("Hilux Khalid Toyota", "Khalid", HILUX),
		("هايلكس خالد", "خالد", HILUX),
		("محمد العتيبي لاند كروزر", "محمد العتيبي", CRUISER),
		("Ahmed land cruiser Ali", "Ahmed Ali", CRUISER),
		("1234 camry", "1234", CAMRY),
		("محمد الكامري", "محمد", CAMRY),
		("Hilux Toyota", "", HILUX),
		("karmina Ali", "Ali", OWN),
		("Peugeot 2008 Ali", "Ali", PEUGEOT),
	],
)
def test_a_car_is_named_anywhere_in_the_text(text, rest, model):
	assert written(text) == [CarInText((model,), False, rest)]


def test_a_make_beside_a_name_means_all_its_models():
	assert written("تويوتا محمد") == [CarInText(TOYOTAS, True, "محمد")]
	assert written("محمد التويوتا") == [CarInText(TOYOTAS, True, "محمد")]


@pytest.mark.parametrize(
	("text", "year", "rest"),
	[
		("camry 2019", 2019, ""),
		("كامري ٢٠١٩", 2019, ""),
		("كامري موديل 2019 محمد", 2019, "محمد"),
		("2019 Camry Ahmed", 2019, "Ahmed"),
	],
)
def test_a_year_is_that_of_the_car_before_it_is_a_part_of_a_number(text, year, rest):
	first, second = written(text)
	assert (first.models, first.year, first.rest) == ((CAMRY,), year, rest)
	assert (second.models, second.year) == ((CAMRY,), None)
	assert len(second.rest.split()) > len(first.rest.split())


@pytest.mark.parametrize(
	"text", ["Camry", "كامري", "Ahmed", "Ahmed Ali", "محمد 2019", "Ahmed 2008", "", "055 1234"]
)
def test_one_word_and_what_names_no_car_are_left_alone(text):
	assert written(text) == []


def test_a_car_that_is_not_written_as_typed_is_near():
	assert written("Ahmed Camri") == []
	assert cars_in_text("Ahmed Camri", THERE.near) == [CarInText((CAMRY,), False, "Ahmed")]
	assert cars_in_text("محمد كارمينا", THERE.near) == [CarInText((OWN,), False, "محمد")]


@given(
	st.sampled_from(
		[("Camry", CAMRY), ("Toyota Hilux", HILUX), ("لاند كروزر", CRUISER), ("peugeot 2008", PEUGEOT)]
	),
	st.lists(st.sampled_from(NAMES), min_size=1, max_size=2),
	st.integers(0, 2),
)
def test_wherever_the_car_stands_the_rest_is_what_was_typed_beside_it(car, names, place):
	(text, model), before = car, names[:place]
	(reading,) = written(" ".join([*before, text, *names[place:]]))
	assert (reading.models, reading.rest) == ((model,), " ".join(names))


@given(st.text(max_size=80))
def test_no_text_breaks_it(text):
	for reading in [*written(text), *cars_in_text(text, THERE.near)]:
		assert reading.models
		assert set(reading.rest.split()) <= set(text.split())
