"""Where a plate comes from: a country, or one of the Emirates, as it is written on the plate or guessed from its form.

Origins are ISO codes ("SA", "KW", "AE-DU"); "" is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop_crm.core.common.errors import N_
from workshop_crm.core.names.plate_letters import alphanumeric, has_latin_letters, is_mixed, saudi_parts

SAUDI_ARABIA, EMIRATES, KUWAIT, OMAN, BAHRAIN, QATAR = "SA", "AE", "KW", "OM", "BH", "QA"
EGYPT = "EG"
# Their plates have no letters, and no separator that means anything.
DIGITS_ALONE = frozenset((BAHRAIN, QATAR))
_MAX_CODE_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Origin:
	"""`latin` and `arabic` are how it is written before a plate, the usual one first; `others` what people also write."""

	label: str
	latin: tuple[str, ...]
	arabic: tuple[str, ...]
	others: tuple[str, ...] = ()


ORIGINS = {
	SAUDI_ARABIA: Origin(
		N_("Saudi Arabia"),
		("KSA", "SAUDI ARABIA"),
		("السعودية",),
		("SA", "SAU", "SAUDI", "المملكة العربية السعودية", "سعودي", "سعودية"),
	),
	"AE-DU": Origin(N_("Dubai"), ("DUBAI",), ("دبي", "إمارة دبي"), ("DXB", "DUBAY")),
	"AE-AZ": Origin(
		N_("Abu Dhabi"), ("AUH", "ABU DHABI"), ("أبوظبي",), ("AD", "ABUDHABI", "أبو ظبي", "ابو ضبي", "ابوضبي")
	),
	"AE-SH": Origin(N_("Sharjah"), ("SHJ", "SHARJAH"), ("الشارقة",), ("SHARJA", "شارقة")),
	"AE-AJ": Origin(N_("Ajman"), ("AJMAN",), ("عجمان",), ("AJM",)),
	"AE-RK": Origin(
		N_("Ras al-Khaimah"),
		("RAK", "RAS AL KHAIMAH"),
		("رأس الخيمة",),
		("RAS AL KHAIMA", "RAS ALKHAIMAH", "راس الخيمه"),
	),
	"AE-FU": Origin(N_("Fujairah"), ("FUJAIRAH",), ("الفجيرة",), ("FUJ", "FUJEIRAH", "FUJAIRA", "فجيرة")),
	"AE-UQ": Origin(
		N_("Umm al-Quwain"),
		("UAQ", "UMM AL QUWAIN"),
		("أم القيوين",),
		("UMM ALQUWAIN", "UMM AL QAIWAIN", "ام القوين"),
	),
	EMIRATES: Origin(
		N_("United Arab Emirates"),
		("UAE", "EMIRATES"),
		("الإمارات",),
		("AE", "UNITED ARAB EMIRATES", "الإمارات العربية المتحدة", "إماراتي", "إماراتية", "امارات"),
	),
	KUWAIT: Origin(N_("Kuwait"), ("KUWAIT",), ("الكويت",), ("KW", "KWT", "كويت", "كويتي", "كويتية")),
	OMAN: Origin(
		N_("Oman"), ("OMAN",), ("سلطنة عمان",), ("OM", "OMN", "عمان", "عماني", "عمانية", "سلطنة عُمان")
	),
	BAHRAIN: Origin(
		N_("Bahrain"), ("BAHRAIN",), ("البحرين",), ("BH", "BHR", "BRN", "بحرين", "بحريني", "بحرينية")
	),
	QATAR: Origin(N_("Qatar"), ("QATAR",), ("قطر", "دولة قطر"), ("QA", "QAT", "QTR", "قطري", "قطرية")),
	EGYPT: Origin(N_("Egypt"), ("EGYPT",), ("مصر", "جمهورية مصر"), ("EG", "EGY", "مصري", "مصرية")),
	"JO": Origin(N_("Jordan"), ("JORDAN",), ("الأردن",), ("JO", "JOR", "أردني", "أردنية")),
	"IQ": Origin(N_("Iraq"), ("IRAQ",), ("العراق",), ("IRQ", "عراقي", "عراقية")),
	"YE": Origin(N_("Yemen"), ("YEMEN",), ("اليمن",), ("YEM", "يمني", "يمنية")),
	"SY": Origin(N_("Syria"), ("SYRIA",), ("سوريا",), ("SYR", "سوري", "سورية")),
	"LB": Origin(N_("Lebanon"), ("LEBANON",), ("لبنان",), ("LBN", "لبناني", "لبنانية")),
}
# Where two letters before digits stand for one of the neighbours: no car registered there has two letters alone.
_TWO_LETTERS_NAME = frozenset((SAUDI_ARABIA, KUWAIT, BAHRAIN, QATAR))
_SHORT = 3

_FOLDED = str.maketrans("أإآٱةىیک", "ااااهييك")
_OF_KUWAIT = re.compile(r"\d{1,2} ?/ ?\d{1,5}")
_LETTER = r"[^\W\d_]"
_DIGITS = re.compile(r"\d+")


def named_origin(text: str, region: str) -> tuple[str, str]:
	"""The origin that is written before or behind a plate, and the plate without it; "" and all of it when there is none.

	`text` is cleaned. A word that may as well be the letters of a plate counts where `region` has no such plates.
	"""
	if not has_letters(text):
		return "", text
	folded = text.translate(_FOLDED)
	for found, is_before in ((_BEFORE.match(folded), True), (_BEHIND.search(folded), False)):
		if found is None:
			continue
		name = _WORDS[_joined(found[1])]
		rest = (text[found.end(1) :] if is_before else text[: found.start()]).strip(" /-.:،,()")
		if _DIGITS.search(rest) and _is_named(found[1], name, rest, text, region):
			return name, rest
	return "", text


def guessed_origin(text: str, region: str) -> str:
	"""The origin by the form of the plate, where no word says it; `region` is the workshop's country (ISO 3166)."""
	plain = alphanumeric(text)
	letters = sum(map(str.isalpha, plain))
	parts = saudi_parts(plain)
	may_be_saudi = bool(parts and parts[1])
	if region == SAUDI_ARABIA and may_be_saudi:
		return SAUDI_ARABIA
	if may_be_saudi and not is_mixed(plain) and _is_rather_saudi(plain, letters, region):
		return SAUDI_ARABIA
	if region in DIGITS_ALONE | {SAUDI_ARABIA, OMAN} and _OF_KUWAIT.fullmatch(text):
		return KUWAIT
	if region == SAUDI_ARABIA or (letters and region in DIGITS_ALONE | {KUWAIT}):
		return ""
	return region


def origin_label(origin: str) -> str:
	"""The name of an origin, translatable; of a country that is not known here its code."""
	return ORIGINS[origin].label if origin in ORIGINS else origin


def has_letters(text: str) -> bool:
	return any(c.isalpha() for c in text)


def _is_rather_saudi(plain: str, letters: int, region: str) -> bool:
	"""Where both are possible: local plates have other letters, fewer, or none."""
	if region == EMIRATES:
		return not has_latin_letters(plain) or letters > _MAX_CODE_LETTERS
	if region == EGYPT or region not in ORIGINS:
		return False
	return region in DIGITS_ALONE | {KUWAIT} or letters > _MAX_CODE_LETTERS


def _is_named(word: str, origin: str, rest: str, text: str, region: str) -> bool:
	"""Whether a word of a few letters is the origin's name, and not a part of the plate."""
	if len(word) > _SHORT:
		return True
	if word.isascii() and region not in ORIGINS:
		return False
	beside_digits = not has_letters(rest)
	has_code = not beside_digits or len(_DIGITS.findall(rest)) == len(("code", "number"))
	if len(word) < _SHORT and region not in _TWO_LETTERS_NAME and not has_code:
		return False
	if region == SAUDI_ARABIA and saudi_parts(alphanumeric(text)) and not (beside_digits and has_code):
		return False
	return origin != SAUDI_ARABIA or not beside_digits


def _joined(word: str) -> str:
	return alphanumeric(word)


def _words() -> dict[str, str]:
	return {
		_joined(name.upper().translate(_FOLDED)): code
		for code, origin in ORIGINS.items()
		for name in (*origin.latin, *origin.arabic, *origin.others)
	}


def _pattern() -> str:
	names = {
		name.upper().translate(_FOLDED)
		for origin in ORIGINS.values()
		for name in (*origin.latin, *origin.arabic, *origin.others)
	}
	longest_first = sorted(names, key=len, reverse=True)
	return "|".join(r"[\s.-]*".join(map(re.escape, name.split())) for name in longest_first)


_WORDS = _words()
# An Arabic word may stand before Latin letters without a blank.
_END_OF_WORD = r"(?:(?<=[A-Z])(?![A-Z])|(?<![A-Z])(?![^\W\d_A-Z]))"
_OF_A_STATE = r"(?:(?:دوله|مملكه|سلطنه|اماره|جمهوريه|STATE OF|KINGDOM OF|SULTANATE OF) )?"
_BEFORE = re.compile(rf"\W*{_OF_A_STATE}({_pattern()}){_END_OF_WORD}")
_BEHIND = re.compile(rf"(?<!{_LETTER}){_OF_A_STATE}({_pattern()})\W*$")
