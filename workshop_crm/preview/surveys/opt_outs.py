"""A customer who wants no more messages gets none about a visit either."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.surveys.invitation import ANSWERABLE, opted_out
from workshop_crm.preview import records
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.surveys.survey_store import INVITATION


def end(connection: sqlite3.Connection, customer: str, now: datetime) -> None:
	"""All that the customer was asked about and has not answered: none of their addresses is written to any more."""
	open_ones = {"customer": customer, "status": ("in", ANSWERABLE), "opted_out": 0}
	for invitation in records.find(connection, INVITATION, open_ones):
		records.update(connection, INVITATION, invitation["name"], opted_out(invitation, OPTED_OUT), now)
		messages.withdraw(connection, (INVITATION, invitation["name"]), now, OPTED_OUT)
