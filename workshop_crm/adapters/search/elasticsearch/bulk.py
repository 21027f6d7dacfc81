"""Writing many documents: in portions, again where the server had no room.

A document with a version is written when the index holds none or an older one of the customer, so that writing again
and writing late change nothing. What is deleted leaves its version behind.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any

from elastic_transport import ConnectionError as NotConnected
from elastic_transport import ConnectionTimeout
from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from workshop_crm.adapters.search.elasticsearch.errors import missing_index
from workshop_crm.core.common.errors import N_
from workshop_crm.core.search.errors import DocumentsRefused, EngineUnavailable

MAX_AT_ONCE = 1_000
MAX_BYTES_AT_ONCE = 4_000_000
SECONDS_FOR_A_PORTION = 60.0
_FIRST_PAUSE, _MAX_PAUSE = 0.1, 5.0
_NO_ROOM = (429, 502, 503, 504)
_NEWER_IS_THERE, _NO_SUCH_ALIAS = 409, 404
_SHOWN = "errors,items.*._id,items.*._index,items.*.status,items.*.error.type,items.*.error.reason"

Action = tuple[dict[str, Any], bytes | None]


@dataclass(frozen=True, slots=True)
class Change:
	"""A customer's document as JSON, or None to forget the customer; `version` None writes whatever was there."""

	customer: str
	document: bytes | None
	version: int | None

	def action(self, alias: str) -> Action:
		"""The change in the format of the bulk API."""
		about: dict[str, Any] = {"_index": alias, "_id": self.customer}
		if self.version is not None:
			about |= {"version": self.version, "version_type": "external_gte"}
		if self.document is None:
			return {"delete": about}, None
		return {"index": about | {"require_alias": True}}, self.document


class BulkWriter:
	"""Writes changes to each of `aliases`; an alias that is gone is left out, unless all are: then IndexUnavailable.

	`patience` in seconds: how long one portion may be tried while the server has no room or does not answer; then what
	the client raised, or EngineUnavailable.
	"""

	def __init__(self, client: Elasticsearch, aliases: Sequence[str], patience: float) -> None:
		self._client = client.options(
			request_timeout=SECONDS_FOR_A_PORTION, retry_on_status=(), retry_on_timeout=False
		)
		self._aliases = tuple(aliases)
		self._gone: set[str] = set()
		self._patience = patience

	def write(self, changes: Iterable[Change]) -> None:
		"""Write them all, the next portion being made ready while one is sent.

		Raises DocumentsRefused, after everything else was written, for customers that the server will never take.
		"""
		refused: dict[str, str] = {}
		with ThreadPoolExecutor(1, "search-bulk") as sender:
			sending: Future[dict[str, str]] | None = None
			remaining = iter(changes)
			while portion := list(islice(remaining, MAX_AT_ONCE)):
				if sending:
					refused |= sending.result()
				sending = sender.submit(self._send, portion)
			if sending:
				refused |= sending.result()
		if refused:
			raise DocumentsRefused(refused)

	def _send(self, portion: list[Change]) -> dict[str, str]:
		"""Write one portion to every alias; returns the customers refused for good, and why."""
		until = time.monotonic() + self._patience
		while True:
			try:
				return self._try(portion)
			except (NotConnected, ConnectionTimeout):
				if time.monotonic() >= until:
					raise
				time.sleep(_FIRST_PAUSE)

	def _try(self, portion: list[Change]) -> dict[str, str]:
		refused: dict[str, str] = {}
		for _is_ok, item in streaming_bulk(
			self._client,
			self._actions(portion),
			chunk_size=MAX_AT_ONCE,
			max_chunk_bytes=MAX_BYTES_AT_ONCE,
			expand_action_callback=_as_it_is,
			raise_on_error=False,
			yield_ok=False,
			max_retries=_retries(self._patience),
			initial_backoff=_FIRST_PAUSE,
			max_backoff=_MAX_PAUSE,
			retry_on_status=_NO_ROOM,
			filter_path=_SHOWN,
		):
			((_action, outcome),) = item.items()
			if reason := self._refusal(outcome):
				refused[outcome["_id"]] = reason
		return refused

	def _actions(self, portion: list[Change]) -> Iterator[Any]:
		for alias in self._aliases:
			for change in portion:
				if alias not in self._gone:
					yield change.action(alias)

	def _refusal(self, outcome: dict[str, Any]) -> str | None:
		"""Why the server will never take a document; None for what is no failure of the document."""
		error = outcome.get("error")
		if not error or outcome["status"] == _NEWER_IS_THERE:
			return None
		if outcome["status"] in _NO_ROOM:
			raise EngineUnavailable(N_("The search engine has no room for more changes now."))
		if outcome["status"] == _NO_SUCH_ALIAS:
			self._leave_out(outcome["_index"])
			return None
		return error.get("reason") or str(error["type"])

	def _leave_out(self, alias: str) -> None:
		self._gone.add(alias)
		if self._gone >= set(self._aliases):
			raise missing_index()


def _as_it_is(action: Any) -> Any:
	return action


def _retries(patience: float) -> int:
	"""After how many tries, with pauses that double, `patience` seconds have passed."""
	tries, waited, pause = 0, 0.0, _FIRST_PAUSE
	while waited < patience:
		waited += pause
		pause = min(_MAX_PAUSE, pause * 2)
		tries += 1
	return tries
