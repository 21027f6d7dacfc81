"""The figures are those of the invoices, stored for every customer and cached only for who may see all.

Reads the stored rows of a site, and runs the computation without its job.
"""

from __future__ import annotations

from unittest.mock import patch

import frappe
from frappe.realtime import get_site_room
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.core.analytics.filters import Filters
from workshop_crm.services.analytics import dashboard, scoring
from workshop_crm.services.analytics.records import ANALYTICS, SNAPSHOT
from workshop_crm.tests.records import make_customer, make_invoice, make_return


class TestAnalytics(FrappeTestCase):
	def test_every_customer_who_came_is_valued_and_returns_lower_the_revenue(self):
		customer = make_customer().name
		make_invoice(customer, 500)
		make_return(make_invoice(customer, 300), 100)
		never_came = make_customer().name
		scoring.run()
		row = frappe.get_doc(ANALYTICS, customer)
		self.assertEqual((row.visits, row.revenue, row.segment), (2, 700.0, "Active"))
		self.assertEqual((row.last_visit, row.recency_days, row.is_stale), (getdate(), 0, 0))
		self.assertTrue(row.method)
		self.assertFalse(frappe.db.exists(ANALYTICS, never_came))

	def test_a_second_run_replaces_the_first_and_keeps_one_snapshot_a_month(self):
		customer = make_customer().name
		make_invoice(customer, 500)
		scoring.run()
		make_invoice(customer, 500)
		self.assertEqual(frappe.db.get_value(ANALYTICS, customer, "is_stale"), 1)
		scoring.run()
		self.assertEqual(frappe.db.get_value(ANALYTICS, customer, ["visits", "is_stale"]), (2, 0))
		months = frappe.get_all(SNAPSHOT, {"customer": customer}, pluck="month")
		self.assertEqual(months, [getdate().replace(day=1)])

	def test_a_customer_whose_only_invoice_was_cancelled_is_valued_no_more(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 500)
		scoring.run()
		invoice.cancel()
		scoring.run()
		self.assertFalse(frappe.db.exists(ANALYTICS, customer))

	def test_the_cards_follow_the_invoices(self):
		before = dashboard.figures(Filters())["cards"]
		customer = make_customer().name
		make_invoice(customer, 250)
		scoring.run()
		after = dashboard.figures(Filters())["cards"]
		self.assertEqual(after["visits"] - before["visits"], 1)
		self.assertAlmostEqual(after["revenue"] - before["revenue"], 250)
		self.assertEqual(after["customers"] - before["customers"], 1)

	def test_open_dashboards_are_told_of_new_figures_only_once_they_are_committed(self):
		with patch("frappe.realtime.emit_via_redis") as emit:
			scoring.run()
		told = [call.args for call in emit.call_args_list if call.args[0] != scoring.PROGRESS]
		self.assertEqual(told, [(scoring.FRESH, {}, get_site_room())])
