"""A new index beside the one that is searched, and the moment when it takes its place.

While it is filled, changes are written to both (see `targets`), so that nothing which happens meanwhile is missing when
the alias moves. The alias moves in one step of the cluster: a search is answered by the old index or by the new one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import Any

from elastic_transport import ConnectionTimeout
from elasticsearch import Elasticsearch

from workshop_crm.adapters.search.elasticsearch.bulk import BulkWriter, Change
from workshop_crm.adapters.search.elasticsearch.mapping import WHEN_FILLED, WHILE_FILLING, template
from workshop_crm.adapters.search.elasticsearch.names import Names
from workshop_crm.core.common.errors import N_
from workshop_crm.core.search.errors import DocumentsRefused, EngineUnavailable
from workshop_crm.core.search.index import Rebuilt

SECONDS_TO_FINISH = 120.0
# A node may be started again while a million customers are written.
PATIENCE = 120.0
# After so many customers it is noted how far the index is.
STEP = 50_000
HOURS_TO_GO_ON = 6

# The changes of all customers behind one.
ChangesAfter = Callable[[str], Iterable[Change]]


def targets(client: Elasticsearch, names: Names) -> list[str]:
	"""The aliases that a change has to be written to."""
	return [names.alias, *([names.building] if client.indices.exists_alias(name=names.building) else [])]


def replace_all(client: Elasticsearch, names: Names, purpose: str, changes_after: ChangesAfter) -> Rebuilt:
	"""Fill a new index with the changes, put it in the place of the old one and remove what is not needed any more.

	An index that an interrupted run of the same purpose left is filled on. On any error the old index stays, and the new
	one as far as it is.
	"""
	client = client.options(request_timeout=SECONDS_TO_FINISH)
	index, reached = _begin(client, names, purpose)
	went_on_behind = reached.last
	changes = iter(changes_after(reached.last))
	writer = BulkWriter(client, [names.building], PATIENCE)
	while portion := list(islice(changes, STEP)):
		refused: Mapping[str, str] = {}
		try:
			writer.write(portion)
		except DocumentsRefused as error:
			refused = error.refused
		reached = reached.on(portion[-1].customer, refused)
		# On the disk first: a node that dies must not know more of the build than it has of it.
		client.indices.flush(index=index)
		reached.store(client, index)
	_make_searchable(client, index)
	_switch(client, names, index)
	remove_leftovers(client, names)
	return Rebuilt(went_on_behind, reached.refused)


def is_unfinished(client: Elasticsearch, names: Names) -> bool:
	"""Whether somebody began a new index and did not finish it."""
	return bool(client.indices.exists_alias(name=names.building))


@dataclass(frozen=True, slots=True)
class _Reached:
	"""How far an index is filled, kept beside its mapping."""

	purpose: str
	began: float
	last: str = ""
	refused: Mapping[str, str] = field(default_factory=dict)

	def on(self, customer: str, refused: Mapping[str, str]) -> _Reached:
		return replace(self, last=customer, refused={**self.refused, **refused})

	def store(self, client: Elasticsearch, index: str) -> None:
		client.indices.put_mapping(index=index, meta={"build": json.dumps(asdict(self))})

	def is_usable(self, purpose: str) -> bool:
		return self.purpose == purpose and 0 <= time.time() - self.began < 3600 * HOURS_TO_GO_ON


def _reached(about: Mapping[str, Any]) -> _Reached | None:
	stored = about["mappings"].get("_meta", {}).get("build")
	return _Reached(**json.loads(stored)) if stored else None


def remove_leftovers(client: Elasticsearch, names: Names) -> None:
	"""Remove indices that are neither searched nor being filled, and those of earlier versions of the app."""
	client = client.options(ignore_status=404)
	found = client.indices.get_alias(index=names.any_version)
	unused = [
		index
		for index, about in found.items()
		if names.is_older(index) or (index.startswith(f"{names.alias}-") and not about["aliases"])
	]
	if unused:
		client.indices.delete(index=unused)


def _begin(client: Elasticsearch, names: Names, purpose: str) -> tuple[str, _Reached]:
	"""The only index that is being filled: the one that an interrupted run left, when it will do, or a new one."""
	client.indices.put_index_template(name=names.alias, **template(names.pattern))
	quiet = client.options(ignore_status=404)
	left = [index for index in quiet.indices.get_alias(name=names.building) if index.startswith(names.alias)]
	if len(left) == 1:
		about = client.indices.get(index=left[0])
		reached = _reached(about[left[0]])
		if reached and reached.is_usable(purpose):
			return left[0], reached
	if left:
		quiet.indices.delete(index=left)
	remove_leftovers(client, names)
	index, reached = names.new_index(), _Reached(purpose, time.time())
	client.indices.create(index=index, settings=WHILE_FILLING, aliases={names.building: {}})
	reached.store(client, index)
	return index, reached


def _make_searchable(client: Elasticsearch, index: str) -> None:
	_merge(client, index)
	client.indices.put_settings(index=index, settings=WHEN_FILLED)
	client.indices.flush(index=index)
	client.indices.refresh(index=index)


def _merge(client: Elasticsearch, index: str) -> None:
	"""One segment is searched in half the time of twenty; where it takes too long, the server goes on by itself."""
	with suppress(ConnectionTimeout):
		client.options(max_retries=0).indices.forcemerge(index=index, max_num_segments=1)


def _switch(client: Elasticsearch, names: Names, index: str) -> None:
	if index not in client.options(ignore_status=404).indices.get_alias(name=names.building):
		raise EngineUnavailable(N_("The search index is being built by somebody else at the same time."))
	client.indices.update_aliases(
		actions=[
			{"remove": {"index": names.pattern, "alias": names.alias, "must_exist": False}},
			{"remove": {"index": index, "alias": names.building}},
			{"add": {"index": index, "alias": names.alias}},
		]
	)
