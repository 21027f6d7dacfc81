"""A new index beside the one that is searched, and the moment when it takes its place.

While it is filled, changes are written to both (see `targets`), so that nothing which happens meanwhile is missing when
the alias moves. The alias moves in one step of the cluster: a search is answered by the old index or by the new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch

from workshop_crm.adapters.search.elasticsearch.bulk import BulkWriter, Change
from workshop_crm.adapters.search.elasticsearch.mapping import WHEN_FILLED, WHILE_FILLING, template
from workshop_crm.adapters.search.elasticsearch.names import Names
from workshop_crm.core.common.errors import N_
from workshop_crm.core.search.errors import DocumentsRefused, EngineUnavailable

SECONDS_TO_FINISH = 120.0
# A node may be started again while a million customers are written.
PATIENCE = 120.0


def targets(client: Elasticsearch, names: Names) -> list[str]:
	"""The aliases that a change has to be written to."""
	return [names.alias, *([names.building] if client.indices.exists_alias(name=names.building) else [])]


def replace_all(client: Elasticsearch, names: Names, changes: Iterable[Change]) -> None:
	"""Fill a new index with `changes`, put it in the place of the old one and remove what is not needed any more.

	Raises DocumentsRefused, with the new index in its place, when some customers were refused. On any other error the
	old index stays and the new one is removed.
	"""
	client = client.options(request_timeout=SECONDS_TO_FINISH)
	index = _begin(client, names)
	refused = None
	try:
		try:
			BulkWriter(client, [names.building], PATIENCE).write(changes)
		except DocumentsRefused as error:
			refused = error
		_make_searchable(client, index)
		_switch(client, names, index)
	except BaseException:
		_abandon(client, index)
		raise
	remove_leftovers(client, names)
	if refused:
		raise refused


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


def _begin(client: Elasticsearch, names: Names) -> str:
	"""A new index, the only one being filled: one that an interrupted run left is removed."""
	client.indices.put_index_template(name=names.alias, **template(names.pattern))
	left = client.options(ignore_status=404).indices.get_alias(name=names.building)
	interrupted = [index for index in left if index.startswith(names.alias)]
	if interrupted:
		client.options(ignore_status=404).indices.delete(index=interrupted)
	remove_leftovers(client, names)
	index = names.new_index()
	client.indices.create(index=index, settings=WHILE_FILLING, aliases={names.building: {}})
	return index


def _abandon(client: Elasticsearch, index: str) -> None:
	"""As far as the server can be reached: what is left, the next run removes."""
	with suppress(ApiError, TransportError):
		client.options(ignore_status=404).indices.delete(index=index)


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
