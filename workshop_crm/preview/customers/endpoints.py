"""The customer's record."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.messaging.channels import warnings
from workshop_crm.preview import records
from workshop_crm.preview.call import Call, writes
from workshop_crm.preview.customers import customer_record
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.search.indexing import update_soon


@writes
def save_customer(call: Call, values: dict[str, Any], customer: str | None = None) -> dict[str, Any]:
	"""Add or change a customer; a field that is not among `values` stays as it is."""
	name = customer_record.save(call.connection, values, customer, call.settings.region, call.now)
	update_soon(call.connection, call.now)
	saved = recipient_of(call.connection, records.get(call.connection, "Customer", name))
	return {"customer": name, "warnings": [call.translate(text) for text in warnings(saved)]}
