"""Pieces of SQL that several tables share. `p`, `c` and `v` are rows of the staged people, cars and visits."""

from __future__ import annotations

from benchmarks.profile.site.staging import CARS, PEOPLE, VISITS
from workshop_crm.core.demo.catalogue import ITEMS
from workshop_crm.core.vehicles.defaults import DEFAULT_SERVICE_TYPES

JOINED = "timestamp(p.joined, '10:00:00')"
VISITED = "timestamp(v.day, maketime(v.hour, v.n % 60, 0))"
INVOICE = "concat('ACC-SINV-', year(v.day), '-', lpad(v.n, 7, '0'))"
PERSON = f"`{PEOPLE}` p"
VISIT = f"`{VISITS}` v join `{PEOPLE}` p on p.n = v.person join `{CARS}` c on c.n = v.car"


def key(letter: str, number: str) -> str:
	"""A name as Frappe's "hash" naming makes it: ten characters, rising with time."""
	return f"concat('{letter}', lower(lpad(conv({number}, 10, 36), 9, '0')))"


def of_service(values: dict[str, str]) -> str:
	"""The value of the visit's service type."""
	said = ", ".join("'" + values[kind.name].replace("'", "''") + "'" for kind in DEFAULT_SERVICE_TYPES)
	return f"elt(v.service + 1, {said})"


def chance(salt: str, number: str = "v.n") -> str:
	"""0..99, the same for the same number and salt, and spread like dice."""
	return f"(crc32(concat({number}, '{salt}')) % 100)"


SERVICE = of_service({kind.name: kind.name for kind in DEFAULT_SERVICE_TYPES})
# The first item of each kind of work stands for the whole of it.
ITEM_CODE = of_service({item.service_type: item.code for item in reversed(ITEMS)})
ITEM_NAME = of_service({item.service_type: item.name for item in reversed(ITEMS)})
