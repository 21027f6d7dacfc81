"""Which groups of consonants a folded word has, as the bits of one number: words that are alike share nearly all.

Vowels, h, w and y have no bit: one writer puts them where another leaves them out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.names.letter_codes import LETTERS, Codes, encode_word

SIGNATURES = 1 << 12

Signatures = NDArray[np.uint16]

# The letters of a group, and the groups they may be taken for besides it.
_GROUPS = (
	("bpب", ""),
	("fvف", ""),
	("tتطث", "dsد"),
	("dدض", "ztز"),
	("sسصش", "tkت"),
	("zزذظ", "dtد"),
	("kqcxقكخ", "gsغ"),
	("gjجغ", "kك"),
	("lل", ""),
	("mم", ""),
	("nن", ""),
	("rر", ""),
)


def _bits() -> tuple[Signatures, Signatures]:
	"""[letter]: the bit of its group, and the bits of all groups that it may be taken for."""
	own, taken_for = np.zeros(LETTERS, np.uint16), np.zeros(LETTERS, np.uint16)
	for number, (letters, _) in enumerate(_GROUPS):
		own[encode_word(letters)] = 1 << number
	for letters, others in _GROUPS:
		codes = encode_word(letters)
		taken_for[codes] = own[codes] | (np.bitwise_or.reduce(own[encode_word(others)]) if others else 0)
	return own, taken_for


_OWN, _TAKEN_FOR = _bits()
_H = encode_word("hحه")
_BITS_SET = np.array([f"{number:b}".count("1") for number in range(SIGNATURES)], np.uint8)


def letter_groups(codes: Codes) -> Signatures:
	"""The bit of the group of each letter; 0 for a letter without one."""
	return _OWN[codes]


def initial_groups(codes: Codes) -> Signatures:
	"""As `letter_groups`, for the first letters of words, of which h is one more group."""
	return np.where(np.isin(codes, _H), np.uint16(SIGNATURES), _OWN[codes])


def differences(word: Codes) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
	"""For every signature there is: how many consonants of the word it lacks, and how many of its own the word lacks."""
	consonants = np.unique(_TAKEN_FOR[word][_OWN[word] > 0])
	signatures = np.arange(SIGNATURES, dtype=np.uint16)
	missing = np.zeros(SIGNATURES, np.uint8)
	for groups in consonants:
		missing += (signatures & groups) == 0
	known = np.bitwise_or.reduce(consonants) if consonants.size else np.uint16(0)
	return missing, _BITS_SET[signatures & ~known]
