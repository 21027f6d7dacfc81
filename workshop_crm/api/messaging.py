"""What is said to and by customers."""

from typing import Any

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.services.messaging import history as entries
from workshop_crm.services.messaging import interactions, listing, replies, stopping, trial
from workshop_crm.services.messaging import messages as sent
from workshop_crm.services.messaging import runs as message_runs


@endpoint()
def messages(
	state: str = "",
	channel: str = "",
	direction: str = "",
	customer: str = "",
	from_date: str | None = None,
	to_date: str | None = None,
	before: str | None = None,
	limit: int = 50,
) -> dict[str, Any]:
	"""A page of the messages to and from customers, latest first; `before` is the `next` of another page."""
	return listing.messages(
		state=state,
		channel=channel,
		direction=direction,
		customer=customer,
		from_date=from_date,
		to_date=to_date,
		before=before,
		limit=limit,
	)


@endpoint(WRITE)
def send_again(message: str, is_sure: bool = False) -> dict[str, str]:
	"""Send a message once more; `is_sure` confirms one that may have arrived already."""
	return sent.send_again(message, is_sure)


@endpoint(WRITE)
def mark_sent(message: str) -> dict[str, str]:
	"""Somebody has sent a message by hand."""
	return sent.mark_sent(message)


@endpoint()
def ways(customer: str) -> dict[str, Any]:
	"""By which channels staff can write to a customer now, and with what."""
	return replies.ways(customer)


@endpoint(WRITE)
def reply(customer: str, channel: str, key: str, text: str = "", template: str = "") -> dict[str, Any]:
	"""Staff write to a customer; the same key again is the same message."""
	return replies.send(customer, channel, key, text, template)


@endpoint(WRITE)
def stop(customer: str) -> dict[str, Any]:
	"""A customer wants no more messages."""
	stopping.stop(customer)
	return {}


@endpoint(WRITE)
def allow(customer: str) -> dict[str, Any]:
	"""A customer wants messages again."""
	stopping.allow(customer)
	return {}


@endpoint(WRITE)
def send_test(channel: str, address: str, template: str | None = None) -> dict[str, Any]:
	"""Send a test message by the saved settings; says what is wrong when it does not go."""
	return trial.send_test(channel, address, template)


@endpoint()
def preview_template(values: dict) -> dict[str, Any]:
	"""How a template of a form reads, and what speaks against it."""
	return trial.preview_template(values)


@endpoint(WRITE)
def fetch_approval(template: str) -> dict[str, list[str]]:
	"""Whether the provider of WhatsApp has approved a template."""
	return trial.fetch_approval(template)


@endpoint()
def webhook_addresses() -> dict[str, str]:
	"""What is to be entered at the providers of messages."""
	return trial.webhook_addresses()


@endpoint()
def history(
	customer: str, before: str | None = None, limit: int = 20, kinds: list | str | None = None
) -> dict[str, Any]:
	"""What was said to and by a customer, newest first; `before` is the `next` of another page."""
	return entries.of_customer(customer, before, limit, kinds)


@endpoint(WRITE)
def add_interaction(customer: str, values: dict) -> dict[str, str]:
	"""Write down a call, a visit or a note."""
	return {"entry": interactions.add(customer, values)}


@endpoint(WRITE)
def delete_interaction(entry: str) -> dict[str, Any]:
	"""Take away what was written down by mistake."""
	interactions.delete(entry)
	return {}


@endpoint()
def runs(kind: str) -> dict[str, Any]:
	"""The latest messages to many: how far each is, and what came of it."""
	return message_runs.listed(kind)


@endpoint(WRITE)
def stop_run(run: str) -> dict[str, Any]:
	"""Write no more messages of a run and withdraw those that wait; answers with `not_sent` and `left`, their numbers."""
	return message_runs.stop(run)
