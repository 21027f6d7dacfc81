"""The Script Reports and charts of the analytics on a site: they say what the dashboard says, to whom it says it."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.desk.query_report import run
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_months, getdate

from workshop_crm.core.analytics.filters import Filters
from workshop_crm.overrides import charts
from workshop_crm.services.analytics import dashboard, scoring
from workshop_crm.services.loyalty.accounts import ACCOUNT
from workshop_crm.tests.records import make_car, make_customer, make_invoice, unique
from workshop_crm.tests.some import some
from workshop_crm.tests.world_of_two import front_desk, manager, restricted

REPORTS = ("Customer Value", "Customer Retention", "Service Frequency")


class TestReports(FrappeTestCase):
	def setUp(self):
		self.customer = make_customer().name
		first = add_months(getdate(), -3)
		make_invoice(self.customer, 400, set_posting_time=1, posting_date=first, due_date=first)
		make_invoice(self.customer, 250)
		scoring.run()
		frappe.cache.delete_keys("workshop_crm:dashboard")

	def tearDown(self):
		frappe.set_user("Administrator")

	def rows(self, report: str, **filters: Any) -> list[dict[str, Any]]:
		return run(report, filters=filters)["result"]

	def test_the_value_of_every_customer_is_that_of_the_dashboards_list(self):
		listed = dashboard.all_customers(Filters())["customers"]
		rows = self.rows("Customer Value")
		self.assertEqual([row["customer"] for row in rows], [row["customer"] for row in listed])
		own = next(row for row in rows if row["customer"] == self.customer)
		self.assertEqual((own["visits"], own["revenue"]), (2, 650.0))
		lapsed = self.rows("Customer Value", segment="Lapsed")
		self.assertNotIn(self.customer, [row["customer"] for row in lapsed])

	def test_a_cohort_has_the_shares_of_the_months_that_are_over(self):
		rows = {row["cohort"]: row for row in self.rows("Customer Retention")}
		cohort = add_months(getdate(), -3).strftime("%Y-%m")
		shown = next(
			row for row in dashboard.figures(Filters())["retention"]["rows"] if row["cohort"] == cohort
		)
		self.assertEqual(rows[cohort]["size"], shown["size"])
		for period, (share, complete) in enumerate(zip(shown["shares"], shown["complete"], strict=True)):
			if period:
				self.assertEqual(rows[cohort][f"month_{period}"], share * 100 if complete else None)

	def test_services_have_the_visits_of_the_dashboard(self):
		shown = dashboard.figures(Filters())["service_frequency"]
		rows = self.rows("Service Frequency")
		self.assertEqual([row["visits"] for row in rows], [row["visits"] for row in shown])

	def test_branch_tier_and_make_narrow_the_reports_as_they_narrow_the_dashboard(self):
		make = unique("Make")
		car = make_car(self.customer, make=make)
		make_invoice(self.customer, 120, vehicle=car.name)
		make_invoice(make_customer().name, 5000)
		frappe.db.set_value(ACCOUNT, {"customer": self.customer}, "tier", "Platinum")
		frappe.cache.delete_keys("workshop_crm:tier")
		branch = frappe.db.get_value("Sales Invoice", {"customer": self.customer}, "cost_center")
		scoring.run()
		whole = dashboard.figures(Filters())
		for name, value in (("vehicle_make", make), ("tier", "Platinum"), ("branch", branch)):
			filters = Filters(**{name: value})
			shown = dashboard.figures(filters)
			with self.subTest(filter=name):
				listed = self.rows("Customer Value", **{name: value})
				self.assertIn(self.customer, [row["customer"] for row in listed])
				self.assertEqual(len(listed), shown["cards"]["customers"])
				self.assertEqual(sum(row["visits"] for row in listed), shown["cards"]["visits"])
				self.assertAlmostEqual(sum(row["revenue"] for row in listed), shown["cards"]["revenue"], 2)
				self.assertEqual(
					{row["cohort"]: row["size"] for row in self.rows("Customer Retention", **{name: value})},
					{row["cohort"]: row["size"] for row in shown["retention"]["rows"]},
				)
				self.assertEqual(
					[
						(row["service_type"], row["visits"])
						for row in self.rows("Service Frequency", **{name: value})
					],
					[(row["service_type"], row["visits"]) for row in shown["service_frequency"]],
				)
				if name != "branch":
					self.assertLess(shown["cards"]["customers"], whole["cards"]["customers"])
		with self.assertRaises(frappe.ValidationError):
			self.rows("Customer Value", branch="None such")

	def test_dates_reach_every_report(self):
		for report in REPORTS:
			self.assertEqual(self.rows(report, from_date="1990-01-01", to_date="1990-12-31"), [])

	def test_who_may_see_one_customer_gets_a_report_of_one(self):
		frappe.set_user(restricted(manager(), allow="Customer", for_value=self.customer))
		self.assertEqual([row["customer"] for row in self.rows("Customer Value")], [self.customer])
		self.assertEqual(sum(row["size"] for row in self.rows("Customer Retention")), 1)

	def test_the_front_desk_gets_none(self):
		frappe.set_user(front_desk())
		for report in REPORTS:
			with self.assertRaises(Exception) as refused:
				self.rows(report)
			self.assertIn(type(refused.exception).__name__, ("NotAllowed", "PermissionError"))

	def test_every_chart_draws_something(self):
		for name in some(frappe.get_all("Dashboard Chart", {"module": "Workshop CRM"}, pluck="name")):
			drawn = charts.get(chart_name=name, refresh=1)
			self.assertGreater(sum(drawn["datasets"][0]["values"]), 0, name)
