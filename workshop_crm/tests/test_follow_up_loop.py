"""Issues, ToDos and notifications of follow-ups, and ERPNext's own form, which only a site has."""

from __future__ import annotations

from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime
from frappe.www import printview

from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.surveys.follow_up import REASONS
from workshop_crm.core.surveys.follow_up_work import Act, state_of
from workshop_crm.core.surveys.scores.filters import ResultFilters
from workshop_crm.custom_fields import ISSUE_FIELDS
from workshop_crm.services.platform.survey_links import token_of
from workshop_crm.services.surveys import (
	answers,
	by_hand,
	escalation,
	follow_up_list,
	follow_up_work,
	follow_ups,
	invitations,
	loops,
	recent,
)
from workshop_crm.tests.records import make_user
from workshop_crm.tests.test_surveys import SETTINGS, SurveyTestCase

MANAGER = "test_manager_of_follow_ups@example.com"


class FollowUpTestCase(SurveyTestCase):
	def setUp(self):
		super().setUp()
		if not frappe.db.exists("User", MANAGER):
			user = {"doctype": "User", "email": MANAGER, "first_name": "Mona", "send_welcome_email": 0}
			frappe.get_doc(user).insert(ignore_permissions=True).add_roles("Workshop Manager", "Support Team")
		frappe.db.set_single_value(SETTINGS, {"follow_up_manager": MANAGER, "follow_up_assignee": ""})
		frappe.clear_document_cache(SETTINGS, SETTINGS)

	def opened(self, **answer: object) -> frappe.model.document.Document:
		invitation = self.invited()
		answers.answer(token_of(invitation.name), answer or {"rating": 1})
		return frappe.get_doc(follow_ups.ISSUE, {"customer": invitation.customer})

	def todos(self, issue: frappe.model.document.Document, user: str) -> int:
		of_user = {"reference_name": issue.name, "allocated_to": user, "status": "Open"}
		return frappe.db.count("ToDo", of_user)


class TestOpening(FollowUpTestCase):
	def test_the_issue_knows_its_answer_and_its_times_and_the_manager_is_told(self):
		issue = self.opened()
		response = frappe.get_doc(answers.RESPONSE, issue.survey_response)
		self.assertEqual((response.follow_up, response.is_low), (issue.name, 1))
		self.assertEqual(issue.follow_up_opened_on, response.answered_on)
		self.assertEqual(issue.follow_up_due_on, add_to_date(response.answered_on, hours=24))
		told = {"document_type": "Issue", "document_name": issue.name, "for_user": MANAGER}
		self.assertTrue(frappe.db.exists("Notification Log", told))

	def test_the_rule_of_the_survey_decides_who_calls_and_how_urgent_it_is(self):
		survey = frappe.get_doc("Survey", "After your visit")
		rows = [row.as_dict() for row in survey.follow_up_rules]
		self.addCleanup(self.put_back, survey.name, rows)
		priority = frappe.get_all("Issue Priority", pluck="name", limit=1)[0]
		rule = {"kind": "At most", "question_id": "recommend", "value": 3, "assignee": MANAGER}
		survey.set("follow_up_rules", [{**rule, "priority": priority, "due_hours": 2}])
		survey.save()
		issue = self.opened(rating=5, recommend=2)
		self.assertEqual((issue.priority, self.todos(issue, MANAGER)), (priority, 1))
		self.assertEqual(issue.follow_up_due_on, add_to_date(issue.follow_up_opened_on, hours=2))

	def put_back(self, name: str, rows: list[dict]) -> None:
		survey = frappe.get_doc("Survey", name)
		survey.set("follow_up_rules", rows)
		survey.save()

	def test_a_rule_about_a_question_that_is_not_there_is_refused(self):
		survey = frappe.get_doc("Survey", "After your visit")
		survey.append("follow_up_rules", {"kind": "Below", "question_id": "gone", "value": 3})
		with self.assertRaisesRegex(frappe.ValidationError, "no question gone"):
			survey.save()


class TestEscalation(FollowUpTestCase):
	def test_a_late_follow_up_is_passed_on_once(self):
		issue = self.opened()
		escalation.escalate_late()
		self.assertEqual(self.todos(issue, MANAGER), 0)
		issue.db_set("follow_up_escalate_on", add_to_date(now_datetime(), minutes=-1))
		escalation.escalate_late()
		escalation.escalate_late()
		issue.reload()
		self.assertTrue(issue.follow_up_escalated_on)
		self.assertEqual(self.todos(issue, MANAGER), 1)
		(shown,) = [
			row
			for row in follow_up_list.listed("open", 500, 0)["follow_ups"]
			if row["follow_up"] == issue.name
		]
		self.assertTrue(shown["is_escalated"])

	def test_a_call_that_was_put_off_is_not_late_before_its_new_time(self):
		issue = self.opened()
		follow_up_work.snooze(issue.name, 7, Act())
		issue.reload()
		self.assertEqual(issue.follow_up_escalate_on, add_to_date(issue.follow_up_due_on, hours=24))


class TestForm(FollowUpTestCase):
	def test_a_follow_up_is_closed_in_its_form_with_a_reason_only(self):
		issue = self.opened()
		issue.status = "Closed"
		with self.assertRaisesRegex(frappe.ValidationError, "Choose why"):
			issue.save()
		issue.reload()
		issue.update({"status": "Resolved", "follow_up_reason": "Explained"})
		issue.save()
		self.assertEqual(issue.status, "Resolved")
		self.assertTrue(issue.follow_up_closed_on)
		self.assertTrue(issue.follow_up_first_contact_on)

	def test_an_issue_of_somebody_elses_is_closed_as_ever(self):
		issue = frappe.get_doc({"doctype": "Issue", "subject": "The printer"}).insert()
		issue.status = "Closed"
		issue.save()

	def test_erpnext_closes_what_nobody_answers_without_asking_for_a_reason(self):
		issue = self.opened()
		issue.update({"status": "Closed"})
		issue.flags.ignore_mandatory = True
		issue.save()
		self.assertEqual(issue.follow_up_reason, "Other")

	def test_the_form_offers_the_reasons_that_are_taken(self):
		(field,) = [one for one in ISSUE_FIELDS if one["fieldname"] == "follow_up_reason"]
		self.assertEqual(tuple(field["options"].split("\n"))[1:], REASONS)

	def test_what_is_done_in_the_form_is_in_the_history(self):
		issue = self.opened()
		issue.follow_up_first_contact_on = now_datetime()
		issue.save()
		self.assertIsNone(issue.follow_up_due_on)
		issue.update({"status": "Closed", "follow_up_reason": "Explained"})
		issue.save()
		issue.status = "Open"
		issue.save()
		self.assertFalse(issue.follow_up_reason or issue.follow_up_closed_on)
		self.assertTrue(issue.follow_up_due_on)
		kinds = [row.kind for row in frappe.get_doc("Issue", issue.name).follow_up_steps]
		self.assertEqual(kinds, ["Spoken", "Closed", "Reopened"])
		issue.status = "Closed"
		with self.assertRaisesRegex(frappe.ValidationError, "Choose why"):
			issue.save()

	def test_the_history_is_no_copy_of_what_the_screen_did(self):
		issue = self.opened()
		follow_up_work.note_contact(issue.name, "")
		follow_up_work.close(issue.name, "", "Solved", Act())
		follow_up_work.reopen(issue.name, "x", Act())
		kinds = [row.kind for row in frappe.get_doc("Issue", issue.name).follow_up_steps]
		self.assertEqual(kinds, ["Spoken", "Closed", "Reopened"])


class TestPortal(FollowUpTestCase):
	def customer_user(self, customer: str) -> str:
		"""Somebody whom ERPNext lets into the portal of the customer."""
		user = {
			"doctype": "User",
			"email": f"{frappe.generate_hash(length=8)}@example.com",
			"first_name": "Huda",
		}
		name = frappe.get_doc({**user, "send_welcome_email": 0, "user_type": "Website User"}).insert().name
		record = frappe.get_doc("Customer", customer)
		record.append("portal_users", {"user": name})
		record.save()
		return name

	def test_a_customer_does_not_read_what_staff_wrote_about_them(self):
		issue = self.opened()
		follow_up_work.note(issue.name, "Always complains", "")
		other = frappe.get_doc({"doctype": "Issue", "subject": "Mine", "customer": issue.customer}).insert()
		user = self.customer_user(issue.customer)
		with self.set_user(user):
			self.assertTrue(frappe.has_website_permission(other, "read"))
			self.assertFalse(frappe.has_website_permission(frappe.get_doc("Issue", issue.name), "read"))
			with self.assertRaises(frappe.PermissionError):
				printview.get_html_and_style("Issue", issue.name)

	def test_no_field_of_a_follow_up_is_printed(self):
		issue = self.opened()
		follow_up_work.note(issue.name, "Always complains", "")
		printed = printview.get_html_and_style("Issue", issue.name)["html"]
		self.assertIn("Low survey score", printed)
		self.assertNotIn("Always complains", printed)
		for one in (*ISSUE_FIELDS, *frappe.get_meta(follow_ups.STEP).fields):
			self.assertTrue(one.get("print_hide"), one.get("fieldname"))


class TestMail(FollowUpTestCase):
	def reply(self, issue: frappe.model.document.Document) -> None:
		"""As Frappe stores an e-mail that it received."""
		mail = {
			"doctype": "Communication",
			"communication_type": "Communication",
			"communication_medium": "Email",
			"sent_or_received": "Received",
			"sender": "huda@example.com",
			"subject": "Re: your visit",
			"content": "It rattles again.",
			"reference_doctype": "Issue",
			"reference_name": issue.name,
		}
		frappe.get_doc(mail).insert(ignore_permissions=True)
		issue.reload()

	def test_a_reply_by_mail_reopens_a_follow_up_as_its_form_does(self):
		issue = self.opened()
		follow_up_work.give(issue.name, MANAGER, Act())
		follow_up_work.close(issue.name, "", "Solved", Act())
		self.reply(issue)
		self.assertEqual(
			(issue.status, issue.follow_up_closed_on, issue.follow_up_reason), ("Open", None, "")
		)
		self.assertTrue(issue.follow_up_due_on and issue.follow_up_escalate_on)
		self.assertEqual(self.todos(issue, MANAGER), 1)
		self.reply(issue)
		kinds = [row.kind for row in issue.follow_up_steps]
		self.assertEqual(kinds, ["Given", "Closed", "Reopened"])
		issue.status = "Closed"
		with self.assertRaisesRegex(frappe.ValidationError, "Choose why"):
			issue.save()

	def test_a_time_that_was_left_from_an_earlier_close_stands_for_no_close(self):
		issue = self.opened()
		follow_up_work.close(issue.name, "", "Solved", Act())
		frappe.db.set_value("Issue", issue.name, {"status": "Open", "follow_up_reason": ""})
		issue.reload()
		issue.status = "Closed"
		with self.assertRaisesRegex(frappe.ValidationError, "Choose why"):
			issue.save()


class TestWork(FollowUpTestCase):
	def test_who_gets_it_has_the_todo_and_who_had_it_has_none(self):
		issue = self.opened()
		follow_up_work.give(issue.name, MANAGER, Act())
		self.assertEqual(self.todos(issue, MANAGER), 1)
		follow_up_work.give(issue.name, "Administrator", Act())
		self.assertEqual((self.todos(issue, MANAGER), self.todos(issue, "Administrator")), (0, 1))
		follow_up_work.give(issue.name, "", Act())
		self.assertEqual(self.todos(issue, "Administrator"), 0)

	def test_who_had_it_last_has_it_again_when_it_is_reopened(self):
		issue = self.opened()
		follow_up_work.give(issue.name, MANAGER, Act())
		follow_up_work.close(issue.name, "", "Solved", Act())
		self.assertEqual(self.todos(issue, MANAGER), 0)
		follow_up_work.reopen(issue.name, "It came back", Act())
		self.assertEqual(self.todos(issue, MANAGER), 1)

	def test_who_had_it_last_has_it_again_when_it_is_reopened_in_the_form(self):
		issue = self.opened()
		follow_up_work.give(issue.name, MANAGER, Act())
		follow_up_work.close(issue.name, "", "Solved", Act())
		issue.reload()
		issue.status = "Open"
		issue.save()
		self.assertEqual(self.todos(issue, MANAGER), 1)

	def test_the_same_request_again_does_nothing_more(self):
		issue = self.opened()
		for _request in range(2):
			follow_up_work.note(issue.name, "x", "note-1")
			follow_up_work.give(issue.name, MANAGER, Act(key="give-1"))
			follow_up_work.snooze(issue.name, 1, Act(key="snooze-1"))
			follow_up_work.note_contact(issue.name, "contact-1")
			follow_up_work.close(issue.name, "", "Solved", Act(key="close-1"))
		kinds = [row.kind for row in frappe.get_doc("Issue", issue.name).follow_up_steps]
		self.assertEqual(kinds, ["Note", "Given", "Due", "Spoken", "Closed"])

	def test_nobody_who_may_not_change_the_issue_is_offered_or_gets_it(self):
		issue = self.opened()
		self.assertIn(MANAGER, self.offered(issue))
		other = frappe.db.get_value("Customer", {"name": ("!=", issue.customer)})
		restriction = {"doctype": "User Permission", "user": MANAGER, "allow": "Customer", "for_value": other}
		permission = frappe.get_doc(restriction).insert()
		self.addCleanup(permission.delete)
		self.assertNotIn(MANAGER, self.offered(issue))
		with self.assertRaisesRegex(InvalidInput, "may not look after"):
			follow_up_work.give(issue.name, MANAGER, Act())

	def offered(self, issue: frappe.model.document.Document) -> list[str]:
		return [person["user"] for person in follow_up_work.people(issue.name)["people"]]

	def test_a_form_that_was_saved_meanwhile_is_not_overwritten(self):
		issue = self.opened()
		seen = state_of({**issue.as_dict(), "assigned_to": None})
		frappe.db.set_value("Issue", issue.name, "follow_up_due_on", add_to_date(now_datetime(), days=3))
		with self.assertRaises(Conflict):
			follow_up_work.snooze(issue.name, 1, Act(seen))


class TestList(FollowUpTestCase):
	def shown(self, part: str) -> set[str]:
		return {row["follow_up"] for row in follow_up_list.listed(part, 500, 0)["follow_ups"]}

	def test_a_restriction_to_a_record_with_a_percent_sign_in_its_name_holds(self):
		seen, hidden = self.opened(), self.opened()
		for issue, name in ((seen, "100% urgent"), (hidden, "50% urgent")):
			if not frappe.db.exists("Issue Priority", name):
				frappe.get_doc({"doctype": "Issue Priority", "name": name}).insert()
			issue.db_set("priority", name)
		user = make_user("Workshop Front Desk", "Support Team")
		permission = {"doctype": "User Permission", "user": user, "allow": "Issue Priority"}
		frappe.get_doc({**permission, "for_value": "100% urgent"}).insert()
		with self.set_user(user):
			for part in ("open", "unassigned"):
				shown = self.shown(part)
				self.assertIn(seen.name, shown)
				self.assertNotIn(hidden.name, shown)

	def test_mine_are_not_those_of_somebody_with_a_similar_address(self):
		issue, tag = self.opened(), frappe.generate_hash(length=8)
		issue.db_set("_assign", f'["axb.{tag}@example.com"]')
		for address, count in ((f"a_b.{tag}@example.com", 0), (f"axb.{tag}@example.com", 1)):
			with self.set_user(address), patch.object(follow_up_list, "conditions", return_value=""):
				self.assertEqual(follow_up_list._count_open()["mine"], count)


class TestSecondSurvey(FollowUpTestCase):
	def short_survey(self) -> str:
		survey = {
			"doctype": "Survey",
			"survey_name": f"Short {frappe.generate_hash(length=6)}",
			"title_en": "Is it well now?",
			"title_ar": "هل حُلّ الأمر؟",
			"questions": [
				{
					"question_id": "now",
					"kind": "rating",
					"text_en": "And now?",
					"text_ar": "والآن؟",
					"required": 1,
				}
			],
			"cadence": [{"enabled": 1, "delay_minutes": 0, "template": "Survey invitation"}],
		}
		return frappe.get_doc(survey).insert().name

	def test_closing_sends_the_second_survey_once_and_its_score_says_whether_the_customer_was_won_back(self):
		issue = self.opened(rating=2)
		issue.db_set("follow_up_second_survey", self.short_survey())
		follow_up_work.close(issue.name, "Called.", "Explained", Act())
		issue.reload()
		second = frappe.get_doc("Survey Invitation", issue.follow_up_second_invitation)
		self.assertEqual((second.survey, second.contacts), (issue.follow_up_second_survey, 1))
		answers.answer(token_of(second.name), {"now": 5})
		(row,) = [row for row in loops.follow_ups_of(ResultFilters()) if row["name"] == issue.name]
		self.assertEqual((row["first_score"], row["second_score"]), (25.0, 100.0))
		issue.status = "Open"
		issue.save()
		issue.update({"status": "Closed", "follow_up_reason": "Solved"})
		issue.save()
		self.assertEqual(frappe.db.count("Survey Invitation", {"survey": second.survey}), 1)

	def test_the_visit_keeps_its_own_invitation_beside_that_of_the_second_survey(self):
		issue = self.opened(rating=2)
		issue.db_set("follow_up_second_survey", self.short_survey())
		follow_up_work.close(issue.name, "Called.", "Explained", Act())
		issue.reload()
		own = frappe.db.get_value("Survey Response", issue.survey_response, "invitation")
		second = frappe.get_doc("Survey Invitation", issue.follow_up_second_invitation)
		self.assertEqual(second.source, "Follow-up")
		frappe.db.set_value("Survey Invitation", second.name, "creation", "2000-01-01", update_modified=False)
		visit = by_hand.visit_to_ask(second.reference_doctype, second.reference_name)
		self.assertEqual(invitations.of_visit(visit).name, own)
		(known,) = recent.invitations_to([visit])
		self.assertEqual(known.name, own)

	def test_who_could_not_be_reached_is_not_asked_again(self):
		issue = self.opened(rating=2)
		issue.db_set("follow_up_second_survey", self.short_survey())
		follow_up_work.close(issue.name, "No answer.", "Could not be reached", Act())
		issue.reload()
		self.assertFalse(issue.follow_up_second_invitation)


class TestScores(FollowUpTestCase):
	def test_an_answer_in_words_alone_has_no_score_and_is_not_shown_as_nothing(self):
		survey = {
			"doctype": "Survey",
			"survey_name": f"Words {frappe.generate_hash(length=6)}",
			"title_en": "Words",
			"title_ar": "كلمات",
			"questions": [{"question_id": "comment", "kind": "text", "text_en": "And?", "text_ar": "و؟"}],
		}
		name = frappe.get_doc(survey).insert().name
		invitation = self.invited()
		invitation.db_set({"survey": name, "version": None})
		answers.answer(token_of(invitation.name), {"comment": "fine"})
		response = frappe.get_doc(answers.RESPONSE, {"invitation": invitation.name})
		self.assertEqual((response.has_score, response.score), (0, 0))
		from workshop_crm.services.surveys import reports

		(shown,) = [
			row
			for row in reports.responses(None, None, 500, 0)["responses"]
			if row["response"] == response.name
		]
		self.assertIsNone(shown["score"])

	def test_an_answer_names_the_technician_the_adviser_and_the_branch_of_its_invoice(self):
		for person in ("Omar", "Huda"):
			if not frappe.db.exists("Sales Person", person):
				frappe.get_doc({"doctype": "Sales Person", "sales_person_name": person}).insert()
		invitation = self.invited()
		invoice = frappe.get_doc("Sales Invoice", invitation.reference_name)
		invoice.db_set("technician", "Omar")
		invoice.append("sales_team", {"sales_person": "Huda", "allocated_percentage": 100}).db_insert()
		answers.answer(token_of(invitation.name), {"rating": 5})
		response = frappe.get_doc(answers.RESPONSE, {"invitation": invitation.name})
		self.assertEqual((response.technician, response.adviser), ("Omar", "Huda"))
		self.assertIn(response.branch_doctype, ("Branch", "Cost Center", "Company"))
		self.assertTrue(response.branch)
		self.assertEqual((response.satisfaction, response.channel), ("Satisfied", invitation.channel))
