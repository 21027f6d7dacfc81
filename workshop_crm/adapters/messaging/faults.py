"""What a broken connection says about a message: whether it certainly did not leave, or nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from ssl import SSLCertVerificationError

from requests import exceptions
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProxyError, SSLError

from workshop_crm.core.messaging import troubles
from workshop_crm.core.messaging.sender import SendingFailed

GATEWAY_GAVE_UP = (500, 502, 504)
"""Without the provider's own error in the answer, the message may have passed the gateway."""
LONGEST_WAIT = 86_400.0
"""A provider that asks for more than a day is asked again after a day."""


def failure_of(fault: exceptions.RequestException) -> SendingFailed:
	"""Whoever never connected has sent nothing; whoever lost the connection later may have."""
	if isinstance(fault, exceptions.InvalidHeader):
		return troubles.LOGIN_REFUSED.failure()
	return (troubles.NO_CONNECTION if _never_connected(fault) else troubles.NOBODY_KNOWS).failure()


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
	"""The seconds that a provider asks to wait (Retry-After: seconds, or a date), None when it does not say."""
	value = headers.get("Retry-After", "").strip()
	if value.isascii() and value.isdecimal():
		return min(float(value), LONGEST_WAIT)
	try:
		moment = parsedate_to_datetime(value)
	except ValueError:
		return None
	moment = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
	seconds = (moment - (now or datetime.now(timezone.utc))).total_seconds()
	return min(max(0.0, seconds), LONGEST_WAIT)


def _never_connected(fault: exceptions.RequestException) -> bool:
	"""A broken encryption counts only where the certificate was refused: it may break while an answer is read, too."""
	if isinstance(fault, exceptions.ConnectTimeout | exceptions.ProxyError | exceptions.InvalidURL):
		return True
	cause: object = fault.args[0] if fault.args else None
	if isinstance(cause, MaxRetryError):
		cause = cause.reason
	if isinstance(cause, SSLError) and cause.args:
		return isinstance(cause.args[0], SSLCertVerificationError)
	return isinstance(cause, NewConnectionError | ProxyError)
