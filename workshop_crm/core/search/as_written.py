"""Whether a name is written as it was typed, and how: what is written so stands before what only sounds so.

Both are folded and in one script. Names that agree but for the spaces between words come after all others.
"""

from __future__ import annotations

from itertools import dropwhile

from workshop_crm.core.names.company_words import COMPANY_WORDS
from workshop_crm.core.names.fold import is_latin
from workshop_crm.core.search.documents import Candidate
from workshop_crm.core.search.query import Query, cleaned

# From the least to the most. `JOINED`: with a space more or less. Whole words stand before the beginnings of others; those
# that differ by the article in Arabic before the beginnings inside a name, and behind the words of a company before all.
NOT_WRITTEN = 0
JOINED_WORD, JOINED_BEGINNING, JOINED_NAME = 1, 2, 3
BEGINNING_OF_WORD, WORD_BESIDE_ARTICLE, BEGINNING = 4, 5, 6
WORD, FIRST_WORDS = 7, 8
NAME, LETTER_FOR_LETTER = 9, 10

_ARTICLE = "ال"
# Shorter words begin with these letters themselves: الله.
_MIN_BESIDE_ARTICLE = 3

# Fewer letters than these stand across two words of too many names.
MIN_JOINED = 4


def as_written(typed: str, name: str) -> int:
	"""How the folded `name` is written as the folded `typed`, up to NAME."""
	if not typed or not name:
		return NOT_WRITTEN
	if name == typed:
		return NAME
	if name.startswith(f"{typed} "):
		return FIRST_WORDS
	if f" {typed} " in f"{name} ":
		return WORD
	other = beside_article(typed)
	has_other = bool(other) and f" {other} " in f" {name} "
	if has_other and f"{_behind_company_words(name)} ".startswith(f"{other} "):
		return WORD
	if name.startswith(typed):
		return BEGINNING
	if has_other:
		return WORD_BESIDE_ARTICLE
	if f" {typed}" in name:
		return BEGINNING_OF_WORD
	return _joined(typed.replace(" ", ""), name)


def _behind_company_words(name: str) -> str:
	"""What the company is called: "شركة النور" is called النور. Empty where nothing stands before it."""
	words = name.split()
	called = list(dropwhile(lambda word: word.removeprefix(_ARTICLE) in COMPANY_WORDS, words))
	return " ".join(called) if len(called) < len(words) else ""


def beside_article(typed: str) -> str:
	"""The folded words with an article when they have none, and without when they have one; empty for other scripts."""
	if typed.startswith(_ARTICLE):
		bare = typed.removeprefix(_ARTICLE)
		return bare if len(bare.split(" ")[0]) >= _MIN_BESIDE_ARTICLE else ""
	if len(typed.split(" ")[0]) < _MIN_BESIDE_ARTICLE or is_latin(typed.replace(" ", "")):
		return ""
	return _ARTICLE + typed


def best_written(query: Query, entry: Candidate) -> tuple[int, bool]:
	"""The better of a customer's two names, and whether that is the Arabic one."""
	typed = query.written
	name, name_ar = as_written(typed, entry.written), as_written(typed, entry.written_ar)
	in_arabic = name_ar > name
	found = max(name, name_ar)
	if found == NAME and _same_letters(query, entry, in_arabic):
		return LETTER_FOR_LETTER, in_arabic
	return found, in_arabic


def _same_letters(query: Query, entry: Candidate, in_arabic: bool) -> bool:
	document = entry.document
	text = cleaned(document.name_ar if in_arabic else document.name)
	return text.casefold() == query.text.casefold()


def _joined(letters: str, name: str) -> int:
	whole = name.replace(" ", "")
	if len(letters) < MIN_JOINED or letters not in whole:
		return NOT_WRITTEN
	if whole.startswith(letters):
		return JOINED_NAME if whole == letters else JOINED_BEGINNING
	words = name.split()
	begun = any("".join(words[place:]).startswith(letters) for place in range(1, len(words)))
	return JOINED_WORD if begun else NOT_WRITTEN
