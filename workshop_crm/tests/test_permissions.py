"""Who may see and do what, through the endpoints that the network reaches."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm import api
from workshop_crm.api import (
	analytics,
	customers,
	loyalty,
	messaging,
	privacy,
	profile,
	search,
	session,
	surveys,
	today,
	vehicles,
	visits,
)
from workshop_crm.install import FRONT_DESK, MANAGER, ROLE_PROFILES
from workshop_crm.services.platform.survey_links import token_of
from workshop_crm.services.search import documents, engines
from workshop_crm.services.surveys import invitations
from workshop_crm.tests.records import ITEM, item, make_customer, make_invoice, program

MODULES = [import_module(f"{api.__name__}.{found.name}") for found in iter_modules(api.__path__)]
READS_OF_STAFF = (
	session.context,
	search.find,
	visits.options,
	loyalty.program,
	surveys.responses,
	surveys.follow_ups,
	messaging.messages,
	analytics.call_list,
	today.show,
	vehicles.due,
	customers.listed,
)
READS_OF_MANAGERS = (
	loyalty.templates,
	analytics.dashboard,
	analytics.customers,
	analytics.views,
	analytics.refresh,
	analytics.export_call_list,
	vehicles.export_due,
	customers.export_list,
	customers.message_templates,
	analytics.action_measures,
)


def make_user(*roles: str) -> str:
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": f"{frappe.generate_hash(length=10)}@example.com",
			"first_name": "Test",
			"send_welcome_email": 0,
		}
	).insert()
	user.add_roles(*roles)
	return user.name


class PermissionTestCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		item()
		cls.front_desk = make_user(*ROLE_PROFILES[FRONT_DESK])
		cls.manager = make_user(*ROLE_PROFILES[MANAGER])
		cls.mine, cls.other = make_customer().name, make_customer().name
		for customer in (cls.mine, cls.other):
			invoice = make_invoice(customer, 400)
			invitations.invite("Sales Invoice", invoice.name)
		engines.embedded_index().write(documents.documents([cls.mine, cls.other]))

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")


class TestGuest(PermissionTestCase):
	def test_a_guest_may_open_and_answer_a_survey_and_nothing_else(self):
		invitation = frappe.db.get_value("Survey Invitation", {"customer": self.mine}, "name")
		frappe.set_user("Guest")
		self.assertEqual(surveys.form(token=token_of(invitation))["state"], "open")
		for endpoint in (*READS_OF_STAFF, *READS_OF_MANAGERS):
			with self.assertRaises(frappe.PermissionError, msg=endpoint.__name__):
				endpoint()
		with self.assertRaises(frappe.PermissionError):
			profile.get_profile(customer=self.mine)

	def test_only_surveys_and_webhooks_are_open_to_guests_and_writers_take_no_get(self):
		open_to_guests, writers_by_get = [], []
		for module in MODULES:
			for function in vars(module).values():
				if (
					getattr(function, "__module__", "") != module.__name__
					or function not in frappe.whitelisted
				):
					continue
				name = f"{module.__name__.rsplit('.', 1)[1]}.{function.__name__}"
				if function in frappe.guest_methods:
					open_to_guests.append(name)
				if name in WRITERS and "GET" in frappe.allowed_http_methods_for_whitelisted_func[function]:
					writers_by_get.append(name)
		self.assertEqual(set(open_to_guests), OPEN_TO_GUESTS)
		self.assertEqual(writers_by_get, [])


# What a webhook brings counts only when its provider has signed it.
OPEN_TO_GUESTS = {
	"surveys.form",
	"surveys.answer",
	"surveys.opened",
	"messaging_webhooks.twilio",
	"messaging_webhooks.meta",
}
WRITERS = {
	"customers.save_customer",
	"messaging.add_interaction",
	"messaging.delete_interaction",
	"messaging.reply",
	"vehicles.add_vehicle",
	"vehicles.save_vehicle",
	"vehicles.sell_vehicle",
	"vehicles.end_ownership",
	"vehicles.remind",
	"vehicles.remind_many",
	"customers.message_many",
	"messaging.stop_run",
	"privacy.erase",
	"visits.complete",
	"visits.cancel",
	"visits.pay",
	"visits.send_invoice",
	"visits.return_invoice",
	"visits.take_basket",
	"visits.save_basket",
	"visits.discard_basket",
	"loyalty.adjust",
	"loyalty.decide_adjustment",
	"loyalty.renew_points_link",
	"loyalty.send_statement",
	"loyalty.reserve_reward",
	"loyalty.use_reward",
	"loyalty.cancel_reward",
	"surveys.answer",
	"surveys.opened",
	"surveys.note_contact",
	"surveys.note_follow_up",
	"surveys.assign_follow_up",
	"surveys.schedule_follow_up",
	"surveys.snooze_follow_up",
	"surveys.close_follow_up",
	"surveys.reopen_follow_up",
	"surveys.ask",
	"surveys.hand_over",
	"messaging.send_again",
	"messaging.mark_sent",
	"messaging.stop",
	"messaging.allow",
	"messaging.send_test",
	"messaging.fetch_approval",
	"messaging_webhooks.twilio",
	"imports.upload",
	"imports.start",
	"session.choose_calendar",
	"analytics.refresh",
	"analytics.subscribe",
	"analytics.unsubscribe",
	"analytics.save_view",
	"analytics.change_view",
	"analytics.delete_view",
	"analytics.find_actions",
	"analytics.finish_action",
	"analytics.snooze_action",
	"analytics.assign_action",
	"analytics.dismiss_action",
	"analytics.reopen_action",
	"search.test_connection",
	"search.retry_dead",
}


class TestFrontDesk(PermissionTestCase):
	def test_the_front_desk_does_its_work_and_does_not_manage(self):
		frappe.set_user(self.front_desk)
		for endpoint in READS_OF_STAFF:
			self.assertIsNotNone(endpoint(), endpoint.__name__)
		for endpoint in READS_OF_MANAGERS:
			with self.assertRaises(frappe.PermissionError, msg=endpoint.__name__):
				endpoint()
		self.assertFalse(session.context()["can_manage"])

	def test_the_front_desk_takes_a_customer_from_the_first_call_to_the_bill(self):
		frappe.set_user(self.front_desk)
		customer = customers.save_customer(
			values={"name": "Walk In " + frappe.generate_hash(length=6), "phone": "0559876543"}
		)["customer"]
		car = vehicles.add_vehicle(
			customer=customer, values={"plate": "DESK " + frappe.generate_hash(length=6), "odometer": 10}
		)["vehicle"]
		lines = [{"item": ITEM, "qty": 1, "rate": 120}]
		quote = visits.quote(customer=customer, lines=lines)
		done = visits.complete(
			customer=customer,
			lines=lines,
			idempotency_key=frappe.generate_hash(),
			vehicle=car,
			odometer=20,
		)
		self.assertEqual(done["total"], quote["total"])
		visits.return_invoice(invoice=done["invoice"])

	def test_the_front_desk_neither_hands_out_nor_erases_what_is_held_of_a_person(self):
		customer = make_customer().name
		frappe.set_user(self.front_desk)
		with self.assertRaises(frappe.PermissionError):
			privacy.export(customer=customer)
		with self.assertRaises(frappe.PermissionError):
			privacy.erase(customer=customer, confirm=customer)
		self.assertTrue(frappe.db.exists("Customer", customer))

	def test_an_employee_without_a_role_of_the_workshop_sees_nothing(self):
		frappe.set_user(make_user("Sales User"))
		for endpoint in READS_OF_STAFF:
			with self.assertRaises(frappe.PermissionError, msg=endpoint.__name__):
				endpoint()


class TestManager(PermissionTestCase):
	def test_a_manager_of_the_workshop_hands_out_and_erases_what_is_held_of_a_person(self):
		customer = make_customer().name
		frappe.set_user(self.manager)
		self.assertEqual(privacy.export(customer=customer)["customer"], customer)
		answer = privacy.erase(customer=customer, confirm=customer)
		self.assertFalse(frappe.db.exists("Customer", customer))
		self.assertTrue(frappe.db.get_value("Customer", answer["customer"], "disabled"))


class TestRestrictedUser(PermissionTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		for user in (cls.front_desk, cls.manager):
			frappe.get_doc(
				{"doctype": "User Permission", "user": user, "allow": "Customer", "for_value": cls.mine}
			).insert()

	def test_search_shows_only_the_customers_that_the_user_may_see(self):
		frappe.set_user(self.front_desk)
		self.assertIn(self.mine, [hit["customer"] for hit in search.find(query=self.mine)["hits"]])
		for query in (self.other, "Reem", ""):
			hits = [hit["customer"] for hit in search.find(query=query, limit=50)["hits"]]
			self.assertLessEqual(set(hits), {self.mine}, query)

	def test_other_customers_cannot_be_opened_sold_to_or_changed(self):
		frappe.set_user(self.front_desk)
		self.assertEqual(profile.get_profile(customer=self.mine)["customer"], self.mine)
		lines = [{"item": ITEM, "qty": 1, "rate": 10}]
		for call in (
			lambda: profile.get_profile(customer=self.other),
			lambda: customers.save_customer(values={"name": "X"}, customer=self.other),
			lambda: vehicles.add_vehicle(customer=self.other, values={"plate": "ABC 1"}),
			lambda: privacy.export(customer=self.other),
			lambda: privacy.erase(customer=self.other, confirm=self.other),
			lambda: loyalty.account(customer=self.other),
			lambda: loyalty.points_link(customer=self.other),
			lambda: visits.quote(customer=self.other, lines=lines),
			lambda: visits.complete(customer=self.other, lines=lines, idempotency_key="k"),
		):
			with self.assertRaises(frappe.PermissionError):
				call()

	def test_a_manager_who_may_not_see_a_customer_neither_hands_out_nor_erases_them(self):
		frappe.set_user(self.manager)
		with self.assertRaises(frappe.PermissionError):
			privacy.export(customer=self.other)
		with self.assertRaises(frappe.PermissionError):
			privacy.erase(customer=self.other, confirm=self.other)

	def test_an_invoice_of_another_customer_cannot_be_cancelled_or_returned(self):
		invoice = frappe.db.get_value("Sales Invoice", {"customer": self.other}, "name")
		frappe.set_user(self.front_desk)
		with self.assertRaises(frappe.PermissionError):
			visits.cancel(invoice=invoice)
		with self.assertRaises(frappe.PermissionError):
			visits.return_invoice(invoice=invoice)

	def test_messages_of_other_customers_and_their_links_are_not_shown(self):
		frappe.set_user(self.front_desk)
		self.assertEqual({row["customer"] for row in messaging.messages(limit=100)["messages"]}, {self.mine})
		frappe.set_user("Administrator")
		message = frappe.db.get_value("Customer Message", {"customer": self.other}, "name")
		frappe.set_user(self.front_desk)
		with self.assertRaises(frappe.PermissionError):
			messaging.send_again(message=message)

	def test_the_figures_are_those_of_the_customers_that_the_user_may_see(self):
		frappe.set_user(self.manager)
		self.assertEqual(analytics.dashboard()["cards"]["customers"], 1)
		page = analytics.customers()
		self.assertEqual([row["customer"] for row in page["customers"]], [self.mine])
		analytics.export(table="customers")
		self.assertNotIn(self.other, frappe.response["filecontent"].decode())
		with patch("workshop_crm.services.loyalty.views.current_program", return_value=program()):
			self.assertEqual(loyalty.program()["members"], 1)
