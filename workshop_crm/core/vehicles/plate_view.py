"""The answer to a plate that is being typed, as plain JSON values."""

from dataclasses import dataclass
from typing import Any

from workshop_crm.core.names.plates import Plate


@dataclass(frozen=True, slots=True)
class Owner:
	"""A customer whom the user may read."""

	customer: str
	name: str
	name_ar: str


def plate_view(plate: Plate, vehicle: str | None, is_owned: bool, owner: Owner | None) -> dict[str, Any]:
	"""The plate in both scripts, the car that has it, and whose it is; `owner` is None where the user may not know."""
	return {
		"latin": plate.latin,
		"arabic": plate.arabic,
		"vehicle": vehicle,
		"owner": owner and {"customer": owner.customer, "name": owner.name, "name_ar": owner.name_ar},
		"owned": is_owned,
	}
