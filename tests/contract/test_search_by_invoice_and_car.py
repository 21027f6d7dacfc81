"""A customer is found by the number of an invoice and by the model of the car, and the hit says so."""

import secrets

import pytest


@pytest.fixture(scope="module")
def model() -> str:
	"""A model that no other car has, of letters that no name sounds like."""
	return f"Qx{letters()}"


def letters() -> str:
	return "".join(secrets.choice("bcdfgklmprstvwz") for _ in range(6))


@pytest.fixture
def found(host):
	def find(query: str, limit: int = 10) -> list[tuple[str, str, str]]:
		hits = host.call("search.find", query=query, limit=limit)["hits"]
		return [(hit["customer"], hit["reason"], hit["matched"]) for hit in hits]

	return find


@pytest.fixture
def sold(create_customer, complete_service):
	customer = create_customer()["customer"]
	return customer, complete_service(customer)["invoice"]


def test_the_whole_number_of_an_invoice_finds_its_customer_first(found, sold):
	customer, invoice = sold
	for typed in (invoice, invoice.lower(), f" {invoice} "):
		assert found(typed)[0] == (customer, "invoice", invoice)


def test_a_part_of_the_number_finds_it_too(host, found, sold):
	customer, invoice = sold
	start, _, number = invoice.rpartition("-")
	series = start.split("-")[1]
	for typed in (f"{series} {int(number)}", f"{series}-{number}", number):
		assert (customer, "invoice", invoice) in found(typed), typed
	labels = {hit["reason"]: hit["reason_label"] for hit in host.call("search.find", query=invoice)["hits"]}
	assert labels["invoice"]


def test_the_beginning_of_the_number_finds_the_latest(found, sold):
	customer, invoice = sold
	assert (customer, "invoice", invoice) in found(invoice[:-1])


def test_the_number_of_no_invoice_finds_none(found):
	assert "invoice" not in [reason for _, reason, _ in found("ACC-SINV-2026-99999999")]
	assert "invoice" not in [reason for _, reason, _ in found("%")]
	assert "invoice" not in [reason for _, reason, _ in found("ACC-SIN%-____-0")]


def test_an_owner_is_found_by_the_model_before_who_only_sounds_like_it(
	found, create_customer, create_vehicle, model
):
	customer = create_customer()["customer"]
	create_vehicle(customer, make="Zenvo", model=model)
	for typed in (model, model.upper(), f"Zenvo {model}"):
		assert found(typed)[0] == (customer, "model", f"Zenvo {model}"), typed
	assert (customer, "model", f"Zenvo {model}") in found(model[:-1])


def test_a_model_is_found_in_the_other_script_and_with_a_letter_wrong(found, create_customer, create_vehicle):
	customer = create_customer()["customer"]
	create_vehicle(customer, make="Bentley", model="Bentayga")
	for typed in ("Bentayga", "بنتايجا", "بنتلي بنتايجا", "Bentaiga"):
		assert (customer, "model", "Bentley Bentayga") in found(typed), typed
	assert (customer, "make", "Bentley Bentayga") in found("بنتلي")


def test_a_car_that_was_sold_on_finds_its_owner_of_today(host, found, create_customer, create_vehicle, model):
	seller, buyer = create_customer()["customer"], create_customer()["customer"]
	car = create_vehicle(seller, make="Zenvo", model=f"{model}s")["vehicle"]
	host.call("vehicles.sell_vehicle", vehicle=car, customer=buyer)
	owners = [customer for customer, reason, _ in found(f"{model}s") if reason == "model"]
	assert buyer in owners
	assert seller not in owners


def test_a_name_that_is_written_as_typed_stands_before_the_owners_of_such_a_car(
	host, found, create_customer, create_vehicle, model
):
	owner = create_customer()["customer"]
	create_vehicle(owner, make="Zenvo", model=f"{model}a")
	named = create_customer(name=f"{model}a Alnasser", name_ar="")["customer"]
	host.wait_until(lambda: named in [who for who, _, _ in found(f"{model}a")], "indexing of a new customer")
	assert [who for who, _, _ in found(f"{model}a")][:2] == [named, owner]


@pytest.fixture
def owner(host, create_customer, create_vehicle, model):
	"""A customer with a name and a car of a model that nobody else has."""

	def create(name: str, car: str, **values: object) -> str:
		customer = create_customer(name=name, name_ar="")["customer"]
		create_vehicle(customer, make="Zenvo", model=car, **values)
		host.wait_until(
			lambda: customer in [hit["customer"] for hit in host.call("search.find", query=name)["hits"]],
			"indexing of a new customer",
		)
		return customer

	return create


def test_who_has_the_name_and_the_car_comes_first_and_the_hit_names_the_car(found, owner, model):
	name, car = f"Khalid {letters()}", f"{model}n"
	both, other_car, other_name = owner(name, car), owner(name, f"{model}o"), owner(f"Saleh {letters()}", car)
	for typed in (f"{name} {car}", f"Zenvo {car} {name}", f"{car} {name}", f"Zenvo {name} {car}"):
		hits = found(typed)
		assert hits[0] == (both, "model", f"Zenvo {car}"), typed
		assert [customer for customer, reason, _ in hits if reason == "model"] == [both]
	assert (both, "make", f"Zenvo {car}") in found(f"{name} zenvo")
	assert {both, other_car} <= {customer for customer, _, _ in found(name)}
	assert other_name in [customer for customer, _, _ in found(car)]


def test_the_model_year_chooses_among_cars_of_a_model(found, owner, model):
	car = f"{model}y"
	newer = owner(f"Noura {letters()}", car, year=2021)
	older = owner(f"Noura {letters()}", car, year=2013)
	for typed, customer, year in ((f"{car} 2021", newer, 2021), (f"{car} موديل ٢٠١٣", older, 2013)):
		assert found(typed)[0] == (customer, "model", f"Zenvo {car} {year}")
		assert [who for who, reason, _ in found(typed) if reason == "model"] == [customer]
	assert found(f"Noura {car} 2021")[0] == (newer, "model", f"Zenvo {car} 2021")


def test_the_owner_of_a_car_that_was_sold_on_is_not_found_by_it_beside_a_name(
	host, found, owner, create_customer, model
):
	name, car = f"Fahad {letters()}", f"{model}z"
	seller, buyer = owner(name, car), create_customer()["customer"]
	vehicle = next(iter(host.call("search.find", query=car)["hits"]))["vehicles"][0]["vehicle"]
	host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer)
	assert "model" not in [reason for customer, reason, _ in found(f"{name} {car}") if customer == seller]


def test_all_models_of_a_make_are_found(found, create_customer, create_vehicle, model):
	make, customer = f"{model}make", create_customer()["customer"]
	for number in range(25):
		create_vehicle(
			customer if number == 0 else create_customer()["customer"], make=make, model=f"Type {number}"
		)
	hits = found(make, limit=50)
	assert len([hit for hit in hits if hit[1] == "make"]) == 25
	assert (customer, "make", f"{make} Type 0") in hits
