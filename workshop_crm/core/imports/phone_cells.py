"""Phone numbers as cells of sheets hold them: one or several, whatever stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.phones import parse_phone, split_extension, with_extension

MAX_GROUPS = 16

_BETWEEN = re.compile(
	r"[,،;؛/\\|&_*=~•\n]|\s(?:or|and|أو|او|و)\s|(?<=\d)\s*(?:or|and|أو|او|و)\s*(?=[+\d])|(?<=\d)\s*\+(?=0[1-9])",
	re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+(?:[\s.]+[^\W\d_]+)*")
_ODD = re.compile(r"[^\w\s()./:+\-–—]|\+\s*\+|_")
_GROUPS = re.compile(r"\+?\d+")
# As Excel writes numbers of which it has kept all digits, and only the first ones.
_WHOLE_NUMBER = re.compile(r"(\+?\d+)\.0+")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)

# Words that say no more than that the number is one.
_LABELS = frozenset(
	fold(word)
	for word in ["tel", "phone", "mob", "mobile", "cell", "no", "جوال", "موبايل", "هاتف", "تلفون", "رقم"]
)


class Phones(NamedTuple):
	"""`numbers` in E.164, the main one first, with its `extension`; `rest` is what else stands in the cell, for people to read."""

	numbers: tuple[str, ...]
	rest: str = ""
	extension: str = ""


def read_phones(text: str, region: str) -> Phones:
	"""All numbers of a cell, between strokes, commas, hyphens, "or" or line ends. Raises InvalidInput when none is one."""
	text = _written_out(text)
	if _SHORTENED.fullmatch(text):
		raise InvalidInput(
			N_(
				'{text} is a number that Excel has shortened: digits are lost. Give the column the format "text" and enter the number again.'
			),
			text=text[:40],
		)
	line = _WHOLE_NUMBER.sub(r"\1", " ".join(text.split()))
	number, extension = split_extension(line)
	try:
		return Phones((parse_phone(number, region),), extension=extension)
	except InvalidInput as error:
		found = [_read_part(part, region) for part in _BETWEEN.split(text) if part.strip()]
		numbers = tuple(dict.fromkeys(number for one in found for number in one.numbers))
		if not numbers:
			raise error
		first, *others = found
		rest = [one.rest for one in found] + [
			with_extension(one.numbers[0], one.extension) for one in others if one.extension
		]
		return Phones(numbers, ", ".join(text for text in rest if text), first.extension)


def _written_out(text: str) -> str:
	"""9.66551234567E+11 as a whole number, where all its digits are there."""
	found = _SHORTENED.fullmatch(text)
	if not found:
		return text
	mantissa, _e, exponent = text.upper().replace(",", ".").partition("E")
	behind = len(mantissa.partition(".")[2])
	return mantissa.replace(".", "") if behind == int(exponent) else text


def _read_part(text: str, region: str) -> Phones:
	"""What stands between two separators: a number, numbers with blanks or hyphens between them, or words beside one."""
	part = _WHOLE_NUMBER.sub(r"\1", text.strip(" .:()-"))
	typed, extension = split_extension(part)
	if number := _dialled(typed, region):
		return Phones((number,), extension=extension)
	words = [word for word in _WORDS.findall(part) if fold(word) not in _LABELS]
	groups = _GROUPS.findall(_WORDS.sub(" ", part))
	if _ODD.search(part) or len(groups) > MAX_GROUPS:
		return Phones((), part)
	numbers, left = _numbers_of(groups, region)
	if not numbers:
		return Phones((), part)
	return Phones(tuple(numbers), " ".join((*words, *left)))


def _numbers_of(groups: Sequence[str], region: str) -> tuple[list[str], Sequence[str]]:
	"""Numbers that neighbouring groups of digits make, each as long as can be, and the groups that are left."""
	numbers: list[str] = []
	start = 0
	while start < len(groups):
		for end in range(len(groups), start, -1):
			if number := _dialled(" ".join(groups[start:end]), region):
				numbers.append(number)
				start = end
				break
		else:
			break
	return numbers, groups[start:]


def _dialled(text: str, region: str) -> str:
	try:
		return parse_phone(text, region)
	except InvalidInput:
		return ""
