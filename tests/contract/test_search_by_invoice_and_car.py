"""A customer is found by the number of an invoice and by the model of the car, and the hit says so."""

import secrets

import pytest


@pytest.fixture(scope="module")
def model() -> str:
	"""A model that no other car has, of letters that no name sounds like."""
	return "Qx" + "".join(secrets.choice("bcdfgklmprstvwz") for _ in range(6))


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
