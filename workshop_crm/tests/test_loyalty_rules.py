"""Earning rules on ERPNext's forms: what they read of an invoice, and that an invoice keeps what it earned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate

from workshop_crm.api import loyalty
from workshop_crm.core.loyalty.by_rules import award_of
from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.program_templates import template
from workshop_crm.services.loyalty import facts, program_templates, trial
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import rounding
from workshop_crm.services.visits import checkout
from workshop_crm.tests.records import (
	SERVICE_TYPE,
	a_sale,
	entries,
	item,
	make_car,
	make_customer,
	make_invoice,
	make_return,
	program,
	unique,
)
from workshop_crm.tests.refusals import assert_refused


@contextmanager
def rules(*rows: dict[str, Any], **values: Any) -> Iterator[None]:
	"""The program with these rules."""
	record = frappe.get_doc("Loyalty Program", program())
	before = {field: record.get(field) for field in values}
	record.update(values)
	record.extend("earning_rules", [{"enabled": 1, **row} for row in rows])
	record.save()
	try:
		yield
	finally:
		record.reload()
		record.update({**before, "earning_rules": []})
		record.save()


def fixed(points: int, **values: Any) -> dict[str, Any]:
	return {"rule_name": "Bonus", "award_type": "Fixed points", "points": points, **values}


def awarded(customer: str) -> dict[str, int]:
	award = award_of(entries(customer)[-1], rounding())
	return {line.name: line.points for line in award.lines} if award else {}


class TestEarningByRules(FrappeTestCase):
	def test_an_invoice_earns_by_rules_and_keeps_that_whatever_comes(self):
		customer = make_customer().name
		with rules(fixed(50)):
			invoice = make_invoice(customer, 400)
			self.assertEqual([entry.points for entry in entries(customer)], [90])
		make_return(invoice, 100)
		invoice.reload()
		invoice.make_loyalty_point_entry()
		self.assertEqual([entry.points for entry in entries(customer)], [90, -23])

	def test_the_quote_says_what_the_invoice_will_earn(self):
		customer = make_customer().name
		with rules(fixed(50)):
			quote = checkout.quote(a_sale(customer, [{"item": item(), "qty": 1, "rate": 400}]))
			made = make_invoice(customer, quote["total"])
		self.assertEqual(quote["points_to_earn"], entries(customer)[0].points, made.name)

	def test_rules_about_the_car_the_group_the_branch_and_the_person(self):
		car = make_car(model_year=getdate().year - 8, make="Nissan")
		customer = frappe.get_doc("Customer", make_customer().name)
		customer.update({"birth_date": "1990-02-03", "recommended_by": make_customer().name})
		customer.save()
		group = frappe.db.get_value("Customer Group", customer.customer_group, "parent_customer_group")
		company = frappe.get_cached_doc(
			"Company", frappe.get_cached_value("Loyalty Program", program(), "company")
		)
		branch = frappe.db.get_value("Cost Center", company.cost_center, "parent_cost_center")
		rows = [
			fixed(1, rule_name="Old", vehicle_make="nissan", vehicle_age_from=8, vehicle_age_to=8),
			fixed(2, rule_name="Group", customer_group=group),
			fixed(4, rule_name="Branch", cost_center=branch),
			fixed(8, rule_name="Birthday", on_birthday=1, birthday_days=180),
			fixed(16, rule_name="Recommended", referred=1),
			fixed(32, rule_name="Young", vehicle_age_to=7),
			fixed(64, rule_name="Answered", answered_days=30),
		]
		with rules(*rows, rules_only=1):
			make_invoice(customer.name, 10, vehicle=car.name)
		names = ("Old", "Group", "Branch", "Recommended")
		found = awarded(customer.name)
		self.assertEqual(
			{name: found.get(name) for name in names}, dict(zip(names, (1, 2, 4, 16), strict=True))
		)
		self.assertFalse({"Young", "Answered"} & found.keys())

	def test_the_third_visit_counts_days_and_not_what_was_returned(self):
		with rules(fixed(100, rule_name="Third", visit_number=3, each_visit=1)):
			for is_returned, expected in ((False, 100), (True, None)):
				customer = make_customer().name
				made = [self._on_day(customer, -days) for days in (9, 9, 5)]
				if is_returned:
					make_return(made[2], 100)
				make_invoice(customer, 100)
				self.assertEqual(awarded(customer).get("Third"), expected)

	def test_a_service_within_its_interval_earns_and_one_too_late_does_not(self):
		item()
		frappe.db.set_value("Service Type", SERVICE_TYPE, {"interval_months": 6, "interval_km": 10_000})
		car, customer = make_car(), make_customer().name
		with rules(fixed(30, rule_name="On time", on_time=1)):
			for days, odometer, expected in (
				(-400, 1_000, None),
				(-300, 9_000, 30),
				(-60, 15_000, None),
				(-5, 30_000, None),
			):
				self._on_day(customer, days, vehicle=car.name, service_type=SERVICE_TYPE, odometer=odometer)
				self.assertEqual(awarded(customer).get("On time"), expected, days)

	def test_a_rule_that_can_never_work_is_refused_when_the_program_is_saved(self):
		for row in (fixed(0), fixed(5, tier="Nobody"), fixed(5, award_type="Multiplier", factor=1)):
			assert_refused(partial(self._save_with, row), "Bonus")

	def test_nothing_is_loaded_that_no_rule_asks_for(self):
		invoice = make_invoice(make_customer().name, 10)
		self.assertEqual(get_program(program()).rules, ())
		sale = facts.of_sale(invoice, ())
		self.assertEqual((sale.earlier, sale.last_services, sale.answered_on), ((), {}, None))

	def _save_with(self, row: dict[str, Any]) -> None:
		record = frappe.get_doc("Loyalty Program", program())
		record.append("earning_rules", {"enabled": 1, **row})
		record.save()

	def _on_day(self, customer: str, days: int, **values: Any) -> Any:
		day = add_days(getdate(), days)
		return make_invoice(customer, 100, set_posting_time=1, posting_date=day, due_date=day, **values)


class TestTemplates(FrappeTestCase):
	def test_a_program_is_made_from_a_template_and_nobody_has_joined_it(self):
		name = unique("Visits")
		made = program_templates.create("visits", settings.company(), name, getdate())
		self.assertEqual(made, (name, ()))
		self.assertEqual(replace(get_program(name), rules=()), self._expected(name))
		self.assertEqual([rule.name for rule in get_program(name).rules], ["Visit", "Every fifth visit"])
		self.assertFalse(frappe.db.exists("Customer", {"loyalty_program": name}))

	def _expected(self, name: str) -> Program:
		return replace(template("visits").program, name=name, starts=getdate(), rules=(), rounding=rounding())


class TestBackTest(FrappeTestCase):
	"""The invoices of the whole site are tried: what one customer adds is looked at."""

	def test_a_draft_counts_the_invoices_that_the_site_has_and_writes_nothing(self):
		before = trial.run("visits")
		rows = frappe.db.count("Loyalty Point Entry")
		customer = make_customer().name
		invoice = make_invoice(customer, 400)
		make_invoice(customer, 100).cancel()
		note = make_return(make_invoice(customer, 300), 300)
		written = frappe.db.count("Loyalty Point Entry")
		after = trial.run("visits")
		self.assertGreater(written, rows)
		self.assertEqual(frappe.db.count("Loyalty Point Entry"), written)
		self.assertEqual(after["invoices"] - before["invoices"], 2, note.name)
		self.assertAlmostEqual(after["turnover"] - before["turnover"], 400)
		self.assertEqual(after["draft"]["points"] - before["draft"]["points"], 10)
		self.assertEqual(after["current"]["points"] - before["current"]["points"], 40, invoice.name)

	def test_a_saved_program_is_tried_under_its_own_rules(self):
		name = program_templates.create(
			"fleet", settings.company(), unique("Fleet"), add_days(getdate(), 30)
		).program
		found = trial.run(name)
		self.assertEqual(found["draft"]["program"], name)
		self.assertEqual([rule["name"] for rule in found["draft"]["rules"]], ["Busy fleet"])

	def test_what_is_neither_a_program_nor_a_template_is_refused(self):
		assert_refused(partial(loyalty.back_test, draft="nothing"), "simple, visits, intervals, fleet")
