"""Vehicle plates: where they come from, how they are written in both scripts, and when two are the same.

A Saudi plate is known by its letters alone (see `plate_letters`). Elsewhere the origin is part of the plate, A 5555 exists in
several of the Emirates, and so is a separator between two groups of digits: 1/12345 and 11/2345 are two cars of Kuwait.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from workshop_crm.core.common.digits import to_arabic_digits
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.no_plate import is_no_plate
from workshop_crm.core.names.plate_letters import (
	TO_ARABIC,
	TO_LATIN,
	alphanumeric,
	cleaned,
	is_mixed,
	saudi_parts,
)
from workshop_crm.core.names.plate_origins import (
	DIGITS_ALONE,
	EMIRATES,
	KUWAIT,
	OMAN,
	ORIGINS,
	SAUDI_ARABIA,
	guessed_origin,
	has_letters,
	named_origin,
)

# Of the plate itself, without words for its origin.
MAX_PLATE = 20
MAX_TYPED = 80

_RUNS = re.compile(r"[^\W\d_]+|\d+")
# What is written before a plate, and before the code letter of one of the Emirates.
_PLATE_WORDS = re.compile(
	r"^(?:(?:رقم )?(?:ال)?لوح[ةه](?: رقم)?|(?:(?:NUMBER|LICEN[CS]E|REG\w*\.?|VEHICLE|CAR) ?)?PLATES?(?: ?(?:NUMBER|NO\b\.?|#))?)"
	r"[\s:.#/-]*(?=[\w(])"
)
_CODE_WORDS = re.compile(r"(?<!\w)(?:CODE|CATEGORY|NUMBER|كود|رمز|حرف|فئ[ةه]|رقم)(?!\w)[\s:.-]*")
# The ordinary kind of plate.
_PRIVATE = re.compile(r"(?<!\w)(?:PRIVATE|خصوصي|خصوصى)(?!\w)")
_DOTTED = {"U.A.E.": "UAE", "U.A.E": "UAE", "K.S.A.": "KSA", "K.S.A": "KSA"}
_CODE_JOINED = re.compile(
	r"(DUBAI|DXB|AUH|SHJ|SHARJAH|AJM|AJMAN|RAK|FUJ|FUJAIRAH|UAQ|UAE)([A-Z]{1,2}[ -]?\d+)"
)
_LONE_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_A-Z](?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Plate:
	"""A plate as shown in Latin and in Arabic script; `key` is equal for equal plates, and for no others.

	The key of a Saudi plate has its letters in Latin reading order before its digits ("JBA1234"), any other known origin
	stands before the plate ("KW:1-12345"). `origin` is an ISO code of `plate_origins`, "" where nothing tells it.
	"""

	latin: str
	arabic: str
	key: str
	origin: str = ""


# Of a car that has none yet.
NO_PLATE = Plate("", "", "")


@dataclass(frozen=True, slots=True)
class _Body:
	"""A plate without its origin."""

	text: str
	key: str


def parse_plate(text: str, region: str = SAUDI_ARABIA) -> Plate:
	"""The plate in both scripts; letters are taken in the reading order of the script they are typed in.

	`region` (ISO 3166) is the workshop's country, and decides where neither words nor the form of the plate tell its
	origin. Spacing does not matter, nor whether letters or digits come first. Raises InvalidInput when there is nothing
	to read, when it is too long, and for a Saudi plate whose letters mix the scripts, because their order is unknown.
	"""
	if len(text) > MAX_TYPED:
		raise _not_a_plate(text)
	typed = _typed(text)
	if not any(c.isdigit() for c in typed) or is_no_plate(typed):
		raise _without_digit(text)
	region = region.upper() or SAUDI_ARABIA
	origin, body = _read(typed, region)
	if not alphanumeric(body.text) or len(body.text) > MAX_PLATE:
		raise _not_a_plate(text)
	key = _key(origin, body)
	return Plate(
		_first_read_so(_latin(origin, body), key, region),
		_first_read_so(_arabic(origin, body), key, region),
		key,
		origin,
	)


def _typed(text: str) -> str:
	"""Without words that say no more than that it is a plate."""
	typed = cleaned(text.replace("|", " ").replace("\\", "/"))
	for dotted, plain in _DOTTED.items():
		typed = typed.replace(dotted, plain)
	typed = " ".join(_PRIVATE.sub(" ", _PLATE_WORDS.sub("", typed)).split())
	return _CODE_JOINED.sub(r"\1 \2", typed) if _CODE_JOINED.fullmatch(typed) else typed


def _read(typed: str, region: str) -> tuple[str, _Body]:
	origin, rest = named_origin(typed, region)
	if origin.startswith(EMIRATES):
		other, without = named_origin(rest, region)
		if other.startswith(EMIRATES):
			origin, rest = max(origin, other, key=len), without
		rest = _CODE_WORDS.sub("", rest)
	origin = origin or guessed_origin(rest, region)
	return origin, _body(rest, origin)


def _body(text: str, origin: str) -> _Body:
	"""The plate as it is written where it comes from."""
	if _is_saudi(origin, text):
		if is_mixed(alphanumeric(text)):
			raise InvalidInput(
				N_("{plate} mixes Arabic and Latin letters. Type the letters of the plate in one script."),
				plate=text[:MAX_PLATE],
			)
		letters, digits = saudi_parts(alphanumeric(text)) or ("", "")
		return _Body(f"{letters} {int(digits)}", f"{letters}{int(digits)}")
	if origin.startswith(EMIRATES):
		text = _LONE_LETTER.sub(lambda letter: letter[0].translate(TO_LATIN), text)
	runs = _plain_runs(text, joins_digits=origin in DIGITS_ALONE | {OMAN})
	key = "".join(
		f"-{run}" if run.isdigit() and before.isdigit() else run for before, run in pairwise(["", *runs])
	)
	if origin == KUWAIT and not has_letters(text):
		return _Body("/".join(runs), key)
	if origin in DIGITS_ALONE | {OMAN} or origin.startswith(EMIRATES):
		return _Body(" ".join(runs), key)
	return _Body(text, key)


def _plain_runs(text: str, joins_digits: bool) -> list[str]:
	"""Letters before digits where they stand on one side each; no zero before a number, no blank between letters."""
	runs = _RUNS.findall(text)
	kinds = [run.isdecimal() for run in runs]
	if kinds in (sorted(kinds), sorted(kinds, reverse=True)):
		letters = "".join(run for run in runs if not run.isdecimal())
		digits = [run for run in runs if run.isdecimal()]
		runs = [*([letters] if letters else []), *(["".join(digits)] if joins_digits and digits else digits)]
	return [str(int(run)) if run.isdecimal() else run for run in runs]


def _is_saudi(origin: str, text: str) -> bool:
	parts = saudi_parts(alphanumeric(text)) if origin == SAUDI_ARABIA else None
	return bool(parts and parts[1])


def _key(origin: str, body: _Body) -> str:
	return f"{origin}:{body.key}" if origin and not _is_saudi(origin, body.text) else body.key


def _latin(origin: str, body: _Body) -> list[str]:
	"""As it may be shown: alone, and with the names of its origin."""
	names = ORIGINS[origin].latin if origin in ORIGINS else ()
	return [body.text, *(f"{name} {body.text}" for name in names)]


def _arabic(origin: str, body: _Body) -> list[str]:
	text = to_arabic_digits(body.text)
	if _is_saudi(origin, body.text):
		letters, digits = text.split()
		text = f"{' '.join(TO_ARABIC[letter] for letter in reversed(letters))} {digits}"
	names = ORIGINS[origin].arabic if origin in ORIGINS else ()
	return [text, *(f"{name} {text}" for name in names)]


def _first_read_so(texts: list[str], key: str, region: str) -> str:
	"""The shortest that is not taken for another plate when it is typed again."""
	return next((text for text in texts if _key(*_read(cleaned(text), region)) == key), texts[-1])


def _not_a_plate(text: str) -> InvalidInput:
	return InvalidInput(
		N_("{plate} is not a plate. Type its letters and digits, up to {longest} characters."),
		plate=text[:MAX_PLATE],
		longest=MAX_PLATE,
	)


def _without_digit(text: str) -> InvalidInput:
	plain = alphanumeric(cleaned(text))
	if not plain or len(plain) > MAX_PLATE:
		return _not_a_plate(text)
	if is_no_plate(text):
		return InvalidInput(
			N_(
				"{plate} is not a number plate. Enter a car that has none yet with its chassis number, and add the plate later."
			),
			plate=text[:MAX_PLATE],
		)
	return InvalidInput(
		N_(
			"{plate} has no digit, and every plate has one. Type the whole plate; for a car that has none yet, type its chassis number and leave the plate empty."
		),
		plate=text[:MAX_PLATE],
	)
