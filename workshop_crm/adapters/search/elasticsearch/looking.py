"""Asking the index, with what the user may see applied before anything is cut."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from elasticsearch import Elasticsearch

from workshop_crm.adapters.search.elasticsearch.errors import missing_index
from workshop_crm.adapters.search.elasticsearch.queries import NO_WORD_LEFT, Clause, Look
from workshop_crm.core.common.errors import N_
from workshop_crm.core.search.errors import EngineUnavailable, IndexUnavailable
from workshop_crm.core.search.ranking import FAR, SURELY_RANKED
from workshop_crm.core.search.visible import Allowed, Ask

# A server takes 65,536 terms at most; a larger set is looked up here, batch by batch.
MAX_FILTERED = 60_000
ASKED_AT_ONCE = 1_000
# What a customer scores at most who has no word near a typed one.
_LENGTH_ALONE = NO_WORD_LEFT + 0.1
SECONDS_BEFORE_ASKING_AGAIN = 0.2
_SHOWN = "responses.status,responses.error,responses.hits.hits._score,responses.hits.hits.fields,responses.hits.hits.sort"


@dataclass(frozen=True, slots=True)
class Found:
	"""One customer found: the id, the field "record", the score, and the place in the order of the look if it has one."""

	customer: str
	record: str
	score: float
	place: list[Any]


def find(
	client: Elasticsearch, alias: str, looks: Sequence[Look], allowed: Allowed | None
) -> dict[str, Found]:
	"""The customers that the looks find and the user may see, by id; for each look the first `most` of them, in order.

	Names are first asked for by their scores alone: then the server need not look at all who have one of the words.

	Raises IndexUnavailable when there is no index, EngineUnavailable when not all of it can be searched.
	"""
	only, ask = _filter_and_question(allowed)
	in_order = [look.every_word is None or ask is not None for look in looks]
	bodies = [_body(look, only, in_order=ordered) for look, ordered in zip(looks, in_order, strict=True)]
	found: dict[str, Found] = {}
	answers = _searched(client, alias, bodies)
	everyone = list(dict.fromkeys(one.customer for answer in answers for one in answer))
	permitted = set(ask(everyone)) if ask else set()
	for look, ordered, first in zip(looks, in_order, answers, strict=True):
		if not ordered and _ties_are_cut(look, first):
			first = _put_in_order(client, alias, look, only, first)
		seen = list(_permitted(client, alias, look, first, permitted, ask)) if ask else first
		for one in _near_the_best(seen) if look.every_word else seen:
			found.setdefault(one.customer, one)
	return found


def _ties_are_cut(look: Look, found: list[Found]) -> bool:
	"""Whether some of the best may be missing, because too many are equal to them."""
	return len(found) >= look.most and found[SURELY_RANKED - 1].score <= found[-1].score


def _put_in_order(
	client: Elasticsearch, alias: str, look: Look, only: Clause | None, found: list[Found]
) -> list[Found]:
	"""The first of all equals, which takes long; less where the best have all typed words, which most others have not."""
	every_word = replace(look, query=look.every_word or look.query)
	for each in (every_word, look):
		(ordered,) = _searched(client, alias, [_body(each, only)])
		if len(ordered) >= look.most and ordered[0].score >= found[0].score:
			break
	return ordered


def _near_the_best(found: list[Found]) -> list[Found]:
	"""Those who may still be among the best when core has compared their names; scores are nats."""
	named = [one for one in found if one.score > _LENGTH_ALONE]
	if len(named) <= SURELY_RANKED:
		return named
	least = named[SURELY_RANKED - 1].score - FAR
	return [one for one in named if one.score >= least]


def _filter_and_question(allowed: Allowed | None) -> tuple[Clause | None, Ask | None]:
	if allowed is None:
		return None, None
	if callable(allowed):
		return None, allowed
	if len(allowed) > MAX_FILTERED:
		known = frozenset(allowed)
		return None, lambda customers: [customer for customer in customers if customer in known]
	return {"terms": {"customer": sorted(allowed)}}, None


def _permitted(
	client: Elasticsearch, alias: str, look: Look, first: list[Found], visible: set[str], ask: Ask
) -> Iterator[Found]:
	"""The first `most` of a look that the user may see: goes on behind the last one seen until there are enough.

	`visible` are those of the first found.
	"""
	batch, asked_for, left = first, look.most, look.most
	while batch:
		kept = [one for one in batch if one.customer in visible][:left]
		yield from kept
		left -= len(kept)
		if not left or len(batch) < asked_for:
			return
		asked_for = ASKED_AT_ONCE
		(batch,) = _searched(client, alias, [_body(look, None, most=asked_for, after=batch[-1].place)])
		visible = set(ask([one.customer for one in batch]))


def _body(
	look: Look,
	only: Clause | None,
	*,
	in_order: bool = True,
	most: int | None = None,
	after: list[Any] | None = None,
) -> dict[str, Any]:
	query = {"bool": {"must": [look.query], "filter": [only]}} if only else look.query
	return {
		"query": query,
		"size": most or look.most,
		"track_total_hits": False,
		"_source": False,
		"stored_fields": "_none_",
		"docvalue_fields": ["customer", "record"],
		**({"sort": look.order, "track_scores": True} if in_order else {}),
		**({"search_after": after} if after else {}),
	}


def _searched(client: Elasticsearch, alias: str, bodies: list[dict[str, Any]]) -> list[list[Found]]:
	"""The hits of each body; asked again once, because an index may be replaced or a node be lost at this moment."""
	try:
		return _searched_once(client, alias, bodies)
	except (IndexUnavailable, EngineUnavailable):
		time.sleep(SECONDS_BEFORE_ASKING_AGAIN)
		return _searched_once(client, alias, bodies)


def _searched_once(client: Elasticsearch, alias: str, bodies: list[dict[str, Any]]) -> list[list[Found]]:
	header = {"index": alias, "allow_partial_search_results": False}
	searches = [line for body in bodies for line in (header, body)]
	answer = client.msearch(searches=searches, filter_path=_SHOWN)
	return [_hits(response) for response in answer["responses"]]


def _hits(response: dict[str, Any]) -> list[Found]:
	if "error" in response:
		if response["status"] == 404:
			raise missing_index()
		reason = response["error"].get("reason") or response["error"].get("type")
		raise EngineUnavailable(N_("The search engine could not search: {reason}"), reason=str(reason))
	hits = response.get("hits", {}).get("hits", [])
	return [
		Found(hit["fields"]["customer"][0], hit["fields"]["record"][0], hit["_score"], hit.get("sort", []))
		for hit in hits
	]
