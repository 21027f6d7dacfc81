"""A Twilio for tests: a fake with an account, messages and templates, behind a proxy that knows Twilio's own description.

The proxy answers 422 to what the description does not allow, and 401 to a call without a name and a password.
"""

import base64
import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import format_datetime
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from provider_peers import Answer, Call, route

ACCOUNT, TOKEN, SERVICE = "AC" + "a1" * 16, "auth-token", "MG" + "b2" * 16
FROM, CONTENT = "+14155552345", "HX" + "c3" * 16
TOOLS = Path(__file__).parent.parent / "scripts/node/node_modules"
PRISM = TOOLS / ".bin/prism"
DESCRIPTIONS = TOOLS / "@twilio/cli-core/src/services/twilio-api"
MAX_START = 90


class NotPossible(Exception):
	"""Why there is no proxy on this machine."""


def error(status: int, code: int, message: str = "") -> Answer:
	"""A refusal as Twilio words it."""
	return (
		status,
		{},
		{
			"code": code,
			"message": message or str(code),
			"more_info": f"https://www.twilio.com/docs/errors/{code}",
			"status": status,
		},
	)


@dataclass
class TwilioApi:
	"""`answer` is for a Peer. What was taken stands in `taken`, by its SID."""

	taken: dict[str, dict[str, Any]] = field(default_factory=dict)
	callbacks: dict[str, str] = field(default_factory=dict)
	account: dict[str, str] = field(default_factory=lambda: {"status": "active", "type": "Full"})
	numbers: tuple[str, ...] = (FROM,)
	approval: dict[str, str] = field(
		default_factory=lambda: {"status": "approved", "category": "MARKETING", "rejection_reason": ""}
	)
	body: str = "Dear {{1}}, how was the {{2}}? {{3}} takes a minute."
	types: dict[str, Any] = field(default_factory=dict)
	whatsapp_senders: dict[str, str] = field(default_factory=lambda: {f"whatsapp:{FROM}": "ONLINE"})
	price: str | None = None
	words_before: str = ""

	def answer(self, call: Call) -> Answer:
		wanted = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
		if call.headers.get("Authorization", call.headers.get("authorization")) != wanted:
			return error(401, 20003, "Authenticate")
		base = rf"/2010-04-01/Accounts/{ACCOUNT}"
		if route(call, "POST", base + r"/Messages\.json"):
			return self._take(call.form)
		if route(call, "GET", base + r"/Messages\.json"):
			to = call.query.get("To", [""])[0]
			return (
				200,
				{},
				_page("messages", [one for one in reversed(self.taken.values()) if one["to"] == to]),
			)
		if found := route(call, "GET", base + r"/Messages/(\w+)\.json"):
			one = self.taken.get(found[1])
			return (200, {}, {**one, "price": self.price, "price_unit": "USD"}) if one else error(404, 20404)
		if route(call, "GET", base + r"\.json"):
			return 200, {}, {"sid": ACCOUNT, "friendly_name": "Workshop", **self.account}
		if route(call, "GET", base + r"/IncomingPhoneNumbers\.json"):
			number = call.query["PhoneNumber"][0]
			known = [{"sid": "PN" + "d4" * 16, "phone_number": number}] if number in self.numbers else []
			return 200, {}, _page("incoming_phone_numbers", known)
		return self._other_hosts(call)

	def call_back(self, sid: str, status: str, **more: str) -> tuple[str, bytes, str]:
		"""What Twilio sends about a message: the address that the message named, the body and the signature."""
		message = self.taken[sid]
		form = {
			"AccountSid": ACCOUNT,
			"MessageSid": sid,
			"MessageStatus": status,
			"SmsSid": sid,
			"SmsStatus": status,
			**more,
		}
		form |= {"To": message["to"], "From": message["from"] or "", "ApiVersion": "2010-04-01"}
		address = self.callbacks[sid]
		return address, urlencode(form).encode(), RequestValidator(TOKEN).compute_signature(address, form)

	def _other_hosts(self, call: Call) -> Answer:
		if route(call, "GET", rf"/v1/Services/{SERVICE}"):
			return 200, {}, {"sid": SERVICE, "account_sid": ACCOUNT, "friendly_name": "Workshop"}
		if route(call, "GET", rf"/v1/Content/{CONTENT}"):
			return (
				200,
				{},
				{
					"sid": CONTENT,
					"account_sid": ACCOUNT,
					"language": "en",
					"types": self.types or {"twilio/text": {"body": self.body}},
				},
			)
		if route(call, "GET", rf"/v1/Content/{CONTENT}/ApprovalRequests"):
			return (
				200,
				{},
				{
					"sid": CONTENT,
					"account_sid": ACCOUNT,
					"whatsapp": {"type": "whatsapp", "name": "survey", **self.approval},
				},
			)
		if route(call, "GET", "/v2/Channels/Senders") and call.query.get("Channel") == ["whatsapp"]:
			known = [
				{"sid": "XE" + "e5" * 16, "sender_id": name, "status": status}
				for name, status in self.whatsapp_senders.items()
			]
			page = "https://messaging.twilio.com/v2/Channels/Senders?Page=0"
			meta = {"key": "senders", "page": 0, "page_size": 50, "first_page_url": page, "url": page}
			return (
				200,
				{},
				{"senders": known, "meta": {**meta, "next_page_url": None, "previous_page_url": None}},
			)
		return error(404, 20404, f"{call.path} was not found")

	def _take(self, form: dict[str, str]) -> Answer:
		number = len(self.taken) + 1
		sid = f"SM{number:032x}"
		self.callbacks[sid] = form.get("StatusCallback", "")
		now = format_datetime(datetime.now(timezone.utc))
		text = form.get("Body") or self._filled(json.loads(form.get("ContentVariables", "{}")))
		self.taken[sid] = {
			"sid": sid,
			"account_sid": ACCOUNT,
			"api_version": "2010-04-01",
			"body": self.words_before + text,
			"date_created": now,
			"date_sent": None,
			"date_updated": now,
			"direction": "outbound-api",
			"error_code": None,
			"error_message": None,
			"from": form.get("From"),
			"messaging_service_sid": form.get("MessagingServiceSid"),
			"num_media": "0",
			"num_segments": "1",
			"price": None,
			"price_unit": None,
			"status": "queued",
			"subresource_uris": {"media": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}/Media.json"},
			"to": form["To"],
			"uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json",
		}
		return 201, {}, self.taken[sid]

	def _filled(self, variables: dict[str, str]) -> str:
		text = self.body
		for name, value in variables.items():
			text = text.replace(f"{{{{{name}}}}}", value)
		return text


def _page(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
	return {
		name: rows,
		"end": max(len(rows) - 1, 0),
		"first_page_uri": "https://api.twilio.com/first",
		"next_page_uri": None,
		"page": 0,
		"page_size": 50,
		"previous_page_uri": None,
		"start": 0,
		"uri": "https://api.twilio.com/this",
	}


@contextmanager
def described(description: str, address: str) -> Iterator[str]:
	"""The address of a proxy in front of `address` that knows a description, such as "twilio_api_v2010"."""
	path = DESCRIPTIONS / f"{description}.json"
	if not PRISM.exists() or not path.exists():
		raise NotPossible(
			"the tools of scripts/node are not installed; ./dev test installs them where there is npm"
		)
	port = _free_port()
	command = [str(PRISM), "proxy", "--errors", "-h", "127.0.0.1", "-p", str(port), str(path), address]
	with tempfile.TemporaryFile() as log:
		proxy = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
		try:
			_wait_for(port, proxy, log)
			yield f"http://127.0.0.1:{port}"
		finally:
			proxy.terminate()
			proxy.wait(timeout=30)


def _free_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return probe.getsockname()[1]


def _wait_for(port: int, proxy: subprocess.Popen[bytes], log: IO[bytes]) -> None:
	give_up = time.monotonic() + MAX_START
	while time.monotonic() < give_up:
		if proxy.poll() is not None:
			log.seek(0)
			raise AssertionError(f"the proxy ended: {log.read().decode()[-2000:]}")
		try:
			socket.create_connection(("127.0.0.1", port), 1).close()
		except OSError:
			time.sleep(0.2)
		else:
			return
	raise AssertionError("the proxy did not start in time")
