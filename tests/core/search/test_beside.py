"""In which order customers stand whom the index, an invoice and a car bring."""

from datetime import date

import pytest

from workshop_crm.core.search import reasons
from workshop_crm.core.search.beside import MAX_MODELS, FoundCar, FoundInvoice, with_records
from workshop_crm.core.search.car_models import CarModel
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.invoice_numbers import Series

CAMRY = CarModel("Toyota", "Camry")


class Tables:
	def __init__(self, invoices=(), cars=(), disabled=()):
		self._invoices, self._cars, self._disabled = invoices, cars, disabled

	def series(self):
		return [Series("SINV-2026-", 9999)]

	def invoices(self, names, beginning, most):
		return [FoundInvoice(name, who, date(2026, 1, 1)) for name, who in self._invoices if name in names][
			:most
		]

	def models(self):
		return [CAMRY]

	def cars(self, models, most):
		return [FoundCar(who, model) for model in models for who in self._cars][:most]

	def documents(self, customers):
		return [CustomerDocument(who, who, disabled=who in self._disabled) for who in customers]


def hit(customer: str, reason: str = reasons.NAME, is_written: bool = True) -> Hit:
	return Hit(customer, customer, "", (), (), 90, reason, customer, False, None, is_written=is_written)


def order(text: str, hits: list[Hit], tables: Tables, limit: int = 10) -> list[tuple[str, str]]:
	return [(one.customer, one.reason) for one in with_records(text, hits, tables, limit, "SA")]


def test_a_typed_model_stands_behind_names_that_are_written_so_and_before_their_like():
	hits = [hit("written"), hit("sounding", reasons.NAME_SOUND, False)]
	assert order("camry", hits, Tables(cars=["owner"])) == [
		("written", reasons.NAME),
		("owner", reasons.MODEL),
		("sounding", reasons.NAME_SOUND),
	]


def test_a_model_that_is_only_near_stands_behind_all_names():
	hits = [hit("sounding", reasons.NAME_SOUND, False)]
	assert [who for who, _ in order("camri", hits, Tables(cars=["owner"]))] == ["sounding", "owner"]


def test_names_leave_places_to_cars_and_cars_to_names():
	written = [hit(f"name {number}") for number in range(10)]
	sounding = [hit(f"like {number}", reasons.NAME_SOUND, False) for number in range(10)]
	owners = [f"owner {number}" for number in range(10)]
	assert [who for who, _ in order("camry", written, Tables(cars=owners))][-3:] == [
		"name 7",
		"owner 0",
		"owner 1",
	]
	assert [who for who, _ in order("camry", sounding, Tables(cars=owners))][-3:] == [
		"owner 7",
		"like 0",
		"like 1",
	]
	assert len(order("camry", [*written, *sounding], Tables(cars=owners), 5)) == 5


def test_who_is_found_twice_stands_once_in_the_better_place():
	tables = Tables(cars=["one", "two"])
	assert order("camry", [hit("one")], tables) == [("one", reasons.NAME), ("two", reasons.MODEL)]


def test_a_make_of_very_many_models_is_asked_for_some_of_them():
	asked = []

	class Toyotas(Tables):
		def models(self):
			return [CarModel("Toyota", f"Model {number}") for number in range(500)]

		def cars(self, models, most):
			asked.extend(models)
			return super().cars(models, most)

	assert order("toyota", [], Toyotas(cars=["owner"])) == [("owner", reasons.MAKE)]
	assert len(asked) == MAX_MODELS


def test_an_invoices_number_comes_first_and_says_which():
	tables = Tables(invoices=[("SINV-2026-00012", "buyer")])
	found = with_records("SINV 12", [hit("plate", reasons.PLATE, False)], tables, 10, "SA")
	assert [(one.customer, one.reason, one.matched) for one in found] == [
		("buyer", reasons.INVOICE, "SINV-2026-00012"),
		("plate", reasons.PLATE, "plate"),
	]


def test_a_number_that_may_be_a_plates_leaves_plates_first():
	tables = Tables(invoices=[("SINV-2026-01234", "buyer")])
	plates = [hit(f"plate {number}", reasons.PLATE, False) for number in range(12)]
	found = order("1234", plates, tables)
	assert found[0] == ("plate 0", reasons.PLATE)
	assert found[-1] == ("buyer", reasons.INVOICE)
	assert len(found) == 10


def test_disabled_owners_come_after_the_others():
	assert [who for who, _ in order("camry", [], Tables(cars=["gone", "here"], disabled=["gone"]))] == [
		"here",
		"gone",
	]


@pytest.mark.parametrize("text", ["محمد", "Reem", "0551234567", "zzzz"])
def test_what_is_neither_leaves_the_hits_as_they_are(text):
	hits = [hit("one"), hit("two", reasons.NAME_SOUND, False)]
	assert with_records(text, hits, Tables(cars=["owner"]), 10, "SA") == hits
