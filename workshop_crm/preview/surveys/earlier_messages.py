"""The messages that were written about an invitation before: the next one takes the place of what waits in the outbox."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any

from workshop_crm.core.messaging.delivery import WAITING
from workshop_crm.core.messaging.messages import NOT_WANTED, WITHDRAWAL
from workshop_crm.core.surveys.planning import REPLACED
from workshop_crm.preview import records
from workshop_crm.preview.messaging.messages import MESSAGE
from workshop_crm.preview.surveys.survey_store import INVITATION


def last_left(connection: sqlite3.Connection, invitation: str) -> datetime | None:
	"""When somebody sent the latest one."""
	messages = records.find(connection, MESSAGE, _of(invitation), fields=("sent_on",))
	return max((message["sent_on"] for message in messages if message["sent_on"]), default=None)


def replace(connection: sqlite3.Connection, invitation: str, key: str, now: datetime) -> None:
	"""Nobody is to send what the message of this key takes the place of."""
	earlier = {**_of(invitation), "message_key": ("!=", key)}
	waiting = {**earlier, "status": ("in", WAITING)}
	records.update_where(connection, MESSAGE, waiting, {**WITHDRAWAL, "error": REPLACED}, now)
	records.update_where(connection, MESSAGE, earlier, NOT_WANTED, now)


def _of(invitation: str) -> dict[str, Any]:
	return {"reference_doctype": INVITATION, "reference_name": invitation, "direction": "Outgoing"}
