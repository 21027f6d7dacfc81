"""A car changes hands: who had it when, and what stays with the car."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from factories import random_plate
from hosts import CallFailed


@pytest.fixture
def seller(create_customer) -> dict:
	return create_customer()


@pytest.fixture
def buyer(create_customer) -> dict:
	return create_customer()


@pytest.fixture
def vehicle(seller, create_vehicle) -> str:
	return create_vehicle(seller["customer"])["vehicle"]


@pytest.fixture
def cars_of(profile_of):
	"""vehicle -> whether the customer has it now"""

	def read(customer: str) -> dict[str, bool]:
		return {car["vehicle"]: car["is_current"] for car in profile_of(customer)["vehicles"]}

	return read


def test_a_sale_moves_the_car_and_the_seller_still_sees_that_he_had_it(
	host, seller, buyer, vehicle, cars_of, profile_of
):
	sold = host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer["customer"])
	assert sold == {
		"vehicle": vehicle,
		"from_customer": seller["customer"],
		"to_customer": buyer["customer"],
	}
	assert cars_of(seller["customer"]) == {vehicle: False}
	assert cars_of(buyer["customer"]) == {vehicle: True}
	(former,) = profile_of(seller["customer"])["vehicles"]
	(present,) = profile_of(buyer["customer"])["vehicles"]
	today = host.call("session.context")["today"]
	assert former["to_date"] <= today == present["from_date"]
	assert present["to_date"] is None


def test_the_history_stays_with_the_car_and_says_whose_visit_it_was(
	host, seller, buyer, vehicle, complete_service, line_of
):
	oil = [line_of("Oil Change")]
	before = complete_service(seller["customer"], vehicle=vehicle, odometer=1500, lines=oil)["invoice"]
	host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer["customer"])
	after = complete_service(buyer["customer"], vehicle=vehicle, odometer=1600)["invoice"]
	history = host.call("profile.vehicle_history", vehicle=vehicle)
	assert set(history) >= {
		"vehicle", "plate_latin", "plate_ar", "make", "model", "year", "vin", "odometer", "owners", "visits",
		"service_due",
	}  # fmt: skip
	assert [(visit["invoice"], visit["odometer"], visit["of_this_owner"]) for visit in history["visits"]] == [
		(after, 1600, True),
		(before, 1500, False),
	]
	assert {owner["customer"]: owner["is_current"] for owner in history["owners"]} == {
		seller["customer"]: False,
		buyer["customer"]: True,
	}
	names = {owner["customer"]: (owner["name"], owner["name_ar"]) for owner in history["owners"]}
	assert names[buyer["customer"]] == (buyer["name"], buyer["name_ar"])
	assert history["odometer"] == 1600
	due = {one["service_type"]: one["last_km"] for one in history["service_due"]}
	assert due["Oil Change"] == 1500


def test_the_seller_can_have_no_more_services_for_the_car(host, seller, buyer, vehicle, complete_service):
	host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer["customer"])
	with pytest.raises(CallFailed) as error:
		complete_service(seller["customer"], vehicle=vehicle, odometer=1600)
	assert error.value.status in (409, 417)


def test_a_car_is_not_sold_twice_to_the_same_owner(host, buyer, vehicle, cars_of):
	host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer["customer"])
	with pytest.raises(CallFailed) as error:
		host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer["customer"])
	assert error.value.status in (409, 417)
	assert cars_of(buyer["customer"]) == {vehicle: True}
	assert len(host.call("profile.vehicle_history", vehicle=vehicle)["owners"]) == 2


def test_a_car_comes_back_to_a_former_owner(host, seller, buyer, vehicle, cars_of):
	host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer["customer"])
	host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=seller["customer"])
	owners = host.call("profile.vehicle_history", vehicle=vehicle)["owners"]
	assert [owner["customer"] for owner in owners if owner["is_current"]] == [seller["customer"]]
	assert len(owners) == 3
	assert cars_of(buyer["customer"]) == {vehicle: False}


def test_somebody_elses_car_is_not_taken_by_adding_it(seller, buyer, create_vehicle, cars_of):
	plate = random_plate()
	vehicle = create_vehicle(seller["customer"], plate=plate)["vehicle"]
	with pytest.raises(CallFailed) as error:
		create_vehicle(buyer["customer"], plate=plate)
	assert error.value.status == 409
	assert seller["name"] in str(error.value) or seller["name_ar"] in str(error.value)
	assert plate in str(error.value)
	assert "Transfer" in str(error.value)
	assert cars_of(seller["customer"]) == {vehicle: True}
	assert cars_of(buyer["customer"]) == {}


def test_adding_ones_own_car_again_completes_it(seller, create_vehicle, profile_of, host):
	plate = random_plate()
	vehicle = create_vehicle(seller["customer"], plate=plate, model="", odometer=5000)["vehicle"]
	for values in ({"model": "Land Cruiser", "make": ""}, {"odometer": 6000}):
		typed = {"plate": plate.lower().replace(" ", ""), **values}
		again = host.call("vehicles.add_vehicle", customer=seller["customer"], values=typed)
		assert again == {"vehicle": vehicle}
	(car,) = profile_of(seller["customer"])["vehicles"]
	assert (car["make"], car["model"], car["odometer"]) == ("Toyota", "Land Cruiser", 6000)


def test_the_search_finds_a_sold_car_with_its_new_owner_only(host, seller, buyer, create_vehicle):
	plate = random_plate()
	vehicle = create_vehicle(seller["customer"], plate=plate)["vehicle"]

	def found_with() -> list[str]:
		hits = host.call("search.find", query=plate)["hits"]
		return [hit["customer"] for hit in hits if vehicle in [car["vehicle"] for car in hit["vehicles"]]]

	host.wait_until(lambda: found_with() == [seller["customer"]], "finding the car with its seller")
	host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer["customer"])
	host.wait_until(lambda: found_with() == [buyer["customer"]], "finding the car with its buyer alone")


def test_what_is_due_is_told_to_the_present_owner_only(
	host, seller, buyer, vehicle, complete_service, line_of, profile_of
):
	oil = [line_of("Oil Change")]
	complete_service(seller["customer"], vehicle=vehicle, odometer=6000, lines=oil)
	host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer["customer"])
	(former,) = profile_of(seller["customer"])["vehicles"]
	(present,) = profile_of(buyer["customer"])["vehicles"]
	assert former["service_due"] == []
	assert [due["last_km"] for due in present["service_due"]] == [6000]
	today = host.call("session.context")["today"]
	assert (former["last_visit"], present["last_visit"]) == (today, today)


def test_a_car_without_an_owner_can_be_added_by_its_next(
	host, seller, buyer, create_vehicle, cars_of, complete_service
):
	plate = random_plate()
	vehicle = create_vehicle(seller["customer"], plate=plate)["vehicle"]
	complete_service(seller["customer"], vehicle=vehicle, odometer=1500)
	assert host.call("vehicles.end_ownership", vehicle=vehicle) == {"vehicle": vehicle}
	assert cars_of(seller["customer"]) == {vehicle: False}
	read = host.call("vehicles.read_plate", text=plate)
	assert (read["vehicle"], read["owner"], read["owned"]) == (vehicle, None, False)
	again = create_vehicle(buyer["customer"], plate=plate, odometer=1600)["vehicle"]
	assert again == vehicle
	assert cars_of(buyer["customer"]) == {vehicle: True}
	assert len(host.call("profile.vehicle_history", vehicle=vehicle)["visits"]) == 1


def test_an_owner_who_has_gone_cannot_go_again(host, vehicle):
	host.call("vehicles.end_ownership", vehicle=vehicle)
	with pytest.raises(CallFailed) as error:
		host.call("vehicles.end_ownership", vehicle=vehicle)
	assert error.value.status in (409, 417)


def test_a_car_without_an_owner_can_be_sold_on(host, seller, buyer, vehicle, cars_of):
	host.call("vehicles.end_ownership", vehicle=vehicle)
	sold = host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer["customer"])
	assert sold["from_customer"] is None
	assert cars_of(buyer["customer"]) == {vehicle: True}
	assert cars_of(seller["customer"]) == {vehicle: False}


def test_sales_at_the_same_moment_leave_one_owner(host, seller, vehicle, create_customer):
	buyers = [create_customer()["customer"] for _ in range(4)]
	refusals: list[int] = []

	def sell(customer: str) -> bool:
		try:
			host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=customer)
		except CallFailed as error:
			refusals.append(error.status)
			return False
		return True

	with ThreadPoolExecutor(len(buyers)) as pool:
		sales = list(pool.map(sell, buyers))
	assert set(refusals) <= {409, 417}
	owners = host.call("profile.vehicle_history", vehicle=vehicle)["owners"]
	assert sum(owner["is_current"] for owner in owners) == 1
	assert len(owners) == 1 + sum(sales)
	assert {owner["customer"] for owner in owners} == {
		seller["customer"],
		*(buyer for buyer, was_sold in zip(buyers, sales, strict=True) if was_sold),
	}
