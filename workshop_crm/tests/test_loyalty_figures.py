"""The figures of the loyalty program on a site: permissions, Point of Sale, merged customers, and what is kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.core.common.errors import NotAllowed
from workshop_crm.core.loyalty.figures.filters import CellArguments, FigureArguments
from workshop_crm.services.loyalty import adjusting, figures, kept_figures
from workshop_crm.tests.records import make_customer, make_invoice, program
from workshop_crm.tests.world_of_two import acting, front_desk, manager, restricted


class TestLoyaltyFigures(FrappeTestCase):
	def setUp(self):
		super().setUp()
		self.mine = make_customer()
		self.other = make_customer()
		for customer in (self.mine, self.other):
			make_invoice(customer.name, 500)
		self.filters = FigureArguments(program=program())

	def total(self) -> dict[str, Any]:
		return figures.figures(self.filters)["points"]["total"]

	def listed(self, **cell: str) -> dict[str, Any]:
		return figures.listed(self.filters, CellArguments(**cell), 500, 0)

	def test_a_change_is_seen_at_once_though_the_figures_are_kept(self):
		before = self.total()
		self.assertEqual(self.total(), before)
		adjusting.adjust(self.mine.name, 40, "Goodwill", "x", frappe.generate_hash())
		after = self.total()
		self.assertEqual(after["adjusted"], before["adjusted"] + 40)
		self.assertEqual(after["outstanding"], before["outstanding"] + 40)

	def test_where_counting_is_slow_the_last_figures_are_shown_until_a_job_has_counted_anew(self):
		before = self.total()
		adjusting.adjust(self.mine.name, 40, "Goodwill", "x", frappe.generate_hash())
		with (
			patch.object(kept_figures, "MAX_SECONDS_WAITED", -1),
			patch.object(kept_figures.job_queue, "put", return_value=True) as put,
		):
			shown = figures.figures(self.filters)
			self.assertEqual(shown["points"]["total"], before)
			self.assertIsNotNone(shown["counted_on"])
			((job,),) = put.call_args.args
			frappe.get_attr(job.method)(**job.arguments)
			shown = figures.figures(self.filters)
		self.assertEqual(shown["points"]["total"]["adjusted"], before["adjusted"] + 40)
		self.assertIsNone(shown["counted_on"])

	def test_while_the_queue_is_away_slow_figures_are_counted_at_once(self):
		before = self.total()
		adjusting.adjust(self.mine.name, 40, "Goodwill", "x", frappe.generate_hash())
		with (
			patch.object(kept_figures, "MAX_SECONDS_WAITED", -1),
			patch.object(kept_figures.job_queue, "put", return_value=False),
		):
			self.assertEqual(self.total()["adjusted"], before["adjusted"] + 40)

	def test_the_night_counts_what_the_screen_opens_with(self):
		figures.count_by_night()
		with patch.object(figures, "_build", side_effect=AssertionError("counted again")):
			self.assertTrue(figures.figures(kept_figures.opened_with()))

	def test_what_is_outstanding_is_what_the_account_holds(self):
		of_account = {"customer": self.mine.name, "loyalty_program": program()}
		held = frappe.db.get_value("Customer Loyalty Points", of_account, ["balance", "pending"])
		with acting(restricted(manager(), allow="Customer", for_value=self.mine.name)):
			self.assertEqual(self.total()["outstanding"], sum(held))

	def test_a_debt_takes_nothing_off_what_others_are_owed(self):
		before = self.total()["outstanding"]
		balance = adjusting.adjust(self.mine.name, -1, "Correction", "x", frappe.generate_hash())["balance"]
		adjusting.adjust(self.mine.name, -balance - 30, "Correction", "x", frappe.generate_hash())
		self.assertEqual(self.total()["outstanding"], before - balance - 1)

	def test_a_restricted_manager_counts_and_lists_their_own_customers_alone(self):
		user = restricted(manager(), allow="Customer", for_value=self.mine.name)
		with acting(user):
			found = figures.figures(self.filters)
			owed = self.listed(table="points", column="outstanding")
			members = self.listed(table="members", row="member", column="customers")
		self.assertEqual({row["customer"] for row in owed["rows"]}, {self.mine.name})
		self.assertEqual(found["points"]["total"]["outstanding"], owed["sums"]["points"])
		self.assertEqual({row["customer"] for row in members["rows"]}, {self.mine.name})
		self.assertGreater(self.total()["outstanding"], found["points"]["total"]["outstanding"])

	def test_the_front_desk_sees_no_figures(self):
		with acting(front_desk()), self.assertRaises(NotAllowed):
			figures.figures(self.filters)

	def test_customers_who_became_one_are_in_one_tier(self):
		frappe.rename_doc("Customer", self.other.name, self.mine.name, merge=True)
		listed = {
			row["customer"]: row["tier"]
			for tier in figures.figures(self.filters)["tiers"]
			for row in self.listed(table="tiers", row=tier["tier"], column="end")["rows"]
		}
		self.assertIn(self.mine.name, listed)
		self.assertNotIn(self.other.name, listed)
		held = frappe.db.get_value("Customer Loyalty Points", {"customer": self.mine.name}, "tier")
		self.assertEqual(listed[self.mine.name], held)

	def test_an_invoice_is_in_the_members_spending(self):
		def spend() -> Decimal:
			groups = figures.figures(self.filters)["members"]["groups"]
			return Decimal(str(sum(group["spend"] for group in groups)))

		before = spend()
		invoice = make_invoice(self.mine.name, 250)
		self.assertEqual(spend() - before, Decimal(str(invoice.base_grand_total)))
		self.assertEqual(getdate(invoice.posting_date), getdate())
