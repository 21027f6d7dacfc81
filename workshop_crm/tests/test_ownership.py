"""One owner at a time, whichever form of ERPNext saves the car or the customer; only a site has these forms."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.api import vehicles
from workshop_crm.services.vehicles import current_owners
from workshop_crm.tests.records import make_car, make_customer
from workshop_crm.tests.refusals import assert_refused

CONFLICT = frappe.DuplicateEntryError


def rows_of(customer: str) -> list[tuple[str, bool]]:
	record = frappe.get_doc("Customer", customer)
	return [(row.vehicle, bool(row.is_current)) for row in record.vehicle_ownership]


def owner_of(vehicle: str) -> str | None:
	return frappe.db.get_value("Vehicle", vehicle, "customer")


def with_row(customer: str, vehicle: str, **values: object) -> Document:
	record = frappe.get_doc("Customer", customer)
	record.append("vehicle_ownership", {"vehicle": vehicle, "is_current": 1, **values})
	return record.save()


def with_consent(customer: str, day: str) -> Document:
	record = frappe.get_doc("Customer", customer)
	return record.update({"communication_channels": [{"channel": "SMS", "consent_date": day}]}).save()


class OwnershipTestCase(FrappeTestCase):
	def setUp(self):
		self.seller, self.buyer = make_customer().name, make_customer().name
		self.car = make_car(self.seller).name


class TestSale(OwnershipTestCase):
	def test_a_form_that_was_open_meanwhile_has_to_be_loaded_again(self):
		stale = frappe.get_doc("Customer", self.buyer)
		vehicles.sell_vehicle(vehicle=self.car, customer=self.buyer)
		stale.customer_name_ar = "هدى"
		self.assertRaises(frappe.TimestampMismatchError, stale.save)


class TestCustomerForm(OwnershipTestCase):
	def test_a_second_current_owner_is_refused_and_the_first_is_named(self):
		name = frappe.db.get_value("Customer", self.seller, "customer_name")
		assert_refused(lambda: with_row(self.buyer, self.car), self.car, name, "Transfer", exc=CONFLICT)
		self.assertEqual(owner_of(self.car), self.seller)

	def test_a_car_twice_in_one_list_is_refused(self):
		assert_refused(lambda: with_row(self.seller, self.car), self.car, "twice")

	def test_a_row_that_ends_before_it_begins_is_refused(self):
		days = {"from_date": "2026-02-01", "to_date": "2026-01-01"}
		assert_refused(lambda: with_row(self.buyer, self.car, **days), "2026-02-01", "2026-01-01")

	def test_a_car_of_nobody_becomes_the_customers_from_today(self):
		car = make_car().name
		row = with_row(self.buyer, car).vehicle_ownership[0]
		self.assertEqual((row.from_date, owner_of(car)), (getdate(), self.buyer))

	def test_a_row_that_is_unticked_or_ended_leaves_the_car_without_an_owner(self):
		record = frappe.get_doc("Customer", self.seller)
		record.vehicle_ownership[0].is_current = 0
		record.save()
		self.assertEqual((record.vehicle_ownership[0].to_date, owner_of(self.car)), (getdate(), None))

	def test_a_car_that_is_given_up_and_had_again_in_one_save_is_had_once(self):
		record = frappe.get_doc("Customer", self.seller)
		record.vehicle_ownership[0].to_date = getdate()
		record.append("vehicle_ownership", {"vehicle": self.car, "is_current": 1})
		record.vehicle_ownership.reverse()
		for place, row in enumerate(record.vehicle_ownership, start=1):
			row.idx = place
		record.save()
		self.assertEqual(rows_of(self.seller), [(self.car, True), (self.car, False)])

	def test_rows_sent_again_without_their_names_stay_one_owner(self):
		record = frappe.get_doc("Customer", self.seller)
		record.update({"vehicle_ownership": [{"vehicle": self.car, "is_current": 1}]})
		record.save()
		self.assertEqual((rows_of(self.seller), owner_of(self.car)), ([(self.car, True)], self.seller))

	def test_a_row_of_another_customer_stays_theirs_when_its_name_is_sent_with_this_one(self):
		before = frappe.get_doc("Customer", self.seller)
		mine = frappe.get_doc("Customer", self.buyer)
		other_car = make_car().name
		for doctype, table, values in (
			("Customer Vehicle", "vehicle_ownership", {"vehicle": other_car, "from_date": "2020-01-01"}),
			("Customer Communication Channel", "communication_channels", {"channel": "Phone"}),
		):
			theirs = before.get(table)[0].name
			mine.append(table, {"name": theirs, "is_current": 0, "to_date": "2020-02-01", **values})
			mine.save()
			self.assertEqual(frappe.db.get_value(doctype, theirs, "parent"), self.seller)
			self.assertNotIn(theirs, [row.name for row in frappe.get_doc("Customer", self.buyer).get(table)])
		self.assertEqual(rows_of(self.seller), [(self.car, True)])
		self.assertEqual(rows_of(self.buyer), [(other_car, False)])
		self.assertEqual(
			[row.channel for row in frappe.get_doc("Customer", self.seller).communication_channels],
			["WhatsApp"],
		)

	def test_days_that_are_none_are_refused(self):
		car = make_car().name
		for odd in ("8989889890", "123", "05 012", "2026-02-30", "tomorrow"):
			for fieldname in ("from_date", "to_date"):
				assert_refused(
					lambda fieldname=fieldname, odd=odd: with_row(self.buyer, car, **{fieldname: odd}),
					odd,
					field=fieldname,
				)
			assert_refused(lambda odd=odd: with_consent(self.buyer, odd), odd, field="consent_date")

	def test_a_car_that_only_the_vehicle_gives_to_somebody_is_not_taken(self):
		car = make_car().name
		frappe.db.set_value("Vehicle", car, "customer", self.seller)
		assert_refused(lambda: with_row(self.buyer, car), car, exc=CONFLICT)
		vehicles.sell_vehicle(vehicle=car, customer=self.buyer)
		self.assertIn((car, False), rows_of(self.seller))


class TestVehicleForm(OwnershipTestCase):
	def save_with(self, customer: str | None) -> None:
		record = frappe.get_doc("Vehicle", self.car)
		record.customer = customer
		record.save()
		record.save()

	def test_a_customer_on_a_new_car_has_it_in_his_list(self):
		self.assertEqual(rows_of(self.seller), [(self.car, True)])

	def test_another_customer_is_a_sale(self):
		self.save_with(self.buyer)
		self.assertEqual(rows_of(self.seller), [(self.car, False)])
		self.assertEqual(rows_of(self.buyer), [(self.car, True)])

	def test_no_customer_is_the_end(self):
		self.save_with(None)
		self.assertEqual(rows_of(self.seller), [(self.car, False)])
		self.assertIsNone(owner_of(self.car))


class TestTwoClerks(FrappeTestCase):
	"""Each clerk has a connection of his own, so these records are committed and taken away again."""

	def setUp(self):
		self.seller = make_customer().name
		self.buyers = [make_customer().name for _ in range(3)]
		self.car = make_car(self.seller).name
		frappe.db.commit()
		self.addCleanup(self.take_away)

	def take_away(self):
		frappe.db.rollback()
		customers = [self.seller, *self.buyers]
		frappe.db.delete("Customer Vehicle", {"parent": ("in", customers)})
		frappe.db.delete("Vehicle", {"name": self.car})
		for customer in customers:
			frappe.delete_doc("Customer", customer, force=True)
		frappe.db.commit()

	def test_one_car_sold_to_several_at_once_is_sold_once_at_a_time(self):
		barrier = Barrier(len(self.buyers))
		with ThreadPoolExecutor(len(self.buyers)) as pool:
			told = list(pool.map(lambda buyer: sell_as_clerk(self.car, buyer, barrier), self.buyers))
		frappe.db.rollback()
		sold = [buyer for buyer, refusal in zip(self.buyers, told, strict=True) if not refusal]
		self.assertEqual({refusal for refusal in told if refusal} - {"DuplicateEntryError"}, set())
		self.assertEqual(len(sold), 1)
		self.assertEqual(owner_of(self.car), sold[0])
		current = frappe.get_all("Customer Vehicle", {"vehicle": self.car, "is_current": 1}, pluck="parent")
		self.assertEqual(current, sold)
		self.assertEqual(frappe.db.count("Customer Vehicle", {"vehicle": self.car}), 2)

	def test_a_form_that_was_read_before_a_sale_does_not_bring_the_seller_back(self):
		row = frappe.get_doc("Customer", self.seller).vehicle_ownership[0]
		nameless = {"vehicle": self.car, "is_current": 1}
		known = {**nameless, "name": row.name, "from_date": row.from_date}
		for sent, refusal in (
			([nameless], "DuplicateEntryError"),
			([known], "DuplicateEntryError"),
			(None, None),
		):
			with self.subTest(sent=sent):
				self.assertEqual(self.saved_after_a_sale(sent), refusal)
				current = frappe.get_all(
					"Customer Vehicle", {"vehicle": self.car, "is_current": 1}, pluck="parent"
				)
				self.assertEqual(current, [self.buyers[0]])
				self.assertEqual(owner_of(self.car), self.buyers[0])
				vehicles.sell_vehicle(vehicle=self.car, customer=self.seller)
				frappe.db.commit()

	def saved_after_a_sale(self, rows: list[dict] | None) -> str | None:
		"""The clerk's transaction begins, the car is sold elsewhere, then the clerk's rows are saved over REST."""
		begun, sold = Event(), Event()
		with ThreadPoolExecutor(1) as pool:
			clerk = pool.submit(save_as_clerk, self.seller, rows, begun, sold)
			begun.wait(30)
			vehicles.sell_vehicle(vehicle=self.car, customer=self.buyers[0])
			frappe.db.commit()
			sold.set()
			told = clerk.result()
		frappe.db.rollback()
		return told

	def test_the_database_takes_one_current_owner_of_a_car(self):
		place = {"parent": self.buyers[0], "parenttype": "Customer", "parentfield": "vehicle_ownership"}
		second = {"doctype": "Customer Vehicle", **place, "vehicle": self.car, "is_current": 1}
		with self.assertRaises(frappe.UniqueValidationError):
			frappe.get_doc(second).db_insert()
		ended = {**second, "to_date": getdate()}
		frappe.get_doc(ended).db_insert()

	def test_two_owners_of_old_are_put_right_before_the_database_forbids_them(self):
		frappe.db.sql_ddl(f"alter table `tabCustomer Vehicle` drop index `{current_owners.COLUMN}`")
		place = {"parent": self.buyers[0], "parenttype": "Customer", "parentfield": "vehicle_ownership"}
		second = {"doctype": "Customer Vehicle", **place, "vehicle": self.car, "is_current": 1}
		frappe.get_doc(second).db_insert()
		current_owners.enforce()
		self.assertEqual(rows_of(self.seller), [(self.car, True)])
		self.assertEqual(rows_of(self.buyers[0]), [(self.car, False)])
		told = frappe.get_all(
			"Comment", {"reference_doctype": "Vehicle", "reference_name": self.car}, pluck="content"
		)
		self.assertTrue(any(self.buyers[0] in text for text in told), told)


def sell_as_clerk(car: str, buyer: str, barrier: Barrier) -> str | None:
	"""The name of the refusal. All clerks have looked at the car before the first one sells it."""

	def sell() -> None:
		owner_of(car)
		barrier.wait(30)
		vehicles.sell_vehicle(vehicle=car, customer=buyer)

	return as_clerk(sell)


def save_as_clerk(
	customer: str, rows: list[dict] | None, ready: Event | Barrier, go: Event | Barrier
) -> str | None:
	"""The name of the refusal of what `PUT /api/resource/Customer` does, in a transaction that began before `go`."""

	def save() -> None:
		frappe.get_all("Customer Vehicle", limit=1)
		if ready is go:
			ready.wait(30)
		else:
			ready.set()
			go.wait(30)
		record = frappe.get_doc("Customer", customer, for_update=True)
		record.update({"customer_name_ar": "هدى"} if rows is None else {"vehicle_ownership": rows})
		record.save()

	return as_clerk(save)


def as_clerk(work: Callable[[], None]) -> str | None:
	"""Do `work` and commit it over a connection of its own; the name of the refusal, None when there is none."""
	frappe.init(site=SITE, force=True)
	frappe.connect()
	try:
		work()
		frappe.db.commit()
	except Exception as error:
		frappe.db.rollback()
		return type(error).__name__
	finally:
		frappe.destroy()
	return None


SITE = frappe.local.site
