"""What people type when they look for a customer, made from what is stored: misspelled, regional, half typed, in other formats.

Everything is drawn from the given random numbers, so that the same seed gives the same queries.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from workshop_crm.core.common.digits import to_arabic_digits
from workshop_crm.core.names.plates import parse_plate

LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
TATWEEL = "\u0640"


def with_typo(name: str, chance: random.Random) -> str:
	"""One letter lost, added, replaced or exchanged with the next, anywhere in the name."""
	places = [place for place, letter in enumerate(name) if letter.isalpha()]
	place = chance.choice(places)
	letters = LATIN_LETTERS if name[place].isascii() else ARABIC_LETTERS
	before, letter, after = name[:place], name[place], name[place + 1 :]
	kind = chance.randrange(4)
	if kind == 0 and len(places) > 1:
		return before + after
	if kind == 1:
		return before + chance.choice(letters) + letter + after
	if kind == 2 and after[:1].isalpha():
		return before + after[0] + letter + after[1:]
	return before + chance.choice(letters.replace(letter.lower(), "")) + after


def arabic_variant(name: str, chance: random.Random) -> str:
	"""The Arabic name as another writer spells it: one to three of the usual differences that it allows."""
	variants = [variant for change in _VARIANTS if (variant := change(name)) != name]
	for _ in range(min(chance.randint(0, 2), len(variants) - 1)):
		start = chance.choice(variants)
		variants += [variant for change in _VARIANTS if (variant := change(start)) not in (start, name)]
	return chance.choice(variants) if variants else name + TATWEEL


def phone_formats(e164: str) -> list[str]:
	"""A Saudi number ("+966551234567") in the ways it is typed: whole, with blanks, in Arabic digits, in part."""
	digits = e164.removeprefix("+966")
	spaced = f"0{digits[:2]} {digits[2:5]} {digits[5:]}"
	return [
		e164,
		f"00966{digits}",
		f"966{digits}",
		f"0{digits}",
		digits,
		spaced,
		spaced.replace(" ", "-"),
		f"+966 {digits[:2]} {digits[2:5]} {digits[5:]}",
		f"(0{digits[:2]}) {digits[2:]}",
		to_arabic_digits(f"0{digits}"),
		to_arabic_digits(spaced),
		f"\u202a{e164}\u202c",
		digits[-7:],
	]


def plate_formats(plate: str) -> list[str]:
	"""A Saudi plate in the ways it is typed: either script, letters joined or apart, before or after the digits."""
	read = parse_plate(plate)
	letters, digits = read.latin.split(" ", 1)
	arabic = read.arabic.split()[:-1]
	arabic_digits = to_arabic_digits(digits)
	return [
		f"{letters} {digits}",
		f"{letters}{digits}",
		f"{letters.lower()}{digits}",
		f"{' '.join(letters)} {digits}",
		f"{digits} {letters}",
		f"{letters}-{digits}",
		f"{' '.join(arabic)} {arabic_digits}",
		f"{''.join(arabic)} {digits}",
		f"{''.join(arabic)}{arabic_digits}",
		f"{digits} {' '.join(arabic)}",
		f"{arabic_digits}{''.join(arabic)}",
		" ".join((TATWEEL.join((letter, "")) if letter == "ه" else letter) for letter in arabic)
		+ f" {digits}",
		f"{letters} {digits.zfill(4)}",
	]


def beginnings(name: str) -> list[str]:
	"""What stands in the box after each key, from the first letter to the whole name."""
	return [name[:end] for end in range(1, len(name) + 1) if not name[end - 1].isspace()]


def partial_names(name: str) -> list[str]:
	"""A name of several words as it is said: the first and the last, the first two, in the other order, joined."""
	words = name.split()
	if len(words) < 2:
		return []
	shorter = [f"{words[0]} {words[-1]}", f"{words[0]} {words[1]}"] if len(words) > 2 else []
	return [*shorter, " ".join([words[-1], *words[:-1]]), "".join(words)]


def _with(pattern: str, replacement: str) -> Callable[[str], str]:
	compiled = re.compile(pattern)
	return lambda name: compiled.sub(replacement, name)


_VARIANTS: Sequence[Callable[[str], str]] = (
	_with("[أإآ]", "ا"),
	_with(r"\bا(?!ل)", "أ"),
	_with(r"ى\b", "ي"),
	_with(r"ي\b", "ى"),
	_with(r"ة\b", "ه"),
	_with(r"(?<=..)ه\b", "ة"),
	_with(r"\bعبد ال", "عبدال"),
	_with(r"\bعبدال", "عبد ال"),
	_with(r"\bآل ", "ال"),
	_with(r"\bأبو ", "ابو "),
	_with(r"ؤ", "و"),
	_with(r"ئ", "ي"),
	_with(r"اء\b", "ا"),
	_with(r"ي", "ی"),
	_with(r"ك", "ک"),
	_with(r"^(..)", rf"\1{TATWEEL}"),
	_with(r"(?<=م)(?=[^ ])", "\u064f"),
	_with(r"(?<=د)\b", "\u0652"),
)
