"""The words of a folded name, with articles and particles understood in both scripts.

- An article is kept apart from its stem, whether it was written joined, with a hyphen or alone:
  "العتيبي", "al otaibi", "alotaibi" and "otaibi" share a stem.
- What is one name is one word: "عبد الله", "abd allah"; "ابو بكر", "abu bakr"; "صلاح الدين", "salah al din".
- "bin", "bint" and their like are left out, unless the name is nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_PARTICLES = frozenset({"بن", "ابن", "بنت", "bin", "ibn", "ben", "bint", "bent", "b"})
_JOINED_PARTICLE = re.compile("^(?:bin|ben|ibn|بن|ابن)(?=.{4})")
_SERVANT = frozenset({"عبد", "abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdur", "abdu"})
_FATHER = frozenset(
	{
		"ابو",
		"ابا",
		"ابي",
		"بو",
		"abu",
		"abou",
		"abo",
		"aba",
		"abi",
		"bu",
		"bou",
		"ام",
		"um",
		"umm",
		"om",
		"omm",
	}
)
_OF_GOD = frozenset({"الله", "allah", "ullah", "ollah", "ellah", "alla", "ulla"})
_OF_FAITH = frozenset({"دين", "din", "deen", "dine", "eddine", "uddin", "eddin", "aldin", "aldeen"})
_SHORT_MUHAMMAD = frozenset({"mohd", "muhd", "mohmd", "mhd", "md"})

_ARTICLE = re.compile(r"al|el|ul|il|ال")
# The l of the article is heard as the sun letter that follows: ash-Shehri, an-Nasser, ad-Din.
_SUN_ARTICLE = re.compile(r"[aeiu](?:sh|th|dh|[tdrzsn])")
_JOINED_ARTICLE = re.compile(r"(?:al|el)(?=[^aeiou].{2}|[aeiou].{3})|ال(?=.{2})")
_JOINED_FATHER = re.compile(r"^(ab[ou]u?|aboul?|بو|ابو)(?:l(?=[^aeioul])|(?:al|el)(?=[^aeiou])|ال)(?=..)")
_JOINED_SUN = re.compile(r"(abd)[aeiou]((sh|th|dh|[tdrzsn])\3)")
_JOINED_FAITH = re.compile(r"(?<=..)(?:(?:el|ul)d|(?:a|e|i|u|ou)?d{1,2})(?:ee|i)ne?$")


@dataclass(frozen=True, slots=True)
class NameWord:
	"""One word of a name: as written (article joined) and without its article; the two are equal when it has none."""

	written: str
	stem: str

	@property
	def forms(self) -> tuple[str, ...]:
		"""The spellings under which the word is found: one or two."""
		return (self.stem,) if self.stem == self.written else (self.written, self.stem)


@lru_cache(maxsize=4096)
def name_words(folded: str) -> tuple[NameWord, ...]:
	"""The words of a name that `fold` has folded, in order; empty only when the name is."""
	words = tuple(_compounds(list(_with_articles(folded.split()))))
	kept = tuple(word for word in words if word.written not in _PARTICLES)
	return kept or words


def plain_words(folded: str) -> tuple[NameWord, ...]:
	"""As `name_words`, but every word for itself: "abdul aziz" are two, and "benjelloun" is "ben jelloun"."""
	words = tuple(map(_without_particle, _with_articles(folded.split())))
	return tuple(word for word in words if word.written not in _PARTICLES) or words


def _without_particle(word: NameWord) -> NameWord:
	return NameWord(word.written, _JOINED_PARTICLE.sub("", word.stem))


def _with_articles(tokens: list[str]) -> Iterator[NameWord]:
	"""Join an article that stands alone to the word after it; find the article inside a joined word."""
	article = ""
	for position, token in enumerate(tokens):
		is_last = position == len(tokens) - 1
		if not article and not is_last and _is_article(token, tokens[position + 1]):
			article = "ال" if token == "ال" else "al"
			continue
		yield NameWord(article + token, token) if article else _joined(token)
		article = ""


def _is_article(token: str, following: str) -> bool:
	if _ARTICLE.fullmatch(token):
		return True
	return bool(_SUN_ARTICLE.fullmatch(token)) and following.startswith(token[1:])


@lru_cache(maxsize=16384)
def _joined(token: str) -> NameWord:
	if token in _SHORT_MUHAMMAD:
		return NameWord("mohammed", "mohammed")
	if token in _OF_GOD:
		return NameWord(token, token)
	stem = token[found.end() :] if (found := _JOINED_ARTICLE.match(token)) else token
	return NameWord(token, stem)


def _compounds(words: list[NameWord]) -> Iterator[NameWord]:
	"""Join the words that make one name together."""
	position = 0
	while position < len(words):
		word = words[position]
		while position + 1 < len(words) and (joined := _join(word, words[position + 1])):
			word, position = joined, position + 1
		yield NameWord(_regular(word.written), _regular(word.stem))
		position += 1


def _join(first: NameWord, second: NameWord) -> NameWord | None:
	if first.written in _SERVANT:
		return NameWord(first.written + second.written, first.written + second.written)
	if first.written in _FATHER:
		return NameWord(first.written + second.stem, first.written + second.stem)
	if second.written in _OF_GOD:
		return NameWord(first.written + second.written, first.stem + second.written)
	if second.stem in _OF_FAITH and first.written not in _PARTICLES:
		return NameWord(first.written + second.stem, first.stem + second.stem)
	return None


@lru_cache(maxsize=16384)
def _regular(word: str) -> str:
	"""One spelling of compounds: abdurrahman is abdulrahman, salaheddine is salahdin, aboulkheir is aboukheir."""
	word = _JOINED_FATHER.sub(r"\1", word)
	if not word.isascii():
		return word
	return _JOINED_FAITH.sub("din", _JOINED_SUN.sub(_with_plain_article, word))


def _with_plain_article(found: re.Match[str]) -> str:
	return found[1] + "ul" + found[3]
