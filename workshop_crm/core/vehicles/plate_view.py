"""The answer to a plate that is being typed, as plain JSON values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workshop_crm.core.names.plate_origins import ORIGINS, origin_label
from workshop_crm.core.names.plates import Plate


@dataclass(frozen=True, slots=True)
class Owner:
	"""A customer whom the user may read."""

	customer: str
	name: str
	name_ar: str


def plate_view(
	plate: Plate, vehicle: str | None, is_owned: bool, owner: Owner | None, translate: Callable[[str], str]
) -> dict[str, Any]:
	"""The plate in both scripts with its origin, the car that has it, and whose it is.

	`owner` is None where the user may not know.
	"""
	return {
		"latin": plate.latin,
		"arabic": plate.arabic,
		"origin": plate.origin,
		"origin_label": origin_view(plate.origin, translate),
		"vehicle": vehicle,
		"owner": owner and {"customer": owner.customer, "name": owner.name, "name_ar": owner.name_ar},
		"owned": is_owned,
	}


def foreign_origin(latin: str, origin: str, region: str, translate: Callable[[str], str]) -> str:
	"""As `origin_view`, and empty for a plate of the workshop's own country, or with its origin written on it."""
	names = ORIGINS[origin].latin if origin in ORIGINS else ()
	if origin == region or any(latin.startswith(f"{name} ") for name in names):
		return ""
	return origin_view(origin, translate)


def origin_view(origin: str | None, translate: Callable[[str], str]) -> str:
	"""The name of a plate's origin in the reader's language; empty when it is not known."""
	return translate(origin_label(origin)) if origin else ""
