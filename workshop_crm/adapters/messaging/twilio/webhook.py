"""Twilio's calls: what became of a message, and what customers write.

Source: Twilio, "Twilio's request to your incoming message Webhook URL", "Track outbound message status" and "Advanced Opt-Out".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator

from workshop_crm.adapters.messaging.twilio.sender import WHATSAPP
from workshop_crm.adapters.messaging.webhooks import MAX_ID, MAX_TEXT, check_size, refused
from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.fields import storable
from workshop_crm.core.messaging.delivery import Report
from workshop_crm.core.messaging.inbound import OPT_IN_PAYLOAD, OPT_OUT_PAYLOAD
from workshop_crm.core.messaging.pictures import MAX_PICTURES
from workshop_crm.core.messaging.remedies import trouble_of_report
from workshop_crm.core.messaging.reports import Inbound, StatusReport, Webhook

MAX_FIELDS = 300
_REPORTS: Mapping[str, Report] = {
	"sent": "Sent",
	"delivered": "Delivered",
	"read": "Read",
	"undelivered": "Failed",
	"failed": "Failed",
}
_ON_THE_WAY = (
	"accepted",
	"scheduled",
	"queued",
	"sending",
	"canceled",
	"receiving",
	"received",
	"partially_delivered",
)
# Twilio has recognised a word itself, and answers or blocks by itself too.
_KEYWORDS = {"STOP": OPT_OUT_PAYLOAD, "START": OPT_IN_PAYLOAD}


class _Form(dict[str, list[str]]):
	"""The fields of a call, with all values of each, as Twilio's validator reads them."""

	def getlist(self, name: str) -> list[str]:
		return self[name]

	def one(self, name: str) -> str:
		"""A field without what no database takes; empty where it is missing."""
		return storable(self.get(name, [""])[-1])


def read_twilio(
	body: bytes, address: str, signature: str, auth_token: str, account_sid: str, received_on: datetime
) -> Webhook:
	"""What a call says. `body` is as it came, `address` the public one that Twilio was given, `received_on` has a time zone.

	Raises NotAllowed where the signature is wrong or no token is set.
	"""
	check_size(body)
	form = _form(body)
	if not (auth_token and address and signature):
		raise refused()
	if not RequestValidator(auth_token).validate(address, form, signature):
		raise refused()
	if not account_sid or form.one("AccountSid") != account_sid:
		return Webhook(ignored=1)
	return _read(form, received_on)


def _form(body: bytes) -> _Form:
	form = _Form()
	try:
		pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS)
	except ValueError:
		return form
	for name, value in pairs:
		form.setdefault(name, []).append(value)
	return form


def _read(form: _Form, received_on: datetime) -> Webhook:
	provider_id = form.one("MessageSid") or form.one("SmsSid")
	if not 0 < len(provider_id) <= MAX_ID:
		return Webhook(ignored=1)
	status = form.one("MessageStatus") or form.one("SmsStatus")
	if report := _REPORTS.get(status):
		return Webhook(statuses=(_status(form, provider_id, report, received_on),))
	if status == "received" or (not status and "From" in form):
		return Webhook(inbound=(_inbound(form, provider_id, received_on),))
	return Webhook(ignored=0 if status in _ON_THE_WAY else 1)


def _status(form: _Form, provider_id: str, report: Report, received_on: datetime) -> StatusReport:
	if report != "Failed":
		return StatusReport(provider_id, report, happened_on=received_on)
	code = form.one("ErrorCode")[:MAX_ID]
	trouble = trouble_of_report("Twilio", code)
	return StatusReport(provider_id, report, code, trouble.remedy, trouble.reason, received_on)


def _inbound(form: _Form, provider_id: str, received_on: datetime) -> Inbound:
	sender = form.one("From")
	channel: Channel = "WhatsApp" if sender.startswith(WHATSAPP) else "SMS"
	kind = form.one("MediaContentType0").partition("/")[0] if form.one("NumMedia") not in ("", "0") else ""
	return Inbound(
		provider_id=provider_id,
		channel=channel,
		address=sender.removeprefix(WHATSAPP)[:MAX_ID],
		text=(form.one("ButtonText") or form.one("Body"))[:MAX_TEXT],
		received_on=received_on,
		payload=_KEYWORDS.get(form.one("OptOutType"), form.one("ButtonPayload"))[:MAX_ID],
		answers_provider_id=form.one("OriginalRepliedMessageSid")[:MAX_ID],
		kind=kind or "text",
		name=form.one("ProfileName")[:MAX_ID],
		pictures=tuple(_pictures(form)),
	)


def _pictures(form: _Form) -> Iterator[str]:
	for number in range(MAX_PICTURES):
		address = form.one(f"MediaUrl{number}")
		if address and form.one(f"MediaContentType{number}").startswith("image/"):
			yield address
