"""The messages that were written about an invitation before: the next one waits for them to leave, or takes their place."""

from __future__ import annotations

from datetime import datetime

import frappe

from workshop_crm.core.messaging.delivery import QUEUED, SENDING, WAITING
from workshop_crm.core.surveys.planning import REPLACED
from workshop_crm.services.messaging import messages
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.survey_links import INVITATION


def state_of(invitation: str) -> tuple[bool, datetime | None]:
	"""Whether one has still to leave by itself, and when the latest one left."""
	written = frappe.get_all(MESSAGE, _of(invitation), ["status", "sent_on"])
	left = [message.sent_on for message in written if message.sent_on]
	return any(message.status in (QUEUED, SENDING) for message in written), max(left, default=None)


def replace(invitation: str, key: str) -> None:
	"""What the message of this key takes the place of is not sent any more, and has no fallback if it fails late."""
	earlier = {**_of(invitation), "message_key": ("!=", key)}
	frappe.db.set_value(MESSAGE, {**earlier, "status": ("in", WAITING)}, "error", REPLACED)
	for name in frappe.get_all(MESSAGE, earlier, pluck="name"):
		messages.withdraw_message(name)


def _of(invitation: str) -> dict[str, str]:
	return {"reference_doctype": INVITATION, "reference_name": invitation, "direction": "Outgoing"}
