"""The one search box: customers by name in both scripts, phone, plate, chassis number or ID."""

from __future__ import annotations

from typing import Any

from workshop_crm.adapters.errors import IndexUnavailable
from workshop_crm.core.errors import N_
from workshop_crm.core.names.phones import display_phone
from workshop_crm.core.search.documents import Hit
from workshop_crm.core.search.reasons import LABELS
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
		"hits": [_view(call, hit) for hit in hits],
	}


def _view(call: Call, hit: Hit) -> dict[str, Any]:
	region = call.settings.region
	return {
		"customer": hit.customer,
		"name": hit.name,
		"name_ar": hit.name_ar,
		"phones": [{"e164": phone, "display": display_phone(phone, region)} for phone in hit.phones],
		"plates": [{"latin": plate.latin, "arabic": plate.arabic} for plate in hit.plates],
		"reason": hit.reason,
		"reason_label": call.translate(LABELS[hit.reason]),
		"matched": hit.matched,
		"score": hit.score,
		"disabled": hit.disabled,
		"last_visit": hit.last_visit,
	}
