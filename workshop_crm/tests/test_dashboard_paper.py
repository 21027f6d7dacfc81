"""The dashboard as a PDF and by e-mail, with the permissions of the reader. Only a site makes PDFs and has users."""

from __future__ import annotations

import unittest
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.translate import print_language
from frappe.utils import add_days, getdate

from workshop_crm.core.analytics.filters import FilterArguments, Filters
from workshop_crm.core.common.dates import written_day
from workshop_crm.core.common.errors import InvalidInput, NotAllowed
from workshop_crm.services.analytics import scoring
from workshop_crm.services.platform import session
from workshop_crm.services.printing import dashboard, subscriptions
from workshop_crm.tests import pdf_text
from workshop_crm.tests.records import make_customer, make_invoice
from workshop_crm.tests.world_of_two import front_desk, manager, restricted

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class TestDashboardPaper(FrappeTestCase):
	def setUp(self):
		frappe.db.delete(subscriptions.SUBSCRIPTION)
		self.customer = make_customer().name
		make_invoice(self.customer, 250)
		scoring.run()
		frappe.cache.delete_keys("workshop_crm:dashboard")

	def tearDown(self):
		frappe.set_user("Administrator")

	def subscribed(self, user: str, **filters: str) -> None:
		"""Since a week, on the weekday of today."""
		frappe.set_user(user)
		subscriptions.subscribe(FilterArguments(**filters), WEEKDAYS[getdate().weekday()])
		frappe.set_user("Administrator")
		last = add_days(getdate(), -7)
		values = {"last_sent_on": last, "creation": last}
		frappe.db.set_value(subscriptions.SUBSCRIPTION, user, values, update_modified=False)

	def sent(self) -> list[dict]:
		with patch("frappe.sendmail") as sendmail:
			subscriptions.send_due()
		return [call.kwargs for call in sendmail.call_args_list]

	@unittest.skipUnless(pdf_text.READER, "pdftotext (poppler-utils) is not on this machine")
	def test_the_pdf_says_what_the_dashboard_says_in_both_languages(self):
		for language, word in (("en", "Revenue"), ("ar", "الإيرادات")):
			with print_language(language):
				shown = pdf_text.read_pdf(dashboard.as_pdf(dashboard.page(Filters())))
			self.assertTrue(shown.has(word), word)

	def test_the_front_desk_gets_neither_paper_nor_emails(self):
		frappe.set_user(front_desk())
		for work in (
			lambda: dashboard.page(Filters()),
			subscriptions.own,
			lambda: subscriptions.subscribe(FilterArguments(), "Monday"),
		):
			self.assertRaises(NotAllowed, work)

	def test_an_email_goes_once_a_week_to_who_asked(self):
		user = manager()
		self.subscribed(user)
		(mail,) = self.sent()
		self.assertEqual(mail["recipients"], [frappe.db.get_value("User", user, "email")])
		self.assertTrue(mail["attachments"][0]["fcontent"].startswith(b"%PDF"))
		self.assertEqual(self.sent(), [])

	def test_the_reader_gets_the_figures_of_the_customers_they_may_see(self):
		self.subscribed(restricted(manager(), allow="Customer", for_value=self.customer))
		(mail,) = self.sent()
		self.assertIn("250.00", mail["message"])

	def test_the_email_has_the_dates_of_its_readers_calendar(self):
		user = manager()
		frappe.set_user(user)
		session.choose_calendar("hijri")
		self.subscribed(user)
		(mail,) = self.sent()
		self.assertIn(written_day(getdate(), "en", "hijri"), mail["message"])
		frappe.set_user(manager())
		self.assertEqual(session.calendar(), "gregorian")

	def test_this_month_is_the_month_of_the_email(self):
		user, today = manager(), getdate()
		frappe.set_user(user)
		chosen = FilterArguments(from_date="2026-02-01", to_date="2026-02-20")
		subscriptions.subscribe(chosen, WEEKDAYS[today.weekday()], "month")
		frappe.set_user("Administrator")
		last = add_days(today, -7)
		frappe.db.set_value(subscriptions.SUBSCRIPTION, user, "last_sent_on", last)
		with patch.object(dashboard, "page", wraps=dashboard.page) as page:
			self.sent()
		self.assertEqual(page.call_args.args[0], Filters(today.replace(day=1), today))

	def test_dates_move_on_with_the_weeks(self):
		today = getdate()
		self.subscribed(
			manager(), from_date=str(add_days(today, -13)), to_date=str(add_days(today, -7)), segment="Active"
		)
		with patch.object(dashboard, "page", wraps=dashboard.page) as page:
			self.sent()
		self.assertEqual(page.call_args.args[0], Filters(add_days(today, -6), today, "Active"))

	def test_who_manages_no_more_gets_no_more(self):
		user = manager()
		self.subscribed(user)
		frappe.get_doc("User", user).remove_roles("Workshop Manager", "System Manager")
		self.assertEqual(self.sent(), [])
		self.assertFalse(frappe.db.exists(subscriptions.SUBSCRIPTION, user))

	def test_one_that_fails_is_tried_again_and_keeps_nobody_elses_back(self):
		users = sorted((manager(), manager()))
		for user in users:
			self.subscribed(user)
		made = dashboard.page

		def breaks_for_the_first(filters: Filters):
			if frappe.session.user == users[0]:
				raise OSError("no paper")
			return made(filters)

		with patch.object(dashboard, "page", breaks_for_the_first):
			first = self.sent()
		self.assertEqual(len(first), 1)
		self.assertEqual(len(self.sent()), 1)

	def test_it_ends_and_is_refused_for_a_day_that_is_none(self):
		user = manager()
		self.subscribed(user)
		frappe.set_user(user)
		self.assertEqual(subscriptions.own()["weekday"], WEEKDAYS[getdate().weekday()])
		self.assertRaises(InvalidInput, lambda: subscriptions.subscribe(FilterArguments(), "Someday"))
		subscriptions.unsubscribe()
		self.assertIsNone(subscriptions.own())
