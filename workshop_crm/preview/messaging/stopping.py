"""The front desk writes down that a customer wants no messages, or wants them again."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.messaging.delivery import WAITING
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.messaging.messages import WITHDRAWAL
from workshop_crm.core.messaging.opt_outs import ALL, OPT_IN, OPT_OUT, Kind
from workshop_crm.core.messaging.stopping import require_addresses
from workshop_crm.preview import records
from workshop_crm.preview.messaging import consents
from workshop_crm.preview.messaging.messages import MESSAGE
from workshop_crm.preview.messaging.recipients import recipient_of


def stop(connection: sqlite3.Connection, customer: str, now: datetime) -> None:
	"""Nothing more is written to the customer's addresses, and what waits is withdrawn."""
	_record(connection, customer, OPT_OUT, now)
	waiting = {"customer": customer, "status": ("in", WAITING)}
	records.update_where(connection, MESSAGE, waiting, {**WITHDRAWAL, "error": OPTED_OUT}, now)


def allow(connection: sqlite3.Connection, customer: str, now: datetime) -> None:
	"""The customer wants messages again, on the channels to which they agreed."""
	_record(connection, customer, OPT_IN, now)


def _record(connection: sqlite3.Connection, customer: str, kind: Kind, now: datetime) -> None:
	recipient = recipient_of(connection, records.get(connection, "Customer", customer))
	for address in require_addresses(recipient):
		consents.record(connection, address, ALL, kind, "Staff", customer, now)
