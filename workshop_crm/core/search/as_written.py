"""Whether a name is written as it was typed, and how: what is written so stands before what only sounds so.

Both are folded and in one script. Names that agree but for the spaces between words come after all others.
"""

from __future__ import annotations

from workshop_crm.core.search.documents import Candidate
from workshop_crm.core.search.query import Query, cleaned

# From the least to the most. `JOINED`: with a space more or less.
NOT_WRITTEN = 0
JOINED_WORD, JOINED_BEGINNING, JOINED_NAME = 1, 2, 3
BEGINNING_OF_WORD, WORD, BEGINNING, NAME, LETTER_FOR_LETTER = 4, 5, 6, 7, 8

# Fewer letters than these stand across two words of too many names.
MIN_JOINED = 4


def as_written(typed: str, name: str) -> int:
	"""How the folded `name` is written as the folded `typed`, up to NAME."""
	if not typed or not name:
		return NOT_WRITTEN
	if name.startswith(typed):
		return NAME if name == typed else BEGINNING
	if f" {typed}" in name:
		return WORD if f" {typed} " in f"{name} " else BEGINNING_OF_WORD
	return _joined(typed.replace(" ", ""), name)


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
