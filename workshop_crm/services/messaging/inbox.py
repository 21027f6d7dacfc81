"""What customers write: kept in their history, understood where it is an opt-out or an opt-in, and else given to a person.

Other parts of the app may take a message before a person does, by the hook `workshop_crm_inbound_message`: functions that get the
Customer Message and return whether it was for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import frappe
from frappe.model.document import Document

from workshop_crm.core.common.languages import language_of
from workshop_crm.core.messaging import inbound as reading
from workshop_crm.core.messaging.channels import Recipient
from workshop_crm.core.messaging.delivery import WAITING
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.messaging.incoming import (
	confirmation,
	confirmation_key,
	incoming_message,
	is_confirmed,
)
from workshop_crm.core.messaging.messages import WITHDRAWAL
from workshop_crm.core.messaging.opt_outs import (
	ALL,
	OPT_IN,
	OPT_OUT,
	ConsentEvent,
	Kind,
	Source,
	is_opted_out,
)
from workshop_crm.core.messaging.reports import Inbound
from workshop_crm.core.messaging.templates import Purpose
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import clock, consents, messages, people, pictures, rules
from workshop_crm.services.messaging.senders_of_numbers import customer_of, last_message_to, with_address
from workshop_crm.services.messaging.templates import template_for
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.words import _

HOOK = "workshop_crm_inbound_message"
DAYS_OF_A_CONVERSATION = 14
CONFIRMATION: Purpose = "Opt-out Confirmation"
WISHES: dict[str, Kind] = {"opt_out": OPT_OUT, "opt_in": OPT_IN}


def receive(provider: str, inbound: Inbound) -> None:
	"""Keep one message and do what it asks for. A provider may bring it several times; the first one counts."""
	since = clock.now() - timedelta(days=DAYS_OF_A_CONVERSATION)
	about = last_message_to(inbound, since)
	inbound = with_address(inbound, about)
	customer = (about and about.customer) or customer_of(inbound.address)
	recipient = _recipient(inbound, customer)
	values = incoming_message(provider, inbound, customer, recipient.language, about, clock.now())
	message = messages.add(values)
	if message is None:
		return
	if message.pictures:
		pictures.fetch_soon()
	meaning = reading.read(inbound.text, inbound.payload).meaning
	wish = WISHES.get(meaning)
	if wish and inbound.address:
		_take_wish(inbound, message, recipient, wish)
	elif not _is_taken(message):
		_give_to_a_person(message, inbound)


def _take_wish(inbound: Inbound, message: Document, recipient: Recipient, wish: Kind) -> None:
	"""Write down what was asked for. An opt-out counts unless a later opt-in came first: then what waits is withdrawn.

	Only a change is confirmed: two programs that answer each other would never end.
	"""
	before = consents.events_of([inbound.address])
	source, written_on = _source(inbound), min(clock.stored(inbound.received_on), clock.now())
	consents.record(inbound.address, ALL, wish, source, message.customer, message.name, written_on)
	if wish == OPT_OUT and _is_out(inbound, consents.events_of([inbound.address])):
		_withdraw(inbound.address)
		if not _is_out(inbound, before):
			_confirm(inbound, message, recipient, confirmation_key(inbound.address, before))


def _withdraw(address: str) -> None:
	"""All that waits but confirmations: answers from a template."""
	waiting = {"recipient": address, "status": ("in", WAITING)}
	for field in ("answer_to", "template"):
		without = {**waiting, field: ("is", "not set")}
		frappe.db.set_value(messages.MESSAGE, without, {**WITHDRAWAL, "error": OPTED_OUT})


def _is_out(inbound: Inbound, events: Sequence[ConsentEvent]) -> bool:
	return is_opted_out(events, inbound.address, inbound.channel)


def _confirm(inbound: Inbound, message: Document, recipient: Recipient, key: str) -> None:
	template = template_for(CONFIRMATION)
	if template and is_confirmed(inbound, rules.policy()) and rules.sends_by_itself(inbound.channel):
		with isolated("Confirmation of an opt-out", message.doctype, message.name):
			company = message.company or settings.company()
			called = settings.company_name(recipient.language, company)
			asked = message.as_dict()
			messages.insert(confirmation(template, inbound, recipient, company, called, asked, key))


def _is_taken(message: Document) -> bool:
	for path in frappe.get_hooks(HOOK):
		taken = False
		with isolated("Message of a customer", message.doctype, message.name):
			taken = bool(frappe.get_attr(path)(message))
		if taken:
			return True
	return False


def _give_to_a_person(message: Document, inbound: Inbound) -> None:
	users = people.responsible()
	name = message.customer and frappe.db.get_value("Customer", message.customer, "customer_name")
	who = name or inbound.name or inbound.address or _("Unknown number")
	subject = _("{name} has written by {channel}").format(name=who, channel=_(inbound.channel))
	with isolated("Message of a customer", message.doctype, message.name):
		for user in users[:1]:
			todo = {
				"doctype": "ToDo",
				"allocated_to": user,
				"reference_type": message.doctype,
				"reference_name": message.name,
				"description": frappe.utils.escape_html(f"{subject}: {message.text}"[:500]),
				"assigned_by": "Administrator",
			}
			frappe.get_doc(todo).insert(ignore_permissions=True)
		people.tell(frappe.utils.escape_html(subject), message.doctype, message.name)


def _recipient(inbound: Inbound, customer: str | None) -> Recipient:
	if customer:
		return recipient_of(frappe.get_doc("Customer", customer))
	is_arabic = any("\u0600" <= letter <= "\u06ff" for letter in inbound.text)
	language = language_of("Arabic" if is_arabic else "English")
	return Recipient(name=inbound.name, language=language, phone=inbound.address, email=None)


def _source(inbound: Inbound) -> Source:
	return "Button" if inbound.payload else "Reply"
