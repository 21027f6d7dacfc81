"""What is held of a person: handed out, or erased."""

from __future__ import annotations

import secrets
from typing import Any

from workshop_crm.preview import records
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.privacy import personal_data
from workshop_crm.preview.surveys import photos
from workshop_crm.preview.vehicles import kept_due


@reads
def export(call: Call, customer: str) -> dict[str, Any]:
	data = call.workshop.data
	return personal_data.export(call.connection, data, customer, call.settings.currency, call.now)


@writes
def erase(call: Call, customer: str, confirm: str) -> dict[str, Any]:
	answered = records.find(call.connection, "Survey Response", {"customer": customer}, fields=("name",))
	kept_due.forget_customer(call.connection, customer)
	erased, counts = personal_data.erase(call.connection, customer, confirm, call.now)
	queue.enqueue(call.connection, kinds.UPDATE_SEARCH, now=call.now)
	# A row taken out of the index leaves its letters in the file; a new file has none, when it is begun after this.
	queue.enqueue(call.connection, kinds.REBUILD_SEARCH, secrets.token_hex(), now=call.now)
	photos.erase(call.workshop.data, [row["name"] for row in answered])
	return {"customer": erased, "erased": counts, "remarks": []}
