"""What a VIN says. Those of North America are published examples, or real codes with a made-up serial number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.names.cars import known_make
from workshop_crm.core.names.vin_reading import country_of, read_vin
from workshop_crm.core.names.vin_table import COUNTRIES, MAKERS, ORDER, RELATED

TODAY = date(2026, 11, 29)
VIN_LETTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"


@pytest.mark.parametrize(
	("vin", "make", "country", "year"),
	[
		("1HGCM82633A004352", "Honda", "United States", 2003),
		("1FTFW1ET5DFC10312", "Ford", "United States", 2013),
		("2T2ZZMCA0KC123456", "Lexus", "Canada", 2019),
		("3N1AB7AP5FY123456", "Nissan", "Mexico", 2015),
		("5YJSA1E26HF123456", "Tesla", "United States", 2017),
		("1G1YY22G965105609", "Chevrolet", "United States", 2006),
	],
)
def test_in_north_america_the_year_is_sure_and_the_seventh_character_says_which_thirty(
	vin, make, country, year
):
	read = read_vin(vin, TODAY)
	assert (read.make, read.country, read.year, read.is_year_sure) == (make, country, year, True)


@pytest.mark.parametrize(
	("vin", "make", "country", "year"),
	[
		("KMHDH41EXCU123456", "Hyundai", "South Korea", 2012),
		("WVWZZZ1KZAW123456", "Volkswagen", "Germany", 2010),
		("LSJA24U60PS123456", "MG", "China", 2023),
		("MALA851CBJM123456", "Hyundai", "India", 2018),
	],
)
def test_elsewhere_a_year_is_likely_at_most(vin, make, country, year):
	read = read_vin(vin, TODAY)
	assert (read.make, read.country, read.year, read.is_year_sure) == (make, country, year, False)


@pytest.mark.parametrize(
	("vin", "make"),
	[
		("JTMHV05J504012345", "Toyota"),
		("JTEBU9FJ5BK123456", "Toyota"),
		("6T1BF3FK10X123456", "Toyota"),
		("WDB2110061A123456", "Mercedes-Benz"),
		("WBAFR7C50BC123456", "BMW"),
		("VF1LM1B0H36123456", "Renault"),
		("JN1TANY62U0123456", "Nissan"),
	],
)
def test_where_makers_do_not_write_the_year_none_is_guessed(vin, make):
	read = read_vin(vin, TODAY)
	assert (read.make, read.year, read.is_year_sure) == (make, None, False)


def test_a_bus_of_a_maker_that_is_not_known_has_a_country_and_no_make():
	read = read_vin("1M8GDM9AXKP042788", TODAY)
	assert (read.makes, read.country, read.year, read.is_year_sure) == ((), "United States", 1989, False)


def test_a_heavy_truck_has_no_sure_year():
	assert not read_vin("1FDXF46P14EA12345", TODAY).is_year_sure


def test_a_code_of_several_makes_names_none_alone():
	read = read_vin("LFVAB2A90C3123456", TODAY)
	assert read.make == ""
	assert not any(read.contradicts(make) for make in ("Audi", "Volkswagen"))
	assert read.contradicts("Toyota")


def test_related_makes_contradict_no_code():
	hyundai = read_vin("KMHDH41EXCU123456", TODAY)
	assert not hyundai.contradicts("Hyundai")
	assert not hyundai.contradicts("Genesis")
	assert hyundai.contradicts("Kia")
	assert not read_vin("1M8GDM9AXKP042788", TODAY).contradicts("Toyota")


def test_all_makes_of_the_table_are_known_names():
	named = {make for makes in MAKERS.values() for make in makes} | {*RELATED, *sum(RELATED.values(), ())}
	assert all(known_make(make) and known_make(make).name == make for make in named)


def test_all_codes_are_of_a_country_and_countries_do_not_overlap():
	assert all(country_of(code) for code in MAKERS)
	pairs = [one + other for one in ORDER for other in ORDER]
	for pair in pairs:
		assert (
			sum(
				first[0] == pair[0] and ORDER.index(first[1]) <= ORDER.index(pair[1]) <= ORDER.index(last[1])
				for first, last, _ in COUNTRIES
			)
			<= 1
		), pair


@given(st.text(VIN_LETTERS, min_size=17, max_size=17), st.dates(date(2024, 1, 1), date(2060, 1, 1)))
def test_no_year_is_later_than_next_years(vin, today):
	read = read_vin(vin, today)
	assert read.year is None or 1980 <= read.year <= today.year + 1
	assert not read.is_year_sure or read.country in ("United States", "Canada", "Mexico")


@given(st.text(max_size=20))
def test_of_any_other_text_nothing_is_read(text):
	if len(text) != 17:
		assert read_vin(text, TODAY) == read_vin("", TODAY)
