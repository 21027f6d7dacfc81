"""The messages that were written about an invitation before: the next one waits for them to leave, or takes their place."""

from __future__ import annotations

from datetime import datetime

import frappe

from workshop_crm.core.messaging.delivery import QUEUED, SENDING, WAITING
from workshop_crm.core.messaging.messages import WITHDRAWAL
from workshop_crm.core.surveys.planning import REPLACED
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.survey_links import INVITATION


def state_of(invitation: str) -> tuple[bool, datetime | None]:
	"""Whether one has still to leave by itself, and when the latest one left."""
	messages = frappe.get_all(MESSAGE, _of(invitation), ["status", "sent_on"])
	left = [message.sent_on for message in messages if message.sent_on]
	return any(message.status in (QUEUED, SENDING) for message in messages), max(left, default=None)


def replace(invitation: str, key: str) -> None:
	"""Nobody is to send what the message of this key takes the place of."""
	earlier = {**_of(invitation), "status": ("in", WAITING), "message_key": ("!=", key)}
	frappe.db.set_value(MESSAGE, earlier, {**WITHDRAWAL, "error": REPLACED})


def _of(invitation: str) -> dict[str, str]:
	return {"reference_doctype": INVITATION, "reference_name": invitation, "direction": "Outgoing"}
