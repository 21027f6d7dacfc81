"""The Customer record."""

from typing import Any

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.services.customers import customer_record


@endpoint(WRITE)
def save_customer(values: dict, customer: str | None = None) -> dict[str, Any]:
	"""Insert a customer, or change the given one; `warnings` say what was saved and may not work."""
	name = customer_record.save_customer(values, customer)
	return {"customer": name, "warnings": customer_record.warnings_of(name)}
