"""Points and tiers."""

from typing import Any

from workshop_crm.api.endpoint import endpoint
from workshop_crm.services.loyalty import views
from workshop_crm.services.platform.permissions import require_customer, require_staff


@endpoint()
def account(customer: str) -> dict[str, Any] | None:
	"""A customer's points; None for a customer in no program."""
	require_customer(customer)
	return views.of_customer(customer)


@endpoint()
def program() -> dict[str, Any] | None:
	"""The company's program; None when it has none."""
	require_staff()
	return views.of_program()
