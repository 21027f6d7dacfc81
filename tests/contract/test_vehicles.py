"""Cars: plates in both scripts, chassis numbers, the odometer, and what is due next."""

import pytest

from factories import arabic_plate, random_plate, random_vin, wrong_vin
from hosts import CallFailed


@pytest.fixture
def customer(create_customer) -> str:
	return create_customer()["customer"]


@pytest.fixture
def the_car(profile_of, customer):
	def read() -> dict:
		(car,) = profile_of(customer)["vehicles"]
		return car

	return read


@pytest.mark.parametrize("script", ["Latin", "Arabic"])
def test_a_plate_typed_in_one_script_shows_in_both_with_its_letters_in_the_other_order(
	host, customer, create_vehicle, the_car, script
):
	latin = random_plate()
	arabic = arabic_plate(latin)
	create_vehicle(customer, plate=latin if script == "Latin" else arabic)
	car = the_car()
	assert car["plate_latin"] == latin
	assert car["plate_ar"] == arabic
	without_hamza = arabic.replace("أ", "ا")
	for typed in (latin, latin.lower().replace(" ", ""), arabic, arabic.replace(" ", ""), without_hamza):
		read = host.call("vehicles.read_plate", text=typed)
		assert (read["latin"], read["arabic"]) == (latin, arabic), typed
		assert (read["vehicle"], read["owned"]) == (car["vehicle"], True)
		assert read["owner"]["customer"] == customer
		assert set(read["owner"]) >= {"customer", "name", "name_ar"}


def test_the_plate_of_the_letter_table_reads_as_on_the_road(host):
	read = host.call("vehicles.read_plate", text="أ ب ح ١٢٣٤")
	assert read["latin"] == "JBA 1234"


def test_an_unknown_plate_is_nobodys(host):
	read = host.call("vehicles.read_plate", text=random_plate())
	assert (read["vehicle"], read["owner"], read["owned"]) == (None, None, False)


@pytest.mark.parametrize(
	("typed", "latin", "arabic"),
	[
		("A 12345", "A 12345", "A ١٢٣٤٥"),
		("٥ ١٢٣٤٥", "5 12345", "٥ ١٢٣٤٥"),
		("12/34567", "12/34567", "١٢/٣٤٥٦٧"),
		("123456", "123456", "١٢٣٤٥٦"),
	],
	ids=["Dubai", "Abu Dhabi", "Kuwait", "Qatar"],
)
def test_plates_of_other_gulf_countries_stay_as_typed(host, typed, latin, arabic):
	read = host.call("vehicles.read_plate", text=typed)
	assert (read["latin"], read["arabic"]) == (latin, arabic)


def test_a_car_keeps_what_was_entered(customer, create_vehicle, the_car):
	vin = random_vin()
	made = create_vehicle(customer, vin=f" {vin[:5].lower()}-{vin[5:]} ", year="٢٠٢١", odometer="١٢٬٥٠٠")
	car = the_car()
	assert car["vehicle"] == made["vehicle"]
	assert (car["make"], car["model"], car["year"], car["odometer"]) == ("Toyota", "Camry", 2021, 12_500)
	assert (car["vin"], car["vin_reason"] or "") == (vin, "")
	assert car["is_current"] is True
	assert car["last_visit"] is None
	assert car["service_due"] == []


@pytest.mark.parametrize("kind", ["check digit", "short"])
def test_a_doubtful_vin_is_refused_and_kept_when_there_is_a_reason(
	customer, create_vehicle, the_car, profile_of, kind
):
	vin = wrong_vin() if kind == "check digit" else random_vin()[:9]
	with pytest.raises(CallFailed) as error:
		create_vehicle(customer, vin=vin)
	assert error.value.status == 417
	assert vin in str(error.value)
	assert "reason" in str(error.value).lower()
	assert profile_of(customer)["vehicles"] == []
	create_vehicle(customer, vin=vin, vin_reason="Read from the frame, twice")
	assert (the_car()["vin"], the_car()["vin_reason"]) == (vin, "Read from the frame, twice")


def test_the_reason_for_one_vin_does_not_excuse_the_next(host, customer, create_vehicle, the_car):
	vin = wrong_vin()
	vehicle = create_vehicle(customer, vin=vin, vin_reason="Stamped like this")["vehicle"]
	with pytest.raises(CallFailed) as error:
		host.call("vehicles.save_vehicle", vehicle=vehicle, values={"vin": wrong_vin()})
	assert error.value.status == 417
	assert (the_car()["vin"], the_car()["vin_reason"]) == (vin, "Stamped like this")


def test_the_refusal_of_a_vin_says_the_digit_that_was_expected(customer, create_vehicle):
	vin = "1M8GDM9A1KP042788"
	with pytest.raises(CallFailed) as error:
		create_vehicle(customer, vin=vin)
	assert "X" in str(error.value).replace(vin, "")


def test_an_odometer_runs_backwards_only_with_a_reason(host, customer, create_vehicle, the_car):
	vehicle = create_vehicle(customer, odometer=50_000)["vehicle"]
	with pytest.raises(CallFailed) as error:
		host.call("vehicles.save_vehicle", vehicle=vehicle, values={"odometer": 49_000})
	assert error.value.status == 417
	assert digits_of(error.value) >= {"49000", "50000"}
	assert "reason" in str(error.value).lower()
	assert the_car()["odometer"] == 50_000
	host.call(
		"vehicles.save_vehicle",
		vehicle=vehicle,
		values={"odometer": 49_000, "odometer_reason": "The cluster was replaced"},
	)
	assert the_car()["odometer"] == 49_000
	host.call("vehicles.save_vehicle", vehicle=vehicle, values={"odometer": 49_100})
	assert the_car()["odometer"] == 49_100


def test_saving_a_car_changes_what_is_given_and_keeps_the_rest(host, customer, create_vehicle, the_car):
	vin = random_vin()
	vehicle = create_vehicle(customer, vin=vin)["vehicle"]
	before = the_car()
	saved = host.call("vehicles.save_vehicle", vehicle=vehicle, values={"model": "Land Cruiser"})
	after = the_car()
	assert saved["vehicle"] == vehicle
	assert {field for field in VEHICLE_FACTS if before[field] != after[field]} == {"model"}
	assert after["vin"] == vin


def test_a_car_gets_a_new_plate_and_keeps_its_history(
	host, customer, create_vehicle, complete_service, the_car
):
	vehicle = create_vehicle(customer)["vehicle"]
	done = complete_service(customer, vehicle=vehicle, odometer=1500)
	plate = random_plate()
	renamed = host.call("vehicles.save_vehicle", vehicle=vehicle, values={"plate": arabic_plate(plate)})
	car = the_car()
	assert car["vehicle"] == renamed["vehicle"]
	assert (car["plate_latin"], car["plate_ar"]) == (plate, arabic_plate(plate))
	history = host.call("profile.vehicle_history", vehicle=renamed["vehicle"])
	assert history["plate_latin"] == plate
	assert [visit["invoice"] for visit in history["visits"]] == [done["invoice"]]
	assert [owner["customer"] for owner in history["owners"]] == [customer]


@pytest.mark.parametrize("field", ["plate", "vin"])
def test_a_plate_or_vin_of_another_car_is_refused_and_the_other_is_named(
	host, customer, create_customer, create_vehicle, field
):
	other = create_vehicle(create_customer()["customer"], vin=random_vin())
	mine = create_vehicle(customer, vin=random_vin())
	attempts = [
		lambda: create_vehicle(customer, **{field: other[field]}),
		lambda: create_vehicle(customer, **{field: other[field].lower().replace(" ", "")}),
		lambda: host.call("vehicles.save_vehicle", vehicle=mine["vehicle"], values={field: other[field]}),
	]
	for attempt in attempts:
		with pytest.raises(CallFailed) as error:
			attempt()
		assert error.value.status in (409, 417)
		assert other["plate"] in str(error.value) or other["vehicle"] in str(error.value)


def test_the_same_chassis_with_a_reason_is_still_the_same_chassis(customer, create_customer, create_vehicle):
	vin = wrong_vin()
	create_vehicle(create_customer()["customer"], vin=vin, vin_reason="On the papers")
	with pytest.raises(CallFailed) as error:
		create_vehicle(customer, vin=vin, vin_reason="On the papers as well")
	assert error.value.status in (409, 417)


def test_a_service_with_an_interval_is_due_next_by_date_and_distance(
	host, customer, create_vehicle, complete_service, the_car, line_of
):
	vehicle = create_vehicle(customer)["vehicle"]
	today = host.call("session.context")["today"]
	complete_service(customer, vehicle=vehicle, odometer=2000, lines=[line_of("Oil Change")])
	(due,) = the_car()["service_due"]
	assert set(due) >= {"service_type", "service_type_ar", "due_on", "due_km", "last_on", "last_km", "status"}
	assert (due["service_type"], due["service_type_ar"]) == ("Oil Change", "تغيير الزيت")
	assert (due["last_on"], due["last_km"], due["due_km"]) == (today, 2000, 12_000)
	assert due["due_on"] > today
	assert (due["status"], due["reason"]) == ("later", "date")


def test_a_car_that_has_driven_its_distance_is_overdue(
	host, customer, create_vehicle, complete_service, the_car, line_of
):
	vehicle = create_vehicle(customer)["vehicle"]
	complete_service(customer, vehicle=vehicle, odometer=2000, lines=[line_of("Oil Change")])
	host.call("vehicles.save_vehicle", vehicle=vehicle, values={"odometer": 12_600})
	(due,) = the_car()["service_due"]
	assert (due["status"], due["reason"], due["due_km"]) == ("overdue", "odometer", 12_000)
	(told,) = host.call("profile.vehicle_history", vehicle=vehicle)["service_due"]
	assert told == due


def test_a_repair_comes_when_it_comes(customer, create_vehicle, complete_service, the_car, line_of):
	vehicle = create_vehicle(customer)["vehicle"]
	complete_service(customer, vehicle=vehicle, odometer=2000, lines=[line_of("Repair")])
	assert the_car()["service_due"] == []


def test_a_service_that_was_cancelled_is_not_due(
	host, customer, create_vehicle, complete_service, the_car, line_of
):
	vehicle = create_vehicle(customer)["vehicle"]
	done = complete_service(customer, vehicle=vehicle, odometer=2000, lines=[line_of("Oil Change")])
	assert len(the_car()["service_due"]) == 1
	host.call("visits.cancel", invoice=done["invoice"])
	assert the_car()["service_due"] == []


VEHICLE_FACTS = (
	"vehicle",
	"plate_latin",
	"plate_ar",
	"make",
	"model",
	"year",
	"odometer",
	"vin",
	"from_date",
)


def digits_of(error: CallFailed) -> set[str]:
	return set("".join(c for c in str(error) if c.isdigit() or c == " ").split())
