"""What is said to and by customers; the outbox holds it ready to be copied and sent while no provider is set up."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from workshop_crm.core.common.limits import at_most
from workshop_crm.core.messaging.delivery import OUTBOX
from workshop_crm.core.messaging.history import (
	DEFAULT_LIMIT,
	MAX_LIMIT,
	history_view,
	read_cursor,
	read_kinds,
)
from workshop_crm.core.messaging.interactions import check_interaction
from workshop_crm.core.messaging.messages import message_view, sent_again
from workshop_crm.preview import records
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.messaging import consents
from workshop_crm.preview.messaging.history import read_page
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.staff import USER_NAME
from workshop_crm.preview.survey_links import link_about


@reads
def outbox(call: Call, limit: int = 50) -> list[dict[str, Any]]:
	latest = records.query(
		call.connection,
		"""SELECT message.*, customer_name, customer_name_ar
		FROM "tabCustomer Message" AS message JOIN tabCustomer AS customer ON customer.name = message.customer
		ORDER BY message.creation DESC, message.name DESC LIMIT ?""",
		[at_most(limit)],
	)
	return [message_view(message, _link(call, message), call.language) for message in latest]


@writes
def send_again(call: Call, message: str, is_sure: bool = False) -> dict[str, Any]:
	"""Put a message back into the outbox, to the customer's present address."""
	known = records.get(call.connection, "Customer Message", message)
	customer = records.get(call.connection, "Customer", known["customer"])
	recipient = recipient_of(call.connection, customer)
	events = consents.events_of(call.connection, call.settings, consents.addresses_of(recipient))
	changes = sent_again(known, recipient, events, OUTBOX, is_sure)
	records.update(call.connection, "Customer Message", message, changes, call.now)
	return {"message": message, "status": changes["status"]}


@reads
def history(
	call: Call,
	customer: str,
	before: str | None = None,
	limit: int = DEFAULT_LIMIT,
	kinds: list[Any] | str | None = None,
) -> dict[str, Any]:
	records.get(call.connection, "Customer", customer)
	entries, following = read_page(
		call.connection,
		customer,
		read_cursor(before),
		at_most(limit, MAX_LIMIT),
		read_kinds(kinds),
		call.translate,
	)
	return history_view(entries, following)


@writes
def add_interaction(call: Call, customer: str, values: dict[str, Any]) -> dict[str, Any]:
	records.get(call.connection, "Customer", customer)
	checked = check_interaction(values, call.now)
	entry = {"customer": customer, "owner": USER_NAME, **asdict(checked)}
	return {"entry": records.insert(call.connection, "Customer Interaction", entry, call.now)}


@writes
def delete_interaction(call: Call, entry: str) -> dict[str, Any]:
	records.get(call.connection, "Customer Interaction", entry)
	records.delete_where(call.connection, "Customer Interaction", {"name": entry})
	return {}


def _link(call: Call, message: records.Record) -> str | None:
	about = message["reference_doctype"], message["reference_name"]
	return link_about(call.settings, call.base_url, *about)
