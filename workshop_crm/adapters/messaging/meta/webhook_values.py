"""The values inside Meta's calls, each read for itself: what has another shape than it should is None, and never an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any

from workshop_crm.adapters.messaging.meta.check import APPROVALS
from workshop_crm.adapters.messaging.webhooks import MAX_ID, MAX_TEXT
from workshop_crm.core.common.fields import storable
from workshop_crm.core.messaging.delivery import Report
from workshop_crm.core.messaging.inbound import OPT_IN_PAYLOAD, OPT_OUT_PAYLOAD
from workshop_crm.core.messaging.remedies import trouble_of_report
from workshop_crm.core.messaging.reports import Inbound, StatusReport, TemplateReport

Json = dict[str, Any]
Told = StatusReport | Inbound | TemplateReport

_REPORTS: Mapping[str, Report] = {
	"sent": "Sent",
	"delivered": "Delivered",
	"read": "Read",
	"played": "Read",
	"failed": "Failed",
}
_ON_THE_WAY = ("accepted", "deleted", "warning")
_PREFERENCES = {"stop": OPT_OUT_PAYLOAD, "resume": OPT_IN_PAYLOAD}
_PHONE_DIGITS = range(7, 16)


def is_on_the_way(status: Any) -> bool:
	"""A state that is known and changes nothing."""
	return isinstance(status, dict) and status.get("status") in _ON_THE_WAY


def status_of(status: Any, received_on: datetime) -> StatusReport | None:
	"""What became of a message."""
	if not isinstance(status, dict):
		return None
	provider_id, report = _text(status, "id"), _REPORTS.get(_text(status, "status"))
	if not provider_id or report is None:
		return None
	code = _error_code(status) if report == "Failed" else ""
	trouble = trouble_of_report("Meta", code) if report == "Failed" else None
	return StatusReport(
		provider_id=provider_id,
		report=report,
		error_code=code,
		remedy=trouble.remedy if trouble else None,
		reason=trouble.reason if trouble else "",
		happened_on=_moment(status, received_on),
		key=_text(status, "biz_opaque_callback_data"),
	)


def inbound_of(message: Any, names: Mapping[str, str], received_on: datetime) -> Inbound | None:
	"""What a customer has written, pressed or sent; None for what is no message of theirs."""
	if not isinstance(message, dict):
		return None
	provider_id, kind = _text(message, "id"), _text(message, "type")
	if not provider_id or not kind or kind == "system":
		return None
	text, payload = _content(message, kind)
	return Inbound(
		provider_id=provider_id,
		channel="WhatsApp",
		address=_phone(_text(message, "from")),
		text=text[:MAX_TEXT],
		received_on=_moment(message, received_on),
		payload=payload,
		answers_provider_id=_text(_part(message, "context"), "id"),
		kind="text" if kind in ("button", "interactive") else kind,
		name=names.get(_text(message, "from"), ""),
		pictures=_pictures(message),
	)


def preference_of(preference: Any, received_on: datetime) -> Inbound | None:
	"""Somebody has stopped, or allowed again, offers in WhatsApp's own menu: as good as a message that says so."""
	if not isinstance(preference, dict):
		return None
	sender, payload = _text(preference, "wa_id"), _PREFERENCES.get(_text(preference, "value"))
	if not _phone(sender) or payload is None:
		return None
	moment = _moment(preference, received_on)
	return Inbound(
		provider_id=f"preference:{sender}:{int(moment.timestamp())}",
		channel="WhatsApp",
		address=_phone(sender),
		text=_text(preference, "detail"),
		received_on=moment,
		payload=payload,
		kind="preference",
	)


def template_of(value: Json) -> TemplateReport | None:
	"""A decision about a template."""
	name, language = _text(value, "message_template_name"), _text(value, "message_template_language")
	approval = APPROVALS.get(_text(value, "event"))
	if not name or not language or approval is None:
		return None
	reason = _text(value, "reason")
	return TemplateReport(name, language, approval, "" if reason == "NONE" else reason)


def names_of(contacts: Iterable[Any]) -> dict[str, str]:
	"""What people call themselves, by their number."""
	known = (one for one in contacts if isinstance(one, dict))
	return {_text(one, "wa_id"): _text(_part(one, "profile"), "name") for one in known}


def _content(message: Json, kind: str) -> tuple[str, str]:
	"""The text of a message, and the payload of a pressed button."""
	part = _part(message, kind)
	if kind == "text":
		return _text(part, "body", MAX_TEXT), ""
	if kind == "button":
		return _text(part, "text"), _text(part, "payload")
	if kind == "interactive":
		reply = _part(part, "button_reply") or _part(part, "list_reply")
		return _text(reply, "title"), _text(reply, "id")
	if kind == "reaction":
		return _text(part, "emoji"), ""
	return _text(part, "caption", MAX_TEXT), ""


def _pictures(message: Json) -> tuple[str, ...]:
	"""The id of a photo; stickers and the like are no pictures of a car."""
	picture = _text(_part(message, "image"), "id")
	return (picture,) if picture.isascii() and picture.isdigit() else ()


def _error_code(status: Json) -> str:
	errors = status.get("errors")
	first = errors[0] if isinstance(errors, list) and errors else None
	return _text(first, "code") if isinstance(first, dict) else ""


def _moment(value: Json, received_on: datetime) -> datetime:
	try:
		return datetime.fromtimestamp(int(_text(value, "timestamp")), timezone.utc)
	except (ValueError, OverflowError, OSError):
		return received_on


def _phone(number: str) -> str:
	"""A number without its plus in E.164; empty for the id of somebody who hides the number."""
	is_number = number.isascii() and number.isdigit() and len(number) in _PHONE_DIGITS
	return f"+{number}" if is_number else ""


def _part(value: Json, name: str) -> Json:
	part = value.get(name)
	return part if isinstance(part, dict) else {}


def _text(value: Json, name: str, longest: int = MAX_ID) -> str:
	"""A text, or a whole number as text; empty for anything else. An id that is too long is none."""
	found = value.get(name)
	text = storable(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
	if name == "id" and len(text) > MAX_ID:
		return ""
	return text[:longest]
