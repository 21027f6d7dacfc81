"""Whether two sources speak of one person, by their names."""

from __future__ import annotations

import re
from typing import Protocol

from workshop_crm.core.customers.notes import plain_text
from workshop_crm.core.imports.stored import CustomerFacts
from workshop_crm.core.names.fold import fold
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.duplicates import LEAST_ALIKE_WITH_PHONE, likely_duplicates

# Any number: with the same one on both sides, only the names decide.
_NUMBER = "+966500000000"
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


class Named(Protocol):
	"""Whatever has a name in one script or both."""

	@property
	def name(self) -> str: ...

	@property
	def name_ar(self) -> str: ...


def names_of(named: Named) -> set[str]:
	"""The names, folded for comparison."""
	return {fold(named.name), fold(named.name_ar)} - {""}


def known_names(facts: CustomerFacts) -> set[str]:
	"""The names, and what the notes have on lines of their own: there a join keeps another name."""
	lines = {fold(plain_text(line)) for line in _PARAGRAPH.findall(facts.notes)}
	return names_of(facts) | (lines - {""})


def are_alike(one: Named, other: Named, least: float = LEAST_ALIKE_WITH_PHONE) -> bool:
	"""Whether the names may be one person's in two spellings, in either script; `least` of 100 must agree."""
	if names_of(one) & names_of(other):
		return True
	first, second = (
		CustomerDocument(str(place), each.name, each.name_ar, (_NUMBER,))
		for place, each in enumerate((one, other))
	)
	return any(found.alike >= least for found in likely_duplicates(first, [second]))
