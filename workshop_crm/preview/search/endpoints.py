"""The one search box: customers by name in both scripts, phone, plate, chassis number or ID."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.limits import at_most
from workshop_crm.core.search import finding
from workshop_crm.core.search.duplicates import described
from workshop_crm.core.search.errors import IndexUnavailable
from workshop_crm.preview.call import Call, reads
from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.search.tables import Tables
from workshop_crm.preview.search.views import views

MAX_HITS = 50
REBUILDING = N_("The search index is being rebuilt. Try again in a moment.")

Found = TypeVar("Found")


@reads
def find(call: Call, query: str = "", limit: int = 10, include_disabled: bool = True) -> dict[str, Any]:
	"""The best hits; nothing typed gives the customers who came last."""
	wanted = at_most(limit, MAX_HITS)
	tables = Tables(call.connection)
	hits, note = _asked(call, lambda: finding.find(call.workshop.index, query, wanted, records=tables))
	# Disabled ones come after all others, so none of the others was cut off for them.
	shown = [hit for hit in hits if include_disabled or not hit.disabled]
	shown_hits = views(call.connection, shown, call.settings.region, call.translate)
	return {"query": query, "engine": "embedded", "note": note, "hits": shown_hits}


@reads
def duplicates(call: Call, values: dict[str, Any]) -> dict[str, Any]:
	"""Customers who may be the one that is being written down; see `described`."""
	region = call.settings.region
	document = described(values, region)
	found, note = _asked(call, lambda: finding.find_duplicates(call.workshop.index, document))
	shown = views(call.connection, [hit for hit, _why in found], region, call.translate)
	same = [{**view, "same": why, "may_merge": False} for view, (_hit, why) in zip(shown, found, strict=True)]
	return {"note": note, "duplicates": same}


def _asked(call: Call, question: Callable[[], list[Found]]) -> tuple[list[Found], str | None]:
	"""The answer, or none with a note for the screen while the index is written anew."""
	try:
		return question(), None
	except IndexUnavailable:
		call.workshop.enqueue(kinds.REBUILD_SEARCH)
		return [], call.translate(REBUILDING)
