"""What is wrong with the settings of Twilio, asked of Twilio itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from workshop_crm.adapters.messaging.twilio.client import TwilioCalls
from workshop_crm.adapters.messaging.twilio.sender import MESSAGING_SERVICE, WHATSAPP
from workshop_crm.adapters.messaging.twilio.settings import TwilioSettings
from workshop_crm.core.common.errors import N_, InvalidInput, WorkshopError
from workshop_crm.core.messaging import troubles
from workshop_crm.core.messaging.provider_templates import TemplateAtProvider
from workshop_crm.core.messaging.reports import Approval
from workshop_crm.core.messaging.sender import SendingFailed
from workshop_crm.core.messaging.troubles import Trouble

SANDBOX = "+14155238886"
"""Twilio's number for trying WhatsApp: it reaches only who has joined it."""
MAX_SENDERS = 200
_READY = ("ONLINE", "ONLINE:UPDATING")
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_APPROVALS: dict[str, Approval] = {
	"unsubmitted": "Not submitted",
	"received": "Pending",
	"pending": "Pending",
	"approved": "Approved",
	"rejected": "Rejected",
	"paused": "Rejected",
	"disabled": "Rejected",
}


class TwilioCheck:
	"""The account, the sender of a channel and the content templates, as Twilio sees them."""

	def __init__(self, settings: TwilioSettings, channel: str = "SMS") -> None:
		self._settings = settings
		self._channel = channel
		self._calls = TwilioCalls(settings)

	def check(self) -> list[WorkshopError]:
		"""What keeps messages from being sent; empty when nothing does. Never raises."""
		try:
			return list(self._problems())
		except SendingFailed as failure:
			return [InvalidInput(failure.reason)]

	def template(self, content_sid: str) -> TemplateAtProvider | None:
		"""A content template with its approval for WhatsApp, None where there is none. Raises SendingFailed."""
		contents = self._calls.client.content.v1.contents(content_sid)
		try:
			content = self._calls.run(contents.fetch)
			approval = self._calls.run(lambda: contents.approval_fetch().fetch()).whatsapp or {}
		except SendingFailed as failure:
			if failure.code == "20404":
				return None
			raise
		has_link_button = any(_VARIABLE.search(address) for address in _addresses(content.types))
		return TemplateAtProvider(
			name=content_sid,
			language=content.language or "",
			approval=_APPROVALS.get(str(approval.get("status", "")).lower(), "Pending"),
			places=len(set(_VARIABLE.findall(_texts(content.types)))) - has_link_button,
			category=str(approval.get("category") or ""),
			has_link_button=has_link_button,
			reason=str(approval.get("rejection_reason") or ""),
		)

	def _problems(self) -> Iterator[WorkshopError]:
		api = self._calls.client.api.v2010
		account = self._calls.run(lambda: api.accounts(self._settings.account_sid).fetch())
		if account.status != "active":
			yield InvalidInput(troubles.ACCOUNT_BLOCKED.reason)
		if account.type == "Trial":
			yield InvalidInput(troubles.TRIAL_ACCOUNT.reason)
		if not self._settings.sender:
			yield InvalidInput(
				N_("Enter the number, the name or the messaging service that messages are sent from.")
			)
		elif trouble := self._trouble_with_sender():
			yield InvalidInput(trouble.reason)
		if not self._settings.status_callback.startswith("https://"):
			yield InvalidInput(troubles.WRONG_CALLBACK.reason)

	def _trouble_with_sender(self) -> Trouble | None:
		"""Whether the sender is the account's and ready. A name is not known before a message is sent from it."""
		sender, client = self._settings.sender.removeprefix(WHATSAPP), self._calls.client
		if sender.startswith(MESSAGING_SERVICE):
			is_there = self._is_there(lambda: client.messaging.v1.services(sender).fetch())
			return None if is_there else troubles.WRONG_NUMBER
		if self._channel == "WhatsApp":
			return self._trouble_with_whatsapp(sender)
		if not sender.startswith("+"):
			return None
		numbers = self._calls.run(lambda: client.incoming_phone_numbers.list(phone_number=sender, limit=1))
		return None if numbers else troubles.WRONG_NUMBER

	def _trouble_with_whatsapp(self, sender: str) -> Trouble | None:
		if sender == SANDBOX:
			return troubles.TRIAL_ACCOUNT
		senders = self._calls.client.messaging.v2.channels_senders
		for one in self._calls.run(lambda: senders.list(channel="whatsapp", limit=MAX_SENDERS)):
			if one.sender_id == WHATSAPP + sender:
				return None if one.status in _READY else troubles.NUMBER_NOT_READY
		return troubles.WRONG_NUMBER

	def _is_there(self, call: Any) -> bool:
		try:
			self._calls.run(call)
		except SendingFailed as failure:
			if failure.code == "20404":
				return False
			raise
		return True


def _addresses(types: Any) -> Iterator[str]:
	"""Where the buttons of a template lead."""
	kinds = types.values() if isinstance(types, dict) else ()
	for kind in kinds:
		actions = kind.get("actions") if isinstance(kind, dict) else None
		yield from (str(one.get("url") or "") for one in actions or () if isinstance(one, dict))


def _texts(types: Any) -> str:
	"""All texts of a template, whatever its kind: body, title, and the addresses of its buttons."""
	if isinstance(types, dict):
		return " ".join(map(_texts, types.values()))
	if isinstance(types, Iterable) and not isinstance(types, str):
		return " ".join(map(_texts, types))
	return str(types)
