"""Plates as cells of sheets hold them: one or several, where a stroke may stand between two plates or inside of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop_crm.core.common.digits import to_latin_digits

_APART = re.compile(r"[,،;؛\n]")
_BETWEEN_VINS = re.compile(r"[,،;؛/|\n]")
_PERHAPS_APART = re.compile(r"(\s*[/\\|]\s*|\s+[-–&+]\s+|\s+(?:and|و)\s+)", re.IGNORECASE)
# Kuwait's plates, and those of emirates whose code is a number: 1/12345.
_CODE = re.compile(r"(?:.*\D)?\d{1,2}")
_NUMBER = re.compile(r"\d{1,6}")


def split_plates(text: str) -> list[str]:
	"""The texts of a cell's plates."""
	return [plate for part in _APART.split(text) if part.strip() for plate in _split_at_strokes(part.strip())]


def split_vins(text: str) -> list[str]:
	"""The texts of a cell's chassis numbers; empty places are kept, because they count beside the plates."""
	return [part.strip() for part in _BETWEEN_VINS.split(text)]


def _split_at_strokes(text: str) -> Iterator[str]:
	"""A stroke, or a hyphen between blanks, ends a plate unless what stands on both sides of it is one together."""
	first, *others = _PERHAPS_APART.split(text)
	plate = first
	for stroke, part in zip(others[::2], others[1::2], strict=True):
		if _are_one(plate, part):
			plate = f"{plate}{stroke}{part}"
		else:
			yield plate
			plate = part
	yield plate


def _are_one(left: str, right: str) -> bool:
	"""Whether a side alone is no plate, or a code and its number stand side by side."""
	if not _has_digit(left) or not _has_digit(right):
		return True
	is_code = _CODE.fullmatch(to_latin_digits(left)) and not re.search(r"[/\\|-]", left)
	return bool(is_code and _NUMBER.fullmatch(to_latin_digits(right)))


def _has_digit(text: str) -> bool:
	return any(character.isdigit() for character in text)
