"""Writing many documents: in portions, again where the server had no room, never faster than it takes them.

A document with a version is written when the index holds none or an older one of the customer, so that writing again
and writing late change nothing. What is deleted leaves its version behind.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from elastic_transport import ConnectionError as NotConnected
from elastic_transport import ConnectionTimeout
from elasticsearch import ApiError, Elasticsearch

from workshop_crm.adapters.search.elasticsearch.errors import missing_index
from workshop_crm.adapters.search.errors import DocumentsRefused, EngineUnavailable
from workshop_crm.core.common.errors import N_

MOST_AT_ONCE = 1_000
MOST_BYTES_AT_ONCE = 4_000_000
SECONDS_FOR_A_PORTION = 60.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_NO_ROOM = (429, 502, 503, 504)
_SHOWN = "errors,items.*.status,items.*.error.type,items.*.error.reason"


@dataclass(frozen=True, slots=True)
class Change:
	"""A customer's document as JSON, or None to forget the customer; `version` None writes whatever was there."""

	customer: str
	document: bytes | None
	version: int | None

	def lines(self, alias: str) -> list[Any]:
		"""The change in the format of the bulk API."""
		about: dict[str, Any] = {"_index": alias, "_id": self.customer, "require_alias": True}
		if self.version is not None:
			about |= {"version": self.version, "version_type": "external_gte"}
		if self.document is None:
			del about["require_alias"]  # not known for deletes, which make no index either
			return [json.dumps({"delete": about}).encode()]
		return [json.dumps({"index": about}).encode(), self.document]


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
		self._at_once = MOST_AT_ONCE

	def write(self, changes: Iterable[Change]) -> None:
		"""Write them all, the next portion being made ready while one is on its way.

		Raises DocumentsRefused, after everything else was written, for customers that the server will never take.
		"""
		refused: dict[str, str] = {}
		with ThreadPoolExecutor(1, "search-bulk") as sender:
			on_its_way: Future[dict[str, str]] | None = None
			for portion in self._portions(changes):
				if on_its_way:
					refused |= on_its_way.result()
				on_its_way = sender.submit(self._send, portion)
			if on_its_way:
				refused |= on_its_way.result()
		if refused:
			raise DocumentsRefused(refused)

	def _portions(self, changes: Iterable[Change]) -> Iterator[list[Change]]:
		portion: list[Change] = []
		size = 0
		for change in changes:
			portion.append(change)
			size += len(change.document or b"")
			if len(portion) >= self._at_once or size >= MOST_BYTES_AT_ONCE:
				yield portion
				portion, size = [], 0
		if portion:
			yield portion

	def _send(self, portion: list[Change]) -> dict[str, str]:
		"""Write one portion to every alias; returns the customers refused for good, and why."""
		refused: dict[str, str] = {}
		for alias in self._aliases:
			if alias not in self._gone:
				refused |= self._send_to(alias, portion)
		return refused

	def _send_to(self, alias: str, portion: list[Change]) -> dict[str, str]:
		refused: dict[str, str] = {}
		waiting, pause, until = portion, _FIRST_PAUSE, time.monotonic() + self._patience
		while waiting and alias not in self._gone:
			now, later = waiting[: self._at_once], waiting[self._at_once :]
			no_room = self._try(alias, now, refused, is_last=time.monotonic() >= until)
			waiting = no_room + later
			if not no_room:
				pause, until = _FIRST_PAUSE, time.monotonic() + self._patience
				self._at_once = min(MOST_AT_ONCE, self._at_once * 2)
				continue
			self._at_once = max(1, self._at_once // 2)
			time.sleep(pause * random.uniform(0.5, 1.0))
			pause = min(_LONGEST_PAUSE, pause * 2)
		return refused

	def _try(self, alias: str, changes: list[Change], refused: dict[str, str], is_last: bool) -> list[Change]:
		"""Send once; returns what has to be sent again. The last try raises instead."""
		try:
			answer = self._client.bulk(
				operations=[line for change in changes for line in change.lines(alias)], filter_path=_SHOWN
			)
		except (NotConnected, ConnectionTimeout):
			if is_last:
				raise
			return changes
		except ApiError as error:
			if is_last or error.meta.status not in _NO_ROOM:
				raise
			return changes
		no_room = self._sorted_out(alias, changes, answer["items"], refused) if answer["errors"] else []
		if no_room and is_last:
			raise EngineUnavailable(N_("The search engine has no room for more changes now."))
		return no_room

	def _sorted_out(
		self, alias: str, changes: list[Change], items: list[dict[str, Any]], refused: dict[str, str]
	) -> list[Change]:
		no_room = []
		for change, item in zip(changes, items, strict=True):
			((_, outcome),) = item.items()
			error = outcome.get("error")
			if not error or outcome["status"] == 409:  # 409: a newer version is there
				continue
			if outcome["status"] in _NO_ROOM:
				no_room.append(change)
			elif outcome["status"] == 404:
				self._leave_out(alias)
				return []
			else:
				refused[change.customer] = error.get("reason") or error["type"]
		return no_room

	def _leave_out(self, alias: str) -> None:
		self._gone.add(alias)
		if self._gone >= set(self._aliases):
			raise missing_index()
