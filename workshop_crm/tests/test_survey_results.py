"""Script Reports, User Permissions on the results, and the months that are kept on a site."""

from __future__ import annotations

from unittest.mock import patch

import frappe
from frappe.desk.query_report import run
from frappe.realtime import get_site_room
from frappe.utils import add_months, getdate, now_datetime

from workshop_crm.core.surveys.scores.filters import FilterArguments, ResultFilters
from workshop_crm.services.platform.survey_links import token_of
from workshop_crm.services.surveys import answers, figures, invitations, kept_invitations, results
from workshop_crm.services.surveys.kept_months import INVITATION_MONTH, MONTH
from workshop_crm.tests.records import make_customer, make_invoice
from workshop_crm.tests.test_surveys import SurveyTestCase
from workshop_crm.tests.world_of_two import front_desk, manager, restricted

NO_FILTERS = ResultFilters()


class TestResults(SurveyTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete(MONTH)
		frappe.db.delete(INVITATION_MONTH)
		self.invitation = self.invited()
		answers.answer(token_of(self.invitation.name), {"rating": 2, "recommend": 3})
		self.response = frappe.get_doc(answers.RESPONSE, {"invitation": self.invitation.name})

	def count(self) -> int:
		return results.scores(NO_FILTERS)["answers"]

	def test_a_month_that_is_over_is_counted_from_its_columns_and_a_change_drops_them(self):
		before = self.count()
		past = add_months(now_datetime(), -2)
		self.response.db_set("answered_on", past)
		figures.keep_months()
		self.assertTrue(frappe.db.exists(MONTH, {"month": getdate(past).strftime("%Y-%m")}))
		self.assertEqual(self.count(), before)
		self.response.reload()
		self.response.save(ignore_permissions=True)
		self.assertFalse(frappe.db.exists(MONTH, {"month": getdate(past).strftime("%Y-%m")}))
		self.assertEqual(self.count(), before)

	def test_a_month_whose_answers_were_deleted_past_the_documents_is_made_again(self):
		past = add_months(now_datetime(), -2)
		self.response.db_set("answered_on", past)
		figures.keep_months()
		before = self.count()
		frappe.db.delete(answers.RESPONSE, {"name": self.response.name})
		figures.keep_months()
		self.assertEqual(self.count(), before - 1)

	def test_a_renamed_service_is_counted_under_its_new_name(self):
		name = f"Test wash {frappe.generate_hash(length=6)}"
		frappe.get_doc({"doctype": "Service Type", "service_type_name": name, "name_ar": name}).insert()
		self.response.db_set({"answered_on": add_months(now_datetime(), -2), "service_type": name})
		figures.keep_months()
		renamed = frappe.rename_doc("Service Type", name, f"{name} new")
		members = {row["member"] for row in results.scores(NO_FILTERS)["groups"]["service_type"]}
		self.assertIn(renamed, members)
		self.assertNotIn(name, members)

	def funnel(self) -> dict:
		"""The same from the months that are kept and from each invitation."""
		found = results.funnel(NO_FILTERS)
		kept = frappe.get_all(INVITATION_MONTH, fields=["*"])
		self.assertTrue(kept)
		frappe.db.delete(INVITATION_MONTH)
		self.assertEqual(results.funnel(NO_FILTERS), found)
		for row in kept:
			frappe.get_doc({"doctype": INVITATION_MONTH, **row}).insert()
		return found

	def test_the_funnel_follows_late_answers_and_reports_and_what_is_deleted(self):
		second = self.invited()
		kept_invitations.keep_months()
		before = self.funnel()
		answers.answer(token_of(second.name), {"rating": 5})
		after = self.funnel()
		self.assertEqual(after["answered"], before["answered"] + 1)
		message = frappe.get_doc("Customer Message", {"reference_name": second.name})
		message.db_set("status", "Read")
		self.assertEqual(self.reads(self.funnel()), self.reads(after) + 1)
		kept_invitations.keep_months()
		message.delete(ignore_permissions=True, force=True)
		self.assertEqual(self.reads(self.funnel()), self.reads(after))
		kept_invitations.keep_months()
		third = self.invited()
		frappe.get_doc("Survey Invitation", third.name).delete(ignore_permissions=True, force=True)
		self.assertFalse(frappe.db.exists(INVITATION_MONTH, {"month": getdate().strftime("%Y-%m")}))

	def reads(self, funnel: dict) -> int:
		return sum(row["read"] for row in funnel["steps"])

	def test_the_funnel_of_a_technician_has_those_who_were_asked_about_the_work(self):
		name = frappe.get_doc(
			{"doctype": "Sales Person", "sales_person_name": f"Test {frappe.generate_hash(length=6)}"}
		).insert()
		invoice = make_invoice(make_customer().name, 200, submit=False)
		invoice.technician = name.name
		invoice.submit()
		invitation = invitations.invite("Sales Invoice", invoice.name)
		# In the outbox it has asked nobody.
		frappe.db.set_value("Customer Message", {"reference_name": invitation}, "status", "Sent")
		of_technician = FilterArguments(technician=name.name).read()
		self.assertEqual(results.funnel(of_technician)["asked"], 1)
		(_columns, rows, *_rest) = self.report("Survey Response Funnel", {"technician": name.name})
		self.assertEqual(sum(row["written"] for row in rows), 1)

	def test_open_pages_hear_of_an_answer_once_it_is_stored(self):
		second = self.invited()
		frappe.db.commit()
		with patch("frappe.realtime.emit_via_redis") as emit:
			answers.answer(token_of(second.name), {"rating": 5})
			told = [call.args for call in emit.call_args_list if call.args[0] == answers.FRESH]
			self.assertEqual(told, [])
			frappe.db.commit()
		told = [call.args for call in emit.call_args_list if call.args[0] == answers.FRESH]
		self.assertEqual(told, [(answers.FRESH, {}, get_site_room())])

	def test_a_user_who_may_see_one_customer_gets_the_figures_of_that_one(self):
		figures.keep_months()
		frappe.set_user(restricted(manager(), allow="Customer", for_value=self.invitation.customer))
		self.assertEqual(self.count(), 1)
		self.assertEqual(results.funnel(NO_FILTERS)["asked"], 1)
		shown = results.answers(NO_FILTERS, "", 500, 0)
		self.assertEqual([row["response"] for row in shown["responses"]], [self.response.name])
		(_columns, rows, *_rest) = self.report("Survey Scores", {"by": "service_type"})
		self.assertEqual([row["answers"] for row in rows], [1])
		(_columns, rows, *_rest) = self.report("Survey Response Funnel", {})
		self.assertEqual(sum(row["answered"] for row in rows), 1)

	def test_the_front_desk_sees_neither_the_page_nor_the_reports(self):
		frappe.set_user(front_desk())
		for work in (self.count, lambda: self.report("Survey Scores", {})):
			with self.assertRaises(Exception) as refused:
				work()
			self.assertIn(type(refused.exception).__name__, ("NotAllowed", "PermissionError"))

	def test_the_reports_say_what_the_page_says(self):
		groups = results.scores(NO_FILTERS)["groups"]
		for by in ("branch", "channel"):
			columns, rows, *_rest = self.report("Survey Scores", {"by": by})
			self.assertEqual([row["answers"] for row in rows], [row["answers"] for row in groups[by]])
			self.assertTrue({column["fieldname"] for column in columns} >= {"rank", "csat_low", "fair"})

	def report(self, name: str, filters: dict) -> tuple:
		made = run(name, filters=filters)
		return made["columns"], made["result"], made.get("message")
