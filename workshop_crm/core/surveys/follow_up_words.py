"""Words that call for a follow-up, found in what a customer wrote, in either language and any usual spelling."""

import re
from collections.abc import Sequence

from workshop_crm.core.names.fold import fold

ANY_ENDING = "*"
MAX_WORDS = 200
MAX_TEXT = 10_000
# "Not bad" and "no damage" are no complaint. Folded, as the texts are.
NEGATIONS = frozenset(
	map(
		fold,
		(
			"no",
			"not",
			"never",
			"without",
			"isn't",
			"wasn't",
			"لا",
			"ليس",
			"ليست",
			"لم",
			"ما",
			"بدون",
			"دون",
			"بلا",
			"غير",
			"ولا",
			"مو",
			"مب",
		),
	)
)
# "And", "so", "by", "the", "for the", alone or together, that Arabic writes in one with the word.
_ARABIC_BEGINNING = re.compile("^(?:[وف]?(?:ال|بال|لل|كال|[بلك])|[وف])")
MIN_ARABIC_WORD = 2


def read_words(text: str) -> tuple[str, ...]:
	"""The words and phrases of a rule's field: one a line, or behind commas."""
	parts = re.split(r"[\n,،;؛]", text)
	return tuple(dict.fromkeys(part.strip() for part in parts if part.strip().strip(ANY_ENDING)))


def found_words(text: str, words: Sequence[str]) -> list[str]:
	"""Those of `words` that stand in `text` and are not denied by the word before them.

	A word that ends with `*` has any ending. Arabic words are found with what is written in one with them: the article,
	"and", "by". Case, hamza, tashkeel and the like do not matter.
	"""
	spoken = fold(text[:MAX_TEXT]).split()
	bare = [_without_beginning(word) for word in spoken]
	return [word for word in words if _stands_in(_phrase(word), spoken, bare)]


def _phrase(word: str) -> list[tuple[str, bool]]:
	"""The folded words of a phrase, and whether each has any ending."""
	return [
		(folded, part.endswith(ANY_ENDING))
		for part in word.split()
		for folded in fold(part.rstrip(ANY_ENDING)).split()
	]


def _stands_in(phrase: list[tuple[str, bool]], spoken: list[str], bare: list[str]) -> bool:
	if not phrase:
		return False
	for place in range(len(spoken) - len(phrase) + 1):
		is_denied = place > 0 and spoken[place - 1] in NEGATIONS and phrase[0][0] not in NEGATIONS
		if not is_denied and all(
			_is(part, spoken[place + offset]) or _is(part, bare[place + offset])
			for offset, part in enumerate(phrase)
		):
			return True
	return False


def _is(part: tuple[str, bool], word: str) -> bool:
	sought, has_any_ending = part
	return word.startswith(sought) if has_any_ending else word == sought


def _without_beginning(word: str) -> str:
	rest = _ARABIC_BEGINNING.sub("", word)
	return rest if len(rest) >= MIN_ARABIC_WORD else word
