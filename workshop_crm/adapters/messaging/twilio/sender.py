"""SMS and WhatsApp by Twilio."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any

from workshop_crm.adapters.messaging.twilio.client import TwilioCalls
from workshop_crm.adapters.messaging.twilio.settings import TwilioSettings
from workshop_crm.core.messaging import troubles
from workshop_crm.core.messaging.remedies import trouble_of_report
from workshop_crm.core.messaging.sender import Outgoing, ProviderTemplate, Receipt

WHATSAPP = "whatsapp:"
MESSAGING_SERVICE = "MG"
MAX_LOOKED_AT = 50
CLOCKS_DIFFER_BY = timedelta(minutes=2)


class TwilioSender:
	"""Sends a message on its own channel: SMS, or WhatsApp."""

	def __init__(self, settings: TwilioSettings) -> None:
		self._settings = settings
		self._calls = TwilioCalls(settings)

	def send(self, message: Outgoing) -> Receipt:
		"""Hand a message over. Raises SendingFailed."""
		values = {**_address(message, self._settings.sender), **_content(message)}
		# An address that Twilio cannot reach would cost the message: it goes without reports then.
		if self._settings.status_callback.startswith("https://"):
			values["status_callback"] = self._settings.status_callback
		taken = self._calls.run(lambda: self._calls.client.messages.create(**values))
		if taken.status in ("failed", "undelivered"):
			code = str(taken.error_code or "")
			raise trouble_of_report("Twilio", code).failure(code)
		return _receipt(taken)

	def find(self, message: Outgoing, since: datetime) -> Receipt | None:
		"""The message among the latest to its address that were made after `since`. Raises SendingFailed."""
		to = _address(message, self._settings.sender)["to"]
		latest = self._calls.run(lambda: self._calls.client.messages.list(to=to, limit=MAX_LOOKED_AT))
		earliest = since.astimezone(timezone.utc) - CLOCKS_DIFFER_BY
		for one in latest:
			is_later = one.date_created is None or one.date_created >= earliest
			if is_later and one.direction != "inbound" and _says(one.body or "", message):
				return _receipt(one)
		return None

	def price_of(self, provider_id: str) -> Receipt:
		"""What a message has cost, which Twilio knows some time after it has left. Raises SendingFailed."""
		return _receipt(self._calls.run(lambda: self._calls.client.messages(provider_id).fetch()))


def _address(message: Outgoing, sender: str) -> dict[str, Any]:
	"""From whom and to whom. A messaging service picks its own sender; on WhatsApp both numbers are marked."""
	before = WHATSAPP if message.channel == "WhatsApp" else ""
	sender = message.sender or sender
	if sender.startswith(MESSAGING_SERVICE):
		return {"to": before + message.to, "messaging_service_sid": sender}
	return {"to": before + message.to, "from_": before + sender.removeprefix(before)}


def _content(message: Outgoing) -> dict[str, str]:
	if message.channel != "WhatsApp" or message.template is None:
		return {"body": message.text}
	variables = _variables(message.template)
	content = {"content_sid": message.template.name}
	return (
		{**content, "content_variables": json.dumps(variables, ensure_ascii=False)} if variables else content
	)


def _variables(template: ProviderTemplate) -> Mapping[str, str]:
	"""By number from 1; what the address of the URL button ends with comes last."""
	values = template.parameters if template.button is None else (*template.parameters, template.button)
	return {str(number): value for number, value in enumerate(values, 1)}


def _says(body: str, message: Outgoing) -> bool:
	"""A trial account puts words before the text; a template is told by what was filled in."""
	if message.text in body:
		return True
	return message.template is not None and all(value in body for value in message.template.parameters)


def _receipt(taken: Any) -> Receipt:
	if not taken.sid:
		raise troubles.NOBODY_KNOWS.failure()
	try:
		# Twilio writes what it takes as a negative amount.
		price = abs(Decimal(taken.price)) if taken.price else None
	except InvalidOperation:
		price = None
	return Receipt(taken.sid, price, (taken.price_unit or "").upper() if price is not None else "")
