"""The words that say who a person is, blotted out of texts, however they are written there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape

from workshop_crm.core.names.phones import national_digits

BLOT = "•••"
MIN_CHARACTERS = 3
_DIGITS = {digit: f"[{digit}{'٠١٢٣٤٥٦٧٨٩'[int(digit)]}{'۰۱۲۳۴۵۶۷۸۹'[int(digit)]}]" for digit in "0123456789"}


class Words:
	"""Names, e-mail addresses and phone numbers (E.164) of one person."""

	def __init__(self, words: Iterable[str], phones: Iterable[str], region: str) -> None:
		forms = {
			form for word in words if len(word.strip()) >= MIN_CHARACTERS for form in _forms(word.strip())
		}
		texts = [re.escape(form) for form in sorted(forms, key=len, reverse=True)]
		patterns = [rf"(?<!\w)(?:{'|'.join(texts)})(?!\w)"] if texts else []
		patterns += [_phone_pattern(phone, region) for phone in phones]
		self._pattern = re.compile("|".join(patterns), re.IGNORECASE) if patterns else None

	def blotted(self, text: str) -> str:
		"""`text` without the person's words; the same text when there are none in it."""
		return self._pattern.sub(BLOT, text) if self._pattern else text


def _forms(word: str) -> set[str]:
	"""As typed, in HTML, and in JSON with and without escapes: versions and deleted documents are JSON."""
	in_json = {json.dumps(word, ensure_ascii=ascii)[1:-1] for ascii in (True, False)}
	return {word, escape(word, quote=False), escape(word), *in_json}


def _phone_pattern(phone: str, region: str) -> str:
	"""The number with or without its country code and leading zero, in either digits, however it is spaced."""
	national = national_digits(phone, region)
	country = phone.removeprefix("+").removesuffix(national)
	gap = r"[\s().\-]*"
	digits = gap.join(_DIGITS[digit] for digit in national)
	prefix = rf"(?:(?:\+|00|٠٠)?{gap.join(_DIGITS[digit] for digit in country)}{gap})?" if country else ""
	return rf"(?<!\d){prefix}(?:{_DIGITS['0']}{gap})?{digits}(?!\d)"
