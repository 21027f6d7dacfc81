"""Who is asked, when, on a site: any document, once a visit, by jobs that may be lost."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.database import get_db
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, now_datetime

from workshop_crm import tasks
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.messaging.opt_outs import ALL, OPT_OUT
from workshop_crm.core.surveys.scores.filters import ResultFilters
from workshop_crm.core.surveys.triggers import CAPPED, NOT_DRAWN
from workshop_crm.services.messaging import consents, messages, stopping
from workshop_crm.services.platform import background
from workshop_crm.services.platform.survey_links import INVITATION, token_of
from workshop_crm.services.surveys import answers, cadence, invitations, lost, response_funnel, triggers
from workshop_crm.tests.records import make_car, make_customer, make_invoice
from workshop_crm.tests.survey_rows import SurveyRowsTestCase

CARD = "Workshop Test Job Card"
STATES = "Open\nDelivered"
MAINTENANCE = {"document_type": "Maintenance Visit", "event": "Submit", "customer_field": "customer"}
DELIVERED = {
	"document_type": CARD,
	"event": "State",
	"state_field": "status",
	"state_value": "Delivered",
	"customer_field": "client",
	"vehicle_field": "car",
}


def invitations_of(customer: str) -> list[frappe._dict]:
	fields = [
		"name",
		"status",
		"reason",
		"reference_doctype",
		"visited_on",
		"vehicle",
		"contacts",
		"step",
		"survey",
	]
	return frappe.get_all(INVITATION, {"customer": customer}, fields, order_by="creation")


def messages_of(customer: str) -> int:
	return frappe.db.count(messages.MESSAGE, {"customer": customer})


def make_maintenance_visit(customer: str) -> frappe.model.document.Document:
	return frappe.get_doc(
		{
			"doctype": "Maintenance Visit",
			"customer": customer,
			"mntc_date": getdate(),
			"company": frappe.db.get_value("Company", {}),
			"completion_status": "Fully Completed",
			"maintenance_type": "Scheduled",
			"purposes": [{"service_person": sales_person(), "work_done": "Oil", "description": "Oil"}],
		}
	).insert()


def sales_person() -> str:
	name = "Workshop Test Person"
	if not frappe.db.exists("Sales Person", name):
		root = frappe.db.get_value("Sales Person", {"is_group": 1})
		frappe.get_doc(
			{"doctype": "Sales Person", "sales_person_name": name, "parent_sales_person": root}
		).insert()
	return name


def make_card(customer: str, car: str | None = None) -> frappe.model.document.Document:
	return frappe.get_doc({"doctype": CARD, "client": customer, "car": car, "status": "Open"}).insert()


class TriggerTestCase(SurveyRowsTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		if not frappe.db.exists("DocType", CARD):
			_make_card_doctype()

	def setUp(self):
		super().setUp()
		frappe.db.after_commit.reset()
		background._forget()

	def run_jobs(self) -> list[str]:
		"""What follows the commit for surveys, in this process; returns the ids of the jobs."""
		jobs = getattr(frappe.local, "workshop_crm_jobs", {}).values()
		mine = [job for job in jobs if job.method.startswith("workshop_crm.services.surveys")]
		background._forget()
		frappe.db.after_commit.reset()
		for job in mine:
			frappe.get_attr(job.method)(**job.arguments)
		return [job.job_id for job in mine]


class TestDocuments(TriggerTestCase):
	def test_a_maintenance_visit_is_asked_about_when_it_is_submitted(self):
		survey = self.survey(MAINTENANCE)
		customer = make_customer().name
		visit = make_maintenance_visit(customer)
		self.assertEqual(self.run_jobs(), [])
		visit.submit()
		self.assertEqual(len(self.run_jobs()), 1)
		(asked,) = invitations_of(customer)
		self.assertEqual((asked.survey, asked.status), (survey.name, "Outbox"))
		self.assertEqual((asked.reference_doctype, asked.visited_on), ("Maintenance Visit", getdate()))

	def test_a_document_of_another_app_is_asked_about_when_it_reaches_its_state(self):
		self.survey(DELIVERED)
		customer = make_customer().name
		car = make_car(customer).name
		card = make_card(customer, car)
		self.assertEqual(self.run_jobs(), [])
		card.status = "Delivered"
		card.save()
		self.assertEqual(len(self.run_jobs()), 1)
		(asked,) = invitations_of(customer)
		self.assertEqual((asked.reference_doctype, asked.vehicle), (CARD, car))
		card.reload()
		card.remark = "Called"
		card.save()
		self.assertEqual(self.run_jobs(), [])

	def test_a_state_that_is_set_by_a_workflow_without_a_form_counts_too(self):
		self.survey(DELIVERED)
		customer = make_customer().name
		make_card(customer).db_set("status", "Delivered")
		self.run_jobs()
		self.assertEqual(len(invitations_of(customer)), 1)

	def test_documents_of_one_car_on_one_day_are_one_visit(self):
		from workshop_crm.services.surveys import visits

		self.survey(DELIVERED, MAINTENANCE, *_invoices())
		customer = make_customer().name
		car = make_car(customer).name
		make_invoice(customer, 100, vehicle=car)
		make_maintenance_visit(customer).submit()
		card = make_card(customer, car)
		card.db_set("status", "Delivered")
		self.assertEqual(len(self.run_jobs()), 3)
		self.assertEqual(len(invitations_of(customer)), 1)
		self.assertEqual(messages_of(customer), 1)
		make_card(customer, make_car(customer).name).db_set("status", "Delivered")
		self.run_jobs()
		self.assertEqual(len(invitations_of(customer)), 2, "another car is another visit")
		self.assertFalse(visits.is_cancelled(CARD, card.name))

	def test_returns_and_consolidated_invoices_are_no_visits(self):
		self.survey()
		customer = make_customer().name
		invoice = make_invoice(customer, 100, submit=False)
		for mark in ("is_return", "is_consolidated"):
			invoice.set(mark, 1)
			invoice.docstatus = 1
			invoice._action = "submit"
			triggers.on_change(invoice)
			invoice.set(mark, 0)
		self.assertEqual(self.run_jobs(), [])

	def test_documents_that_no_row_names_cost_no_job_and_no_query(self):
		self.survey(MAINTENANCE)
		triggers.of_doctypes()
		todo = frappe.get_doc({"doctype": "ToDo", "description": "x"}).insert()
		with patch.object(frappe.db, "sql", side_effect=AssertionError("a query")):
			triggers.on_change(todo)
		self.assertEqual(self.run_jobs(), [])

	def test_the_row_whose_condition_holds_decides(self):
		large = self.survey(condition="doc.grand_total >= 500 and doc.customer")
		small = self.survey(condition="doc.grand_total < 500")
		customers = [make_customer().name for _ in range(2)]
		for customer, amount in zip(customers, (600, 100), strict=True):
			make_invoice(customer, amount)
		self.run_jobs()
		surveys = [invitations_of(customer)[0].survey for customer in customers]
		self.assertEqual(surveys, [large.name, small.name])

	def test_a_condition_that_fails_asks_nobody_and_stops_no_sale(self):
		self.survey(condition="doc.grand_total / doc.is_return > 1")
		customer = make_customer().name
		self.assertEqual(make_invoice(customer, 100).docstatus, 1)
		self.run_jobs()
		self.assertEqual(invitations_of(customer), [])
		self.assertTrue(frappe.db.exists("Error Log", {"method": "Condition of a survey trigger"}))

	def test_a_condition_that_was_saved_before_it_was_checked_is_not_evaluated(self):
		survey = self.survey(condition="doc.grand_total > 1")
		for condition in ("9**9**9 > 1", "doc.name * 10000000000 == ''", "doc.submit()"):
			frappe.db.set_value("Survey Trigger", {"parent": survey.name}, "condition", condition)
			triggers.forget()
			customer = make_customer().name
			make_invoice(customer, 100)
			self.run_jobs()
			self.assertEqual(invitations_of(customer), [], condition)

	def test_a_row_that_breaks_stops_no_sale(self):
		self.survey()
		customer = make_customer().name
		with patch("workshop_crm.services.surveys.triggers.matching", side_effect=RuntimeError("broken")):
			self.assertEqual(make_invoice(customer, 100).docstatus, 1)


class TestWhoIsAsked(TriggerTestCase):
	def test_a_customer_is_not_asked_more_often_than_the_row_allows(self):
		self.survey(cap_count=1, cap_days=30)
		customer = make_customer().name
		now = now_datetime()
		for days_ago in (45, 12, 0):
			invoice = make_invoice(customer, 100)
			background._forget()
			moment = now - timedelta(days=days_ago)
			frappe.db.set_value("Sales Invoice", invoice.name, "posting_date", moment.date())
			invitations.invite("Sales Invoice", invoice.name, moment)
		states = [(one.status, one.reason) for one in invitations_of(customer)]
		self.assertEqual([state for state, _ in states], ["Outbox", "Outbox", "Not Sent"])
		self.assertEqual(states[2][1], CAPPED)
		last_asked = frappe.db.get_value(
			INVITATION, {"customer": customer, "status": "Not Sent"}, "last_asked_on"
		)
		self.assertEqual(last_asked.date(), (now - timedelta(days=12)).date())

	def test_a_visit_outside_the_sample_is_kept_with_the_reason(self):
		self.survey(sample_percent=0.0001)
		customer = make_customer().name
		make_invoice(customer, 100)
		self.run_jobs()
		self.assertEqual(
			[(one.status, one.reason) for one in invitations_of(customer)], [("Not Sent", NOT_DRAWN)]
		)

	def test_an_amended_invoice_takes_the_place_of_the_cancelled_one(self):
		self.survey()
		customer = make_customer().name
		invoice = make_invoice(customer, 100)
		self.run_jobs()
		invoice.reload().cancel()
		self.run_jobs()
		self.assertEqual(invitations_of(customer)[0].status, "Expired")
		amended = frappe.copy_doc(invoice)
		amended.update({"amended_from": invoice.name, "docstatus": 0, "status": None})
		amended.insert().submit()
		self.run_jobs()
		(asked,) = invitations_of(customer)
		self.assertEqual(asked.status, "Sent")
		self.assertEqual(frappe.db.get_value(INVITATION, asked.name, "reference_name"), amended.name)


class TestLostJobs(TriggerTestCase):
	def test_the_scheduler_finds_visits_of_every_kind_that_nobody_was_asked_about(self):
		self.survey(DELIVERED, MAINTENANCE, *_invoices())
		customers = [make_customer().name for _ in range(3)]
		make_invoice(customers[0], 100)
		make_maintenance_visit(customers[1]).submit()
		make_card(customers[2]).db_set("status", "Delivered")
		background._forget()
		with patch.object(frappe.db, "commit"):
			lost.invite_missing()
		for customer in customers:
			self.assertEqual(len(invitations_of(customer)), 1, customer)

	def test_a_document_that_reached_its_state_long_ago_is_not_asked_about_because_somebody_touched_it(self):
		self.survey(DELIVERED)
		long_ago, lately = [make_customer().name for _ in range(2)]
		for customer in (long_ago, lately):
			card = make_card(customer)
			card.db_set("creation", add_days(now_datetime(), -30), update_modified=False)
			if customer == lately:
				card.reload()
				card.status = "Delivered"
				# Frappe keeps no history of changes in tests unless it is asked to.
				card.save(ignore_version=False)
			else:
				card.db_set("status", "Delivered")
		background._forget()
		with patch.object(frappe.db, "commit"):
			lost.invite_missing()
		self.assertEqual([len(invitations_of(customer)) for customer in (long_ago, lately)], [0, 1])

	def test_a_document_is_asked_about_once_however_often_it_comes_back_to_its_state(self):
		self.survey(DELIVERED)
		customer = make_customer().name
		card = make_card(customer)
		card.db_set("status", "Delivered")
		self.run_jobs()
		asked = invitations_of(customer)[0].name
		frappe.db.set_value(
			INVITATION, asked, {"visited_on": add_days(getdate(), -9), "visit_key": "earlier"}
		)
		card.db_set("status", "Open")
		card.db_set("status", "Delivered")
		self.run_jobs()
		self.assertEqual(len(invitations_of(customer)), 1)

	def test_the_scheduler_closes_the_link_of_a_cancelled_visit(self):
		self.survey(MAINTENANCE)
		customer = make_customer().name
		visit = make_maintenance_visit(customer)
		visit.submit()
		self.run_jobs()
		visit.reload().cancel()
		background._forget()
		with patch.object(frappe.db, "commit"):
			tasks.send_invitations()
		self.assertEqual(invitations_of(customer)[0].status, "Expired")


class TestCadence(TriggerTestCase):
	def setUp(self):
		super().setUp()
		self.survey()
		self.customer = make_customer().name
		make_invoice(self.customer, 100)
		self.run_jobs()
		self.invitation = invitations_of(self.customer)[0].name

	def come_due(self) -> None:
		frappe.db.set_value(INVITATION, self.invitation, "next_contact_on", now_datetime())
		with patch.object(frappe.db, "commit"):
			cadence.contact_due()

	def test_each_row_writes_one_message_and_the_last_one_ends_it(self):
		for contacts in (2, 3):
			self.come_due()
			self.assertEqual(messages_of(self.customer), contacts)
		self.assertIsNone(frappe.db.get_value(INVITATION, self.invitation, "next_contact_on"))
		self.come_due()
		self.assertEqual(messages_of(self.customer), 3)

	def test_no_reminder_follows_the_answer(self):
		answers.answer(token_of(self.invitation), {"rating": 5})
		self.come_due()
		self.assertEqual(messages_of(self.customer), 1)
		answered_by = frappe.db.get_value(INVITATION, self.invitation, ["answered_by", "answered_channel"])
		self.assertEqual(answered_by, ("1", "WhatsApp"))

	def test_a_reminder_that_can_go_nowhere_is_left_out_with_its_reason(self):
		customer = frappe.get_doc("Customer", self.customer)
		customer.set("communication_channels", [])
		customer.save()
		self.come_due()
		asked = invitations_of(self.customer)[0]
		self.assertEqual((asked.step, asked.contacts, asked.status), (2, 1, "Outbox"))
		self.assertTrue(asked.reason)

	def test_a_link_that_has_ended_is_not_reminded_of(self):
		frappe.db.set_value(INVITATION, self.invitation, "expires_on", add_days(now_datetime(), -1))
		self.come_due()
		self.assertEqual(messages_of(self.customer), 1)
		self.assertEqual(invitations_of(self.customer)[0].status, "Expired")

	def test_rows_that_are_changed_meanwhile_are_neither_sent_twice_nor_left_out(self):
		survey = frappe.get_doc("Survey", invitations_of(self.customer)[0].survey)
		first, *_ = survey.cadence
		survey.remove(first)
		survey.save()
		for expected in ("Survey reminder", "Survey last reminder"):
			survey.append("cadence", {"delay_minutes": 60, "template": "Survey invitation"}, position=0)
			survey.save()
			self.come_due()
			self.assertEqual(self.templates()[-1], expected)
		self.come_due()
		self.assertEqual(len(self.templates()), 3)

	def templates(self) -> list[str]:
		about = {"reference_name": self.invitation}
		return frappe.get_all(messages.MESSAGE, about, pluck="template", order_by="creation")

	def test_an_opt_out_ends_the_messages_and_is_counted_also_where_another_channel_is_left(self):
		address = frappe.db.get_value(messages.MESSAGE, {"reference_name": self.invitation}, "recipient")
		consents.record("+966559999999", ALL, OPT_OUT, "Reply")
		consents.record(address, "SMS", OPT_OUT, "Provider", self.customer)
		self.assertEqual(self.over(), (0, True))
		consents.record(address, ALL, OPT_OUT, "Reply")
		self.assertEqual(self.over(), (1, False))
		self.come_due()
		self.assertEqual(messages_of(self.customer), 1)

	def test_whom_no_message_has_reached_counts_as_not_asked(self):
		mine = ResultFilters(members={"survey": invitations_of(self.customer)[0].survey})
		for status, asked in (
			("Outbox", 0),
			("Queued", 0),
			("Failed", 0),
			("Withdrawn", 0),
			("Sent", 1),
			("Read", 1),
		):
			frappe.db.set_value(messages.MESSAGE, {"reference_name": self.invitation}, "status", status)
			self.assertEqual(response_funnel.view(mine)["asked"], asked, status)
		frappe.db.set_value(messages.MESSAGE, {"reference_name": self.invitation}, "status", "Failed")
		frappe.db.set_value(INVITATION, self.invitation, "opened_on", now_datetime())
		self.assertEqual(response_funnel.view(mine)["asked"], 1)

	def test_an_opt_out_before_the_first_message_says_why_nobody_was_asked(self):
		waits = {"status": "Scheduled", "contacts": 0, "step": 0}
		frappe.db.set_value(INVITATION, self.invitation, waits)
		frappe.db.delete(messages.MESSAGE, {"reference_name": self.invitation})
		stopping.stop(self.customer)
		asked = invitations_of(self.customer)[0]
		self.assertEqual((asked.status, asked.reason), ("Not Sent", OPTED_OUT))

	def over(self) -> tuple[int, bool]:
		state = frappe.db.get_value(INVITATION, self.invitation, ["opted_out", "next_contact_on"])
		return state[0], bool(state[1])

	def test_a_reminder_takes_the_place_of_a_message_that_nobody_sent(self):
		self.come_due()
		self.assertEqual(self.states(), ["Withdrawn", "Outbox"])
		self.come_due()
		self.assertEqual(self.states(), ["Withdrawn", "Withdrawn", "Outbox"])

	def test_a_reminder_waits_for_the_message_before_it_and_counts_from_when_that_left(self):
		first = {"reference_name": self.invitation}
		frappe.db.set_value(messages.MESSAGE, first, "status", "Queued")
		self.come_due()
		self.assertEqual(self.states(), ["Queued"])
		self.assert_next_in(hours=24)
		left = now_datetime() - timedelta(hours=2)
		frappe.db.set_value(messages.MESSAGE, first, {"status": "Sent", "sent_on": left})
		self.come_due()
		self.assertEqual(self.states(), ["Sent"])
		self.assert_next_in(hours=22)
		frappe.db.set_value(messages.MESSAGE, first, "sent_on", left - timedelta(hours=22))
		self.come_due()
		self.assertEqual(self.states(), ["Sent", "Outbox"])
		about = {"reference_name": self.invitation}
		unwanted = frappe.get_all(messages.MESSAGE, about, pluck="unwanted", order_by="step")
		self.assertEqual(unwanted, [1, 0], "the first has no fallback any more")

	def states(self) -> list[str]:
		about = {"reference_name": self.invitation}
		return frappe.get_all(messages.MESSAGE, about, pluck="status", order_by="step")

	def assert_next_in(self, hours: int) -> None:
		due = frappe.db.get_value(INVITATION, self.invitation, "next_contact_on")
		self.assertAlmostEqual((due - now_datetime()).total_seconds() / 3600, hours, delta=0.1)

	def test_nothing_is_written_while_surveys_or_this_one_are_off_and_it_goes_on_afterwards(self):
		survey = invitations_of(self.customer)[0].survey
		switches = (
			("Workshop CRM Settings", "Workshop CRM Settings", "surveys_enabled"),
			("Survey", survey, "enabled"),
		)
		for doctype, name, field in switches:
			frappe.db.set_value(doctype, name, field, 0)
			frappe.clear_document_cache(doctype, name)
			self.come_due()
			self.assertEqual(messages_of(self.customer), 1, field)
			frappe.db.set_value(doctype, name, field, 1)
			frappe.clear_document_cache(doctype, name)
		self.come_due()
		self.assertEqual(messages_of(self.customer), 2)

	def test_an_answer_at_the_counter_is_put_down_to_the_handover(self):
		answers.answer(f"{token_of(self.invitation)}.h", {"rating": 5})
		self.assertEqual(frappe.db.get_value(INVITATION, self.invitation, "answered_by"), "Handover")


class TestForm(SurveyRowsTestCase):
	def test_a_row_that_can_never_work_is_refused_with_its_number(self):
		for row, says in (
			({"document_type": "Customer", "event": "Submit"}, "Row 1 of Asked After.*cannot be submitted"),
			(
				{"document_type": "Vehicle", "event": "State", "state_field": "x", "state_value": "y"},
				"no field x",
			),
			({"document_type": "Sales Invoice", "customer_field": "company"}, "is not a link to Customer"),
			({"document_type": "Sales Invoice", "condition": "doc.grand_total >"}, "cannot be read"),
			(
				{"document_type": "Sales Invoice", "condition": "frappe.db.sql('select 1')"},
				"cannot have this",
			),
			({"document_type": "Sales Invoice", "condition": "doc.items"}, "no field items"),
			({"document_type": "Sales Invoice Item", "event": "Submit"}, "no documents"),
		):
			with self.subTest(says), self.assertRaisesRegex(frappe.ValidationError, says):
				self.survey({"enabled": 1, "customer_field": "customer", "event": "Submit", **row})

	def test_messages_that_nobody_could_answer_or_that_never_go_are_refused_with_their_row(self):
		first = {"enabled": 1, "delay_minutes": 0, "template": "Survey invitation"}
		for row, says in (
			({"template": "Survey thanks"}, "Row 2 of Messages Until Answered.*meant for Survey Thanks"),
			({"template": "Opt-out confirmation"}, "meant for Opt-out Confirmation"),
			({"delay_minutes": 0}, "at least 60 minutes"),
			({"delay_minutes": 400 * 24 * 60}, "60 days"),
			({"delay_minutes": 30 * 24 * 60}, "link has expired"),
		):
			with self.subTest(says), self.assertRaisesRegex(frappe.ValidationError, says):
				self.survey(cadence=[first, {**first, "delay_minutes": 60, **row}])
		self.survey(cadence=[first, {**first, "enabled": 0, "template": "Survey thanks"}])

	def test_a_row_counts_as_soon_as_it_is_saved(self):
		survey = self.survey(MAINTENANCE)
		self.assertEqual([row.survey for row in triggers.of_doctype("Maintenance Visit")], [survey.name])
		survey.enabled = 0
		survey.save()
		self.assertEqual(triggers.of_doctype("Maintenance Visit"), [])


def _invoices() -> list[dict]:
	from workshop_crm.core.surveys.defaults import DEFAULT_TRIGGERS

	return [dict(row) for row in DEFAULT_TRIGGERS]


def _make_card_doctype() -> None:
	link = {"fieldtype": "Link", "in_list_view": 1}
	frappe.get_doc(
		{
			"doctype": "DocType",
			"name": CARD,
			"module": "Selling",
			"custom": 1,
			"track_changes": 1,
			"fields": [
				{"fieldname": "client", "label": "Client", "options": "Customer", **link},
				{"fieldname": "car", "label": "Car", "options": "Vehicle", **link},
				{"fieldname": "status", "label": "Status", "fieldtype": "Select", "options": STATES},
				{"fieldname": "remark", "label": "Remark", "fieldtype": "Data"},
			],
			"permissions": [{"role": "System Manager", "read": 1, "write": 1, "create": 1}],
		}
	).insert()


class TestTheCache(FrappeTestCase):
	def test_an_older_transaction_does_not_bring_back_rows_that_were_changed_since(self):
		"""The change is made and committed beside this transaction, and taken back."""
		frappe.db.commit()
		of_invoices = {"document_type": "Sales Invoice", "enabled": 1, "parenttype": "Survey"}
		survey = frappe.db.get_value("Survey Trigger", of_invoices, "parent")
		self.switch(survey, 0)
		self.addCleanup(triggers.forget)
		self.addCleanup(self.switch, survey, 1)
		self.addCleanup(frappe.db.rollback)
		triggers.forget()
		self.assertNotIn(survey, [row.survey for row in triggers.of_doctype("Sales Invoice")])

	def switch(self, survey: str, enabled: int) -> None:
		conf = frappe.conf
		beside = get_db(conf.db_host, conf.db_name, conf.db_password, conf.db_port, conf.db_name)
		beside.sql("update `tabSurvey` set enabled = %s where name = %s", (enabled, survey))
		beside.commit()
		beside.close()
