"""Points and tiers."""

from typing import Any

from workshop_crm.api.endpoint import endpoint
from workshop_crm.services.loyalty import program_templates, views
from workshop_crm.services.platform.permissions import require_customer, require_manager, require_staff


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


@endpoint()
def templates() -> list[dict[str, Any]]:
	"""Programs to start from, each with its fields and a worked example."""
	require_manager()
	return program_templates.listed()
