"""Whether two sources speak of one person, by their names."""

from __future__ import annotations

import re

from workshop_crm.core.customers.notes import plain_text
from workshop_crm.core.imports.customer_rows import CustomerRow
from workshop_crm.core.imports.stored import CustomerFacts
from workshop_crm.core.names.fold import fold
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.duplicates import BOTH, likely_duplicates

# Any number: with the same one on both sides, only the names decide.
_NUMBER = "+966500000000"
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def names_of(facts: CustomerFacts | CustomerRow) -> set[str]:
	"""The names, folded for comparison."""
	return {fold(facts.name), fold(facts.name_ar)} - {""}


def known_names(facts: CustomerFacts) -> set[str]:
	"""The names, and what the notes have on lines of their own: there a join keeps another name."""
	lines = {fold(plain_text(line)) for line in _PARAGRAPH.findall(facts.notes)}
	return names_of(facts) | (lines - {""})


def are_alike(one: CustomerFacts | CustomerRow, other: CustomerFacts | CustomerRow) -> bool:
	"""Whether the names may be one person's in two spellings, in either script."""
	if names_of(one) & names_of(other):
		return True
	first, second = (
		CustomerDocument(str(place), each.name, each.name_ar, (_NUMBER,))
		for place, each in enumerate((one, other))
	)
	return any(found.reason == BOTH for found in likely_duplicates(first, [second]))
