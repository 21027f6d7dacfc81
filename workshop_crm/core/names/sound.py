"""How a name sounds, whatever the script: a skeleton of consonants, one capital letter a sound.

A unit is one letter of Arabic or one letter or digraph of Latin script, with the sounds it may stand for, the usual
one first. The key takes the usual ones; the variants take one of the others at a time ("Gamal" for جمال).

	B ب پ b p      T ت ط ث t th    J ج j          H ح h        X خ kh     D د ذ ض ظ d dh   R ر r   Z ز z
	S س ص s        C ش sh ch       G غ g gh       F ف v ph     K ق ك q c  L ل   M م  N ن   W Y at the start only

Vowels, ع and hamza have no sound of their own here: writers disagree on them most.
"""

from __future__ import annotations

import re
from functools import lru_cache

MAX_VARIANTS = 8

_ARABIC: dict[str, tuple[str, ...]] = {
	"ب": ("B",),
	"ت": ("T",),
	"ث": ("T", "S"),
	"ج": ("J", "G", "Y"),
	"ح": ("H",),
	"خ": ("X", "K"),
	"د": ("D",),
	"ذ": ("D", "Z", "T"),
	"ر": ("R",),
	"ز": ("Z",),
	"س": ("S",),
	"ش": ("C",),
	"ص": ("S",),
	"ض": ("D", "Z"),
	"ط": ("T",),
	"ظ": ("D", "Z"),
	"غ": ("G",),
	"ف": ("F",),
	"ق": ("K", "G"),
	"ك": ("K", "C", "G"),
	"ل": ("L",),
	"م": ("M",),
	"ن": ("N",),
	"ه": ("H",),
}
_LATIN: dict[str, tuple[str, ...]] = {
	"b": ("B",),
	"c": ("K", "S"),
	"ch": ("C", "K"),
	"ck": ("K",),
	"d": ("D",),
	"dh": ("D", "Z", "DH"),
	"dj": ("J",),
	"dz": ("Z",),
	"f": ("F",),
	"g": ("G", "J", "K"),
	"gh": ("G", "K"),
	"h": ("H",),
	"j": ("J",),
	"k": ("K",),
	"kh": ("X", "K"),
	"l": ("L",),
	"m": ("M",),
	"n": ("N",),
	"p": ("B",),
	"ph": ("F",),
	"q": ("K",),
	"r": ("R",),
	"s": ("S", "T"),
	"sch": ("C",),
	"sh": ("C", "SH"),
	"t": ("T",),
	"tch": ("C",),
	"th": ("T", "D", "S", "TH"),
	"v": ("F",),
	"x": ("KS",),
	"z": ("Z", "D"),
}
_LATIN_UNIT = re.compile(r"sch|tch|kh|gh|sh|ch|th|dh|ph|ck|dj|dz|ou|oo|ee|ei|ai|ay|ey|aa|uu|ii|ie|[a-z]")
_DOUBLED = re.compile(r"(kh|gh|sh|ch|th|dh|[b-df-hj-np-tv-xz])\1")
_STARTS_WITH_W = re.compile(r"(?:w|ou(?=[aei]))")


def units(word: str) -> list[str]:
	"""The written units of one folded word: letters of Arabic, letters and digraphs of Latin script without doublings."""
	if word.isascii():
		return _LATIN_UNIT.findall(_DOUBLED.sub(r"\1", word))
	return list(word.replace("لل", "ل"))


def unit_sounds(unit: str) -> tuple[str, ...]:
	"""The consonant sounds a unit may stand for, the usual one first; empty for a vowel."""
	return _LATIN.get(unit) or _ARABIC.get(unit) or ()


@lru_cache(maxsize=16384)
def word_sounds(word: str) -> tuple[str, ...]:
	"""The key of one folded word, then its other readings, at most MAX_VARIANTS in all; the key is empty when only vowels sound."""
	choices = _choices(word)
	usual = [options[0] for options in choices]
	keys = {_finished(usual): None}
	for position, options in enumerate(choices):
		for other in options[1:]:
			keys[_finished([*usual[:position], other, *usual[position + 1 :]])] = None
	return tuple(keys)[:MAX_VARIANTS]


@lru_cache(maxsize=4096)
def beginning_sound(word: str) -> str:
	"""The usual sound of the first letters of a word, whose last letter is not its end: "moh" of Mohammed is "MH"."""
	return "".join(options[0] for options in _choices(word))


def _choices(word: str) -> list[tuple[str, ...]]:
	start: list[tuple[str, ...]] = []
	if word.startswith("و") or _STARTS_WITH_W.match(word):
		start = [("W",)]
	elif word.startswith(("ي", "y")):
		start = [("Y", "J")]
	choices = start + [sounds for unit in units(word) if (sounds := unit_sounds(unit))]
	if word.endswith(("ه", "t")) and len(choices) > 1:
		choices[-1] = ("H", "T") if word.endswith("ه") else ("T", "H")  # ة is heard as either: Hayat, Nimat
	return choices


def _finished(sounds: list[str]) -> str:
	"""An h at the end is silent as often as not (Abdullah, Fatimah, صالح as Saleh): it is left out."""
	key = "".join(sounds)
	return key.rstrip("H") or key
