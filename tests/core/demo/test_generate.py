import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import phonenumbers
import pytest

from workshop_crm.core.customers.customer import check_customer
from workshop_crm.core.customers.preferences import FIELDS
from workshop_crm.core.demo.generate import generate
from workshop_crm.core.demo.model import DemoWorkshop
from workshop_crm.core.messaging.interactions import check_interaction
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.plates import parse_plate
from workshop_crm.core.vehicles.vin import Vin, check_vin

TODAY = date(2026, 11, 22)
FRIDAY = 4


@pytest.fixture(scope="module")
def workshop() -> DemoWorkshop:
	return generate(today=TODAY)


def test_the_same_seed_gives_the_same_workshop_and_another_seed_another(workshop: DemoWorkshop):
	assert generate(today=TODAY, seed=7) == workshop
	assert generate(today=TODAY, seed=8) != workshop


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_hash_seed_of_python_does_not_matter(hash_seed: str, workshop: DemoWorkshop):
	code = (
		"from datetime import date; from workshop_crm.core.demo.generate import generate;"
		f"print(generate(today=date({TODAY.year}, {TODAY.month}, {TODAY.day})))"
	)
	environment = os.environ | {
		"PYTHONHASHSEED": hash_seed,
		"PYTHONIOENCODING": "utf-8",
		"PYTHONPATH": str(Path.cwd()),
	}
	printed = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
	assert printed.stdout.decode().strip() == str(workshop)


def test_there_are_as_many_customers_as_asked_for_and_most_came_more_than_once(workshop: DemoWorkshop):
	visits = Counter(visit.customer for visit in workshop.visits)
	assert len(workshop.customers) == 300
	assert sum(1 for count in visits.values() if count == 1) > 30
	assert sum(1 for count in visits.values() if count > 1) > 150
	assert max(visits.values()) > 10


def test_visits_fill_two_years_up_to_yesterday_in_order(workshop: DemoWorkshop):
	days = [visit.date for visit in workshop.visits]
	assert days == sorted(days)
	assert days[0] < date(2024, 12, 15)
	assert date(2026, 11, 10) < days[-1] < TODAY
	assert len({(day.year, day.month) for day in days}) == 25


def test_the_workshop_is_closed_on_fridays_and_at_night(workshop: DemoWorkshop):
	assert FRIDAY not in {visit.date.weekday() for visit in workshop.visits}
	assert {visit.hour for visit in workshop.visits} == set(range(8, 21))


def test_mornings_and_late_afternoons_are_busier_than_noon(workshop: DemoWorkshop):
	hours = Counter(visit.hour for visit in workshop.visits)
	assert min(hours[9], hours[10], hours[16], hours[17]) > 2 * hours[13]


def test_air_conditioning_is_a_matter_of_summer(workshop: DemoWorkshop):
	months = Counter(
		visit.date.month for visit in workshop.visits if visit.service_type == "Air Conditioning"
	)
	assert sum(months[month] for month in (5, 6, 7, 8, 9)) > 2 * sum(
		months[month] for month in (11, 12, 1, 2, 3)
	)


def test_odometers_only_grow(workshop: DemoWorkshop):
	readings: dict[str, list[int]] = defaultdict(list)
	for visit in workshop.visits:
		readings[visit.vehicle].append(visit.odometer)
	assert all(values == sorted(values) for values in readings.values())
	last = {vehicle.code: vehicle.odometer for vehicle in workshop.vehicles}
	assert all(values[-1] == last[vehicle] for vehicle, values in readings.items())


def test_a_car_seldom_gets_a_second_battery_within_a_year(workshop: DemoWorkshop):
	fitted: dict[str, list[date]] = defaultdict(list)
	for visit in workshop.visits:
		if visit.service_type == "Battery":
			fitted[visit.vehicle].append(visit.date)
	again = sum((later - day).days < 365 for days in fitted.values() for day, later in pairwise(days))
	assert again < 0.1 * sum(len(days) for days in fitted.values())


def test_every_visit_is_of_a_car_the_customer_had_that_day(workshop: DemoWorkshop):
	vehicles = {vehicle.code: vehicle for vehicle in workshop.vehicles}
	for visit in workshop.visits:
		vehicle = vehicles[visit.vehicle]
		assert vehicle.customer == visit.customer
		assert vehicle.from_date <= visit.date <= (vehicle.to_date or TODAY)
	assert any(vehicle.to_date for vehicle in workshop.vehicles)


def test_plates_and_chassis_numbers_are_unique_saudi_plates_and_valid_vins(workshop: DemoWorkshop):
	plates = [parse_plate(vehicle.plate) for vehicle in workshop.vehicles]
	assert len({plate.key for plate in plates}) == len(workshop.vehicles)
	assert [plate.latin for plate in plates] == [vehicle.plate for vehicle in workshop.vehicles]
	assert len({vehicle.vin for vehicle in workshop.vehicles}) == len(workshop.vehicles)
	assert all(check_vin(vehicle.vin) == Vin(vehicle.vin) for vehicle in workshop.vehicles)


def test_phones_are_unique_saudi_mobiles_of_the_artificial_series(workshop: DemoWorkshop):
	phones = [customer.phone for customer in workshop.customers]
	assert len(set(phones)) == len(phones)
	assert all(
		phone.startswith("+9665000") and phonenumbers.is_valid_number(phonenumbers.parse(phone))
		for phone in phones
	)


def test_everybody_has_a_name_in_both_scripts(workshop: DemoWorkshop):
	for customer in workshop.customers:
		assert customer.name.isascii()
		assert fold(customer.name_ar)
		assert not any(letter.isascii() and letter.isalpha() for letter in customer.name_ar)
	assert {customer.kind for customer in workshop.customers} == {"Individual", "Company"}
	assert {customer.language for customer in workshop.customers} == {"ar", "en"}


def test_some_customers_are_known_better_and_every_record_could_be_saved(workshop: DemoWorkshop):
	for customer in workshop.customers:
		values = check_customer(
			{
				"name": customer.name,
				"name_ar": customer.name_ar,
				"language": customer.language,
				"phone": customer.phone,
				"email": customer.email,
				"channels": [
					{"channel": one.channel, "consent_date": one.consent_date, "source": one.source}
					for one in customer.consents
				],
				"emergency_contact": customer.emergency_contact
				and {"name": customer.emergency_contact.name, "phone": customer.emergency_contact.phone},
				"service_preferences": customer.preferences,
				"customer_notes": customer.notes,
			},
			"SA",
			TODAY,
		)
		assert values.preferences.values == dict(customer.preferences)
		assert bool(values.notes) == bool(customer.notes)
		assert bool(re.search("[ء-ي]", customer.notes)) == (
			bool(customer.notes) and customer.language == "ar"
		)
	count = len(workshop.customers)
	known = Counter(key for customer in workshop.customers for key in customer.preferences)
	assert known.keys() == {field.key for field in FIELDS}
	assert 0.2 * count < sum(bool(customer.preferences) for customer in workshop.customers) < 0.7 * count
	assert (
		0.1 * count
		< sum(customer.emergency_contact is not None for customer in workshop.customers)
		< 0.5 * count
	)
	assert 0.1 * count < sum(bool(customer.notes) for customer in workshop.customers) < 0.4 * count


def test_an_emergency_contact_has_a_number_that_no_customer_has(workshop: DemoWorkshop):
	phones = {customer.phone for customer in workshop.customers}
	others = [one.emergency_contact.phone for one in workshop.customers if one.emergency_contact]
	assert len(set(others)) == len(others)
	assert not phones & set(others)
	assert all(customer.kind == "Individual" for customer in workshop.customers if customer.emergency_contact)


def test_consent_to_calls_comes_with_another_consent(workshop: DemoWorkshop):
	called = [one for one in workshop.customers if "Phone" in {consent.channel for consent in one.consents}]
	assert 0.3 * len(workshop.customers) < len(called) < 0.7 * len(workshop.customers)
	assert all(len(customer.consents) > 1 for customer in called)


def test_what_staff_wrote_down_could_be_saved_and_lies_around_the_visits(workshop: DemoWorkshop):
	visits = defaultdict(list)
	for visit in workshop.visits:
		visits[visit.customer].append(visit.date)
	customers = {customer.code: customer for customer in workshop.customers}
	moments = [one.happened_on for one in workshop.interactions]
	assert moments == sorted(moments)
	assert {one.kind for one in workshop.interactions} == {"Call", "Visit", "Note"}
	assert 0.1 < len(workshop.interactions) / len(workshop.visits) < 0.3
	now = datetime.combine(TODAY, time())
	for one in workshop.interactions:
		values = {
			"kind": one.kind,
			"direction": one.direction,
			"happened_on": one.happened_on,
			"text": one.text,
		}
		checked = check_interaction(values, now)
		assert (checked.kind, checked.direction, checked.text) == (one.kind, one.direction, one.text)
		assert checked.happened_on < now
		assert any(0 <= (one.happened_on.date() - day).days <= 5 for day in visits[one.customer])
		assert bool(re.search("[ء-ي]", one.text)) == (customers[one.customer].language == "ar")


def test_consent_is_dated_before_the_first_visit_and_e_mail_needs_an_address(workshop: DemoWorkshop):
	first = {visit.customer: visit.date for visit in reversed(workshop.visits)}
	for customer in workshop.customers:
		for consent in customer.consents:
			assert consent.consent_date <= first.get(customer.code, TODAY)
			assert consent.channel != "Email" or customer.email.endswith("@example.com")
	assert any(not customer.consents for customer in workshop.customers)


def test_lines_sell_items_of_the_catalogue_at_its_price(workshop: DemoWorkshop):
	rates = {item.code: item.rate for item in workshop.items}
	services = {service.name for service in workshop.service_types}
	assert {item.service_type for item in workshop.items} == services
	for visit in workshop.visits:
		assert visit.service_type in services
		assert visit.lines
		assert visit.total > 0
		assert all(line.rate == rates[line.item] and line.qty > 0 for line in visit.lines)
	assert workshop.visits[0].total == sum(
		(line.qty * line.rate for line in workshop.visits[0].lines), Decimal(0)
	)


def test_some_visits_are_answered_mostly_well_and_low_ratings_say_why(workshop: DemoWorkshop):
	visits = {visit.code: visit for visit in workshop.visits}
	customers = {customer.code: customer for customer in workshop.customers}
	answers = workshop.answers
	assert 0.25 < len(answers) / len(visits) < 0.5
	assert sum(answer.rating >= 4 for answer in answers) > 0.7 * len(answers)
	assert {answer.language for answer in answers if answer.rating <= 2 and answer.comment} == {"ar", "en"}
	assert len({answer.visit for answer in answers}) == len(answers)
	for answer in answers:
		visit = visits[answer.visit]
		assert visit.date <= answer.answered_on < TODAY
		assert answer.language == customers[visit.customer].language
		assert customers[visit.customer].consents


def test_a_workshop_may_be_empty_but_not_impossible():
	assert generate(today=TODAY, customers=0).visits == ()
	assert len(generate(today=TODAY, customers=1).customers) == 1
	for arguments in ({"customers": -1}, {"customers": 100_000}, {"years": 0}):
		with pytest.raises(ValueError, match="at least one year"):
			generate(today=TODAY, **arguments)


def test_four_years_are_twice_as_long_as_two():
	long = generate(today=TODAY, customers=50, years=4)
	assert long.visits[0].date < date(2023, 3, 1)


def test_a_workshop_can_be_made_on_a_leap_day():
	assert generate(today=date(2028, 2, 29), customers=20).visits[-1].date < date(2028, 2, 29)
