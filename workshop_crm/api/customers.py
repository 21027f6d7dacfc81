"""The Customer record."""

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.services.customers import customer_record


@endpoint(WRITE)
def save_customer(values: dict, customer: str | None = None) -> dict[str, str]:
	"""Insert a customer, or change the given one."""
	return {"customer": customer_record.save_customer(values, customer)}
