"""The plate of a car as a form gives it: a car that has none yet is known by its chassis number until it gets one."""

from __future__ import annotations

from collections.abc import Mapping

from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import N_, InvalidInput, about
from workshop_crm.core.names.no_plate import is_no_plate
from workshop_crm.core.names.plates import NO_PLATE, Plate, parse_plate
from workshop_crm.core.vehicles.vin import is_vin, kept_vin


def plate_and_vin(values: Mapping[str, object], region: str) -> tuple[Plate, str]:
	"""The plate and the chassis number as typed, from the keys plate and vin.

	The plate is NO_PLATE where nothing is typed for it, words for none, or the chassis number. Raises InvalidInput for what
	is no plate, and when there is neither.
	"""
	with about("plate"):
		typed = fields.text(values, "plate")
	with about("vin"):
		vin = fields.text(values, "vin")
	if is_vin(typed) or (typed and same_vin(typed, vin)):
		return NO_PLATE, vin or typed
	with about("plate"):
		if not is_no_plate(typed):
			return parse_plate(typed, region), vin
		if not vin:
			raise _neither()
	return NO_PLATE, vin


def plate_so_far(text: str, region: str) -> Plate:
	"""The plate that is being typed. Raises InvalidInput for what is none, or not yet."""
	if is_vin(text):
		raise InvalidInput(
			N_("{vin} is a chassis number. The car is kept under it until it has a plate."), vin=text
		)
	return parse_plate(text, region)


def changed_plate(stored: Plate, vin: str, values: Mapping[str, object], region: str) -> tuple[Plate, str]:
	"""The plate and the chassis number of a known car after a change; `vin` is the stored one.

	What a screen sends back as it was shown stays as it was read once. Raises as `plate_and_vin`.
	"""
	with about("plate"):
		typed = fields.text(values, "plate") if "plate" in values else stored.latin
	known = values.get("vin", vin)
	if stored.key and typed in (stored.latin, stored.arabic):
		return stored, fields.text({"vin": known}, "vin")
	return plate_and_vin({"plate": typed, "vin": known}, region)


def same_vin(one: str, other: str) -> bool:
	"""Whether two texts are the same chassis number, however it is written."""
	return bool(one and other) and kept_vin(one).vin == kept_vin(other).vin


def shown_plate(latin: str | None, name: str, vin: str | None) -> str:
	"""The plate of a record in Latin script, its name where an earlier version left none; empty for a car without one yet."""
	return latin or ("" if same_vin(name, vin or "") else name)


def _neither() -> InvalidInput:
	return InvalidInput(
		N_("Type the plate. For a car that has none yet, type its chassis number, and add the plate later.")
	)
