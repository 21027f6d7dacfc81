"""Plates as cells of sheets hold them: one or several, where a stroke may stand between two plates or inside of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.no_plate import is_no_plate

_BETWEEN_VINS = re.compile(r"[,،;؛/|\n]")
_APART = re.compile(r"[,،;؛\n]")
_PERHAPS_APART = re.compile(
	r"(\s*[,،;؛\n/\\|]\s*|\s+[-–&+]\s+|\s*[&+]\s*|(?<=\d)\s*[-–]\s*(?=[^\W\d_])|\s+(?:and|و|أو|او|or)\s+)",
	re.IGNORECASE,
)
# A code and its number: 1/12345, as on plates of Kuwait and of emirates whose code is a number.
_CODE = re.compile(r"(?:.*\D)?\d{1,2}")
_NUMBER = re.compile(r"\d{1,6}(?:\D.*)?")
_CODED = r"\d{1,2}\s?/\s?\d{1,6}"
_SEVERAL_CODED = re.compile(rf"{_CODED}(?:[\s\-–&+]+{_CODED})+")
# Letters and then digits, again and again: ABJ 1234 DRS 55.
_LETTERED = r"[^\W\d_]+(?:[ .-]*[^\W\d_]+)*[ .:-]*\d+"
_SEVERAL_LETTERED = re.compile(rf"{_LETTERED}(?:\s*{_LETTERED})+")
# What Excel makes of plates: numbers with decimals, dates, numbers without their last digits.
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
_CHANGED = re.compile(
	r"\d{4}-\d{2}-\d{2}(?: .*)?|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:-\d+)?"
	r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d+|\d(?:[.,]\d+)?E\+?\d+",
	re.IGNORECASE,
)


def split_plates(text: str) -> list[str]:
	"""The texts of a cell's plates. Raises InvalidInput for what Excel has made something else of."""
	return [
		plate for part in _split_at_strokes(text.strip()) for plate in _split_between_digits_and_letters(part)
	]


def split_vins(text: str) -> list[str]:
	"""The texts of a cell's chassis numbers; empty places are kept, because they count beside the plates."""
	return [part.strip() for part in _BETWEEN_VINS.split(text)]


def _split_at_strokes(text: str) -> Iterator[str]:
	"""A stroke, or a hyphen between blanks, ends a plate unless what stands on both sides of it is one together."""
	if _CHANGED.fullmatch(text):
		raise InvalidInput(
			N_(
				'Excel has made {text} of a plate. Give the column the format "text" and enter the plate again.'
			),
			text=text[:40],
		)
	if _SEVERAL_CODED.fullmatch(latin := to_latin_digits(text)):
		yield from re.findall(_CODED, latin)
		return
	first, *others = _PERHAPS_APART.split(text)
	plate = first
	for stroke, part in zip(others[::2], others[1::2], strict=True):
		is_end = bool(_APART.search(stroke))
		if _are_one(plate, part, is_end):
			plate = f"{plate}{' ' if is_end else stroke}{part}"
		else:
			yield plate
			plate = part
	yield plate


def _split_between_digits_and_letters(text: str) -> list[str]:
	plate = _WHOLE_NUMBER.sub(r"\1", text.strip())
	if _SEVERAL_LETTERED.fullmatch(plate):
		return re.findall(_LETTERED, plate)
	return [plate] if plate else []


def _are_one(left: str, right: str, is_end: bool) -> bool:
	"""Whether a side alone is no plate, or a code and its number stand side by side and nothing ends what is before."""
	if is_no_plate(left) or is_no_plate(right):
		return not left.strip() or not right.strip()
	if not _has_digit(left) or not _has_digit(right):
		return True
	if is_end:
		return False
	is_code = _CODE.fullmatch(to_latin_digits(left)) and not re.search(r"[/\\|-]", left)
	return bool(is_code and _NUMBER.fullmatch(to_latin_digits(right)))


def _has_digit(text: str) -> bool:
	return any(character.isdigit() for character in text)
