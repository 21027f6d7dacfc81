"""The first car that a new customer brings along, as one form sends both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop_crm.core.common import fields

TAKE_OVER = "take_over"


@dataclass(frozen=True, slots=True)
class FirstCar:
	"""`values` as `vehicle.check_vehicle` takes them; `take_over` is a known car that the customer has now, or empty."""

	values: Mapping[str, Any]
	take_over: str = ""


def first_car(sent: Mapping[str, Any] | None) -> FirstCar | None:
	"""The car of the form, None where nothing was entered for it."""
	values = {
		name: value for name, value in (sent or {}).items() if value not in (None, "") and name != TAKE_OVER
	}
	if not values:
		return None
	return FirstCar(values, fields.one_line((sent or {}).get(TAKE_OVER)))
