"""A message to a customer: written, handed over again, and shown. Its fields are those of a Customer Message."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.languages import Language, name_in
from workshop_crm.core.common.placeholders import LINK, with_link
from workshop_crm.core.messaging.channels import Choice, Recipient, require_address
from workshop_crm.core.messaging.segments import sms_segments

Status = Literal["Outbox", "Queued", "Sent", "Failed"]

OUTBOX: Status = "Outbox"
QUEUED: Status = "Queued"
SENT: Status = "Sent"
FAILED: Status = "Failed"


def new_message(
	customer: str,
	choice: Choice,
	language: Language,
	subject: str,
	text: str,
	reference: tuple[str, str],
	link: str | None = None,
) -> dict[str, Any]:
	"""The fields of a message that waits in the outbox.

	`text` keeps the place of its link. `link` only counts for the number of SMS and is not stored. `reference` is the
	DocType and the name of the record that the message is about.
	"""
	return {
		"customer": customer,
		"channel": choice.channel,
		"recipient": choice.address,
		"language": language,
		"status": OUTBOX,
		"subject": subject,
		"text": text,
		"segments": segments(choice.channel, with_link(text, link)),
		"reference_doctype": reference[0],
		"reference_name": reference[1],
	}


def sent_again(message: Mapping[str, Any], recipient: Recipient) -> dict[str, Any]:
	"""What changes when a message is handed over once more: it goes to the present address.

	Raises InvalidInput when the customer may not be written to that way now.
	"""
	return {"recipient": require_address(recipient, message["channel"]), "status": OUTBOX}


def arrived(now: datetime) -> dict[str, Any]:
	"""What changes in a message of the outbox that was answered: somebody has sent it by hand."""
	return {"status": SENT, "sent_on": now}


def segments(channel: Channel | None, text: str) -> int:
	"""How many SMS `text` is sent as, with its link in place; 0 on any other channel."""
	return sms_segments(text) if channel == "SMS" else 0


def message_view(message: Mapping[str, Any], link: str | None, language: str) -> dict[str, Any]:
	"""A row of the outbox for a reader of `language`: with the real link, so that it can be sent by hand.

	`message` also has customer_name and customer_name_ar, and `creation` as a datetime.
	"""
	stored = message["text"] or ""
	link = link if LINK in stored else None
	text = with_link(stored, link)
	return {
		"message": message["name"],
		"customer": message["customer"],
		"name": name_in(language, message["customer_name"], message["customer_name_ar"]),
		"channel": message["channel"],
		"recipient": message["recipient"],
		"language": message["language"],
		"status": message["status"],
		"created": message["creation"].isoformat(sep=" ", timespec="seconds"),
		"text": text,
		"link": link,
		"segments": segments(message["channel"], text),
	}
