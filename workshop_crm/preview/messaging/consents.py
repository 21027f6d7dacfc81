"""Who does not want to be written to, by address: the only writer of Consent Event.

The row of an erased person has a hash in the place of the address, so that nobody writes to it again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from workshop_crm.core.messaging.address_hash import address_hash
from workshop_crm.core.messaging.opt_outs import (
	ALL,
	OPT_OUT,
	ConsentEvent,
	Kind,
	Scope,
	Source,
	normal_address,
)
from workshop_crm.preview import records
from workshop_crm.preview.settings import Settings

EVENT = "Consent Event"


def record(
	connection: sqlite3.Connection,
	address: str,
	channel: Scope,
	kind: Kind,
	source: Source,
	customer: str | None,
	now: datetime,
) -> None:
	"""Add what was asked for at an address."""
	event = {
		"address": normal_address(address),
		"channel": channel,
		"kind": kind,
		"source": source,
		"customer": customer,
		"happened_on": now,
	}
	records.insert(connection, EVENT, event, now)


def events_of(
	connection: sqlite3.Connection, settings: Settings, addresses: Iterable[str]
) -> list[ConsentEvent]:
	"""What was asked for at these addresses, also by somebody who was erased since."""
	wanted = sorted({normal_address(address) for address in addresses})
	by_hash = {address_hash(settings.invitation_secret, address): address for address in wanted}
	rows = [
		*records.find(connection, EVENT, {"address": ("in", wanted)}),
		*records.find(connection, EVENT, {"address_hash": ("in", list(by_hash))}),
	]
	return [
		ConsentEvent(
			row["address"] or by_hash[row["address_hash"]],
			row["channel"],
			row["kind"],
			row["happened_on"],
			row["source"],
		)
		for row in rows
	]


def erase(
	connection: sqlite3.Connection,
	settings: Settings,
	addresses: Iterable[str],
	customer: str,
	now: datetime,
) -> int:
	"""Keep that these addresses are not to be written to, and nothing that says whose they are. Returns how many rows."""
	known = {normal_address(address) for address in addresses}
	rows = [
		*records.find(connection, EVENT, {"customer": customer}),
		*records.find(connection, EVENT, {"address": ("in", sorted(known)), "customer": None}),
	]
	for row in rows:
		hidden = {"address": "", "address_hash": address_hash(settings.invitation_secret, row["address"])}
		changed = hidden if row["address"] else {}
		values = {**changed, "customer": None, "message": None}
		records.update(connection, EVENT, row["name"], values, now)
	for address in sorted(one for one in known if not _is_of_another(connection, one, customer)):
		last = {"channel": ALL, "kind": OPT_OUT, "source": "Staff", "happened_on": now}
		hashed = address_hash(settings.invitation_secret, address)
		records.insert(connection, EVENT, {**last, "address_hash": hashed}, now)
	return len(rows)


def _is_of_another(connection: sqlite3.Connection, address: str, customer: str) -> bool:
	"""A family may have one number."""
	others = {"name": ("!=", customer), "disabled": 0}
	return any(
		records.exists(connection, "Customer", {**others, field: address})
		for field in ("mobile_no", "email_id")
	)
