"""Messages to many on ERPNext: the job, what becomes of it when it dies, and whom each user's list names."""

from __future__ import annotations

from contextlib import nullcontext
from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, now_datetime

from workshop_crm.api import messaging as api
from workshop_crm.core.messaging.messages import Written
from workshop_crm.core.messaging.runs import RUN
from workshop_crm.core.profile.customer_list import CustomerFilters
from workshop_crm.core.vehicles.kept_due import DUE, NONE_BEFORE
from workshop_crm.install import FRONT_DESK, ROLE_PROFILES
from workshop_crm.services.messaging import runs, sending
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.profile import customer_list
from workshop_crm.tests.messaging import (
	NOON,
	FakeSender,
	at,
	reachable,
	refuse,
	sent_by,
	use_providers,
	write,
)
from workshop_crm.tests.records import make_car, make_customer, make_invoice, make_user, restrict_to
from workshop_crm.tests.refusals import assert_refused


class TestMessageRuns(FrappeTestCase):
	def run_of(self, *targets: str) -> str:
		with patch("workshop_crm.services.platform.background.after_commit"):
			return runs.start("Message", targets, frappe.generate_hash())["run"]

	def test_one_that_cannot_be_written_does_not_keep_the_others_from_it(self) -> None:
		def write(target: str, run: Document) -> Written:
			if target == "bad":
				raise RuntimeError(target)
			return Written(target)

		name = self.run_of("good", "bad", "better")
		with patch.object(frappe.db, "commit"):
			runs.work(name, write)
			runs.work(name, write)
		run = frappe.get_doc(RUN, name)
		self.assertEqual((run.status, run.position, run.written), ("Done", 3, 2))
		self.assertIn("error log", run.left_out)
		self.assertFalse(run.targets, "whom it was for is forgotten")

	def test_a_run_whose_job_was_lost_is_taken_up_and_others_are_not(self) -> None:
		lost, running = self.run_of("a"), self.run_of("b")
		frappe.db.set_value(RUN, lost, "modified", add_days(now_datetime(), -1), update_modified=False)
		with patch("workshop_crm.services.platform.background.now") as queued:
			runs.resume()
		taken = [call.kwargs["run"] for call in queued.call_args_list]
		self.assertIn(lost, taken)
		self.assertNotIn(running, taken)

	def test_only_whom_a_message_left_for_comes_back_because_of_it(self) -> None:
		name = self.run_of("a")
		frappe.db.set_value(RUN, name, {"started_on": add_days(now_datetime(), -10), "status": "Done"})
		for status in ("Sent", "Failed", "Outbox", "Withdrawn"):
			customer = make_customer().name
			message = {"doctype": MESSAGE, "customer": customer, "direction": "Outgoing", "channel": "SMS"}
			frappe.get_doc({**message, "status": status, "text": "x", "run": name}).db_insert()
			make_invoice(customer, 100)
		(shown,) = [one for one in runs.listed("Message")["runs"] if one["run"] == name]
		self.assertEqual(shown["came"], 1)

	def test_the_same_request_twice_at_once_is_one_run(self) -> None:
		def begin(known: object) -> str:
			seen = patch("frappe.db.get_value", side_effect=known) if known else nullcontext()
			with patch("workshop_crm.services.platform.background.after_commit"), seen:
				return runs.start("Message", ["a"], key)["run"]

		key, found = frappe.generate_hash(), frappe.db.get_value

		def not_yet(*arguments: object, **more: object) -> object:
			is_first_look = arguments[0] == RUN and not more.get("for_update")
			return None if is_first_look else found(*arguments, **more)

		first = begin(None)
		self.assertEqual(begin(not_yet), first)

	def test_what_was_stopped_writes_no_more(self) -> None:
		name = self.run_of("a")
		runs.stop(name)
		with patch.object(frappe.db, "commit"):
			runs.work(name, lambda target, _run: self.fail(target))
		self.assertEqual(frappe.db.get_value(RUN, name, "status"), "Stopped")

	def test_stopping_withdraws_what_waits_for_the_provider(self) -> None:
		use_providers(sms_provider="SMS Settings")
		name = self.run_of("a", "b", "c", "d")
		frappe.db.set_value(RUN, name, "position", 3)
		written = [write(reachable("SMS"), run=name) for _ in range(3)]
		sent, queued, failed = written
		sent.db_set("status", "Delivered")
		failed.db_set("status", "Failed")
		stopped = runs.stop(name)
		self.assertEqual((stopped["not_sent"], stopped["left"]), (2, 2))
		for message, state in ((sent, "Delivered"), (queued, "Withdrawn"), (failed, "Failed")):
			message.reload()
			self.assertEqual((message.status, message.unwanted), (state, 1))
		assert_refused(lambda: api.stop_run(run=name), "waits any more")

	def test_a_message_that_went_by_another_channel_counts_there_and_stops_with_its_run(self) -> None:
		use_providers(sms_provider="SMS Settings")
		name = self.run_of("a", "b")
		frappe.db.set_value(RUN, name, {"position": 2, "written": 2, "status": "Done"})
		for _ in range(2):
			write(reachable("Email", "SMS", email_id="reem@example.com"), channel="SMS", run=name)
		no_such_number = FakeSender(refuse("other_channel"))
		with at(NOON), sent_by(SMS=no_such_number):
			sending.send_due()
		self.assertEqual(self.figures(name), {"sent": 0, "failed": 0, "waiting": 2})
		first = frappe.get_doc(MESSAGE, {"run": name, "channel": "Email"}, order_by="creation")
		first.db_set("status", "Delivered")
		self.assertEqual(self.figures(name), {"sent": 1, "failed": 0, "waiting": 1})
		stopped = runs.stop(name)
		self.assertEqual((stopped["left"], stopped["not_sent"]), (1, 1))
		self.assertEqual(self.figures(name), {"sent": 1, "failed": 0, "waiting": 0})

	def figures(self, name: str) -> dict[str, int]:
		(shown,) = [one for one in runs.listed("Message")["runs"] if one["run"] == name]
		return {figure: shown[figure] for figure in ("sent", "failed", "waiting")}


class TestCustomerList(FrappeTestCase):
	def setUp(self) -> None:
		self.addCleanup(frappe.set_user, "Administrator")
		self.due, self.other = self.with_due_car(), make_customer().name

	def with_due_car(self) -> str:
		customer = make_customer().name
		car = make_car(customer).name
		day = add_days(getdate(), -10)
		kept = {
			"vehicle": car,
			"customer": customer,
			"service_type": "Oil Change",
			"previous_from": NONE_BEFORE,
		}
		frappe.get_doc(
			{"doctype": DUE, **kept, "due_on": day, "overdue_from": add_days(day, 1), "last_on": day}
		).insert()
		return customer

	def names(self, filters: CustomerFilters) -> list[str]:
		answer = customer_list.listed(filters, 500, 0)
		self.assertEqual(len(answer["rows"]), min(answer["total"], 500))
		return [row["customer"] for row in answer["rows"]]

	def test_few_and_many_are_listed_alike(self) -> None:
		filters = CustomerFilters(due=True)
		few = self.names(filters)
		with patch.object(customer_list, "FEW", 0):
			self.assertEqual(self.names(filters), few)
		self.assertIn(self.due, customer_list.targets(filters))
		self.assertNotIn(self.other, customer_list.targets(filters))

	def test_a_disabled_customer_is_not_listed(self) -> None:
		frappe.db.set_value("Customer", self.due, "disabled", 1)
		self.assertNotIn(self.due, customer_list.targets(CustomerFilters(due=True)))

	def test_who_may_see_some_customers_lists_and_counts_those(self) -> None:
		stranger = self.with_due_car()
		user = make_user(*ROLE_PROFILES[FRONT_DESK])
		restrict_to(user, self.due)
		frappe.set_user(user)
		self.assertEqual(self.names(CustomerFilters(due=True)), [self.due])
		self.assertEqual(self.names(CustomerFilters(customers=(stranger,))), [])
