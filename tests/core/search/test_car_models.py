"""Which of the workshop's cars a text means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.search.car_models import CarModel, ModelsThere

CAMRY, HILUX, CRUISER = (CarModel("Toyota", model) for model in ("Camry", "Hilux", "Land Cruiser"))
SUNNY, ARABIC = CarModel("Nissan", "Sunny"), CarModel("نيسان", "باترول")
TIGGO7, TIGGO8 = CarModel("Chery", "Tiggo 7"), CarModel("Chery", "Tiggo 8")
OWN, NAMELESS = CarModel("Zenvo", "Karmina"), CarModel("", "")
ALL = (CAMRY, HILUX, CRUISER, SUNNY, ARABIC, TIGGO7, TIGGO8, OWN, NAMELESS)
THERE = ModelsThere(ALL)


@pytest.mark.parametrize(
	("text", "model"),
	[
		("camry", CAMRY),
		("CAMRY", CAMRY),
		("كامري", CAMRY),
		("كامرى", CAMRY),
		("Toyota Camry", CAMRY),
		("تويوتا كامري", CAMRY),
		("land cruiser", CRUISER),
		("Landcruiser", CRUISER),
		("لاندكروزر", CRUISER),
		("patrol", ARABIC),
		("Nissan Patrol", ARABIC),
		("tiggo 8", TIGGO8),
		("تيجو ٨", TIGGO8),
		("karmina", OWN),
	],
)
def test_a_model_is_meant_in_either_script(text, model):
	meant = THERE.meant(text)
	assert (meant.models, meant.is_exact, meant.is_make) == ((model,), True, False)


@pytest.mark.parametrize(
	("text", "models"),
	[
		("camri", (CAMRY,)),
		("Land Cruser", (CRUISER,)),
		("كامرر", (CAMRY,)),
		("land cru", (CRUISER,)),
		("tigg", (TIGGO7, TIGGO8)),
		("كارمينا", (OWN,)),
		("الكامري", (CAMRY,)),
		("اللاند كروزر", (CRUISER,)),
		("التويوتا", (CAMRY, HILUX, CRUISER)),
	],
)
def test_what_is_near_is_meant_less_surely(text, models):
	meant = THERE.meant(text)
	assert (meant.models, meant.is_exact) == (models, False)


def test_a_make_means_all_its_models_however_each_car_has_it():
	assert THERE.meant("toyota").models == (CAMRY, HILUX, CRUISER)
	assert THERE.meant("نيسان").models == (SUNNY, ARABIC)
	assert THERE.meant("nissan").is_make


@pytest.mark.parametrize(
	"text", ["", "cam", "3008", "1234", "tiggo 9", "zzzz", "محمد", "Sultan Alramli", "سنين"]
)
def test_other_texts_mean_no_car(text):
	assert THERE.meant(text).models == ()


@given(st.text(max_size=40))
def test_no_text_breaks_it(text):
	assert set(THERE.meant(text).models) <= set(ALL)
