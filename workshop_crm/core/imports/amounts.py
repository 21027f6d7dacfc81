"""Amounts of money as sheets write them. Which sign is the decimal one is decided once for a column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput

MAX_AMOUNT = Decimal(1_000_000_000)

_PLAIN = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
# Arabic decimal and thousands separators, narrow and no-break spaces, the minus sign, Swiss apostrophes.
_SIGNS = str.maketrans(
	{"٫": ".", "٬": ",", "\u00a0": "", "\u202f": "", " ": "", "'": "", "’": "", "−": "-", "،": ","}
)
_NUMBER = re.compile(r"-?[\d.,]*\d[\d.,]*-?")
# A currency's code, name or sign: SAR, Rs., ر.س, ريال, $, the sign of the riyal.
_CURRENCY = (
	r"(?:(?:[A-Za-z]\.){2,3}|[A-Za-z]{2,4}\.?|[\u0621-\u064a]+(?:\.[\u0621-\u064a]+)*\.?|[$€£﷼\u20c1])"
)
_AROUND = re.compile(rf"^{_CURRENCY}|{_CURRENCY}$")
_MARKS = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def decimal_sign(texts: Iterable[str]) -> str:
	"""Whether a column writes 1,234.50 or 1.234,50: "." unless its values speak for the comma only."""
	point = comma = 0
	for text in texts:
		number = _bare(text)
		last_point, last_comma = number.rfind("."), number.rfind(",")
		if last_point < 0 and last_comma < 0:
			continue
		sign, place = (".", last_point) if last_point > last_comma else (",", last_comma)
		other_sign_too = min(last_point, last_comma) >= 0
		# One sign with three digits behind it can be either: it says nothing.
		if other_sign_too or (number.count(sign) == 1 and len(number) - place - 1 != 3):
			point, comma = point + (sign == "."), comma + (sign == ",")
	return "," if comma and not point else "."


def parse_amount(text: str, sign: str = ".") -> Decimal:
	"""An amount; raises InvalidInput for what is none. Currency signs are dropped, (120.00) and 120- are negative."""
	if _PLAIN.fullmatch(text) and sign == ".":
		return _checked(Decimal(text), text)
	number = _bare(text)
	negative = number.startswith("-") or number.endswith("-")
	whole, found, fraction = number.strip("-").rpartition(sign)
	if not found:
		whole, fraction = fraction, ""
	thousands = "," if sign == "." else "."
	if (
		not number
		or not _groups_fit(whole, thousands)
		or not (fraction.isdigit() or not found)
		or not (whole or fraction)
	):
		raise _not_an_amount(text)
	amount = Decimal(f"{whole.replace(thousands, '') or '0'}.{fraction or '0'}")
	return _checked(-amount if negative else amount, text)


def _bare(text: str) -> str:
	"""The number alone, with a leading minus when it is negative; empty when there is none."""
	number = _MARKS.sub("", to_latin_digits(text)).translate(_SIGNS).strip()
	number = _AROUND.sub("", number).removesuffix("/-")
	if number[:1] in ("-", "("):
		number = (
			number[0] + _AROUND.sub("", number[1:].rstrip(")")) + number[1:][len(number[1:].rstrip(")")) :]
		)
	if number.startswith("(") and number.endswith(")"):
		number = f"-{number[1:-1]}"
	return number if _NUMBER.fullmatch(number) else ""


def _groups_fit(whole: str, thousands: str) -> bool:
	"""1,234,567 and, as in India, 12,34,567; the last group always has three digits."""
	first, *others = whole.split(thousands)
	if not all(group.isdigit() for group in others) or not (first.isdigit() or (not first and not others)):
		return False
	return not others or (
		len(first) <= 3 and len(others[-1]) == 3 and {len(group) for group in others} <= {2, 3}
	)


def _checked(amount: Decimal, text: str) -> Decimal:
	if abs(amount) > MAX_AMOUNT:
		raise _not_an_amount(text)
	return amount


def _not_an_amount(text: str) -> InvalidInput:
	return InvalidInput(N_("{text} is not an amount of money."), text=text[:40])
