"""Who does not want to be written to, by address: the only writer of Consent Event.

The row of an erased person has a hash in the place of the address, so that nobody writes to it again.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

import frappe

from workshop_crm.core.common.errors import InvalidInput
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
from workshop_crm.core.messaging.stopping import NO_ADDRESS
from workshop_crm.services.messaging import clock
from workshop_crm.services.platform.settings import SETTINGS

EVENT = "Consent Event"
FIELDS = ["address", "address_hash", "channel", "kind", "happened_on", "source"]
SECRET_BYTES = 32


def record(
	address: str,
	channel: Scope,
	kind: Kind,
	source: Source,
	customer: str | None = None,
	message: str | None = None,
	happened_on: datetime | None = None,
) -> None:
	"""Add what was asked for at an address. Raises InvalidInput without one: the row would hold for nobody."""
	if not normal_address(address):
		raise InvalidInput(NO_ADDRESS)
	frappe.get_doc(
		{
			"doctype": EVENT,
			"address": normal_address(address),
			"channel": channel,
			"kind": kind,
			"source": source,
			"customer": customer,
			"message": message,
			"happened_on": happened_on or clock.now(),
		}
	).insert(ignore_permissions=True)


def events_of(addresses: Iterable[str]) -> list[ConsentEvent]:
	"""What was asked for at these addresses, also by somebody who was erased since."""
	wanted = sorted({normal_address(address) for address in addresses})
	if not wanted:
		return []
	by_hash = {address_hash(_secret(), address): address for address in wanted}
	either = [["address", "in", wanted], ["address_hash", "in", list(by_hash)]]
	rows = frappe.get_all(EVENT, or_filters=either, fields=FIELDS)
	return [
		ConsentEvent(
			row.address or by_hash[row.address_hash], row.channel, row.kind, row.happened_on, row.source
		)
		for row in rows
	]


def erase(addresses: Sequence[str], customer: str) -> int:
	"""Keep that these addresses are not to be written to, and nothing that says whose they are. Returns how many rows."""
	events = frappe.get_all(EVENT, or_filters=[["customer", "=", customer], ["address", "in", list(addresses) or [""]]], fields=["name", "address"])  # fmt: skip
	for event in events:
		hidden = {"address": None, "address_hash": event.address and address_hash(_secret(), event.address)}
		changed = {key: value for key, value in hidden.items() if event.address}
		frappe.db.set_value(
			EVENT, event.name, {**changed, "customer": None, "message": None}, update_modified=False
		)
	for address in dict.fromkeys(
		normal_address(one) for one in addresses if not _is_of_another(one, customer)
	):
		last = {
			"doctype": EVENT,
			"channel": ALL,
			"kind": OPT_OUT,
			"source": "Staff",
			"happened_on": clock.now(),
		}
		frappe.get_doc({**last, "address_hash": address_hash(_secret(), address)}).insert(
			ignore_permissions=True
		)
	return len(events)


def _is_of_another(address: str, customer: str) -> bool:
	"""A family may have one number."""
	others = {"name": ("!=", customer), "disabled": 0}
	either = [["mobile_no", "=", address], ["email_id", "=", address]]
	return bool(frappe.get_all("Customer", others, or_filters=either, limit=1))


def _secret() -> str:
	"""Made when it is first needed. It is not the one of the links: those may be made invalid, opt-outs may not."""
	if known := getattr(frappe.local, "workshop_crm_opt_out_secret", None):
		return known
	settings = frappe.get_cached_doc(SETTINGS)
	secret = settings.get_password("opt_out_secret", raise_exception=False)
	if not secret:
		secret = secrets.token_urlsafe(SECRET_BYTES)
		frappe.utils.password.set_encrypted_password(SETTINGS, SETTINGS, secret, "opt_out_secret")
	frappe.local.workshop_crm_opt_out_secret = secret
	return secret
