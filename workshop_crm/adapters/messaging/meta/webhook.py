"""Meta's calls: their signature, the accounts they are about, and the first one that asks whether the app is there.

Source: Meta, "Webhooks, getting started" (X-Hub-Signature-256, hub.challenge) and "WhatsApp webhooks reference".
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workshop_crm.adapters.messaging.meta import webhook_values as values
from workshop_crm.adapters.messaging.webhooks import check_size, refused
from workshop_crm.core.messaging.reports import Inbound, StatusReport, TemplateReport, Webhook

SUBSCRIBE = "subscribe"


@dataclass(frozen=True, slots=True)
class Accounts:
	"""Whose calls are read. Without an account id all templates are, whose secret is right."""

	phone_number_id: str
	business_account_id: str = ""


def answer_challenge(query: Mapping[str, str], verify_token: str) -> str:
	"""What a GET is answered with when an address is entered at Meta. Raises NotAllowed for another token or none."""
	given = query.get("hub.verify_token", "")
	is_known = hmac.compare_digest(given.encode(), verify_token.encode())
	if not verify_token or query.get("hub.mode") != SUBSCRIBE or not is_known:
		raise refused()
	return query.get("hub.challenge", "")


def read_meta(
	body: bytes, signature: str, app_secret: str, accounts: Accounts, received_on: datetime
) -> Webhook:
	"""What a call says: all its entries and changes. `body` is as it came, `received_on` has a time zone.

	Raises NotAllowed where the signature is wrong or no secret is set. What cannot be read is counted, and loses nothing else.
	"""
	check_size(body)
	if not app_secret or not _is_signed(body, signature, app_secret):
		raise refused()
	try:
		call = json.loads(body)
	except (ValueError, RecursionError):
		return Webhook(ignored=1)
	if not isinstance(call, dict) or call.get("object") != "whatsapp_business_account":
		return Webhook(ignored=1)
	told = list(_told(call, accounts, received_on))
	return Webhook(
		statuses=tuple(one for one in told if isinstance(one, StatusReport)),
		inbound=tuple(one for one in told if isinstance(one, Inbound)),
		templates=tuple(one for one in told if isinstance(one, TemplateReport)),
		ignored=sum(one is None for one in told),
	)


def _is_signed(body: bytes, signature: str, app_secret: str) -> bool:
	wanted = "sha256=" + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
	return hmac.compare_digest(wanted.encode(), signature.encode(errors="replace"))


def _told(call: values.Json, accounts: Accounts, received_on: datetime) -> Iterator[values.Told | None]:
	"""Each thing that is told, None for what nobody can read and for what is about another account."""
	for entry in _list(call.get("entry")):
		changes = _list(entry.get("changes")) if isinstance(entry, dict) else []
		if not changes:
			yield None
		for change in changes:
			value = change.get("value") if isinstance(change, dict) else None
			if not isinstance(value, dict):
				yield None
			elif change.get("field") == "message_template_status_update":
				yield _template(value, entry, accounts)
			else:
				yield from _of_number(value, accounts, received_on)


def _of_number(value: values.Json, accounts: Accounts, received_on: datetime) -> Iterator[values.Told | None]:
	metadata = value.get("metadata")
	number = metadata.get("phone_number_id") if isinstance(metadata, dict) else None
	if not accounts.phone_number_id or number != accounts.phone_number_id:
		yield None
		return
	for one in _list(value.get("statuses")):
		if not values.is_on_the_way(one):
			yield values.status_of(one, received_on)
	names = values.names_of(_list(value.get("contacts")))
	for one in _list(value.get("messages")):
		yield values.inbound_of(one, names, received_on)
	for one in _list(value.get("user_preferences")):
		yield values.preference_of(one, received_on)


def _template(value: values.Json, entry: values.Json, accounts: Accounts) -> TemplateReport | None:
	if accounts.business_account_id and str(entry.get("id")) != accounts.business_account_id:
		return None
	return values.template_of(value)


def _list(value: Any) -> list[Any]:
	return value if isinstance(value, list) else []
