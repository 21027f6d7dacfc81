"""Points and tiers."""

from typing import Any

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.services.loyalty import adjusting, program_templates, views
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


@endpoint(WRITE)
def adjust(customer: str, points: int, kind: str, reason: str, idempotency_key: str) -> dict[str, Any]:
	"""Give points, or take them with a minus. The same key twice is one adjustment."""
	return adjusting.adjust(customer, points, kind, reason, idempotency_key)


@endpoint(WRITE)
def decide_adjustment(adjustment: str, approve: bool) -> dict[str, Any]:
	"""Approve or refuse what another manager has asked for."""
	return adjusting.decide(adjustment, approve)
