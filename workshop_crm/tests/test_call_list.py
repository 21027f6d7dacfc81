"""The call list on a site: the nightly job, what a rule sends and gives, and what becomes of actions with their customers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import frappe
from frappe.model.rename_doc import rename_doc
from frappe.utils import add_days, getdate, now_datetime

from workshop_crm.core.analytics.actions.call_list import ListFilters
from workshop_crm.core.analytics.actions.measures import MeasureArguments
from workshop_crm.core.analytics.actions.rules import HIGH_RISK, LOW_SCORE, SERVICE_DUE
from workshop_crm.core.common.errors import Conflict
from workshop_crm.services.analytics.actions import call_list, crossers, finding, measures
from workshop_crm.services.platform import settings
from workshop_crm.services.privacy import erase
from workshop_crm.tests.people import PersonTestCase, make_person
from workshop_crm.tests.records import make_car, make_customer, make_invoice, program, unique

ACTION, RULE, MESSAGE = "Customer Action", "Customer Action Rule", "Customer Message"
TEMPLATE = {
	"doctype": "Message Template",
	"purpose": "Other",
	"category": "Marketing",
	"enabled": 1,
	"text_en": "Hello {customer}, it is {days} days since your visit. {points} points wait for you.",
	"text_ar": "مرحبًا {customer}، مضى {days} يومًا على زيارتك. تنتظرك {points} نقطة.",
}


class CallListTestCase(PersonTestCase):
	def setUp(self) -> None:
		super().setUp()
		# The job commits after each rule: nothing of a test may stay.
		committing = patch.object(frappe.db, "commit")
		committing.start()
		self.addCleanup(committing.stop)
		self.addCleanup(frappe.db.rollback)
		# Other rules and other customers of the site would make actions too.
		frappe.db.set_value(RULE, {"enabled": 1}, "enabled", 0)
		frappe.db.delete("Customer Analytics")

	def rule(self, trigger: str = HIGH_RISK, **values: Any) -> str:
		record = {"doctype": RULE, "title": unique("Rule"), "trigger": trigger, **values}
		return frappe.get_doc(record).insert().name

	def silent_customer(self, days: int | None = None, **values: Any) -> str:
		"""Who came last so many days ago: today becomes at risk, if no number is given."""
		days = settings.scoring_rules().thresholds.active_days if days is None else days
		customer = make_customer(**values).name
		for ago in (days + 120, days):
			make_invoice(customer, 300, posting_date=add_days(getdate(), -ago), set_posting_time=1)
		value(customer, add_days(getdate(), -days))
		return customer

	def actions(self, customer: str, **filters: Any) -> list[frappe._dict]:
		return frappe.get_all(ACTION, {"customer": customer, **filters}, ["*"], order_by="creation")

	def listed(self, **filters: Any) -> list[str]:
		return [row["customer"] for row in call_list.listed(ListFilters(**filters), 500, 0)["actions"]]


def value(customer: str, last_visit: Any, clv: float = 1000) -> None:
	"""The row of a scoring that has run."""
	frappe.db.delete("Customer Analytics", {"customer": customer})
	frappe.get_doc(
		{
			"doctype": "Customer Analytics",
			"customer": customer,
			"segment": "Active",
			"clv": clv,
			"last_visit": last_visit,
			"computed_on": now_datetime(),
		}
	).insert(ignore_permissions=True)


@contextmanager
def day(ahead: int):
	"""The job as it runs so many days from now."""
	later = add_days(getdate(), ahead)
	modules = ("finding", "settling", "reaching", "call_list", "measures")
	patches = [
		patch(
			f"workshop_crm.services.analytics.actions.{module}.getdate",
			lambda day=None: later if day is None else getdate(day),
		)
		for module in modules
	]
	for one in patches:
		one.start()
	try:
		yield later
	finally:
		for one in patches:
			one.stop()


class TestFinding(CallListTestCase):
	def test_who_becomes_at_risk_today_is_put_on_the_list_once(self):
		customer, rule = self.silent_customer(), self.rule()
		finding.run()
		(action,) = self.actions(customer)
		self.assertEqual((action.rule, action.status, action.crossed_on), (rule, "Open", getdate()))
		self.assertEqual(action.company, settings.company())
		finding.run()
		with day(1):
			finding.run()
		self.assertEqual(len(self.actions(customer)), 1)

	def test_who_came_after_the_values_were_computed_is_not_called(self):
		customer = self.silent_customer()
		make_invoice(customer, 100)
		self.rule()
		finding.run()
		self.assertEqual(self.actions(customer), [])

	def test_disabled_customers_and_those_worth_less_are_left_out(self):
		gone, cheap, dear = (self.silent_customer() for _ in range(3))
		frappe.db.set_value("Customer", gone, "disabled", 1)
		frappe.db.set_value("Customer Analytics", {"customer": cheap}, "clv", 0.01)
		frappe.db.set_value("Customer Analytics", {"customer": dear}, "clv", 10_000_000)
		self.rule(top_percent=10)
		finding.run()
		self.assertEqual([len(self.actions(name)) for name in (gone, cheap, dear)], [0, 0, 1])

	def test_a_bad_answer_and_a_due_service_are_calls_too(self):
		person = make_person()
		frappe.db.delete(ACTION, {"customer": person.customer})
		value(person.customer, getdate())
		owner = make_customer().name
		car = make_car(owner)
		long_ago = add_days(getdate(), -180)
		make_invoice(
			owner,
			90,
			vehicle=car.name,
			service_type=short_service(),
			posting_date=long_ago,
			set_posting_time=1,
		)
		self.rule(LOW_SCORE)
		self.rule(SERVICE_DUE, lead_days=10)
		finding.run()
		(low,) = self.actions(person.customer)
		self.assertEqual(low.follow_up, person.follow_up)
		(due,) = self.actions(owner)
		self.assertEqual(due.vehicle, car.name)

	def test_a_held_out_customer_is_neither_listed_nor_written_to_nor_given_points(self):
		customer = self.silent_customer(loyalty_program=program())
		template = frappe.get_doc({**TEMPLATE, "template_name": unique("Back")}).insert().name
		self.rule(held_out_percent=50, message_template=template, points=20)
		with patch("workshop_crm.core.analytics.actions.record.is_held_out", return_value=True):
			finding.run()
		(action,) = self.actions(customer)
		self.assertEqual((action.status, action.message, action.points), ("Held Out", None, 0))
		self.assertNotIn(customer, self.listed())
		self.assertFalse(frappe.db.exists(MESSAGE, {"customer": customer}))
		with self.assertRaises(Conflict):
			call_list.finish(action.name, "Reached", "")

	def test_a_rule_that_fails_does_not_keep_another_from_running(self):
		customer, broken = self.silent_customer(), self.rule(LOW_SCORE)
		self.rule()
		with patch.object(crossers, "_low_scores", side_effect=ZeroDivisionError):
			finding.run()
		self.assertEqual(len(self.actions(customer)), 1)
		self.assertIsNone(frappe.db.get_value(RULE, broken, "checked_until"))


class TestReaching(CallListTestCase):
	def reached(self, consents: bool = True, points: int = 20, **values: Any) -> frappe._dict:
		template = frappe.get_doc({**TEMPLATE, "template_name": unique("Back")}).insert().name
		customer = self.silent_customer(loyalty_program=program(), mobile_no="+966551234567", **values)
		record = frappe.get_doc("Customer", customer)
		agreed = [{"channel": "WhatsApp", "consent_date": getdate()}] if consents else []
		record.set("communication_channels", agreed)
		record.save()
		self.rule(message_template=template, points=points)
		finding.run()
		return self.actions(customer)[0]

	def test_points_are_given_once_and_named_in_the_message(self):
		action = self.reached()
		message = frappe.get_doc(MESSAGE, action.message)
		self.assertIn("20 points", message.text) if message.language == "en" else self.assertIn(
			"20", message.text
		)
		finding.run()
		given = {"customer": action.customer, "invoice_type": ACTION}
		rows = frappe.get_all("Loyalty Point Entry", given, ["loyalty_points", "invoice", "entry_kind"])
		self.assertEqual(rows, [{"loyalty_points": 20, "invoice": action.name, "entry_kind": "Adjust"}])
		self.assertEqual(frappe.db.count(MESSAGE, {"customer": action.customer}), 1)
		self.assertFalse(action.problem)

	def test_without_consent_nothing_is_written_and_the_action_says_why(self):
		action = self.reached(consents=False)
		self.assertIsNone(action.message)
		self.assertEqual(action.points, 20)
		(row,) = (
			one for one in call_list.listed(ListFilters(), 500, 0)["actions"] if one["action"] == action.name
		)
		self.assertTrue(row["problem"])

	def test_who_is_reached_by_phone_gets_no_message_any_more(self):
		action = self.reached()
		call_list.finish(action.name, "Booked", "Comes on Monday")
		self.assertEqual(frappe.db.get_value(MESSAGE, action.message, "status"), "Withdrawn")
		told = frappe.get_all(
			"Customer Interaction", {"customer": action.customer}, ["kind", "direction", "text"]
		)
		self.assertEqual([(one.kind, one.direction) for one in told], [("Call", "Outgoing")])
		self.assertIn("Comes on Monday", told[0].text)

	def test_a_rule_cannot_give_more_than_one_manager_may(self):
		limit = frappe.db.get_value("Loyalty Program", program(), "approval_above") or 500
		with self.assertRaises(frappe.ValidationError):
			self.rule(points=int(limit) + 1_000_000)


class TestOutcomes(CallListTestCase):
	def test_a_visit_in_time_counts_and_a_cancelled_one_does_not(self):
		customer, rule = self.silent_customer(), self.rule(outcome_days=30)
		finding.run()
		(action,) = self.actions(customer)
		frappe.db.set_value(ACTION, action.name, {"made_on": add_days(getdate(), -3)})
		visit = make_invoice(customer, 250)
		finding.run()
		(came,) = self.actions(customer)
		self.assertEqual(
			(came.outcome, came.came_on, came.revenue), ("Came", getdate(), visit.base_grand_total)
		)
		visit.reload()
		visit.cancel()
		finding.run()
		self.assertEqual(self.actions(customer)[0].outcome, "Pending")
		with day(40):
			finding.run()
			self.assertEqual(self.actions(customer)[0].outcome, "Did Not Come")
			(row,) = (one for one in measures.panel()["rules"] if one["rule"] == rule)
			self.assertEqual((row["treated"]["customers"], row["verdict"]), (1, "too_few"))
			behind = measures.customers(MeasureArguments(rule))
			self.assertEqual([one["customer"] for one in behind["customers"]], [customer])

	def test_who_comes_is_off_the_list_at_once(self):
		customer = self.silent_customer()
		self.rule()
		finding.run()
		self.assertIn(customer, self.listed())
		make_invoice(customer, 100)
		self.assertNotIn(customer, self.listed())


class TestSteps(CallListTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.customer = self.silent_customer()
		self.rule()
		finding.run()
		self.action = self.actions(self.customer)[0].name

	def test_a_snoozed_action_comes_back_on_its_day(self):
		call_list.snooze(self.action, str(add_days(getdate(), 7)))
		self.assertNotIn(self.customer, self.listed())
		self.assertIn(self.customer, self.listed(state="later"))
		with day(7):
			self.assertIn(self.customer, self.listed())

	def test_a_dismissed_action_can_be_put_back(self):
		call_list.dismiss(self.action)
		self.assertIn(self.customer, self.listed(state="dismissed"))
		call_list.reopen(self.action)
		self.assertIn(self.customer, self.listed())

	def test_an_action_is_given_to_one_of_the_staff(self):
		user = next(iter(call_list.staff()), None)
		if user:
			call_list.assign(self.action, user)
			self.assertIn(self.customer, self.listed(assignee=user))
		self.assertNotIn(self.customer, self.listed(assignee="somebody@example.com"))


class TestTheirCustomers(CallListTestCase):
	def test_merged_customers_are_called_once(self):
		kept, other = self.silent_customer(), self.silent_customer()
		self.rule()
		finding.run()
		rename_doc("Customer", other, kept, merge=True, force=True)
		self.assertEqual([one.status for one in self.actions(kept)].count("Open"), 1)
		self.assertEqual(len(self.actions(kept)), 2)
		self.assertEqual(self.actions(other), [])

	def test_of_an_erased_person_the_count_stays_and_no_reason(self):
		person = make_person()
		name = erase.erase(person.customer)["customer"]
		(action,) = self.actions(name)
		self.assertEqual((action.status, action.facts or ""), ("Dismissed", ""))
		self.assertNotIn(name, self.listed())


def short_service() -> str:
	"""A service that lasts six months."""
	if not frappe.db.exists("Service Type", "Test Half Year"):
		record = {"doctype": "Service Type", "service_type_name": "Test Half Year", "interval_months": 6}
		frappe.get_doc(record).insert()
	return "Test Half Year"
