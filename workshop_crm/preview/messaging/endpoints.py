"""What is said to and by customers; the outbox holds it ready to be copied and sent while no provider is set up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop_crm.core.common.channels import MESSAGE_CHANNELS
from workshop_crm.core.common.limits import at_most
from workshop_crm.core.messaging.history import (
	DEFAULT_LIMIT,
	MAX_LIMIT,
	history_view,
	read_cursor,
	read_kinds,
)
from workshop_crm.core.messaging.listing import message_view, page, read_filters
from workshop_crm.core.messaging.messages import sent_by_hand
from workshop_crm.preview import records
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.customer_links import link_about
from workshop_crm.preview.messaging import interactions, listing, replies, stopping
from workshop_crm.preview.messaging import messages as stored
from workshop_crm.preview.messaging import runs as message_runs
from workshop_crm.preview.messaging.history import count, read_page
from workshop_crm.preview.surveys import opt_outs


@reads
def messages(
	call: Call,
	state: str = "",
	channel: str = "",
	direction: str = "",
	customer: str = "",
	from_date: str | None = None,
	to_date: str | None = None,
	before: str | None = None,
	limit: int = 50,
) -> dict[str, Any]:
	"""A page of messages; the preview has no provider, so that all of them are sent by hand."""
	filters = read_filters(state, channel, direction, customer, from_date, to_date, before, limit)
	rows, following = page(listing.rows(call.connection, filters, filters.limit + 1), filters.limit)
	return {
		"messages": [_view(call, row) for row in rows],
		"total": listing.count(call.connection, filters),
		"next": following,
		"automatic": dict.fromkeys(MESSAGE_CHANNELS, False),
	}


@writes
def send_again(call: Call, message: str, is_sure: bool = False) -> dict[str, Any]:
	"""Put a message back into the outbox, to the customer's present address."""
	known = records.get(call.connection, stored.MESSAGE, message)
	status = stored.resend(call.connection, call.settings, known, call.now, is_sure)
	return {"message": message, "status": status}


@writes
def mark_sent(call: Call, message: str) -> dict[str, Any]:
	"""Somebody has sent a message by hand."""
	known = records.get(call.connection, "Customer Message", message)
	changes = sent_by_hand(known, call.now)
	records.update(call.connection, "Customer Message", message, changes, call.now)
	return {"message": message, "status": changes["status"]}


@reads
def ways(call: Call, customer: str) -> dict[str, Any]:
	"""By which channels staff can write to a customer now, and with what."""
	return replies.ways(call, customer)


@writes
def reply(
	call: Call, customer: str, channel: str, key: str, text: str = "", template: str = ""
) -> dict[str, Any]:
	"""Staff write to a customer; the same key again is the same message."""
	return replies.send(call, customer, channel, key, text, template)


@writes
def stop(call: Call, customer: str) -> dict[str, Any]:
	"""A customer wants no more messages."""
	stopping.stop(call.connection, customer, call.now)
	opt_outs.end(call.connection, customer, call.now)
	return {}


@writes
def allow(call: Call, customer: str) -> dict[str, Any]:
	"""A customer wants messages again."""
	stopping.allow(call.connection, customer, call.now)
	return {}


@reads
def history(
	call: Call,
	customer: str,
	before: str | None = None,
	limit: int = DEFAULT_LIMIT,
	kinds: list[Any] | str | None = None,
) -> dict[str, Any]:
	records.get(call.connection, "Customer", customer)
	wanted = read_kinds(kinds)
	entries, following = read_page(
		call.connection,
		customer,
		read_cursor(before),
		at_most(limit, MAX_LIMIT),
		wanted,
		call.translate,
	)
	return history_view(entries, following, count(call.connection, customer, wanted))


@writes
def add_interaction(call: Call, customer: str, values: dict[str, Any]) -> dict[str, Any]:
	records.get(call.connection, "Customer", customer)
	return {"entry": interactions.add(call.connection, customer, values, call.now)}


@writes
def delete_interaction(call: Call, entry: str) -> dict[str, Any]:
	records.get(call.connection, "Customer Interaction", entry)
	records.delete_where(call.connection, "Customer Interaction", {"name": entry})
	return {}


@reads
def runs(call: Call, kind: str) -> dict[str, Any]:
	"""The latest messages to many: how far each is, and what came of it."""
	return message_runs.listed(call, kind)


@writes
def stop_run(call: Call, run: str) -> dict[str, Any]:
	"""Write no more messages of a run and withdraw those that wait; answers with `not_sent` and `left`, their numbers."""
	return message_runs.stop(call, run)


def _view(call: Call, message: Mapping[str, Any]) -> dict[str, Any]:
	about = message["reference_doctype"], message["reference_name"]
	link = link_about(call.connection, call.settings, call.base_url, *about)
	return message_view(message, link, call.language, call.translate)
