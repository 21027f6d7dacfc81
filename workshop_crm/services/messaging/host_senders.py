"""Ways to send that Frappe has itself: the site's e-mail account, and the gateway of its SMS Settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import requests

import frappe
from frappe.core.doctype.sms_settings.sms_settings import get_headers
from frappe.utils import escape_html

from workshop_crm.core.common.errors import N_
from workshop_crm.core.messaging.sender import Outgoing, Receipt, SendingFailed

SECONDS_TO_CONNECT = 5
SECONDS_TO_ANSWER = 20
BUSY = (429, 502, 503)

NO_GATEWAY = N_("Frappe's SMS Settings have no gateway. Enter its address there.")
GATEWAY_AWAY = N_("The SMS gateway is unavailable or busy. The message is tried again.")
GATEWAY_REFUSES = N_("The SMS gateway refuses the message. Look at Frappe's SMS Settings.")
GATEWAY_UNCLEAR = N_("The SMS gateway did not answer in time.")
MAIL_REFUSED = N_("The e-mail could not be queued. Look at the outgoing e-mail account of this site.")


class EmailSender:
	"""E-mails through Frappe's queue: its row and the message's receipt are committed together, so none is sent twice."""

	def send(self, message: Outgoing) -> Receipt:
		direction = "rtl" if message.language == "ar" else "ltr"
		body = escape_html(message.text).replace("\n", "<br>")
		try:
			frappe.sendmail(
				recipients=[message.to],
				subject=message.subject,
				message=f'<div dir="{direction}">{body}</div>',
				reference_doctype="Customer Message",
				reference_name=message.key,
				attachments=[{"fname": file.name, "fcontent": file.data} for file in message.attachments],
			)
		except Exception as error:
			frappe.log_error(title="E-mail to a customer", message=frappe.get_traceback(), defer_insert=True)
			raise SendingFailed("settings", MAIL_REFUSED) from error
		return self._queued(message) or Receipt("")

	def find(self, message: Outgoing, since: datetime) -> Receipt | None:
		return self._queued(message)

	def _queued(self, message: Outgoing) -> Receipt | None:
		about = {"reference_doctype": "Customer Message", "reference_name": message.key}
		queued = frappe.db.get_value("Email Queue", about, "name", order_by="creation desc")
		return Receipt(queued) if queued else None


class GatewaySender:
	"""SMS by the gateway of Frappe's SMS Settings, with a time-out that Frappe's own call has not."""

	def send(self, message: Outgoing) -> Receipt:
		settings = frappe.get_cached_doc("SMS Settings")
		if not settings.sms_gateway_url:
			raise SendingFailed("settings", NO_GATEWAY)
		values = {row.parameter: row.value for row in settings.parameters if not row.header}
		values |= {settings.message_parameter: message.text, settings.receiver_parameter: message.to}
		_ask(settings.sms_gateway_url, values, get_headers(settings), bool(settings.use_post))
		return Receipt("")

	def find(self, message: Outgoing, since: datetime) -> Receipt | None:
		raise SendingFailed("unknown", GATEWAY_UNCLEAR)


def _ask(url: str, values: Mapping[str, Any], headers: Mapping[str, str], use_post: bool) -> None:
	is_json = headers.get("Content-Type") == "application/json"
	place = "json" if is_json else "data" if use_post else "params"
	timeout = (SECONDS_TO_CONNECT, SECONDS_TO_ANSWER)
	given: dict[str, Any] = {place: values, "headers": dict(headers), "timeout": timeout}
	try:
		answer = requests.request("POST" if use_post else "GET", url, **given)
	except requests.ConnectTimeout as error:
		raise SendingFailed("retry", GATEWAY_AWAY) from error
	except (requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
		raise SendingFailed("unknown", GATEWAY_UNCLEAR) from error
	except requests.ConnectionError as error:
		raise SendingFailed("retry" if _never_connected(error) else "unknown", GATEWAY_AWAY) from error
	except requests.RequestException as error:
		raise SendingFailed("settings", GATEWAY_REFUSES) from error
	if answer.ok:
		return
	code = str(answer.status_code)
	if answer.status_code in BUSY:
		raise SendingFailed("retry", GATEWAY_AWAY, code)
	if answer.status_code >= 500:
		raise SendingFailed("unknown", GATEWAY_UNCLEAR, code)
	raise SendingFailed("settings", GATEWAY_REFUSES, code)


def _never_connected(error: requests.ConnectionError) -> bool:
	"""A connection that was refused took nothing; one that broke may have."""
	from urllib3.exceptions import MaxRetryError, NewConnectionError

	reason = error.args[0] if error.args else None
	return isinstance(reason, MaxRetryError) and isinstance(reason.reason, NewConnectionError)
