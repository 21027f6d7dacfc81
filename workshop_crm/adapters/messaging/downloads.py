"""Files that a provider keeps: fetched with the account's own right, never larger than asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import requests
from requests.exceptions import RequestException

from workshop_crm.adapters.messaging.faults import failure_of
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.pictures import TOO_LARGE
from workshop_crm.core.messaging.remedies import trouble_of_answer
from workshop_crm.core.messaging.sender import SendingFailed

Provider = Literal["Twilio", "Meta"]

_CHUNK = 64 * 1024


def download(provider: Provider, address: str, most: int, timeout: tuple[float, float], **how: Any) -> bytes:
	"""The file at an address. Raises SendingFailed, and InvalidInput for one of more than `most` bytes.

	`how` has the right to it (`auth` or `headers`) and whether redirections are followed: `requests` takes the right to no
	other host.
	"""
	try:
		with requests.get(address, stream=True, timeout=timeout, **how) as answer:
			if answer.status_code != 200:
				raise _refused(provider, answer.status_code, answer.headers)
			return _read(answer, most)
	except RequestException as fault:
		raise failure_of(fault) from None


def _read(answer: requests.Response, most: int) -> bytes:
	data = bytearray()
	for chunk in answer.iter_content(_CHUNK):
		data += chunk
		if len(data) > most:
			raise InvalidInput(TOO_LARGE)
	return bytes(data)


def _refused(provider: Provider, status: int, headers: Mapping[str, str]) -> SendingFailed:
	return trouble_of_answer(provider, "", status).failure(str(status))
