"""Plates as they are searched for: without separators, by any part, whatever their origin."""

from __future__ import annotations

from workshop_crm.core.names.plate_letters import alphanumeric, cleaned, saudi_parts
from workshop_crm.core.names.plate_origins import named_origin


def plate_code(text: str) -> str:
	"""The letters and digits of a plate or of the part typed so far; empty when `text` has none. Never raises.

	Letters that a Saudi plate may have are taken for such: in Latin reading order, before the digits.
	"""
	plain = alphanumeric(cleaned(text))
	parts = saudi_parts(plain)
	if not parts:
		return plain
	letters, digits = parts
	return f"{letters}{int(digits)}" if digits else letters


def mirrored_code(code: str) -> str:
	"""The code with its Saudi letters in the other reading order, as a plate read from the wrong side is typed."""
	parts = saudi_parts(code)
	return parts[0][::-1] + code[len(parts[0]) :] if parts else code


def plate_codes(text: str, region: str) -> tuple[str, ...]:
	"""The codes of what is typed, as it stands and without a word for the plate's origin; never raises."""
	_origin, rest = named_origin(cleaned(text), region)
	return tuple(dict.fromkeys((plate_code(text), plate_code(rest))))
