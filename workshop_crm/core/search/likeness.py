"""Likeness of a typed name to a customer's name: words by spelling (RapidFuzz) and by sound, then whole names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from workshop_crm.core.names.sound import beginning_sound, word_sounds
from workshop_crm.core.names.words import NameWord
from workshop_crm.core.search.alignment import alignment

_ARTICLE_DIFFERS = 0.99
_SAME_SOUND = 0.97
_BEGINNING = 0.8
_SOUND_OF_BEGINNING = 0.7
_LEAST_WORD = 0.55
_LEAST_SOUND_IN_COMMON = 50
_SPELLED = 0.8
# A name found whole goes before a longer name that only contains what was typed.
_SHARE_OF_UNASKED_WORDS = 0.08
_SURE = 0.85
_LEAST_WHOLE_SOUND = 80
_WORDS_BEGIN_ELSEWHERE = 0.93
_OTHER_ORDER = 0.01
_LEAST_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Likeness:
	"""0 to 1, and whether the spelling (not only the sound) was alike."""

	value: float
	by_spelling: bool


NOTHING = Likeness(0.0, False)


def name_likeness(typed: Sequence[NameWord], name: Sequence[NameWord]) -> Likeness:
	"""How well a name answers the typed words; the last typed word may be only the beginning of one."""
	by_words = _words_likeness(typed, name)
	if by_words.value >= _SURE or len(typed) == len(name) == 1:
		return by_words
	return max(by_words, _whole_likeness(typed, name), key=lambda likeness: likeness.value)


def _whole_likeness(typed: Sequence[NameWord], name: Sequence[NameWord]) -> Likeness:
	"""Likeness without regard to where words begin: "Abba sAwad", "TahaSalem"."""
	if fuzz.ratio(_whole_sound(typed), _whole_sound(name)) < _LEAST_WHOLE_SOUND:
		return NOTHING
	whole, other = ("".join(word.stem for word in words) for words in (typed, name))
	spelled = whole.isascii() == other.isascii()
	value = fuzz.ratio(whole, other) / 100 if spelled else alignment(whole, other)
	return Likeness(_WORDS_BEGIN_ELSEWHERE * value, spelled)


def _whole_sound(words: Sequence[NameWord]) -> str:
	return "".join(word_sounds(word.stem)[0] for word in words)


def _words_likeness(typed: Sequence[NameWord], name: Sequence[NameWord]) -> Likeness:
	found = _paired(typed, name)
	if not any(likeness.value for _, likeness in found):
		return NOTHING
	weights = [_LEAST_WEIGHT + len(word.stem) for word in typed]
	covered = sum(likeness.value * weight for (_, likeness), weight in zip(found, weights, strict=True))
	places = [place for place, likeness in found if likeness.value]
	unasked = _SHARE_OF_UNASKED_WORDS * (len(name) - len(places)) / len(name)
	disorder = 0.0 if places == sorted(places) else _OTHER_ORDER
	by_spelling = all(likeness.by_spelling for _, likeness in found if likeness.value)
	return Likeness(covered / sum(weights) * (1 - unasked) * (1 - disorder), by_spelling)


def _paired(typed: Sequence[NameWord], name: Sequence[NameWord]) -> list[tuple[int, Likeness]]:
	"""For every typed word, in order, the place of the best word of the name not yet taken, and their likeness."""
	free, found = list(range(len(name))), []
	for position, word in enumerate(typed):
		may_be_beginning = position == len(typed) - 1
		same = [place for place in free if name[place] == word]
		options = ((place, word_likeness(word, name[place], may_be_beginning)) for place in same or free)
		place, likeness = max(options, key=lambda option: option[1].value, default=(-1, NOTHING))
		if likeness.value:
			free.remove(place)
		found.append((place, likeness))
	return found


@lru_cache(maxsize=65536)
def word_likeness(typed: NameWord, other: NameWord, may_be_beginning: bool) -> Likeness:
	"""Likeness of two words; nothing below what could still be the same name."""
	spelling = _spelling(typed, other, may_be_beginning) if _same_script(typed, other) else 0.0
	sound = 0.0 if spelling >= _ARTICLE_DIFFERS else _sound(typed, other, may_be_beginning)
	best = max(spelling, sound)
	return Likeness(best, spelling >= min(sound, _SPELLED)) if best >= _LEAST_WORD else NOTHING


def _same_script(typed: NameWord, other: NameWord) -> bool:
	return typed.stem.isascii() == other.stem.isascii()


def _spelling(typed: NameWord, other: NameWord, may_be_beginning: bool) -> float:
	if typed.written == other.written:
		return 1.0
	if typed.stem == other.stem:
		return _ARTICLE_DIFFERS
	best = max(_letters(form, other_form) for form in typed.forms for other_form in other.forms)
	if may_be_beginning and (beginning := max(_beginning(form, other) for form in typed.forms)):
		best = max(best, beginning)
	return min(best, _ARTICLE_DIFFERS - 0.01)


def _letters(form: str, other: str) -> float:
	"""RapidFuzz ratio; among three or four letters one edit is often another name, so it weighs more there."""
	if OSA.distance(form, other, score_cutoff=1) <= 1:
		return 1.0 - 0.5 / max(len(form), len(other))
	return fuzz.ratio(form, other) / 100.0


def _beginning(form: str, other: NameWord) -> float:
	longest = max((len(form) / len(whole) for whole in other.forms if whole.startswith(form)), default=0.0)
	return _BEGINNING + (1 - _BEGINNING) * longest if longest else 0.0


def _sound(typed: NameWord, other: NameWord, may_be_beginning: bool) -> float:
	keys, usual = word_sounds(typed.stem), word_sounds(other.stem)[0]
	best = 0.0
	if (
		usual in keys
		or fuzz.ratio(keys[0], usual) >= _LEAST_SOUND_IN_COMMON
		or len(typed.forms) != len(other.forms)
	):
		best = max(alignment(form, other_form) for form in typed.forms for other_form in other.forms)
	beginning = beginning_sound(typed.stem) if may_be_beginning else ""
	if len(beginning) > 1 and usual.startswith(beginning):
		best = max(best, _SOUND_OF_BEGINNING)
	article = 1.0 if (typed.written == typed.stem) == (other.written == other.stem) else _ARTICLE_DIFFERS
	return _SAME_SOUND * best * article
