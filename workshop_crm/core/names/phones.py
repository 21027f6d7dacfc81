"""Phone numbers through Google's numbering plans (the phonenumbers library)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, timezone

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput

# Why a stored number cannot be dialled. Whole sentences: a form and a channel show them as they are.
ODD_CHARACTERS = N_(
	"The phone number cannot be reached by message or call: it has characters that no phone number has."
)
NO_SUCH_COUNTRY = N_(
	"The phone number cannot be reached by message or call: no country has its country code."
)
TOO_SHORT = N_("The phone number cannot be reached by message or call: it has too few digits.")
TOO_LONG = N_("The phone number cannot be reached by message or call: it has too many digits.")
NOT_OF_ITS_COUNTRY = N_(
	"The phone number cannot be reached by message or call: its country has no such number."
)
WITHOUT_COUNTRY_CODE = N_(
	"The phone number cannot be reached by message or call: it has no country code, and the workshop's country has no such number."
)
PHONE_PROBLEMS = frozenset(
	(ODD_CHARACTERS, NO_SUCH_COUNTRY, TOO_SHORT, TOO_LONG, NOT_OF_ITS_COUNTRY, WITHOUT_COUNTRY_CODE)
)

MAX_TYPED = 40
DIGITS_OF_A_NATIONAL_NUMBER = 9

# Behind a number: what a switchboard is asked for.
_EXTENSION = re.compile(
	r"(.*\d\D*?)(?:\b|(?<=\d))[\s,;(]*(?:EXT(?:ENSION|N)?\.?|X|#|تحويل[ةه]?|داخلي|داخلى)[\s:.=#-]*(\d{1,6})\)?",
	re.IGNORECASE,
)
_WITHOUT_SMS = frozenset(
	(
		phonenumbers.PhoneNumberType.FIXED_LINE,
		phonenumbers.PhoneNumberType.TOLL_FREE,
		phonenumbers.PhoneNumberType.SHARED_COST,
		phonenumbers.PhoneNumberType.PREMIUM_RATE,
		phonenumbers.PhoneNumberType.UAN,
	)
)

_USUAL_CHARACTERS = re.compile(r"\+?[0-9 ()./\-]+")
_PARSE_PROBLEMS = {
	NumberParseException.INVALID_COUNTRY_CODE: NO_SUCH_COUNTRY,
	NumberParseException.TOO_SHORT_AFTER_IDD: TOO_SHORT,
	NumberParseException.TOO_SHORT_NSN: TOO_SHORT,
	NumberParseException.TOO_LONG: TOO_LONG,
}
_LENGTH_PROBLEMS = {
	phonenumbers.ValidationResult.INVALID_COUNTRY_CODE: NO_SUCH_COUNTRY,
	phonenumbers.ValidationResult.TOO_SHORT: TOO_SHORT,
	phonenumbers.ValidationResult.TOO_LONG: TOO_LONG,
}


def split_extension(text: str) -> tuple[str, str]:
	"""The number, and the digits of an extension behind it ("ext. 12", "x12", "#12", "تحويلة 12"), or "" for none."""
	found = _EXTENSION.fullmatch(_plain(text)) if len(text) <= 2 * MAX_TYPED else None
	return (found[1].strip(" ,;("), found[2]) if found else (text, "")


def with_extension(phone: str, extension: str | None) -> str:
	"""The number with its extension, as `split_extension` reads it."""
	return f"{phone} ext. {extension}" if phone and extension else phone


@lru_cache(maxsize=1024)
def is_fixed_line(phone: str) -> bool:
	"""Whether a number in E.164 is known to be none of a mobile, so that no SMS arrives: a fixed line, or a service number."""
	try:
		number = phonenumbers.parse(phone)
	except NumberParseException:
		return False
	return phonenumbers.number_type(number) in _WITHOUT_SMS


@lru_cache(maxsize=1024)
def region_of(phone: str) -> str:
	"""The country (ISO 3166) of a number in E.164; empty for one of no country, and for what is no number."""
	try:
		region = phonenumbers.region_code_for_number(phonenumbers.parse(phone))
	except NumberParseException:
		return ""
	return region if region and region.isalpha() else ""


@lru_cache(maxsize=1024)
def zone_of(phone: str) -> str:
	"""The time zone of a number in E.164, the middle one where its country has several; empty when it is not known."""
	try:
		zones = timezone.time_zones_for_number(phonenumbers.parse(phone))
	except NumberParseException:
		return ""
	return "" if timezone.UNKNOWN_TIMEZONE in zones else zones[len(zones) // 2]


@lru_cache(maxsize=64)
def zone_of_region(region: str) -> str:
	"""The time zone of a country (ISO 3166), the middle one where it has several; empty when it is not known."""
	example = phonenumbers.example_number(region)
	return zone_of(phonenumbers.format_number(example, PhoneNumberFormat.E164)) if example else ""


def parse_phone(text: str, region: str = "SA") -> str:
	"""The number in E.164 ("+966551234567"); `region` (ISO 3166) is taken when no country code is typed.

	Raises InvalidInput when it is no number that can be dialled.
	"""
	typed = _cleaned(text)
	try:
		if len(typed) > MAX_TYPED or not _USUAL_CHARACTERS.fullmatch(typed):
			raise NumberParseException(NumberParseException.NOT_A_NUMBER, typed)
		number = phonenumbers.parse(typed, region)
	except NumberParseException:
		raise _not_a_phone(text) from None
	if not phonenumbers.is_valid_number(number):
		raise _not_a_phone(text)
	return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def phone_as_typed(text: str, region: str = "SA") -> str:
	"""The number in E.164, and unchanged when it is none: people know numbers that this program does not."""
	try:
		return parse_phone(text, region)
	except InvalidInput:
		return text


@lru_cache(maxsize=4096)
def phone_problem(phone: str) -> str:
	"""Why a stored number cannot be dialled, as a translatable sentence; empty for one in E.164."""
	if not phone.startswith("+"):
		return WITHOUT_COUNTRY_CODE if _USUAL_CHARACTERS.fullmatch(_cleaned(phone)) else ODD_CHARACTERS
	if not _USUAL_CHARACTERS.fullmatch(phone):
		return ODD_CHARACTERS
	try:
		number = phonenumbers.parse(phone)
	except NumberParseException as error:
		return _PARSE_PROBLEMS.get(error.error_type, ODD_CHARACTERS)
	if phonenumbers.is_valid_number(number):
		return ""
	return _LENGTH_PROBLEMS.get(phonenumbers.is_possible_number_with_reason(number), NOT_OF_ITS_COUNTRY)


@lru_cache(maxsize=4096)
def display_phone(e164: str, region: str = "SA") -> str:
	"""The number as people of `region` write it: national form for their own, international for others.

	What is no number that can be dialled is shown as it is stored.
	"""
	try:
		number = phonenumbers.parse(e164, region)
	except NumberParseException:
		return e164
	if not phonenumbers.is_valid_number(number):
		return e164
	is_own = number.country_code == phonenumbers.country_code_for_region(region)
	return phonenumbers.format_number(
		number, PhoneNumberFormat.NATIONAL if is_own else PhoneNumberFormat.INTERNATIONAL
	)


def phone_view(
	phone: str | None, extension: str, region: str, translate: Callable[[str], str]
) -> dict[str, str | None] | None:
	"""A stored number as screens take it, None for none. `problem` says why the number cannot be dialled; `e164` is then what was typed."""
	if not phone:
		return None
	number = phone_as_typed(phone, region)
	problem = phone_problem(number)
	return {
		"e164": number,
		"display": display_phone(number, region),
		"extension": extension,
		"problem": translate(problem) if problem else None,
	}


def national_digits(text: str, region: str = "SA") -> str:
	"""The digits without country code and leading zero, of a whole number or of the part typed so far; never raises.

	"+966 55 1", "00966551", "0551" and "551" all give "551".
	"""
	typed = _cleaned(text)
	digits = re.sub(r"[^0-9]", "", typed)
	if typed.startswith("+") or digits.startswith("00"):
		return _without_country_code(digits.removeprefix("00")).lstrip("0")
	own_code = str(phonenumbers.country_code_for_region(region))
	if digits.startswith(own_code) and len(digits) > DIGITS_OF_A_NATIONAL_NUMBER:
		digits = digits.removeprefix(own_code)
	return digits.removeprefix("0")


def _without_country_code(digits: str) -> str:
	for length in (1, 2, 3):
		if digits[:length].isdigit() and int(digits[:length]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
			return digits[length:]
	return digits


def _cleaned(text: str) -> str:
	"""Latin digits, plain spaces and hyphens, the plus in front, and no bidi marks.

	Bidi marks stand around numbers copied from Arabic text, in which a plus may also have come to stand behind.
	"""
	plain = _plain(text)
	return f"+{plain[:-1].rstrip()}" if plain.endswith("+") and not plain.startswith("+") else plain


def _plain(text: str) -> str:
	if text.isascii() and text.isprintable():
		return text.strip()
	visible = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Cf", "Cs"))
	plain = ("-" if unicodedata.category(c) == "Pd" else " " if c.isspace() else c for c in visible)
	return to_latin_digits("".join(plain)).strip()


def _not_a_phone(text: str) -> InvalidInput:
	return InvalidInput(
		N_("{phone} is not a phone number. Type it as 055 123 4567 or with its country code."),
		phone=text[:MAX_TYPED],
	)
