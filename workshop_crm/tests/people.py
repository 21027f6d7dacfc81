"""A customer with everything that the app, ERPNext and Frappe can know of a person."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any
from unittest.mock import patch

import frappe
from frappe.desk.doctype.tag.tag import DocTags
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, now_datetime

from workshop_crm.core.analytics.actions.crossing import Crossing
from workshop_crm.core.analytics.actions.record import new_action
from workshop_crm.core.analytics.actions.rules import LOW_SCORE, rule_of
from workshop_crm.core.vehicles.kept_due import DUE, NONE_BEFORE
from workshop_crm.core.visits.draft import Basket, Saving
from workshop_crm.services.analytics.actions import rules
from workshop_crm.services.customers.customer_record import save_customer
from workshop_crm.services.loyalty import adjusting
from workshop_crm.services.loyalty.rewards import by_hand
from workshop_crm.services.messaging import consents, interactions, messages
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.survey_links import token_of
from workshop_crm.services.surveys import answers, cadence, invitations
from workshop_crm.services.vehicles import vehicle_record
from workshop_crm.services.visits import drafts
from workshop_crm.tests.records import make_invoice, phone, program, reward

ARABIC = "ابتثجحخدرزسشصعغفقكلمنهوي"
LATIN = "abcdefghijklmnopqrstuvwxyz"
PLATE_LETTERS = "ABJDRSXTEGKLZNHUV"


class PersonTestCase(FrappeTestCase):
	def setUp(self) -> None:
		# With every renaming Frappe forgets all DocTypes; reading them again takes longer than the test.
		forgetting = patch.object(frappe, "clear_cache")
		forgetting.start()
		self.addCleanup(forgetting.stop)


@dataclass(frozen=True, slots=True)
class Made:
	"""`words` are pieces of text that are nobody else's: not one may be left when the person is erased."""

	customer: str
	name: str
	name_ar: str
	phone: str
	email: str
	vehicle: str
	invoice: str
	draft: str
	follow_up: str
	words: tuple[str, ...]


def make_person(**changes: Any) -> Made:
	"""A customer with a car, an invoice, a draft, a bad answer, messages, notes, letters and a file."""
	name, name_ar = f"{_word(LATIN).title()} {_word(LATIN).title()}", f"{_word(ARABIC)} {_word(ARABIC)}"
	email, number, other = f"{_word(LATIN)}@{_word(LATIN)}.example", phone(), phone()
	secrets = {
		key: _word(LATIN)
		for key in ("emergency", "remarks", "notes", "call", "comment", "street", "tax", "question")
	}
	values = {
		"name": name,
		"name_ar": name_ar,
		"language": "ar",
		"phone": number,
		"email": email,
		"channels": [
			{"channel": "WhatsApp", "consent_date": add_days(getdate(), -10), "source": "Form"},
			{"channel": "Email"},
		],
		"emergency_contact": {"name": secrets["emergency"], "phone": other},
		"service_preferences": {"parts": "genuine", "remarks": secrets["remarks"]},
		"customer_notes": f"<p>{secrets['notes']}</p>",
		**changes,
	}
	customer = save_customer(values)
	frappe.db.set_value("Customer", customer, {"loyalty_program": program(), "tax_id": secrets["tax"]})
	vehicle = vehicle_record.add_vehicle(customer, {"plate": plate(), "odometer": 1000})
	_add_address(customer, name, secrets["street"])
	invoice = make_invoice(customer, 500, vehicle=vehicle, odometer=1200).name
	by_hand.reserve(customer, settings.company(), reward(), frappe.generate_hash())
	draft = make_invoice(customer, 70, submit=False).name
	follow_up = _answer(invoice, secrets["comment"])
	interactions.add(customer, {"kind": "Note", "text": secrets["call"]})
	consents.record(number, "SMS", "Opt-out", "Staff", customer)
	_write_before_they_were_a_customer(number, secrets["question"])
	_add_papers(customer, name, name_ar, number, email, vehicle, invoice)
	_add_figures(customer)
	_add_action(customer, vehicle, follow_up)
	_add_service_due(customer, vehicle)
	drafts.save(Saving(frappe.generate_hash(), "till", is_new=True), customer, Basket(vehicle=vehicle))
	adjusting.adjust(customer, 5, "Goodwill", "For the wait", frappe.generate_hash())
	written = (other[4:], *(value for key, value in secrets.items() if key != "tax"))
	return Made(
		customer,
		name,
		name_ar,
		number,
		email,
		vehicle,
		invoice,
		draft,
		follow_up,
		(name, name_ar, number[4:], email, *written),
	)


def plate() -> str:
	random = Random(frappe.generate_hash())
	return "".join(random.choices(PLATE_LETTERS, k=3)) + f" {random.randint(1000, 9999)}"


def _word(letters: str) -> str:
	random = Random(frappe.generate_hash())
	return "".join(random.choices(letters, k=9))


def _add_address(customer: str, name: str, street: str) -> None:
	address = frappe.get_doc(
		{
			"doctype": "Address",
			"address_title": name,
			"address_type": "Billing",
			"address_line1": street,
			"city": "Riyadh",
			"country": "Saudi Arabia",
			"links": [{"link_doctype": "Customer", "link_name": customer}],
		}
	).insert()
	frappe.db.set_value(
		"Customer", customer, {"customer_primary_address": address.name, "primary_address": street}
	)


def _answer(invoice: str, comment: str) -> str:
	"""A bad answer, which opens a follow-up. Returns the Issue."""
	invitation = frappe.get_doc("Survey Invitation", invitations.invite("Sales Invoice", invoice))
	if invitation.status == "Scheduled":
		cadence.contact(invitation.name)
	questions = frappe.get_all(
		"Survey Question", {"parent": invitation.survey}, ["question_id", "kind"], order_by="idx"
	)
	worst = {"rating": 1, "nps": 0, "yes_no": False, "text": comment}
	answers.answer(token_of(invitation.name), {row.question_id: worst[row.kind] for row in questions})
	return frappe.db.get_value("Survey Response", {"invitation": invitation.name}, "follow_up")


def _add_papers(
	customer: str, name: str, name_ar: str, number: str, email: str, vehicle: str, invoice: str
) -> None:
	"""What people and Frappe write beside the records."""
	record = frappe.get_doc("Customer", customer)
	record.add_comment("Comment", f"Ask for {name}")
	record.website = f"https://{email.split('@')[1]}"
	record.save()
	DocTags("Customer").add(customer, "VIP")
	for doctype, about in (("Vehicle", vehicle), ("Sales Invoice", invoice)):
		frappe.get_doc(doctype, about).add_comment(
			"Comment", f"{name_ar} called from 0{number[4:]} about this"
		)
	rows: tuple[dict[str, Any], ...] = (
		{
			"doctype": "Communication",
			"subject": f"To {name}",
			"content": f"Dear {name}",
			"sender": email,
			"recipients": email,
			"reference_doctype": "Customer",
			"reference_name": customer,
			"sent_or_received": "Sent",
		},
		{
			"doctype": "ToDo",
			"description": f"Call {name} on {number}",
			"reference_type": "Customer",
			"reference_name": customer,
		},
		{
			"doctype": "File",
			"file_name": f"{name}.txt",
			"content": f"Licence of {name}",
			"attached_to_doctype": "Customer",
			"attached_to_name": customer,
			"is_private": 1,
		},
		{
			"doctype": "Email Queue",
			"message": f"To: {email} Dear {name}",
			"recipients": [{"recipient": email}],
			"status": "Sent",
		},
		{
			"doctype": "Notification Log",
			"subject": f"{name} has an open task",
			"document_type": "Customer",
			"document_name": customer,
			"for_user": "Administrator",
			"type": "Alert",
		},
		{
			"doctype": "Access Log",
			"export_from": "Sales Invoice",
			"file_type": "CSV",
			"filters": frappe.as_json({"customer": customer}),
			"page": f"<p>{name}</p>",
		},
		{"doctype": "Route History", "route": f"Form/Customer/{customer}", "user": "Administrator"},
		{"doctype": "SMS Log", "sender_name": "X", "sent_to": number, "message": f"Hello {name}"},
		{
			"doctype": "Version",
			"ref_doctype": "Vehicle",
			"docname": vehicle,
			"data": frappe.as_json({"changed": [["customer", name_ar, name]]}),
		},
		{
			"doctype": "Deleted Document",
			"deleted_doctype": "Sales Invoice",
			"deleted_name": frappe.generate_hash(),
			"data": frappe.as_json(
				{"customer": customer, "customer_name": name_ar, "contact_mobile": number}
			),
		},
		{
			"doctype": "Deleted Document",
			"deleted_doctype": "Contact",
			"deleted_name": frappe.generate_hash(),
			"data": frappe.as_json({"first_name": name, "email_id": email}),
		},
	)
	for row in rows:
		frappe.get_doc(row).insert(ignore_permissions=True)


def _write_before_they_were_a_customer(number: str, text: str) -> None:
	message = {"direction": "Incoming", "channel": "WhatsApp", "recipient": number, "status": "Delivered"}
	key = {"message_key": frappe.generate_hash(), "text": f"Are you open? {text}", "language": "en"}
	messages.add({**message, **key})


def _add_action(customer: str, vehicle: str, follow_up: str) -> None:
	"""Somebody is to call about the bad answer; the time in which a visit counts is over."""
	rules.create_defaults()
	rule = rule_of(frappe.get_doc("Customer Action Rule", {"trigger": LOW_SCORE}).as_dict())
	facts = {"answered_on": getdate().isoformat(), "score": 0, "rating": 1}
	crossing = Crossing(getdate(), frappe.generate_hash(), facts, vehicle, follow_up)
	values = new_action(rule, customer, crossing, 10, add_days(getdate(), -100))
	record = {"doctype": "Customer Action", "company": settings.company(), **values}
	frappe.get_doc(record).insert(ignore_permissions=True)


def _add_service_due(customer: str, vehicle: str) -> None:
	"""A service of the car is overdue."""
	day = add_days(getdate(), -10)
	kept = {
		"vehicle": vehicle,
		"customer": customer,
		"service_type": "Oil Change",
		"company": settings.company(),
	}
	frappe.get_doc(
		{
			"doctype": DUE,
			**kept,
			"due_on": day,
			"overdue_from": add_days(day, 1),
			"last_on": add_days(day, -180),
			"previous_from": NONE_BEFORE,
		}
	).insert(ignore_permissions=True)


def _add_figures(customer: str) -> None:
	frappe.get_doc(
		{
			"doctype": "Customer Analytics",
			"customer": customer,
			"segment": "New",
			"computed_on": now_datetime(),
		}
	).insert(ignore_permissions=True)
	frappe.get_doc(
		{
			"doctype": "Customer Value Snapshot",
			"name": f"2020-01-{customer}",
			"customer": customer,
			"month": "2020-01-01",
			"clv": 10,
			"revenue": 100,
		}
	).insert(ignore_permissions=True, set_name=f"2020-01-{customer}")
