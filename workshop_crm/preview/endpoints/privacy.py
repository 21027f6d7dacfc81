"""What is held of a person: handed out, or erased."""

from __future__ import annotations

from typing import Any

from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.flows import personal_data as flow
from workshop_crm.preview.jobs import kinds as job_kinds
from workshop_crm.preview.store import jobs


@reads
def export(call: Call, customer: str) -> dict[str, Any]:
	return flow.export(call.connection, customer, call.settings.currency, call.now)


@writes
def erase(call: Call, customer: str, confirm: str) -> dict[str, Any]:
	erased, counts = flow.erase(call.connection, customer, confirm, call.now)
	jobs.enqueue(call.connection, job_kinds.UPDATE_SEARCH, now=call.now)
	# A row taken out of the index leaves its letters in the file; a new file has none.
	jobs.enqueue(call.connection, job_kinds.REBUILD_SEARCH, now=call.now)
	return {"customer": erased, "erased": counts, "remarks": []}
