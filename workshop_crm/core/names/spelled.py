"""A name as it is compared: its words in two divisions, without articles and particles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workshop_crm.core.names.fold import is_latin
from workshop_crm.core.names.words import NameWord, name_words, plain_words

MAX_WORDS = 8

_BETWEEN_PARTS = "|"
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class SpelledName:
	"""A folded name as `words`, of which compounds are one ("abdulaziz"), and as `parts`, of which they are several.

	`articles` has a bit for each of `words` that had an article, the lowest for the first. A name without letters has no words.
	"""

	words: tuple[str, ...] = ()
	parts: tuple[str, ...] = ()
	articles: int = 0

	def __bool__(self) -> bool:
		return bool(self.words)

	@property
	def is_latin(self) -> bool:
		"""Whether it is compared as a name in Latin script."""
		return is_latin("".join(self.words))

	@property
	def stems(self) -> str:
		"""The words without articles, with a space between them."""
		return " ".join(self.words)

	@property
	def written(self) -> tuple[str, ...]:
		"""The words of a name in Arabic with their articles; those of any other name as they are."""
		if not self.articles or self.is_latin:
			return self.words
		return tuple(
			_ARTICLE + word if self.articles >> place & 1 else word for place, word in enumerate(self.words)
		)

	@property
	def text(self) -> str:
		"""The name in one line, for storage; `from_text` reads it."""
		parts = "" if self.parts == self.words else " ".join(self.parts)
		return _BETWEEN_PARTS.join((" ".join(self.words), parts, str(self.articles)))

	@classmethod
	def from_text(cls, text: str) -> SpelledName:
		"""The name that was stored as `text`."""
		words, parts, articles = text.split(_BETWEEN_PARTS)
		split = tuple(words.split())
		return cls(split, tuple(parts.split()) or split, int(articles))


@lru_cache(maxsize=4096)
def spelled(folded: str) -> SpelledName:
	"""The name that `fold` has folded, as far as its first MAX_WORDS words."""
	words = name_words(folded)[:MAX_WORDS]
	return SpelledName(
		tuple(map(_stem, words)),
		tuple(map(_stem, plain_words(folded)[:MAX_WORDS])),
		sum((word.written != word.stem) << place for place, word in enumerate(words)),
	)


def _stem(word: NameWord) -> str:
	"""An x is written as the two sounds it has, because no Arabic letter stands for both."""
	return word.stem.replace("x", "ks") if word.stem.isascii() else word.stem
