"""A field that an import knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
	"""`label` is shown where columns are mapped.

	Of its `headings` the first one that a file has wins. They are compared folded: without case, accents, tashkeel and
	punctuation. They are ERPNext's labels and field names in English and Arabic, and what people call these columns in
	sheets of their own. Where a file has none of them, a heading with one of `words` in it will do. A field that
	`takes_next_of` another gets the next column with a heading of that one.
	"""

	name: str
	label: str
	headings: Sequence[str]
	words: Sequence[str] = ()
	takes_next_of: str = ""
