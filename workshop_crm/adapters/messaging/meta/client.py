"""Calls of the Graph API; its errors become those of core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import requests
from requests.exceptions import RequestException

from workshop_crm.adapters.messaging.faults import GATEWAY_GAVE_UP, failure_of, retry_after
from workshop_crm.adapters.messaging.meta.settings import MetaSettings
from workshop_crm.core.messaging import troubles
from workshop_crm.core.messaging.remedies import trouble_of_answer
from workshop_crm.core.messaging.sender import SendingFailed

Json = dict[str, Any]


class MetaCalls:
	"""GET and POST below a node of the graph, each tried again as the settings say."""

	def __init__(self, settings: MetaSettings) -> None:
		self._settings = settings

	def get(self, node: str, edge: str = "", **query: str) -> Json:
		"""What a node, or one of its edges, holds. Raises SendingFailed."""
		return self._run("GET", node, edge, params=query)

	def post(self, node: str, edge: str, body: Mapping[str, Any]) -> Json:
		"""The answer to what is handed over. Raises SendingFailed."""
		return self._run("POST", node, edge, json=body)

	def _run(self, method: str, node: str, edge: str, **content: Any) -> Json:
		# A header takes nothing else; what was copied with an Arabic letter or a mark is no token.
		if not (self._settings.access_token and self._settings.access_token.isascii()):
			raise troubles.LOGIN_REFUSED.failure()
		if not node:
			raise troubles.WRONG_NUMBER.failure()
		path = "/".join(quote(part, safe="") for part in (self._settings.version, node, edge) if part)
		address = f"{self._settings.address.rstrip('/')}/{path}"
		return self._settings.retries.run(lambda: self._once(method, address, content))

	def _once(self, method: str, address: str, content: Mapping[str, Any]) -> Json:
		"""One attempt. A redirection is not followed: the token is for this host alone."""
		try:
			answer = requests.request(
				method,
				address,
				headers={
					"Authorization": f"Bearer {self._settings.access_token}",
					"User-Agent": "workshop_crm",
				},
				timeout=(self._settings.connect_timeout, self._settings.read_timeout),
				allow_redirects=False,
				**content,
			)
		except RequestException as fault:
			raise failure_of(fault) from None
		return _read(answer)


def _read(answer: requests.Response) -> Json:
	try:
		body = answer.json()
	except ValueError:
		body = None
	error = body.get("error") if isinstance(body, dict) else None
	if isinstance(error, dict):
		raise _failure(error, answer)
	if answer.status_code >= 300:
		gave_up = answer.status_code in GATEWAY_GAVE_UP
		trouble = troubles.NOBODY_KNOWS if gave_up else trouble_of_answer("Meta", "", answer.status_code)
		raise trouble.failure(str(answer.status_code), retry_after(answer.headers))
	if not isinstance(body, dict):
		# The status says that the message was taken, and nothing says as what.
		raise troubles.NOBODY_KNOWS.failure()
	return body


def _failure(error: Json, answer: requests.Response) -> SendingFailed:
	code = str(error.get("code", ""))
	trouble = trouble_of_answer("Meta", code, answer.status_code)
	if error.get("is_transient") is True and trouble is troubles.NOT_UNDERSTOOD:
		trouble = troubles.OUT_OF_ORDER
	return trouble.failure(code, retry_after(answer.headers))
