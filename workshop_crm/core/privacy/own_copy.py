"""The copy of their data that people download themselves: all that is about them, without internal remarks of the staff.

The law gives people a copy of their data; remarks of the staff may be withheld, and who wrote them is the data of others. A
manager's export has everything, so that a manager can decide about the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WITHHELD = ("notes", "comments", "attachments")
WITHHELD_OF_PERSON = ("customer_details", "recommended_by")
# Of these lists only facts are handed out.
FACTS = {
	"interactions": ("kind", "direction", "happened_on"),
	"follow_ups": ("status", "opening_date"),
	"points_by_hand": ("creation", "points", "kind", "status"),
}
WITHHELD_OF_POINTS = ("reason",)


def own_copy(exported: Mapping[str, Any]) -> dict[str, Any]:
	"""The part of a manager's export that goes to the person."""
	copy = {name: part for name, part in exported.items() if name not in WITHHELD}
	copy["person"] = _without(exported["person"], WITHHELD_OF_PERSON)
	copy["points"] = [_without(row, WITHHELD_OF_POINTS) for row in exported["points"]]
	for name, fields in FACTS.items():
		copy[name] = [{field: row.get(field) for field in fields} for row in exported[name]]
	addresses = _addresses(exported)
	copy["emails"] = [row for row in exported["emails"] if _is_between(row, addresses)]
	return copy


def without_photos(copy: Mapping[str, Any]) -> dict[str, Any]:
	"""An own copy that is too large for one file: it names the photos, and a manager hands them out."""
	return {
		**copy,
		"photos_left_out": "They are too large for this file. Ask the workshop for them.",
		"survey_answers": [
			{**answer, "photos": [{"name": photo["name"]} for photo in answer["photos"]]}
			for answer in copy["survey_answers"]
		],
	}


def _without(row: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
	return {field: value for field, value in row.items() if field not in fields}


def _addresses(exported: Mapping[str, Any]) -> set[str]:
	emails = [exported["person"].get("email")]
	for contact in exported["contacts"]:
		emails += contact["emails"]
	return {email.lower() for email in emails if email}


def _is_between(row: Mapping[str, Any], addresses: set[str]) -> bool:
	"""Whether the person wrote or got this e-mail: staff write to each other about customers too."""
	parties = " ".join(str(row.get(field) or "") for field in ("sender", "recipients")).lower()
	return any(address in parties for address in addresses)
