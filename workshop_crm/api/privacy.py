"""What is held of a person: handed out, or erased."""

from typing import Any

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.services.privacy import export as copies
from workshop_crm.services.privacy.erase import erase_confirmed


@endpoint()
def export(customer: str) -> dict[str, Any]:
	"""Everything that is held of a person; for managers."""
	return copies.export(customer)


@endpoint(WRITE)
def erase(customer: str, confirm: str) -> dict[str, Any]:
	"""Erase a person for good; for managers, who type the customer's id once more."""
	return erase_confirmed(customer, confirm)
