"""A customer who wants no more messages gets none about a visit either. For hooks.py, on each Consent Event."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from workshop_crm.core.common.channels import MESSAGE_CHANNELS
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.messaging.opt_outs import ALL, OPT_OUT
from workshop_crm.core.messaging.stopping import addresses_of, why_not_now
from workshop_crm.core.surveys.invitation import ANSWERABLE, opted_out
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import consents, messages
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.survey_links import INVITATION


def note(event: Document, method: str | None = None) -> None:
	"""End what the address was sent a message about, also where another channel is left; and what has no channel left."""
	if event.kind != OPT_OUT or not event.address:
		return
	with isolated("Opt-out of surveys", event.doctype, event.name):
		ended = _sent_to(event.address) if event.channel == ALL else set()
		if event.customer and _has_no_channel(event.customer):
			ended |= _open_ones({"customer": event.customer})
		for name in sorted(ended):
			_end(name)


def _sent_to(address: str) -> set[str]:
	about = {"reference_doctype": INVITATION, "recipient": address, "direction": "Outgoing"}
	sent = frappe.get_all(messages.MESSAGE, about, pluck="reference_name", distinct=True)
	return _open_ones({"name": ("in", sent or [""])})


def _open_ones(which: dict[str, object]) -> set[str]:
	return set(
		frappe.get_all(INVITATION, {**which, "status": ("in", ANSWERABLE), "opted_out": 0}, pluck="name")
	)


def _has_no_channel(customer: str) -> bool:
	recipient = recipient_of(frappe.get_doc("Customer", customer))
	events = consents.events_of(addresses_of(recipient))
	reasons = [why_not_now(recipient, channel, events) for channel in MESSAGE_CHANNELS]
	return OPTED_OUT in reasons and "" not in reasons


def _end(name: str) -> None:
	invitation = frappe.get_doc(INVITATION, name, for_update=True)
	if changes := opted_out(invitation.as_dict(), OPTED_OUT):
		invitation.db_set(changes)
		messages.withdraw((INVITATION, name), OPTED_OUT)
