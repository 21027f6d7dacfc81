"""The columns of a site: brought up to date they are those made anew, and a restricted user sees their own rows of them.

Kills the job, asks Frappe's own lists, and cancels and merges ERPNext's records.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from decimal import Decimal
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.core.analytics.columns import LABELS, TABLES, Columns
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.common.errors import Conflict
from workshop_crm.core.loyalty.tier_changes import JOINED
from workshop_crm.services.analytics import columns, dashboard, rows, scoring
from workshop_crm.services.loyalty.tier_history import CHANGE
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import MANAGER
from workshop_crm.tests.records import (
	make_car,
	make_customer,
	make_invoice,
	make_return,
	make_user,
	program,
)

DIES_IN_THE_MIDDLE = """
import os, signal, frappe
frappe.init({site!r}); frappe.connect(); frappe.set_user("Administrator")
from workshop_crm.services.analytics import columns
columns.RECORDS_A_PART = 5
columns.rebuild(lambda done, total: done >= 10 and os.kill(os.getpid(), signal.SIGKILL))
"""


def written_out(found: Columns, *kinds: str) -> list[tuple]:
	"""All rows of these tables, or of all, with their names, in any order."""
	listed = []
	for kind in kinds or TABLES:
		said = []
		for name in TABLES[kind]:
			codes = getattr(found, kind)[name].tolist()
			if name == "customer":
				codes = [found.customers[code] for code in codes]
			elif name in LABELS:
				codes = [found.labels[name][code] if code >= 0 else None for code in codes]
			said.append(codes)
		listed += zip(*said, strict=True)
	return sorted(listed, key=repr)


class ColumnsTestCase(FrappeTestCase):
	def setUp(self) -> None:
		columns.forget()
		self.addCleanup(columns.forget)

	def assert_up_to_date(self) -> None:
		kept = written_out(columns.current())
		columns.forget()
		self.assertEqual(kept, written_out(columns.current()))

	def rows_of(self, customer: str, kind: str = "visits") -> list[tuple]:
		return [row for row in written_out(columns.current(), kind) if row[0] == customer]


class TestColumns(ColumnsTestCase):
	def test_a_visit_a_return_and_a_cancellation_are_seen_by_the_next_reader(self):
		columns.current()
		customer = make_customer().name
		car = make_car(customer)
		invoice = make_invoice(customer, 500, vehicle=car.name)
		self.assertEqual([row[4] for row in self.rows_of(customer)], [500_000_000])
		self.assertEqual(self.rows_of(customer)[0][7], car.make)
		make_return(invoice, 100)
		self.assertEqual(sorted(row[4] for row in self.rows_of(customer)), [-100_000_000, 500_000_000])
		other = make_invoice(customer, 7)
		self.assertEqual(len(self.rows_of(customer)), 3)
		other.cancel()
		self.assertEqual(len(self.rows_of(customer)), 2)
		self.assert_up_to_date()

	def test_a_move_to_another_tier_is_seen_by_the_next_reader(self):
		columns.current()
		customer = make_customer().name
		change = {
			"doctype": CHANGE,
			"customer": customer,
			"loyalty_program": program(),
			"company": settings.company(),
			"changed_on": getdate(),
			"to_tier": "Gold",
			"reason": JOINED,
		}
		frappe.get_doc(change).insert(ignore_permissions=True)
		self.assertEqual(
			[row[2:] for row in self.rows_of(customer, "moves")],
			[(getdate().toordinal(), None, "Gold", settings.company())],
		)
		self.assert_up_to_date()

	def test_a_renamed_customer_takes_the_visits_along(self):
		customer = make_customer().name
		make_invoice(customer, 500)
		columns.current()
		new = frappe.rename_doc("Customer", customer, f"{customer} II", force=True)
		columns.catch_up([customer, new])
		self.assertEqual((self.rows_of(customer), len(self.rows_of(new))), ([], 1))
		self.assert_up_to_date()

	def test_a_job_that_is_killed_goes_on_where_it_stopped(self):
		for _ in range(12):
			make_invoice(make_customer().name, 300)
		frappe.db.commit()
		columns.forget()
		program = DIES_IN_THE_MIDDLE.format(site=frappe.local.site)
		died = subprocess.run([sys.executable, "-c", program], check=False)
		self.assertEqual(died.returncode, -signal.SIGKILL)
		with patch.object(rows, "page", side_effect=rows.page) as read:
			taken_up = written_out(columns.rebuild())
		# What the first run had read is not read again.
		self.assertNotEqual(read.call_args_list[0].args[1], "")
		columns.forget()
		self.assertEqual(taken_up, written_out(columns.rebuild()))

	def test_one_job_at_a_time(self):
		with columns.lock_job(), self.assertRaises(Conflict):
			scoring.run()

	def test_only_those_who_came_are_valued_between_the_nights(self):
		came, stayed_away = make_customer().name, make_customer().name
		for customer in (came, stayed_away):
			make_invoice(customer, 300)
		scoring.run()
		frappe.db.set_value("Customer Analytics", stayed_away, "visits", 99)
		make_invoice(came, 300)
		new = make_customer().name
		make_invoice(new, 300)
		scoring.run_if_stale()
		visits = {
			one: frappe.db.get_value("Customer Analytics", one, "visits") for one in (came, stayed_away, new)
		}
		self.assertEqual(visits, {came: 2, stayed_away: 99, new: 1})
		listed = {row["customer"]: row for row in dashboard.all_customers(Filters())["customers"]}
		self.assertEqual(listed[new]["segment"], frappe.db.get_value("Customer Analytics", new, "segment"))


class TestRestrictedUsers(ColumnsTestCase):
	"""What the columns show is what Frappe's lists hold, whatever restricts the user."""

	def setUp(self) -> None:
		super().setUp()
		self.mine, self.other = make_customer().name, make_customer().name
		make_return(make_invoice(self.mine, 500), 125.5)
		make_invoice(self.mine, 70.25)
		make_invoice(self.other, 900)
		scoring.run()
		self.addCleanup(frappe.set_user, "Administrator")

	def assert_as_listed(self, user: str) -> dict:
		frappe.set_user(user)
		customers = set(frappe.get_list("Customer", pluck="name", limit=0))
		listed = [
			row
			for doctype, own in (("Sales Invoice", {"is_consolidated": 0}), ("POS Invoice", {}))
			for row in frappe.get_list(
				doctype, {"docstatus": 1, **own}, ["customer", "base_grand_total"], as_list=True, limit=0
			)
			if row[0] in customers
		]
		revenue: dict[str, Decimal] = {}
		for customer, amount in listed:
			revenue[customer] = revenue.get(customer, Decimal()) + Decimal(str(amount))
		figures = dashboard.figures(Filters())
		cards = figures["cards"]
		self.assertEqual(cards["visits"], sum(amount >= 0 for _customer, amount in listed))
		self.assertEqual(Decimal(str(cards["revenue"])), sum(revenue.values()))
		self.assertEqual(sum(sum(row) for row in figures["heatmap"]["counts"]), cards["visits"])
		self.assertEqual(
			sum(row["revenue"] for row in figures["service_frequency"]) <= cards["revenue"], True
		)
		shown = {row["customer"]: row for row in dashboard.all_customers(Filters())["customers"]}
		self.assertEqual(
			{customer: Decimal(str(row["revenue"])) for customer, row in shown.items()},
			revenue,
		)
		csv = dashboard.file_of(Filters(), "customers", "csv", "").decode()
		self.assertEqual(
			{one for one in (self.mine, self.other) if one in csv}, shown.keys() & {self.mine, self.other}
		)
		frappe.set_user("Administrator")
		return shown

	def restricted(self, *permissions: tuple[str, str]) -> str:
		user = make_user(MANAGER, "Accounts Manager", "Sales Manager")
		for allow, value in permissions:
			frappe.get_doc(
				{"doctype": "User Permission", "user": user, "allow": allow, "for_value": value}
			).insert()
		return user

	def test_nothing_restricts(self):
		self.assertIn(self.other, self.assert_as_listed(self.restricted()))

	def test_customers(self):
		self.assertEqual(self.assert_as_listed(self.restricted(("Customer", self.mine))).keys(), {self.mine})

	def test_the_company(self):
		company = settings.company()
		self.assertIn(self.mine, self.assert_as_listed(self.restricted(("Company", company))))
		abroad = frappe.get_doc(
			{
				"doctype": "Company",
				"company_name": frappe.generate_hash(length=8),
				"default_currency": "SAR",
				"country": "Saudi Arabia",
			}
		).insert()
		self.assertEqual(self.assert_as_listed(self.restricted(("Company", abroad.name))), {})

	def test_the_cost_center(self):
		center = frappe.get_cached_value("Company", settings.company(), "cost_center")
		make_invoice(self.mine, 33, cost_center=center)
		self.assert_as_listed(self.restricted(("Cost Center", center)))
		self.assert_as_listed(self.restricted(("Customer", self.mine), ("Cost Center", center)))

	def test_the_territory_of_the_customer(self):
		territory = frappe.get_doc(
			{"doctype": "Territory", "territory_name": frappe.generate_hash(length=8)}
		).insert()
		frappe.db.set_value("Customer", self.mine, "territory", territory.name)
		self.assert_as_listed(self.restricted(("Territory", territory.name)))

	def test_a_permission_for_invoices_alone(self):
		user = self.restricted()
		permission = {"doctype": "User Permission", "user": user, "allow": "Customer", "for_value": self.mine}
		frappe.get_doc({**permission, "apply_to_all_doctypes": 0, "applicable_for": "Sales Invoice"}).insert()
		self.assertNotIn(self.other, self.assert_as_listed(user))
