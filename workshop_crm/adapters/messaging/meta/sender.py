"""WhatsApp by Meta's Cloud API: approved templates, and texts with reply buttons within 24 hours of the customer's last message."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workshop_crm.adapters.messaging.meta.client import MetaCalls
from workshop_crm.adapters.messaging.meta.settings import MetaSettings
from workshop_crm.core.messaging import troubles
from workshop_crm.core.messaging.sender import Outgoing, ProviderTemplate, Receipt, ReplyButton

MAX_KEY = 512
MAX_BUTTONS = 3
MAX_LABEL = 20
MAX_TEXT = 4096
MAX_TEXT_WITH_BUTTONS = 1024


class MetaWhatsApp:
	"""Sends WhatsApp messages from one number."""

	def __init__(self, settings: MetaSettings) -> None:
		self._settings = settings
		self._calls = MetaCalls(settings)

	def send(self, message: Outgoing) -> Receipt:
		"""Hand a message over. Raises SendingFailed."""
		answer = self._calls.post(self._settings.phone_number_id, "messages", body_of(message))
		match answer.get("messages"):
			case [{"id": str(provider_id)}, *_] if provider_id:
				return Receipt(provider_id)
		raise troubles.NOBODY_KNOWS.failure()

	def find(self, message: Outgoing, since: datetime) -> Receipt | None:
		"""Nothing of Meta's lists messages that were sent: their own reports bring the key. Raises SendingFailed."""
		raise troubles.NOBODY_KNOWS.failure()


def body_of(message: Outgoing) -> dict[str, Any]:
	"""The request's body. Meta gives the key back in every report, as `biz_opaque_callback_data`."""
	return {
		"messaging_product": "whatsapp",
		"recipient_type": "individual",
		"to": message.to,
		"biz_opaque_callback_data": message.key[:MAX_KEY],
		**_content(message),
	}


def _content(message: Outgoing) -> dict[str, Any]:
	if message.template is not None:
		return {"type": "template", "template": _template(message.template)}
	if message.buttons:
		if len(message.text) > MAX_TEXT_WITH_BUTTONS:
			raise troubles.TOO_LONG.failure()
		return {"type": "interactive", "interactive": _with_buttons(message.text, message.buttons)}
	if len(message.text) > MAX_TEXT:
		raise troubles.TOO_LONG.failure()
	return {"type": "text", "text": {"body": message.text, "preview_url": False}}


def _template(template: ProviderTemplate) -> dict[str, Any]:
	components: list[dict[str, Any]] = []
	if template.parameters:
		components.append({"type": "body", "parameters": [_text(value) for value in template.parameters]})
	for index, payload in enumerate(template.replies):
		components.append(_button("quick_reply", index, {"type": "payload", "payload": payload}))
	if template.button is not None:
		components.append(_button("url", len(template.replies), _text(template.button)))
	named = {"name": template.name, "language": {"code": template.language}}
	return {**named, "components": components} if components else named


def _text(value: str) -> dict[str, str]:
	return {"type": "text", "text": value}


def _button(kind: str, index: int, parameter: dict[str, str]) -> dict[str, Any]:
	return {"type": "button", "sub_type": kind, "index": str(index), "parameters": [parameter]}


def _with_buttons(text: str, buttons: tuple[ReplyButton, ...]) -> dict[str, Any]:
	replies = [
		{"type": "reply", "reply": {"id": button.payload, "title": button.label[:MAX_LABEL]}}
		for button in buttons[:MAX_BUTTONS]
	]
	return {"type": "button", "body": {"text": text}, "action": {"buttons": replies}}
