"""What the client raises, as an error that tells an administrator in words what is wrong."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from elastic_transport import ConnectionTimeout, SerializationError, TlsError, TransportError
from elasticsearch import ApiError, NotFoundError, UnsupportedProductError

from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.core.common.errors import N_, WorkshopError
from workshop_crm.core.search.errors import EngineUnavailable, IndexUnavailable

MAX_REASON = 300
_OTHER_PRODUCT = N_("What answers at {hosts} is not Elasticsearch 8 or later.")


@contextmanager
def told_in_words(settings: EngineSettings) -> Iterator[None]:
	"""Raises EngineUnavailable for everything the client may raise inside, IndexUnavailable for a missing index."""
	hosts = ", ".join(settings.addresses)
	try:
		yield
	except (UnsupportedProductError, SerializationError) as error:
		raise EngineUnavailable(_OTHER_PRODUCT, hosts=hosts) from error
	except ApiError as error:
		raise _refused(error, hosts) from error
	except TlsError as error:
		raise _not_trusted(error, hosts) from error
	except ConnectionTimeout as error:
		raise EngineUnavailable(
			N_("{hosts} did not answer within {seconds} seconds."), hosts=hosts, seconds=settings.timeout
		) from error
	except TransportError as error:
		raise _not_reached(error, hosts) from error


def missing_index() -> IndexUnavailable:
	"""There is no index of this version yet."""
	return IndexUnavailable(N_("The search index does not exist yet. It must be built with all customers."))


def reason_of(error: ApiError) -> str:
	"""What the server said, shortened."""
	body = error.body
	detail = body.get("error", body) if isinstance(body, dict) else body
	reason = detail.get("reason") or detail.get("type") if isinstance(detail, dict) else detail
	return str(reason or error.message)[:MAX_REASON]


def _refused(error: ApiError, hosts: str) -> WorkshopError:
	status = error.meta.status
	if isinstance(error, NotFoundError):
		return missing_index()
	if status == 401:
		return EngineUnavailable(
			N_("{hosts} does not accept the API key, or the user and the password."), hosts=hosts
		)
	if status == 403:
		return EngineUnavailable(
			N_("{hosts} does not allow this user or API key to do it: {reason}"),
			hosts=hosts,
			reason=reason_of(error),
		)
	if status in (429, 503):
		return EngineUnavailable(
			N_("{hosts} is overloaded or not ready: {reason}"), hosts=hosts, reason=reason_of(error)
		)
	if "media_type" in str(error.body) or "Accept version" in str(error.body):
		return EngineUnavailable(_OTHER_PRODUCT, hosts=hosts)
	return EngineUnavailable(
		N_("{hosts} answered with error {status}: {reason}"),
		hosts=hosts,
		status=status,
		reason=reason_of(error),
	)


_SPEAKS_HTTP = N_("{hosts} speaks http, not https. Enter the address with http://, or turn TLS on there.")
_OTHER_NAME = N_(
	"The certificate of {hosts} is for another name. Enter the address as the certificate has it."
)
_EXPIRED = N_("The certificate of {hosts} has expired.")
_NOT_TRUSTED = N_("The certificate of {hosts} is not trusted. Set the certificate file of its authority.")

# What a TLS error means: OpenSSL tells them apart by words only.
_TLS_ERRORS = (
	("WRONG_VERSION_NUMBER", _SPEAKS_HTTP),
	("RECORD_LAYER_FAILURE", _SPEAKS_HTTP),
	("mismatch", _OTHER_NAME),
	("doesn't match", _OTHER_NAME),
	("expired", _EXPIRED),
	("CERTIFICATE_VERIFY_FAILED", _NOT_TRUSTED),
)


def _not_trusted(error: TlsError, hosts: str) -> EngineUnavailable:
	text = " ".join([str(error), *map(str, _causes(error))])
	for sign, meaning in _TLS_ERRORS:
		if sign in text:
			return EngineUnavailable(meaning, hosts=hosts)
	return EngineUnavailable(
		N_("No secure connection to {hosts}: {reason}"), hosts=hosts, reason=str(error)[:MAX_REASON]
	)


def _not_reached(error: TransportError, hosts: str) -> EngineUnavailable:
	causes = list(_causes(error))
	text = " ".join([str(error), *map(str, causes)])
	if any(isinstance(cause, socket.gaierror) for cause in causes) or "Failed to resolve" in text:
		return EngineUnavailable(
			N_("No server has the name in {hosts}. Check how the address is spelled."), hosts=hosts
		)
	if "refused" in text:
		return EngineUnavailable(
			N_("Nothing answers at {hosts}. Check the port, and that Elasticsearch is running."), hosts=hosts
		)
	return EngineUnavailable(
		N_("{hosts} cannot be reached: {reason}"), hosts=hosts, reason=str(error)[:MAX_REASON]
	)


def _causes(error: BaseException) -> Iterator[BaseException]:
	"""The errors behind an error, as far as they are known."""
	waiting: list[BaseException | None] = [*getattr(error, "errors", ()), error.__cause__, error.__context__]
	seen: set[int] = {id(error)}
	while waiting:
		cause = waiting.pop()
		if cause is None or id(cause) in seen:
			continue
		seen.add(id(cause))
		yield cause
		waiting += [*getattr(cause, "errors", ()), cause.__cause__, cause.__context__]
