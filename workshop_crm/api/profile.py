"""One customer, or one car, on one screen."""

from typing import Any

from workshop_crm.api.endpoint import endpoint
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.profile import form_options as core
from workshop_crm.services.platform.permissions import require_staff
from workshop_crm.services.platform.words import _
from workshop_crm.services.profile import customer_profile
from workshop_crm.services.profile.vehicle_history import of_vehicle


@endpoint()
def get_profile(customer: str) -> dict[str, Any]:
	"""Everything about a customer."""
	return customer_profile.get_profile(customer)


@endpoint()
def form_options() -> dict[str, Any]:
	"""The choices of the forms about a customer, in the reader's language."""
	require_staff()
	return core.form_options(_)


@endpoint()
def vehicle_history(vehicle: str, limit: int = 50, offset: int = 0) -> dict[str, Any]:
	"""A car through all its owners: who had it, a page of what was done, what is due."""
	return of_vehicle(vehicle, at_most(limit), rows_before(offset))
