"""Lists of makes and models that grow."""

import pytest

from workshop_crm.core.vehicles.car_names import (
	same_makes,
	settled_make,
	settled_model,
	suggested_makes,
	suggested_models,
)


def names(rows):
	return [row["name"] for row in rows]


@pytest.mark.parametrize(
	("language", "first", "second"), [("en", "Toyota", "تويوتا"), ("ar", "تويوتا", "Toyota")]
)
def test_makes_are_suggested_in_the_readers_script_with_the_other_beside(language, first, second):
	assert {"name": first, "other": second} in suggested_makes([], language)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_workshops_own_spelling_is_suggested_in_every_language(language):
	assert {"name": "تويوتا", "other": "Toyota"} in suggested_makes(["تويوتا"], language)


def test_a_make_of_the_workshop_joins_the_list_once():
	listed = names(suggested_makes(["Zenvo", "ZENVO", "toyota"], "en"))
	assert listed.count("Zenvo") == 1
	assert "ZENVO" not in listed
	assert listed.count("Toyota") == 1
	assert "toyota" not in listed


def test_models_are_those_of_the_make():
	listed = names(suggested_models("تويوتا", ["Camry", "Mark II"], "en"))
	assert {"Camry", "Hilux", "Mark II"} <= {*listed}
	assert "Accent" not in listed


def test_a_make_nobody_knows_has_the_models_it_was_given():
	assert suggested_models("Zenvo", ["ST1"], "ar") == [{"name": "ST1", "other": ""}]


def test_a_model_is_kept_as_the_cars_of_its_make_have_it():
	assert settled_model("Toyota", "كامري", ["Camry"]) == "Camry"
	assert settled_model("Toyota", "land cruiser", []) == "Land Cruiser"
	assert settled_model("Toyota", "لاندكروزر", []) == "لاند كروزر"
	assert settled_model("Zenvo", "كامري", []) == "كامري"
	assert settled_make("Zenvo", ["Toyota"]) == "Zenvo"


def test_the_same_make_is_found_however_it_is_written():
	assert same_makes("Toyota", ["تويوتا", "TOYOTA", "Honda"]) == ["تويوتا", "TOYOTA"]
	assert same_makes("Zenvo", ["zenvo", "Honda"]) == ["zenvo"]
