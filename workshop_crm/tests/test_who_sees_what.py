"""Every DocType and every endpoint of the app, as every kind of user meets it.

What is not in the tables below fails: a new DocType, endpoint, page or number card says first who may see it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, get_args
from unittest.mock import patch

import frappe
from erpnext.accounts.doctype.loyalty_program import loyalty_program
from frappe.desk import reportview
from frappe.desk.doctype.number_card import number_card
from frappe.desk.form import linked_with
from frappe.desk.form.load import getdoc
from frappe.utils import add_days, getdate
from frappe.www.printview import get_html_and_style

from workshop_crm import api
from workshop_crm.core.analytics.actions.call_list import State
from workshop_crm.core.surveys.follow_up_list import PARTS
from workshop_crm.core.today.day import SECTIONS
from workshop_crm.custom_fields import MODULE
from workshop_crm.overrides import charts, counting, global_search, loyalty_points
from workshop_crm.overrides.link_search import search_link
from workshop_crm.services.analytics import columns
from workshop_crm.services.loyalty import adjusting
from workshop_crm.tests import pdf_text
from workshop_crm.tests.people import PersonTestCase
from workshop_crm.tests.records import GIFT, ITEM, make_car, make_invoice, make_user, program, vin
from workshop_crm.tests.world_of_two import (
	World,
	acting,
	front_desk,
	is_refused,
	make_world,
	manager,
	other_company,
	restricted,
	restrictions,
	strangers,
)

PERSONAL, OF_MANAGERS, SET_UP, SETTINGS, ROWS = "a customer's", "managers'", "set-up", "settings", "rows"
# Of set-up, as it was: read by staff, written by the app alone.
COPIES = "copies"
# Sums over all customers, which nobody reads past the endpoints.
SEALED = "the app's alone"
# Every DocType of the app: what it is.
DOCTYPES = {
	"Customer Message": PERSONAL,
	"Consent Event": PERSONAL,
	"Customer Interaction": PERSONAL,
	"Customer Loyalty Points": PERSONAL,
	"Loyalty Tier Change": PERSONAL,
	"Reward Redemption": PERSONAL,
	"Customer Analytics": PERSONAL,
	"Customer Action": PERSONAL,
	"Survey Invitation": PERSONAL,
	"Survey Response": PERSONAL,
	"Checkout Draft": PERSONAL,
	"Vehicle Service Due": PERSONAL,
	"Customer Value Snapshot": OF_MANAGERS,
	"Loyalty Adjustment": OF_MANAGERS,
	"Customer Search Update": OF_MANAGERS,
	"Service Type": SET_UP,
	"Rewards Catalog": SET_UP,
	"Customer Action Rule": SET_UP,
	"Survey": SET_UP,
	"Survey Version": COPIES,
	"Message Template": SET_UP,
	"Checkout Discount Limit": ROWS,
	"Messaging Country Rule": ROWS,
	"Workshop CRM Settings": SETTINGS,
	"Customer Vehicle": ROWS,
	"Customer Communication Channel": ROWS,
	"Customer Communication Entry": ROWS,
	"Survey Answer": ROWS,
	"Survey Question": ROWS,
	"Survey Trigger": ROWS,
	"Survey Cadence Step": ROWS,
	"Loyalty Earning Rule": ROWS,
	"Survey Follow-up Rule": ROWS,
	"Survey Follow-up Step": ROWS,
	"Dashboard Subscription": SEALED,
	"Dashboard View": SEALED,
	"Survey Month": SEALED,
	"Message Run": SEALED,
	"Survey Invitation Month": SEALED,
}
# ERPNext's and Frappe's that belong to a customer, and how: by a Link, or by the DocType and name of what they are about.
FOREIGN: dict[str, tuple[str, ...]] = {
	"Vehicle": ("customer",),
	"Issue": ("customer",),
	"Loyalty Point Entry": ("customer",),
	"Sales Invoice": ("customer",),
	"Contact": (),
	"Address": (),
	"Communication": ("reference_name",),
	"Tag Link": ("document_name",),
}
# What names the company that it is of: closed to users of another company, whose customers are the same.
OF_A_COMPANY = {
	"Vehicle Service Due",
	"Reward Redemption",
	"Customer Message",
	"Customer Loyalty Points",
	"Loyalty Tier Change",
	"Loyalty Adjustment",
	"Checkout Draft",
	"Customer Action",
	"Customer Analytics",
	"Customer Value Snapshot",
	"Survey Invitation",
	"Survey Response",
	"Issue",
	"Loyalty Point Entry",
	"Sales Invoice",
}
# Rows that are read through their parent.
CHILDREN = {
	"Customer Vehicle": "Customer",
	"Customer Communication Channel": "Customer",
	"Survey Answer": "Survey Response",
	"Survey Follow-up Step": "Issue",
	"Sales Invoice Item": "Sales Invoice",
	"Contact Phone": "Contact",
	"Contact Email": "Contact",
	"Dynamic Link": "Contact",
}
RIGHTS = ("read", "write", "delete", "print", "email", "export", "share")
PAGES_OF_STAFF = {
	"workshop-call-list",
	"workshop-checkout",
	"workshop-due",
	"workshop-follow-ups",
	"workshop-handover",
	"workshop-loyalty",
	"workshop-messages",
	"workshop-profile",
	"workshop-search",
	"workshop-today",
}
PAGES_OF_MANAGERS = {"workshop-dashboard", "workshop-import", "workshop-loyalty-figures", "workshop-surveys"}
# Who sees what in them: test_survey_results, test_reports.
REPORTS = {
	"Customer Retention",
	"Customer Value",
	"Service Frequency",
	"Survey Response Funnel",
	"Survey Scores",
}
NUMBER_CARDS = {
	"Workshop CRM Active Customers",
	"Workshop CRM Average Score",
	"Workshop CRM High Risk Customers",
	"Workshop CRM Lifetime Value",
	"Workshop CRM Open Follow-ups",
	"Workshop CRM Points Outstanding",
}
CHARTS = {"Customers by Segment", "Lifetime Value by Month", "Lifetime Value by Segment"}
PRINT_FORMATS = {"Customer Profile Card", "Workshop Invoice", "Workshop POS Invoice"}

GUEST, STAFF, MANAGERS = "guest", "staff", "managers"
Arguments = Callable[[Any, World], dict[str, Any]]
# Endpoints that name no person, with what they are called.
UPLOAD = {"upload": "unknown"}
OF_NOBODY: dict[str, dict[str, Any]] = {
	"search.test_connection": {"values": {}},
	"session.choose_calendar": {"calendar": "hijri"},
	"analytics.refresh": {},
	"analytics.subscribe": {"weekday": "Monday"},
	"analytics.unsubscribe": {},
	"analytics.save_view": {"title": "x"},
	"analytics.change_view": {"view": "x", "title": "x"},
	"analytics.delete_view": {"view": "x"},
	"analytics.find_actions": {},
	"messaging.runs": {"kind": "Message"},
	"messaging.stop_run": {"run": "unknown"},
	"vehicles.remind_many": {"key": "who", "vehicles": ["unknown"]},
	"vehicles.reminder_question": {"vehicles": ["unknown"]},
	"customers.message_question": {"template": "unknown"},
	"customers.message_many": {"template": "unknown", "key": "who"},
	"surveys.form_preview": {"survey": {}},
	"messaging.send_test": {"channel": "SMS", "address": "0551234567"},
	"messaging.preview_template": {"values": {}},
	"messaging.fetch_approval": {"template": "Survey invitation"},
	"loyalty.back_test": {"draft": "unknown"},
	"loyalty.export_figures": {"table": "points"},
	"imports.upload": {},
	"imports.start": {**UPLOAD, "choices": {}},
	"imports.progress": UPLOAD,
	"imports.refused": UPLOAD,
}
# Who may call; and the arguments that name something of a person, where there is such a thing.
ADJUSTED = {"points": 5, "kind": "Goodwill", "reason": "x", "idempotency_key": "who sees what"}
LINES = [{"item": ITEM, "qty": 1, "rate": 10}]
ENDPOINTS: dict[str, tuple[str, Arguments | None]] = {
	"analytics.dashboard": (MANAGERS, None),
	"analytics.customers": (MANAGERS, None),
	"analytics.export": (MANAGERS, None),
	"analytics.refresh": (MANAGERS, None),
	"analytics.paper": (MANAGERS, None),
	"analytics.subscription": (MANAGERS, None),
	"analytics.subscribe": (MANAGERS, None),
	"analytics.unsubscribe": (MANAGERS, None),
	"analytics.views": (MANAGERS, None),
	"analytics.save_view": (MANAGERS, None),
	"analytics.change_view": (MANAGERS, None),
	"analytics.delete_view": (MANAGERS, None),
	"analytics.call_list": (STAFF, None),
	"analytics.export_call_list": (MANAGERS, None),
	"analytics.finish_action": (STAFF, lambda made, _: {"action": an_action(made), "result": "Reached"}),
	"analytics.snooze_action": (
		STAFF,
		lambda made, _: {"action": an_action(made), "until": str(add_days(getdate(), 7))},
	),
	"analytics.assign_action": (STAFF, lambda made, _: {"action": an_action(made)}),
	"analytics.dismiss_action": (STAFF, lambda made, _: {"action": an_action(made)}),
	"analytics.reopen_action": (STAFF, lambda made, _: {"action": an_action(made, "Dismissed")}),
	"analytics.find_actions": (MANAGERS, None),
	"analytics.action_measures": (MANAGERS, None),
	"analytics.export_action_measures": (MANAGERS, None),
	"analytics.action_customers": (MANAGERS, None),
	"analytics.export_action_customers": (MANAGERS, None),
	"imports.upload": (MANAGERS, None),
	"imports.start": (MANAGERS, None),
	"imports.progress": (MANAGERS, None),
	"imports.refused": (MANAGERS, None),
	"visits.options": (STAFF, None),
	"visits.prices": (STAFF, lambda made, _: {"customer": made.customer}),
	"visits.quote": (STAFF, lambda made, _: {"customer": made.customer, "lines": LINES}),
	"visits.complete": (
		STAFF,
		lambda made, _: {
			"customer": made.customer,
			"lines": LINES,
			"idempotency_key": frappe.generate_hash(),
		},
	),
	"visits.get_visit": (STAFF, lambda made, _: {"invoice": made.invoice}),
	"visits.of_customer": (STAFF, lambda made, _: {"customer": made.customer}),
	"visits.pay": (
		STAFF,
		lambda made, _: {
			"invoice": made.invoice,
			"payments": [{"mode": "Cash", "amount": 1}],
			"outstanding": frappe.db.get_value("Sales Invoice", made.invoice, "outstanding_amount"),
		},
	),
	"visits.send_invoice": (STAFF, lambda made, _: {"invoice": made.invoice}),
	"visits.cancel": (STAFF, lambda made, _: {"invoice": made.invoice}),
	"visits.return_invoice": (STAFF, lambda made, _: {"invoice": made.invoice}),
	"visits.open_baskets": (STAFF, None),
	"visits.take_basket": (
		STAFF,
		lambda made, _: {"draft": of_customer("Checkout Draft", made), "screen": "s"},
	),
	"visits.save_basket": (
		STAFF,
		lambda made, _: {
			"draft": "who",
			"screen": "s",
			"customer": made.customer,
			"basket": {},
			"is_new": True,
		},
	),
	"visits.discard_basket": (STAFF, lambda made, _: {"draft": of_customer("Checkout Draft", made)}),
	"visits.before_cancelling": (STAFF, lambda made, _: {"invoice": made.invoice}),
	"visits.before_returning": (STAFF, lambda made, _: {"invoice": made.invoice}),
	"loyalty.account": (STAFF, lambda made, _: {"customer": made.customer}),
	"loyalty.program": (STAFF, None),
	"loyalty.templates": (MANAGERS, None),
	"loyalty.figures": (MANAGERS, None),
	"loyalty.figure_list": (MANAGERS, None),
	"loyalty.export_figures": (MANAGERS, None),
	"loyalty.export_figure_list": (MANAGERS, None),
	"loyalty.adjust": (MANAGERS, lambda made, _: {"customer": made.customer, **ADJUSTED}),
	"loyalty.decide_adjustment": (
		MANAGERS,
		lambda made, _: {"adjustment": an_adjustment(made), "approve": True},
	),
	"loyalty.rewards": (STAFF, lambda made, _: {"customer": made.customer}),
	"loyalty.points_link": (STAFF, lambda made, _: {"customer": made.customer}),
	"loyalty.renew_points_link": (STAFF, lambda made, _: {"customer": made.customer}),
	"loyalty.send_statement": (STAFF, lambda made, _: {"customer": made.customer}),
	"loyalty.invoice_offer": (
		STAFF,
		lambda made, _: {"invoice_type": "Sales Invoice", "invoice": made.invoice},
	),
	"loyalty.reserve_reward": (
		STAFF,
		lambda made, _: {
			"customer": made.customer,
			"reward": GIFT,
			"idempotency_key": frappe.generate_hash(),
		},
	),
	"loyalty.use_reward": (STAFF, lambda made, _: {"redemption": of_customer("Reward Redemption", made)}),
	"loyalty.cancel_reward": (STAFF, lambda made, _: {"redemption": of_customer("Reward Redemption", made)}),
	"loyalty.back_test": (MANAGERS, None),
	"messaging.messages": (STAFF, None),
	"messaging.mark_sent": (STAFF, lambda made, _: {"message": of_customer("Customer Message", made)}),
	"messaging.stop": (STAFF, lambda made, _: {"customer": made.customer}),
	"messaging.allow": (STAFF, lambda made, _: {"customer": made.customer}),
	"messaging.send_test": (MANAGERS, None),
	"messaging.preview_template": (MANAGERS, None),
	"messaging.fetch_approval": (MANAGERS, None),
	"messaging.webhook_addresses": (MANAGERS, None),
	"messaging_webhooks.twilio": (GUEST, None),
	"messaging_webhooks.meta": (GUEST, None),
	"messaging.send_again": (STAFF, lambda made, _: {"message": of_customer("Customer Message", made)}),
	"customers.listed": (STAFF, None),
	"customers.export_list": (MANAGERS, None),
	"customers.message_templates": (MANAGERS, None),
	"customers.message_question": (MANAGERS, None),
	"customers.message_many": (MANAGERS, None),
	"messaging.runs": (STAFF, None),
	"messaging.stop_run": (STAFF, None),
	"profile.get_profile": (STAFF, lambda made, _: {"customer": made.customer}),
	"profile.form_options": (STAFF, None),
	"customers.save_customer": (
		STAFF,
		lambda made, _: {"customer": made.customer, "values": {"language": "en"}},
	),
	"messaging.history": (STAFF, lambda made, _: {"customer": made.customer}),
	"messaging.ways": (STAFF, lambda made, _: {"customer": made.customer}),
	"messaging.reply": (
		STAFF,
		lambda made, _: {
			"customer": made.customer,
			"channel": "WhatsApp",
			"key": frappe.generate_hash(),
			"text": "x",
		},
	),
	"messaging.add_interaction": (
		STAFF,
		lambda made, _: {"customer": made.customer, "values": {"kind": "Note", "text": "x"}},
	),
	"messaging.delete_interaction": (
		STAFF,
		lambda made, _: {"entry": of_customer("Customer Interaction", made)},
	),
	"vehicles.read_plate": (STAFF, None),
	"vehicles.read_vin": (STAFF, None),
	"vehicles.car_names": (STAFF, None),
	"vehicles.add_vehicle": (
		STAFF,
		lambda made, _: {"customer": made.customer, "values": {"plate": "ABJ 1"}},
	),
	"vehicles.save_vehicle": (STAFF, lambda made, _: {"vehicle": made.vehicle, "values": {"model": "X"}}),
	"vehicles.sell_vehicle": (
		STAFF,
		lambda made, world: {"vehicle": made.vehicle, "customer": world.mine.customer},
	),
	"vehicles.end_ownership": (STAFF, lambda made, _: {"vehicle": made.vehicle}),
	"vehicles.remind": (STAFF, lambda made, _: {"vehicle": made.vehicle}),
	"vehicles.due": (STAFF, None),
	"vehicles.export_due": (MANAGERS, None),
	"vehicles.reminder_question": (STAFF, None),
	"vehicles.remind_many": (STAFF, None),
	"profile.vehicle_history": (STAFF, lambda made, _: {"vehicle": made.vehicle}),
	"privacy.export": (MANAGERS, lambda made, _: {"customer": made.customer}),
	"privacy.erase": (
		MANAGERS,
		lambda made, _: {"customer": made.customer, "confirm": made.customer},
	),
	"search.find": (STAFF, None),
	"search.duplicates": (STAFF, None),
	"search.link_query": (STAFF, None),
	"search.test_connection": (MANAGERS, None),
	"search.retry_dead": (MANAGERS, None),
	"session.context": (STAFF, None),
	"session.choose_calendar": (STAFF, None),
	"surveys.form": (GUEST, None),
	"surveys.answer": (GUEST, None),
	"surveys.opened": (GUEST, None),
	"surveys.form_preview": (STAFF, None),
	"surveys.responses": (STAFF, None),
	"surveys.follow_ups": (STAFF, None),
	"today.show": (STAFF, None),
	"surveys.ask_choices": (STAFF, lambda made, _: {"customer": made.customer}),
	"surveys.ask": (STAFF, lambda made, _: _fresh_visit(made)),
	"surveys.handover": (STAFF, None),
	"surveys.hand_over": (STAFF, lambda made, _: _fresh_visit(made)),
	"surveys.handed_over": (STAFF, lambda made, _: {"invitation": _invitation_of(made)}),
	"surveys.results": (MANAGERS, None),
	"surveys.funnel": (MANAGERS, None),
	"surveys.answer_list": (MANAGERS, None),
	"surveys.photos": (STAFF, lambda made, _: {"response": of_customer("Survey Response", made)}),
	"surveys.export_results": (MANAGERS, None),
	"surveys.follow_up_history": (STAFF, lambda made, _: {"follow_up": made.follow_up}),
	"surveys.follow_up_people": (STAFF, lambda made, _: {"follow_up": made.follow_up}),
	"surveys.note_contact": (STAFF, lambda made, _: {"follow_up": made.follow_up}),
	"surveys.note_follow_up": (STAFF, lambda made, _: {"follow_up": made.follow_up, "note": "x"}),
	"surveys.assign_follow_up": (STAFF, lambda made, _: {"follow_up": made.follow_up, "user": ""}),
	"surveys.schedule_follow_up": (STAFF, lambda made, _: {"follow_up": made.follow_up, "due_on": ""}),
	"surveys.snooze_follow_up": (STAFF, lambda made, _: {"follow_up": made.follow_up, "days": 1}),
	"surveys.close_follow_up": (STAFF, lambda made, _: {"follow_up": made.follow_up, "reason": "Solved"}),
	"surveys.reopen_follow_up": (STAFF, lambda made, _: {"follow_up": a_closed_follow_up(made), "note": "x"}),
}
# Of those that name nobody: everything that a curious user would send.
CURIOUS: dict[str, Callable[[World], Iterator[dict[str, Any]]]] = {
	"messaging.messages": lambda world: iter([{"limit": 500}, {"customer": world.other.customer}]),
	"surveys.responses": lambda _: iter([{"limit": 1000}]),
	"today.show": lambda _: ({"limit": 100, "section": section} for section in SECTIONS),
	"surveys.follow_ups": lambda _: ({"limit": 500, "part": part} for part in PARTS),
	"visits.open_baskets": lambda _: iter([{"limit": 500}]),
	"analytics.customers": lambda _: iter([{"limit": 1000}]),
	"surveys.answer_list": lambda _: iter([{"limit": 1000}]),
	"surveys.export_results": lambda _: iter([{"table": "answers"}]),
	"loyalty.figure_list": lambda _: (
		{"limit": 500, **cell}
		for cell in (
			{"table": "points", "column": "earned"},
			{"table": "points", "column": "outstanding"},
			{"table": "members", "row": "member", "column": "customers"},
			{"table": "members", "row": "other", "column": "invoices"},
		)
	),
	"loyalty.export_figure_list": lambda _: iter([{"table": "points", "column": "outstanding"}]),
	"analytics.export": lambda _: iter([{"table": "customers"}]),
	"analytics.call_list": lambda _: ({"limit": 1000, "state": state} for state in get_args(State)),
	"analytics.action_customers": lambda _: (
		{"limit": 1000, "rule": rule, "side": side} for rule in a_rule() for side in ("treated", "held_out")
	),
	"analytics.export_action_customers": lambda _: ({"rule": rule} for rule in a_rule()),
	"customers.listed": lambda _: (
		{"limit": 1000, **one} for one in ({}, {"due": True}, {"complaint": True})
	),
	"customers.export_list": lambda _: iter([{}]),
	"vehicles.due": lambda _: iter([{"limit": 1000, "late": "all"}]),
	"vehicles.export_due": lambda _: iter([{"late": "all"}]),
	"vehicles.read_plate": lambda world: iter([{"text": world.other.vehicle}]),
	"vehicles.read_vin": lambda world: iter([{"text": vin_of(world.other.vehicle)}]),
	"search.find": lambda world: ({"query": word, "limit": 50} for word in ("", *world.other.words)),
	"search.duplicates": lambda world: iter(
		[{"values": {"name": world.other.name, "phone": world.other.phone}}]
	),
	"search.link_query": lambda world: (
		{"doctype": "Customer", "txt": text, "ignore_user_permissions": True, "page_len": 100}
		for text in ("", world.other.name)
	),
}
# What the front desk may not do even for its own customers: entries of others are theirs, cancelling is the accountants'.
OF_OTHER_ROLES = {"messaging.delete_interaction", "visits.cancel", "visits.before_cancelling"}
# They answer with a file.
FILES = {
	"analytics.export",
	"analytics.export_call_list",
	"vehicles.export_due",
	"customers.export_list",
	"analytics.export_action_customers",
	"surveys.export_results",
	"loyalty.export_figure_list",
}
# They say no more than what was sent.
ECHOES = {"search.find": "query", "vehicles.read_plate": "vehicle", "vehicles.read_vin": "vin"}


def vin_of(vehicle: str) -> str:
	"""The chassis number of a car, given to it if it has none."""
	if not frappe.db.get_value("Vehicle", vehicle, "chassis_no"):
		frappe.db.set_value("Vehicle", vehicle, "chassis_no", vin())
	return frappe.db.get_value("Vehicle", vehicle, "chassis_no")


def of_customer(doctype: str, made: Any) -> str | None:
	return frappe.db.get_value(doctype, {"customer": made.customer}, "name")


def a_rule() -> list[str]:
	return frappe.get_all("Customer Action Rule", pluck="name")


def an_action(made: Any, status: str = "Open") -> str:
	"""One to call about, or one that is closed."""
	name = frappe.db.get_value("Customer Action", {"customer": made.customer}, "name")
	frappe.db.set_value("Customer Action", name, "status", status)
	return name


def a_closed_follow_up(made: Any) -> str:
	"""Another one: the customer's own stays open for what follows."""
	user = frappe.session.user
	frappe.set_user("Administrator")
	try:
		own = frappe.get_doc("Issue", made.follow_up)
		closed = {
			"status": "Closed",
			"follow_up_reason": "Solved",
			"follow_up_opened_on": own.follow_up_opened_on,
		}
		known = {field: own.get(field) for field in ("subject", "customer", "company", "survey_response")}
		return frappe.get_doc({"doctype": "Issue", **known, **closed}).insert().name
	finally:
		frappe.set_user(user)


def an_adjustment(made: Any) -> str:
	"""One that waits for a second manager."""
	user = frappe.session.user
	frappe.set_user("Administrator")
	try:
		return adjusting.adjust(made.customer, 900, "Goodwill", "x", frappe.generate_hash())["adjustment"]
	finally:
		frappe.set_user(user)


def whitelisted() -> dict[str, Callable[..., Any]]:
	"""The app's endpoints by `module.function`."""
	found = {}
	for info in pkgutil.iter_modules(api.__path__):
		module = importlib.import_module(f"{api.__name__}.{info.name}")
		for name, function in vars(module).items():
			if getattr(function, "__module__", "") == module.__name__ and function in frappe.whitelisted:
				found[f"{info.name}.{name}"] = function
	return found


def _fresh_visit(made: Any) -> dict[str, str]:
	"""Of another car today, so that nobody was asked about it."""
	place = frappe.db.get_value("Customer", made.customer, ["territory", "customer_group"], as_dict=True)
	invoice = make_invoice(made.customer, 90, vehicle=make_car(made.customer).name, **place)
	return {"doctype": invoice.doctype, "document": invoice.name}


def _invitation_of(made: Any) -> str:
	return frappe.db.get_value("Survey Invitation", {"customer": made.customer}, "name")


class WhoSeesWhat(PersonTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = make_world()
		cls.strangers, cls.front_desk, cls.manager = strangers(cls.world), front_desk(), manager()
		cls.restricted = {
			kind: restricted(front_desk(), **permission)
			for kind, permission in restrictions(cls.world).items()
		}
		cls.of_branch = restricted(front_desk(), allow="Company", for_value=other_company())
		cls.restricted_manager = restricted(manager(), **restrictions(cls.world)["territory"])
		cls.without_customers = make_user("Fleet Manager", "Support Team")
		# Else the first question to the dashboard makes them, and ends the transaction with its savepoints.
		columns.current()

	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.set_user, "Administrator")

	def pairs(self, *kinds: str) -> Iterator[tuple[str, str, str]]:
		"""DocType, a record of `mine` and one of `other`."""
		foreign = FOREIGN if PERSONAL in kinds else ()
		for doctype in [*(name for name, kind in DOCTYPES.items() if kind in kinds), *foreign]:
			if doctype != "Customer Search Update":
				yield doctype, self.record(doctype, self.world.mine), self.record(doctype, self.world.other)

	def record(self, doctype: str, made: Any) -> str:
		if doctype in ("Contact", "Address"):
			place = {"parenttype": doctype, "link_doctype": "Customer", "link_name": made.customer}
			found = frappe.db.get_value("Dynamic Link", place, "parent")
		else:
			column = FOREIGN.get(doctype, ("customer",))[0]
			found = frappe.db.get_value(doctype, {column: made.customer}, "name")
		self.assertTrue(found, f"the world has no {doctype}")
		return found

	def assert_silent(self, look: Callable[[], Any]) -> None:
		try:
			told = frappe.as_json(look())
		except frappe.PermissionError:
			return
		for secret in self.world.secrets():
			self.assertNotIn(secret, told)


def ways(doctype: str) -> dict[str, Callable[[list[str]], set[str]]]:
	"""How the names of records are found out."""
	table = f"`tab{doctype}`.`name`"

	def named(names: list[str]) -> list[Any]:
		return [[doctype, "name", "in", names]]

	def through_desk(names: list[str]) -> set[str]:
		frappe.local.form_dict = frappe._dict(
			doctype=doctype, fields=[table], filters=named(names), page_length=100
		)
		found = reportview.get()
		return {row[0] for row in found["values"]} if found else set()

	def counted_in_desk(names: list[str]) -> set[str]:
		found = set()
		for name in names:
			frappe.local.form_dict = frappe._dict(
				doctype=doctype, filters=named([name]), fields=[], distinct=False
			)
			if reportview.get_count():
				found.add(name)
		return found

	def opened(names: list[str]) -> set[str]:
		return {name for name in names if not is_refused(lambda name=name: frappe.client.get(doctype, name))}

	return {
		"get_list": lambda names: set(frappe.get_list(doctype, named(names), pluck="name")),
		"client.get_list": lambda names: {
			row.name for row in frappe.client.get_list(doctype, filters=named(names), fields=["name"])
		},
		"client.get_count": lambda names: {
			name for name in names if counting.get_count(doctype, filters=named([name]))
		},
		"client.get_value": lambda names: {
			name for name in names if frappe.client.get_value(doctype, "name", filters=named([name]))
		},
		"reportview.get": through_desk,
		"reportview.get_count": counted_in_desk,
		"client.get": opened,
	}


def rows_of(child: str, parent: str, fields: list[str]) -> list[Any]:
	return frappe.client.get_list(child, fields=fields, parent=parent, limit_page_length=0)


class TestTheTables(PersonTestCase):
	def test_every_doctype_of_the_app_says_who_may_see_it(self):
		self.assertCountEqual(frappe.get_all("DocType", {"module": MODULE}, pluck="name"), DOCTYPES)

	def test_every_endpoint_of_the_app_says_who_may_call_it(self):
		self.assertCountEqual(whitelisted(), ENDPOINTS)
		guests = {name for name, function in whitelisted().items() if function in frappe.guest_methods}
		self.assertEqual(guests, {name for name, (who, _) in ENDPOINTS.items() if who == GUEST})

	def test_every_page_card_and_print_of_the_app_is_tested_here(self):
		in_module = {"module": MODULE}
		pages = frappe.get_all("Page", in_module, pluck="name")
		self.assertCountEqual(pages, PAGES_OF_STAFF | PAGES_OF_MANAGERS)
		self.assertCountEqual(frappe.get_all("Number Card", in_module, pluck="name"), NUMBER_CARDS)
		self.assertCountEqual(frappe.get_all("Print Format", in_module, pluck="name"), PRINT_FORMATS)
		self.assertCountEqual(frappe.get_all("Report", in_module, pluck="name"), REPORTS)
		self.assertCountEqual(frappe.get_all("Dashboard Chart", in_module, pluck="name"), CHARTS)
		for doctype in ("Dashboard", "Web Form", "Notification"):
			self.assertEqual(
				frappe.get_all(doctype, in_module), [], f"a {doctype} needs a test of who sees it"
			)


class TestRecords(WhoSeesWhat):
	def test_sums_over_all_customers_are_read_by_nobody(self):
		for doctype in (name for name, kind in DOCTYPES.items() if kind == SEALED):
			for user in (self.front_desk, manager()):
				self.assertFalse(frappe.has_permission(doctype, "read", user=user), doctype)

	def test_strangers_see_no_record_by_any_way(self):
		for kind, user in self.strangers.items():
			self.assert_seen(kind, user, (PERSONAL, OF_MANAGERS), lambda _doctype, _mine, _other: set())

	def test_the_front_desk_sees_what_belongs_to_customers_and_not_what_is_for_managers(self):
		def expected(doctype: str, mine: str, other: str) -> set[str]:
			return set() if DOCTYPES.get(doctype) == OF_MANAGERS else {mine, other}

		self.assert_seen("front desk", self.front_desk, (PERSONAL, OF_MANAGERS), expected)

	def test_a_restricted_front_desk_sees_what_belongs_to_its_customers_alone(self):
		for kind, user in self.restricted.items():
			self.assert_seen(kind, user, (PERSONAL,), lambda _doctype, mine, _other: {mine})

	def test_a_restricted_manager_sees_the_figures_of_the_same_customers(self):
		self.assert_seen(
			"manager", self.restricted_manager, (OF_MANAGERS,), lambda _doctype, mine, _other: {mine}
		)

	def test_who_works_for_another_company_sees_nothing_that_is_of_this_one(self):
		def expected(doctype: str, mine: str, other: str) -> set[str]:
			return set() if doctype in OF_A_COMPANY else {mine, other}

		self.assert_seen("other company", self.of_branch, (PERSONAL,), expected)

	def test_what_is_closed_is_closed_for_every_right(self):
		records = [frappe.get_doc(doctype, other) for doctype, _mine, other in self.pairs(PERSONAL)]
		for kind, user in self.restricted.items():
			rights = RIGHTS if kind == "territory of customers alone" else ("write",)
			with acting(user):
				for record, right in product(records, rights):
					with self.subTest(restriction=kind, doctype=record.doctype, right=right):
						self.assertFalse(frappe.has_permission(record.doctype, right, doc=record))
			with acting(user):
				for record in records if kind == "territory" else ():
					with self.subTest(restriction=kind, opened=record.doctype):
						self.assertTrue(is_refused(lambda of=record: getdoc(of.doctype, of.name)))

	def test_no_list_tells_a_customer_through_a_link(self):
		doctypes = self.with_link_to_customer()
		for kind, user in self.restricted.items():
			with acting(user):
				for doctype in doctypes:
					with self.subTest(restriction=kind, doctype=doctype):
						self.assert_silent(lambda doctype=doctype: self.through_link(doctype))

	def test_no_rows_of_a_table_tell_of_another_customer(self):
		for kind, user in {**self.restricted, **self.strangers}.items():
			with acting(user):
				for child, parent in CHILDREN.items():
					for fields in (["*"], ["name", "parent"]):
						with self.subTest(user=kind, rows=child, fields=fields):
							self.assert_silent(lambda c=child, p=parent, f=fields: rows_of(c, p, f))

	def test_a_record_is_not_taken_over_by_naming_another_customer_in_the_same_change(self):
		changes = {
			"Issue": {"customer": self.world.mine.customer},
			"Vehicle": {"customer": self.world.mine.customer},
			"Contact": {"links": [{"link_doctype": "Customer", "link_name": self.world.mine.customer}]},
			"Sales Invoice": {"customer": self.world.mine.customer},
		}
		for kind, user in self.restricted.items():
			for doctype, change in changes.items():
				record = frappe.get_doc(doctype, self.record(doctype, self.world.other))
				with acting(user), self.subTest(restriction=kind, doctype=doctype):
					record.update(change)
					self.assertTrue(is_refused(record.save))

	def test_a_customer_is_not_taken_over_by_another_territory_in_the_same_change(self):
		mine = frappe.get_doc("Customer", self.world.mine.customer)
		for kind in ("territory", "customer group"):
			record = frappe.get_doc("Customer", self.world.other.customer)
			with acting(self.restricted[kind]), self.subTest(restriction=kind):
				record.update({"territory": mine.territory, "customer_group": mine.customer_group})
				self.assertTrue(is_refused(record.save))

	def test_nothing_is_written_about_a_closed_customer(self):
		for kind, user in self.restricted.items():
			for values in (
				{"doctype": "Customer Interaction", "kind": "Note", "text": "x"},
				{"doctype": "Issue", "subject": "x"},
			):
				record = frappe.get_doc({**values, "customer": self.world.other.customer})
				with acting(user), self.subTest(restriction=kind, doctype=record.doctype):
					self.assertTrue(is_refused(record.insert))

	def test_the_global_search_and_linked_records_are_silent(self):
		for kind, user in self.restricted.items():
			with acting(user), self.subTest(restriction=kind):
				for word in self.world.other.words:
					self.assert_silent(lambda word=word: global_search.search(word))
				for doctype in ("Customer", "Vehicle", "Issue", "Contact", "Sales Invoice"):
					for text in ("", self.world.other.name, self.world.other.vehicle):
						self.assert_silent(lambda d=doctype, t=text: search_link(d, t, page_length=500))
				self.assertTrue(is_refused(lambda: linked_with.get("Customer", self.world.other.customer)))

	def test_frappes_and_erpnexts_own_methods_answer_with_what_the_user_may_read(self):
		replaced = {
			"frappe.client.get_count": counting.get_count,
			"frappe.utils.global_search.search": global_search.search,
			f"{loyalty_program.__name__}.get_loyalty_program_details_with_points": (
				loyalty_points.get_loyalty_program_details_with_points
			),
		}
		for method, ours in replaced.items():
			self.assertIs(frappe.get_attr(frappe.override_whitelisted_method(method)), ours)
		with acting(self.restricted["territory"]):
			for customer in (self.world.mine.customer, self.world.other.customer):
				refused = is_refused(
					lambda of=customer: loyalty_points.get_loyalty_program_details_with_points(of, program())
				)
				self.assertEqual(refused, customer == self.world.other.customer)

	def test_the_global_search_shows_of_what_frappe_found_only_what_the_user_may_read(self):
		mine, other = self.world.mine.customer, self.world.other.customer
		found = [frappe._dict(doctype="Customer", name=name, content=name) for name in (other, mine)]
		for kind, user in self.restricted.items():
			with (
				acting(user),
				patch.object(global_search.global_search, "search", return_value=found),
				self.subTest(restriction=kind),
			):
				self.assertEqual([row.name for row in global_search.search("any")], [mine])

	def test_a_car_or_an_issue_without_a_customer_stays_with_those_who_may_read_it(self):
		car, issue = make_car().name, frappe.get_doc({"doctype": "Issue", "subject": "x"}).insert().name
		for user in self.restricted.values():
			with acting(user):
				for doctype, name in (("Vehicle", car), ("Issue", issue)):
					self.assertEqual(frappe.get_list(doctype, {"name": name}, pluck="name"), [name])
					self.assertTrue(frappe.has_permission(doctype, "write", doc=name))

	def test_who_may_read_no_customer_sees_none_of_their_cars_but_the_issues_of_the_role(self):
		car = self.record("Vehicle", self.world.mine)
		with acting(self.without_customers):
			self.assertEqual(frappe.get_list("Vehicle", {"name": car}), [])
			self.assertFalse(frappe.has_permission("Vehicle", "read", doc=car))
			self.assertTrue(frappe.has_permission("Issue", "write", doc=self.world.mine.follow_up))

	def test_what_a_colleague_shared_is_seen(self):
		issue = self.world.other.follow_up
		for kind, user in self.restricted.items():
			frappe.share.add("Issue", issue, user, read=1)
			self.addCleanup(frappe.share.remove, "Issue", issue, user)
			with acting(user), self.subTest(restriction=kind):
				self.assertEqual(frappe.get_list("Issue", {"name": issue}, pluck="name"), [issue])
				self.assertTrue(frappe.has_permission("Issue", "read", doc=issue))

	def test_set_up_is_read_by_staff_and_settings_by_managers(self):
		for doctype, kind in DOCTYPES.items():
			if kind not in (SET_UP, COPIES, SETTINGS):
				continue
			for user in self.strangers.values():
				with acting(user), self.subTest(user=user, doctype=doctype):
					self.assertFalse(frappe.has_permission(doctype, "read"))
			with acting(self.front_desk), self.subTest(doctype=doctype):
				self.assertEqual(bool(frappe.has_permission(doctype, "read")), kind != SETTINGS)
				self.assertFalse(frappe.has_permission(doctype, "write"))
			with acting(self.manager), self.subTest(doctype=doctype):
				self.assertEqual(bool(frappe.has_permission(doctype, "write")), kind != COPIES)

	def with_link_to_customer(self) -> list[str]:
		"""DocTypes, whosever they are, that the front desk may list and that link to Customer."""
		found = frappe.get_all("DocField", {"options": "Customer", "fieldtype": "Link"}, pluck="parent")
		found += frappe.get_all("Custom Field", {"options": "Customer", "fieldtype": "Link"}, pluck="dt")
		return sorted(
			{
				name
				for name in found
				if not frappe.get_meta(name).istable and not frappe.get_meta(name).issingle
			}
		)

	def through_link(self, doctype: str) -> list[Any]:
		link = next(
			field.fieldname
			for field in frappe.get_meta(doctype).get_link_fields()
			if field.options == "Customer"
		)
		fields = [
			"name",
			*(f"{link}.{field}" for field in ("name", "mobile_no", "email_id", "customer_notes")),
		]
		return frappe.client.get_list(doctype, fields=fields, limit_page_length=0)

	def assert_seen(
		self,
		who: str,
		user: str,
		kinds: tuple[str, ...],
		expected: Callable[[str, str, str], set[str]],
	) -> None:
		pairs = list(self.pairs(*kinds))
		with acting(user):
			for doctype, mine, other in pairs:
				wanted = expected(doctype, mine, other) if doctype != "Communication" else set()
				for way, look in ways(doctype).items():
					with self.subTest(user=who, doctype=doctype, way=way):
						self.assertEqual(self.seen(look, [mine, other]), wanted)

	def seen(self, look: Callable[[list[str]], set[str]], names: list[str]) -> set[str]:
		try:
			return look(names)
		except frappe.PermissionError:
			return set()


class TestEndpoints(WhoSeesWhat):
	def test_strangers_call_nothing_but_the_survey(self):
		for kind, user in self.strangers.items():
			for name, call in self.calls(self.world.mine, STAFF, MANAGERS):
				with acting(user), self.subTest(user=kind, endpoint=name):
					self.assertTrue(is_refused(call))

	def test_the_front_desk_calls_what_is_for_staff_alone(self):
		for name, call in self.calls(self.world.mine, STAFF):
			with acting(self.front_desk), self.subTest(endpoint=name):
				self.assertEqual(is_refused(call), name in OF_OTHER_ROLES)
		for name, call in self.calls(self.world.mine, MANAGERS):
			with acting(self.front_desk), self.subTest(endpoint=name):
				self.assertTrue(is_refused(call))

	def test_a_restricted_front_desk_works_with_its_customers(self):
		for name, call in self.calls(self.world.mine, STAFF):
			with acting(self.restricted["territory"]), self.subTest(endpoint=name):
				self.assertEqual(is_refused(call), name in OF_OTHER_ROLES)

	def test_a_restricted_front_desk_gets_nothing_of_another_customer(self):
		for kind, user in self.restricted.items():
			self.assert_closed(kind, user, STAFF)

	def test_a_restricted_manager_gets_nothing_of_another_customer(self):
		self.assert_closed("territory", self.restricted_manager, STAFF, MANAGERS)

	def test_who_works_for_another_company_gets_neither_messages_nor_answers_nor_points(self):
		for name in ("messaging.messages", "surveys.responses", "surveys.follow_ups", "loyalty.program"):
			for arguments in CURIOUS.get(name, lambda _: iter([{}]))(self.world):
				with acting(self.of_branch), self.subTest(endpoint=name):
					told = frappe.as_json(whitelisted()[name](**arguments))
					for secret in self.world.secrets():
						self.assertNotIn(secret, told)
		with acting(self.of_branch):
			profile = whitelisted()["profile.get_profile"](customer=self.world.other.customer)
			self.assertEqual((profile["loyalty"], profile["value"]), (None, None))
			self.assertEqual(profile["satisfaction"]["responses"], 0)
			for name in (
				"messaging.send_again",
				"visits.cancel",
				"visits.return_invoice",
				"surveys.note_contact",
				"surveys.close_follow_up",
			):
				arguments = ENDPOINTS[name][1](self.world.other, self.world)
				self.assertTrue(
					is_refused(lambda name=name, given=arguments: whitelisted()[name](**given)), name
				)

	def test_pages_open_for_those_whom_they_are_for(self):
		for page in PAGES_OF_STAFF | PAGES_OF_MANAGERS:
			record = frappe.get_doc("Page", page)
			for kind, user in self.strangers.items():
				with acting(user), self.subTest(user=kind, page=page):
					self.assertFalse(record.is_permitted())
			with acting(self.front_desk), self.subTest(page=page):
				self.assertEqual(bool(record.is_permitted()), page in PAGES_OF_STAFF)

	def test_number_cards_count_the_customers_of_the_user(self):
		with acting(self.restricted["customer"]):
			shown = {card: self.value_of(card) for card in NUMBER_CARDS}
			scores = frappe.get_list("Survey Response", pluck="score")
			points = frappe.get_list("Customer Loyalty Points", pluck="balance")
		self.assertEqual(shown["Workshop CRM Active Customers"], 1)
		self.assertEqual(shown["Workshop CRM Open Follow-ups"], 1)
		self.assertEqual((len(scores), len(points)), (1, 1))
		self.assertEqual(shown["Workshop CRM Average Score"], scores[0])
		self.assertEqual(shown["Workshop CRM Points Outstanding"], points[0])
		for kind, user in self.strangers.items():
			for card in NUMBER_CARDS:
				with acting(user), self.subTest(user=kind, card=card):
					self.assertTrue(is_refused(lambda card=card: self.value_of(card)))

	def test_charts_are_of_the_customers_of_the_user(self):
		def drawn(chart: str) -> float:
			made = charts.get(chart_name=chart)
			return sum(made["datasets"][0]["values"]) if made else 0

		whole = {chart: drawn(chart) for chart in CHARTS}
		with acting(self.restricted["customer"]):
			self.assertEqual(drawn("Customers by Segment"), 1)
			self.assertLess(drawn("Lifetime Value by Segment"), whole["Lifetime Value by Segment"])
			self.assertTrue(is_refused(lambda: drawn("Lifetime Value by Month")))
		for kind, user in self.strangers.items():
			for chart in CHARTS:
				with acting(user), self.subTest(user=kind, chart=chart):
					self.assertTrue(is_refused(lambda chart=chart: drawn(chart)))

	def test_prints_show_no_other_customer(self):
		other, mine = self.world.other, self.world.mine
		draft = frappe.get_doc("Sales Invoice", mine.draft).as_dict()
		forged = (
			{**draft, "customer": other.customer},
			{**draft, "vehicle": other.vehicle},
			{**draft, "name": other.invoice, "customer": mine.customer},
		)
		for kind, user in self.restricted.items():
			for doctype, name in (("Customer", other.customer), ("Sales Invoice", other.invoice)):
				with acting(user), self.subTest(restriction=kind, doctype=doctype):
					self.assertTrue(is_refused(lambda d=doctype, n=name: get_html_and_style(d, n)))
			for number, values in enumerate(forged):
				sent, refusals = frappe.as_json(values), (frappe.PermissionError, frappe.PrintFormatError)
				with acting(user), self.assertRaises(refusals, msg=f"{kind}: {number}"):
					get_html_and_style(sent, print_format="Workshop Invoice")

	def calls(self, made: Any, *who: str) -> Iterator[tuple[str, Callable[[], Any]]]:
		functions = whitelisted()
		for name, (allowed, arguments) in ENDPOINTS.items():
			if allowed not in who:
				continue
			if arguments:
				given = [arguments(made, self.world)]
			else:
				given = list(CURIOUS.get(name, lambda _: iter([{}]))(self.world))[:1]
			if name in OF_NOBODY:
				given = [OF_NOBODY[name]]
			yield name, lambda function=functions[name], given=given[0]: function(**given)

	def assert_closed(self, kind: str, user: str, *who: str) -> None:
		functions = whitelisted()
		for name, (allowed, arguments) in ENDPOINTS.items():
			if allowed not in who or name in OF_NOBODY:
				continue
			if arguments:
				given = arguments(self.world.other, self.world)
				with acting(user), self.subTest(restriction=kind, endpoint=name):
					self.assertTrue(is_refused(lambda n=name, g=given: functions[n](**g)))
				continue
			for given in CURIOUS.get(name, lambda _: iter([{}]))(self.world):
				with acting(user), self.subTest(restriction=kind, endpoint=name, given=given):
					self.assert_tells_nothing(name, functions[name](**given))

	def assert_tells_nothing(self, name: str, answer: Any) -> None:
		if name in ECHOES:
			answer = {key: value for key, value in answer.items() if key != ECHOES[name]}
		if name in FILES:
			answer = frappe.response["filecontent"].decode()
		if name == "analytics.paper":
			answer = self.drawn(frappe.response["filecontent"])
		if name == "vehicles.read_plate":
			self.assertIsNone(answer["owner"])
			return
		told = frappe.as_json(answer)
		for secret in self.world.secrets():
			self.assertNotIn(secret, told)

	def drawn(self, pdf: bytes) -> list[str]:
		"""The lines of a PDF, where this machine can read one."""
		return [*pdf_text.read_pdf(pdf).from_left] if pdf_text.READER else []

	def value_of(self, card: str) -> Any:
		record = frappe.get_doc("Number Card", card)
		if record.type == "Custom":
			return frappe.get_attr(record.method)()["value"]
		return number_card.get_result(frappe.as_json(record.as_dict()), record.filters_json)
