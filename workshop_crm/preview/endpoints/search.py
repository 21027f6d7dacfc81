"""The one search box: customers by name in both scripts, phone, plate, chassis number or ID."""

from __future__ import annotations

from typing import Any

from workshop_crm.adapters.errors import IndexUnavailable
from workshop_crm.core.errors import N_
from workshop_crm.core.search.view import hit_view
from workshop_crm.preview.call import Call, reads
from workshop_crm.preview.endpoints.limits import at_most
from workshop_crm.preview.jobs import kinds

MOST_HITS = 50
REBUILDING = N_("The search index is being rebuilt. Try again in a moment.")


@reads
def find(call: Call, query: str = "", limit: int = 10) -> dict[str, Any]:
	"""The best hits; nothing typed gives the customers who came last."""
	wanted = at_most(limit, MOST_HITS)
	note = None
	try:
		index = call.workshop.index
		hits = index.search(query, wanted) if query.strip() else index.recent(wanted)
	except IndexUnavailable:
		call.workshop.enqueue(kinds.REBUILD_SEARCH)
		hits, note = [], call.translate(REBUILDING)
	return {
		"query": query,
		"engine": "embedded",
		"note": note,
		"hits": [hit_view(hit, call.settings.region, call.translate) for hit in hits],
	}
