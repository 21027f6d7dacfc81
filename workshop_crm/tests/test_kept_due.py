"""The list of due services on ERPNext: what brings a car onto it and off it, and who sees it."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, add_months, getdate

from workshop_crm.core.profile.customer_list import CustomerFilters
from workshop_crm.core.vehicles.due_list import DueFilters
from workshop_crm.core.vehicles.kept_due import DUE
from workshop_crm.install import FRONT_DESK, ROLE_PROFILES
from workshop_crm.patches.v0_9 import due_services_have_one_row
from workshop_crm.services.privacy.erase import erase
from workshop_crm.services.profile import customer_list
from workshop_crm.services.vehicles import due_list, kept_due
from workshop_crm.tests.records import make_car, make_customer, make_invoice, make_user, restrict_to

TYPE = "Kept Due Test Type"
QUEUE = "workshop_crm.services.platform.background.after_commit"
ANY = DueFilters(late_days=None)


class TestKeptDue(FrappeTestCase):
	def setUp(self) -> None:
		self.addCleanup(frappe.set_user, "Administrator")
		if not frappe.db.exists("Service Type", TYPE):
			kind = {"doctype": "Service Type", "service_type_name": TYPE, "name_ar": "خدمة"}
			frappe.get_doc({**kind, "interval_months": 6}).insert()

	def late_car(self, days: int = 10, make: str = "Kept Make") -> Document:
		"""A car whose service was due some days ago."""
		customer = make_customer()
		car = make_car(customer.name, make=make)
		self.visit(car, add_days(add_months(getdate(), -6), -days))
		kept_due.keep([car.name])
		return car

	def visit(self, car: Document, day: Any) -> Document:
		values = {"vehicle": car.name, "service_type": TYPE, "set_posting_time": 1}
		return make_invoice(car.customer, 100, posting_date=day, due_date=day, **values)

	def rows(self, car: Document) -> list[dict[str, Any]]:
		return due_list.listed(DueFilters(late_days=None, vehicles=(car.name,)), 10, 0)["rows"]

	def test_a_late_car_is_listed_with_the_branch_of_its_last_visit(self) -> None:
		car = self.late_car()
		(row,) = self.rows(car)
		self.assertEqual(
			(row["service_type"], row["status"], row["customer"]), (TYPE, "overdue", car.customer)
		)
		kept = frappe.get_doc(DUE, {"vehicle": car.name})
		visit = frappe.get_last_doc("Sales Invoice", {"vehicle": car.name})
		self.assertEqual(kept.branch, visit.cost_center or visit.company)
		self.assertEqual(kept.make, "Kept Make")

	def test_a_service_that_has_lapsed_hides_no_other_of_the_car(self) -> None:
		car = self.late_car(days=400)
		other = f"{TYPE} Soon"
		if not frappe.db.exists("Service Type", other):
			kind = {"doctype": "Service Type", "service_type_name": other, "name_ar": "خدمة قريبة"}
			frappe.get_doc({**kind, "interval_months": 6}).insert()
		day = add_days(add_months(getdate(), -6), 7)
		values = {"vehicle": car.name, "service_type": other, "set_posting_time": 1}
		make_invoice(car.customer, 100, posting_date=day, due_date=day, **values)
		kept_due.keep([car.name])
		mine = {"vehicles": (car.name,)}
		for filters in (DueFilters(**mine), DueFilters("soon", **mine)):
			(row,) = due_list.listed(filters, 10, 0)["rows"]
			self.assertEqual((row["service_type"], due_list.count(filters)), (other, 1))
		self.assertEqual(due_list.count(DueFilters("overdue", **mine)), 0)
		by_make = customer_list.listed(CustomerFilters(due=True, make="KEPT make"), 500, 0)["rows"]
		self.assertIn(car.customer, [row["customer"] for row in by_make])
		listed = customer_list.listed(CustomerFilters(due=True, customers=(car.customer,)), 10, 0)["rows"]
		self.assertEqual([row["service"] for row in listed], [other])
		(row,) = self.rows(car)
		self.assertEqual(row["service_type"], TYPE, "any lateness is asked for")

	def test_each_event_asks_for_a_look_at_the_car(self) -> None:
		car = self.late_car()
		asked: list[dict[str, Any]] = []
		with patch(QUEUE, lambda *_a, **k: asked.append(k)):
			invoice = self.visit(car, getdate())
			invoice.cancel()
			frappe.get_doc("Vehicle", car.name).save()
			frappe.get_doc("Customer", car.customer).update({"disabled": 1}).save()
		self.assertEqual(len([one for one in asked if one.get("vehicle") == car.name]), 4)

	def test_a_new_interval_looks_at_all_cars(self) -> None:
		asked: list[str] = []
		with patch(QUEUE, lambda method, *_a, **_k: asked.append(method)):
			frappe.get_doc("Service Type", TYPE).update({"interval_months": 7}).save()
		self.assertIn(f"{kept_due.JOB}.keep_all", asked)
		frappe.db.set_value("Service Type", TYPE, "interval_months", 6)

	def test_the_night_finds_what_no_event_has_told(self) -> None:
		car, sold = self.late_car(), self.late_car()
		frappe.db.delete(DUE, {"vehicle": car.name})
		frappe.db.set_value("Vehicle", sold.name, "customer", None)
		with patch.object(frappe.db, "commit"):
			kept_due.keep_all()
		self.assertEqual(len(self.rows(car)), 1)
		self.assertEqual(self.rows(sold), [])

	def test_cars_that_cannot_be_kept_do_not_keep_the_others_from_it(self) -> None:
		car, bad = self.late_car(), self.late_car()
		frappe.db.delete(DUE, {"vehicle": ("in", (car.name, bad.name))})
		keep = kept_due.keep

		def one_fails(vehicles: list[str]) -> None:
			if bad.name in vehicles:
				raise RuntimeError(bad.name)
			keep(vehicles)

		parts = [[frappe._dict(name=one.name)] for one in (bad, car)]
		with (
			patch.object(frappe.db, "commit"),
			patch.object(kept_due, "keep", one_fails),
			patch.object(kept_due.service_due, "owned_in_parts", return_value=parts),
		):
			kept_due.keep_all()
		self.assertEqual((len(self.rows(car)), self.rows(bad)), (1, []))

	def test_nothing_is_written_where_nothing_has_changed(self) -> None:
		car = self.late_car()
		before = frappe.get_all(DUE, {"vehicle": car.name}, ["name", "modified"])
		kept_due.keep([car.name])
		self.assertEqual(frappe.get_all(DUE, {"vehicle": car.name}, ["name", "modified"]), before)

	def test_a_service_that_another_job_has_written_meanwhile_stays_one_row(self) -> None:
		car = self.late_car()
		frappe.db.set_value(DUE, {"vehicle": car.name}, "make", "Another")
		get_all = frappe.get_all

		def stale(doctype: str, *arguments: Any, **more: Any) -> Any:
			return [] if doctype == DUE else get_all(doctype, *arguments, **more)

		with patch.object(frappe, "get_all", stale):
			kept_due.keep([car.name])
		(row,) = frappe.get_all(DUE, {"vehicle": car.name}, ["service_type", "make"])
		self.assertEqual(row, {"service_type": TYPE, "make": "Kept Make"})

	def test_the_database_refuses_a_second_row_of_a_service(self) -> None:
		car = self.late_car()
		second = frappe.copy_doc(frappe.get_doc(DUE, {"vehicle": car.name}))
		self.assertRaises(frappe.UniqueValidationError, second.insert)

	def test_sites_with_two_rows_of_a_service_keep_the_one_written_last(self) -> None:
		rows = [
			{"name": "one", "vehicle": "car", "service_type": "oil", "modified": "2026-01-01"},
			{"name": "two", "vehicle": "car", "service_type": "oil", "modified": "2026-01-02"},
			{"name": "three", "vehicle": "car", "service_type": "oil", "modified": "2026-01-02"},
			{"name": "four", "vehicle": "car", "service_type": "tyres", "modified": "2025-01-01"},
		]
		self.addCleanup(frappe.db.sql_ddl, "drop temporary table if exists `tabDue Test`")
		frappe.db.sql_ddl(f"create temporary table `tabDue Test` as select * from `tab{DUE}` limit 0")
		for row in rows:
			frappe.qb.into("Due Test").columns(*row).insert(*row.values()).run()
		due_services_have_one_row.remove_surplus("Due Test")
		self.assertEqual(
			frappe.db.sql("select name from `tabDue Test` order by name", pluck=True), ["four", "two"]
		)

	def test_merged_cars_and_merged_services_keep_one_row_of_a_service(self) -> None:
		car, other = self.late_car(), self.late_car()
		frappe.rename_doc("Vehicle", other.name, car.name, merge=True, force=True)
		self.assertEqual(frappe.db.count(DUE, {"vehicle": car.name}), 1)
		extra = frappe.get_doc(
			{"doctype": "Service Type", "service_type_name": f"{TYPE} Double", "interval_months": 6}
		).insert()
		row = frappe.copy_doc(frappe.get_doc(DUE, {"vehicle": car.name}))
		row.update({"service_type": extra.name}).insert()
		frappe.rename_doc("Service Type", extra.name, TYPE, merge=True, force=True)
		self.assertEqual(frappe.get_all(DUE, {"vehicle": car.name}, pluck="service_type"), [TYPE])

	def test_cars_of_disabled_customers_are_not_listed(self) -> None:
		car = self.late_car()
		frappe.db.set_value("Customer", car.customer, "disabled", 1)
		kept_due.keep([car.name])
		self.assertEqual(self.rows(car), [])

	def test_a_renamed_car_and_a_renamed_customer_stay_on_the_list(self) -> None:
		car = self.late_car()
		car.name = frappe.rename_doc("Vehicle", car.name, f"{car.name} R", force=True)
		self.assertEqual(len(self.rows(car)), 1)
		new = frappe.rename_doc("Customer", car.customer, f"{car.customer} R", force=True)
		self.assertEqual(frappe.get_value(DUE, {"vehicle": car.name}, "customer"), new)

	def test_an_erased_customer_is_on_the_list_no_more(self) -> None:
		car = self.late_car()
		erased = erase(car.customer)["customer"]
		self.assertFalse(frappe.db.exists(DUE, {"vehicle": car.name}))
		self.assertFalse(frappe.db.exists(DUE, {"customer": ("in", (car.customer, erased))}))

	def test_a_merge_asks_for_a_look_at_the_cars_of_the_one_who_stays(self) -> None:
		car, kept = self.late_car(), make_customer()
		asked: list[dict[str, Any]] = []
		with patch(QUEUE, lambda *_a, **k: asked.append(k)):
			frappe.rename_doc("Customer", car.customer, kept.name, merge=True, force=True)
		self.assertIn(car.name, [one.get("vehicle") for one in asked])

	def test_a_listed_car_can_be_deleted(self) -> None:
		customer = make_customer()
		car = make_car(customer.name)
		kind = {"doctype": DUE, "vehicle": car.name, "customer": customer.name, "service_type": TYPE}
		frappe.get_doc({**kind, "due_on": getdate(), "overdue_from": getdate()}).insert()
		frappe.db.delete("Customer Vehicle", {"vehicle": car.name})
		frappe.delete_doc("Vehicle", car.name)
		self.assertFalse(frappe.db.exists(DUE, {"vehicle": car.name}))

	def test_who_may_see_one_customer_sees_no_other_car(self) -> None:
		mine, other = self.late_car(), self.late_car()
		user = make_user(*ROLE_PROFILES[FRONT_DESK])
		restrict_to(user, mine.customer)
		frappe.set_user(user)
		self.assertEqual(len(self.rows(mine)), 1)
		self.assertEqual(self.rows(other), [])
		self.assertEqual(due_list.count(ANY), 1)
