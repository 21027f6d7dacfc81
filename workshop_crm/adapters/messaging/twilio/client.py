"""Twilio's own client with time-outs; its errors become those of core."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from workshop_crm.adapters.messaging.faults import GATEWAY_GAVE_UP, failure_of, retry_after
from workshop_crm.adapters.messaging.twilio.settings import TwilioSettings
from workshop_crm.core.messaging import troubles
from workshop_crm.core.messaging.remedies import trouble_of_answer
from workshop_crm.core.messaging.sender import SendingFailed

Answer = TypeVar("Answer")


class TwilioCalls:
	"""Calls of Twilio's client, each tried again as the settings say."""

	def __init__(self, settings: TwilioSettings) -> None:
		self._settings = settings
		self._http = _Http(settings)
		# Never an empty one: the client would take another account from the environment of the process.
		self.client = Client(
			settings.account_sid or "none", settings.auth_token or "none", http_client=self._http
		)

	def run(self, call: Callable[[], Answer]) -> Answer:
		"""The answer of a call. Raises SendingFailed."""
		account, token = self._settings.account_sid, self._settings.auth_token
		if not (account and token and f"{account}{token}".isascii()):
			raise troubles.LOGIN_REFUSED.failure()
		return self._settings.retries.run(lambda: self._once(call))

	def _once(self, call: Callable[[], Answer]) -> Answer:
		with _translated(self._http):
			return call()


class _Http:
	"""Twilio's HTTP client with time-outs and with other addresses for its hosts; `headers` are those of the last answer."""

	def __init__(self, settings: TwilioSettings) -> None:
		self._client = TwilioHttpClient()
		self._client.timeout = (settings.connect_timeout, settings.read_timeout)
		self._addresses = settings.addresses
		self.headers: dict[str, str] = {}

	def request(self, method: str, url: str, *args: Any, **options: Any) -> Response:
		"""As the client's own, which takes its time-outs where none is given."""
		self.headers = {}
		answer = self._client.request(method, self._moved(url), *args, **{**options, "timeout": None})
		self.headers = dict(answer.headers or {})
		return answer

	def _moved(self, url: str) -> str:
		parts = urlsplit(url)
		other = self._addresses.get(parts.netloc)
		if not other:
			return url
		target = urlsplit(other)
		return urlunsplit(parts._replace(scheme=target.scheme, netloc=target.netloc))


@contextmanager
def _translated(http: _Http) -> Iterator[None]:
	"""Errors of the client become SendingFailed, without the request: it has the text and the number of a customer."""
	try:
		yield
	except RequestException as fault:
		raise failure_of(fault) from None
	except (TwilioRestException, TwilioServiceException) as error:
		raise _failure(error.status, str(error.code or ""), http.headers) from None
	except TwilioException as error:
		raise _failure_of_page(error, http.headers) from None
	except ValueError:
		# An answer that is no JSON, although its status says that the message was taken.
		raise troubles.NOBODY_KNOWS.failure() from None


def _failure_of_page(error: TwilioException, headers: dict[str, str]) -> SendingFailed:
	"""A list that is refused comes without its code: it stands in the answer."""
	answer = next((one for one in error.args if isinstance(one, Response)), None)
	if answer is None:
		return troubles.NOT_UNDERSTOOD.failure()
	found = re.search(r'"code":\s*(\d+)', answer.text)
	return _failure(answer.status_code, found[1] if found else str(answer.status_code), headers)


def _failure(status: int, code: str, headers: dict[str, str]) -> SendingFailed:
	# The client puts the HTTP status where Twilio gave no code of its own.
	if code == str(status) and status in GATEWAY_GAVE_UP:
		return troubles.NOBODY_KNOWS.failure(code)
	return trouble_of_answer("Twilio", code, status).failure(code, retry_after(headers))
