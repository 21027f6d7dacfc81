"""The client of one server or cluster, made once in a process."""

from __future__ import annotations

import os
import ssl
from functools import lru_cache
from typing import Any

from elasticsearch import Elasticsearch

from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.core.common.errors import N_
from workshop_crm.core.search.errors import EngineUnavailable

MAX_SEARCH_SECONDS = 3.0


def client_of(settings: EngineSettings) -> Elasticsearch:
	"""The client for these settings; a process forked from this one gets its own, because sockets cannot be shared.

	Another host is tried when one does not answer. Raises InvalidInput for addresses that cannot be read and
	EngineUnavailable when the certificate file cannot be used; does not connect.
	"""
	return _client(settings, os.getpid())


def quick_client_of(settings: EngineSettings) -> Elasticsearch:
	"""The client for a person who waits: each host has MAX_SEARCH_SECONDS for its answer, or less if the settings say so."""
	return client_of(settings).options(request_timeout=min(settings.timeout, MAX_SEARCH_SECONDS))


@lru_cache(maxsize=16)
def _client(settings: EngineSettings, _process: int) -> Elasticsearch:
	several = len(settings.addresses) > 1
	return Elasticsearch(
		list(settings.addresses),
		request_timeout=settings.timeout,
		max_retries=len(settings.addresses),
		retry_on_timeout=several,
		retry_on_status=(502, 503, 504) if several else (),
		**_who(settings),
		**_trust(settings),
	)


def _who(settings: EngineSettings) -> dict[str, Any]:
	if settings.api_key:
		return {"api_key": settings.api_key}
	return {"basic_auth": (settings.user, settings.password)} if settings.user else {}


def _trust(settings: EngineSettings) -> dict[str, Any]:
	"""Options of TLS, which the client refuses when no host uses it."""
	if not any(address.startswith("https:") for address in settings.addresses):
		return {}
	if not settings.verify:
		return {"verify_certs": False, "ssl_show_warn": False}
	if not settings.ca_file:
		return {"verify_certs": True}
	return {"ssl_context": _trusting(settings.ca_file)}


def _trusting(ca_file: str) -> ssl.SSLContext:
	try:
		return ssl.create_default_context(cafile=ca_file)
	except (OSError, ValueError) as error:
		# No more than that: the path is typed into a form, and says nothing about other files of this server.
		raise EngineUnavailable(
			N_("The certificate file {file} cannot be used. It must hold certificates in PEM format."),
			file=ca_file,
		) from error
