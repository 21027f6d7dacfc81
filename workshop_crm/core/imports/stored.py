"""What is there already, as far as a customers file concerns it. Hosts load it, in their own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from workshop_crm.core.common.languages import LANGUAGE_NAMES

# The fields of a Customer record by those of `CustomerFacts`.
FIELDNAMES = {
	"name": "customer_name",
	"name_ar": "customer_name_ar",
	"language": "preferred_language",
	"phone": "mobile_no",
	"phone_extension": "phone_extension",
	"email": "email_id",
	"emergency_contact": "emergency_contact",
	"emergency_phone": "emergency_contact_phone",
	"emergency_extension": "emergency_contact_extension",
	"preferences": "service_preferences",
	"notes": "customer_notes",
	"disabled": "disabled",
}
_CODES = {name: code for code, name in LANGUAGE_NAMES.items()}


@dataclass(frozen=True, slots=True)
class CustomerFacts:
	"""What a file can say of a customer: `language` is a code, `preferences` JSON, `notes` HTML; empty where nothing is known."""

	name: str = ""
	name_ar: str = ""
	language: str = ""
	phone: str = ""
	phone_extension: str = ""
	email: str = ""
	emergency_contact: str = ""
	emergency_phone: str = ""
	emergency_extension: str = ""
	preferences: str = ""
	notes: str = ""
	disabled: bool = False

	@staticmethod
	def of(record: Mapping[str, Any]) -> CustomerFacts:
		"""Those of a Customer record."""
		texts = {one: str(record.get(name) or "") for one, name in FIELDNAMES.items() if one != "disabled"}
		texts["language"] = _CODES.get(texts["language"], "")
		return CustomerFacts(**texts, disabled=bool(record.get("disabled")))

	def record(self) -> dict[str, Any]:
		"""The values of a Customer record."""
		values = {FIELDNAMES[one.name]: getattr(self, one.name) for one in fields(self)}
		return {
			**values,
			"preferred_language": LANGUAGE_NAMES.get(self.language, ""),
			"disabled": int(self.disabled),
		}


@dataclass(frozen=True, slots=True)
class StoredCustomer:
	"""`phones` are numbers beside the main one."""

	id: str
	facts: CustomerFacts
	phones: tuple[str, ...] = ()
	is_erased: bool = False


class StoredCar(NamedTuple):
	"""`owner` is the present one, None where nobody is known; `plate` is its Latin side, empty for a car without one."""

	vehicle: str
	plate: str
	owner: str | None
	vin: str


@dataclass(slots=True)
class Stored:
	"""Customers by id and cars by `car_key`: those a file may name, or all."""

	customers: dict[str, StoredCustomer] = field(default_factory=dict)
	cars: dict[str, StoredCar] = field(default_factory=dict)
