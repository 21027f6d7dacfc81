"""In which order customers stand whom the index, an invoice and a car bring."""

from dataclasses import replace
from datetime import date

import pytest

from workshop_crm.core.search import reasons
from workshop_crm.core.search.car_models import CarModel
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.invoice_numbers import Series
from workshop_crm.core.search.record_hits import with_records
from workshop_crm.core.search.tables import FoundCar, FoundInvoice, Lookup

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

	def cars(self, wanted, most):
		return [FoundCar(who, model) for model in wanted.models for who in self._cars][:most]

	def cars_of(self, customers, wanted):
		return [FoundCar(who, wanted.models[0]) for who in self._cars if who in customers]

	def owners(self, wanted, most):
		return self._cars[:most]

	def documents(self, customers):
		return [CustomerDocument(who, who, disabled=who in self._disabled) for who in customers]


def hit(customer: str, reason: str = reasons.NAME, is_written: bool = True) -> Hit:
	return Hit(customer, customer, "", (), (), 90, reason, customer, False, None, is_written=is_written)


def found(text: str, hits: list[Hit], tables: Tables, limit: int = 10, called=()) -> list[Hit]:
	"""`called`: the hits of the index for the words that do not name the car; the index answers with those that are allowed."""

	def among(rest, owners):
		permitted = owners.among([hit.customer for hit in called])
		return [hit for hit in called if hit.customer in permitted]

	return with_records(text, hits, Lookup(tables, among, limit, "SA"))


def order(text: str, hits: list[Hit], tables: Tables, limit: int = 10, called=()) -> list[tuple[str, str]]:
	return [(one.customer, one.reason) for one in found(text, hits, tables, limit, called)]


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


def test_all_models_of_a_make_are_asked_for():
	asked = []

	class Toyotas(Tables):
		def models(self):
			return [CarModel("Toyota", f"Model {number}") for number in range(500)]

		def cars(self, wanted, most):
			asked.extend(wanted.models)
			return super().cars(wanted, most)

	assert order("toyota", [], Toyotas(cars=["owner"])) == [("owner", reasons.MAKE)]
	assert len(asked) == 500


def test_who_is_called_so_and_has_the_car_stands_first_and_the_hit_names_the_car():
	hits = [hit("other ahmed", is_written=False), hit("ahmed", is_written=False)]
	tables = Tables(cars=["ahmed", "stranger"])
	for text in ("Ahmed Camry", "كامري احمد", "Toyota Ahmed Camry"):
		first, *others = found(text, hits, tables, called=[hit("other ahmed"), hit("ahmed")])
		assert (first.customer, first.reason, first.matched) == ("ahmed", reasons.MODEL, "Toyota Camry")
		assert [one.customer for one in others] == ["other ahmed"]


def test_a_name_that_has_all_the_words_stands_before_the_owners():
	taxi = replace(hit("taxi", is_written=False), name="Camry Ahmed Trading")
	assert order("Ahmed Camr", [taxi], Tables(cars=["ahmed"]), called=[hit("ahmed")]) == [
		("taxi", reasons.NAME)
	]
	assert order("Ahmed Camry", [taxi], Tables(cars=["ahmed"]), called=[hit("ahmed")]) == [
		("taxi", reasons.NAME),
		("ahmed", reasons.MODEL),
	]


def test_a_car_with_a_letter_wrong_counts_where_nobody_is_called_so():
	called = [hit("ahmed")]
	doubtful = replace(hit("other", is_written=False), score=50)
	likely = replace(doubtful, score=90)
	assert order("Ahmed Camri", [doubtful], Tables(cars=["ahmed"]), called=called)[0] == (
		"ahmed",
		reasons.MODEL,
	)
	assert order("Ahmed Camri", [likely], Tables(cars=["ahmed"]), called=called) == [("other", reasons.NAME)]


def test_who_is_hardly_called_so_is_not_brought_forward_for_the_car():
	hardly = replace(hit("hardly", is_written=False), score=50)
	assert order("Ahmed Camry", [hit("one")], Tables(cars=["hardly"]), called=[hardly]) == [
		("one", reasons.NAME)
	]


def test_the_year_is_part_of_what_the_hit_says():
	(one,) = found("camry 2019", [], Tables(cars=["owner"]))
	assert (one.customer, one.reason, one.matched) == ("owner", reasons.MODEL, "Toyota Camry 2019")


def test_an_invoices_number_comes_first_and_says_which():
	tables = Tables(invoices=[("SINV-2026-00012", "buyer")])
	hits = found("SINV 12", [hit("plate", reasons.PLATE, False)], tables)
	assert [(one.customer, one.reason, one.matched) for one in hits] == [
		("buyer", reasons.INVOICE, "SINV-2026-00012"),
		("plate", reasons.PLATE, "plate"),
	]


def test_a_number_that_may_be_a_plates_leaves_plates_first():
	tables = Tables(invoices=[("SINV-2026-01234", "buyer")])
	plates = [hit(f"plate {number}", reasons.PLATE, False) for number in range(12)]
	in_order = order("1234", plates, tables)
	assert in_order[0] == ("plate 0", reasons.PLATE)
	assert in_order[-1] == ("buyer", reasons.INVOICE)
	assert len(in_order) == 10


def test_disabled_owners_come_after_the_others():
	assert [who for who, _ in order("camry", [], Tables(cars=["gone", "here"], disabled=["gone"]))] == [
		"here",
		"gone",
	]


@pytest.mark.parametrize("text", ["محمد", "Reem", "0551234567", "zzzz", "Reem Alharbi", "محمد 1234"])
def test_what_is_neither_leaves_the_hits_as_they_are(text):
	hits = [hit("one"), hit("two", reasons.NAME_SOUND, False)]
	assert found(text, hits, Tables(cars=["owner"]), called=[hit("owner")]) == hits
