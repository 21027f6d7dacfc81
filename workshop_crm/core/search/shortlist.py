"""A quick first choice among many customers, so that the final order is worked out for a few only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from workshop_crm.core.names.sound import word_sounds
from workshop_crm.core.names.words import NameWord, name_words


@dataclass(frozen=True, slots=True)
class Outline:
	"""A customer's names in their shortest useful form: folded words, and the sounds of these words; "" when there is none."""

	spelling: str
	spelling_ar: str
	sound: str
	sound_ar: str


def outline(folded_names: Sequence[str]) -> Outline:
	"""The outline of one or two folded names."""
	first, second = (*folded_names, "", "")[:2]
	return Outline(first, second, _sound(name_words(first)), _sound(name_words(second)))


def shortlist(words: Sequence[NameWord], outlines: Sequence[Outline], limit: int) -> list[int]:
	"""Positions of the `limit` outlines likest to the typed words by spelling or by sound, in their given order."""
	if len(outlines) <= limit:
		return list(range(len(outlines)))
	best = [0.0] * len(outlines)
	spelling, sound = " ".join(word.written for word in words), _sound(words)
	for typed, choices in (
		(spelling, [one.spelling for one in outlines]),
		(spelling, [one.spelling_ar for one in outlines]),
		(sound, [one.sound for one in outlines]),
		(sound, [one.sound_ar for one in outlines]),
	):
		scores = process.cdist([typed], choices, scorer=fuzz.token_ratio)[0]
		best = [max(pair) for pair in zip(best, scores.tolist(), strict=True)]
	chosen = sorted(range(len(outlines)), key=lambda position: -best[position])[:limit]
	return sorted(chosen)


def _sound(words: Sequence[NameWord]) -> str:
	return " ".join(word_sounds(word.stem)[0] for word in words)
