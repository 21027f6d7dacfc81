"""How a customer is greeted: a person by the first name, a company by its whole name."""

from workshop_crm.core.names.company_words import is_company

# Words that are no name without the one after them.
_NOT_ALONE = """
	عبد أبو ابو أم ام ابن بن بنت د م
	abd abdul abdel abdal abu umm um bin bint ibn dr mr mrs ms eng
"""
_WITH_THE_NEXT = frozenset(_NOT_ALONE.split())
_MARKS = ".،,"


def greeted_name(name: str, *, company: bool = False) -> str:
	"""`name` as it follows "Hello": "Reem" of "Reem Al-Harbi", «عبد الله» of «عبد الله السالم», and a company's whole name.

	`company` says that the customer is known to be one; otherwise its words decide.
	"""
	words = name.split()
	if company or is_company(name):
		return " ".join(words)
	return " ".join(words[: _length(words)])


def _length(words: list[str]) -> int:
	"""How many words make the first name: each that stands for nothing alone takes the next."""
	taken = 1
	while taken < len(words) and words[taken - 1].strip(_MARKS).casefold() in _WITH_THE_NEXT:
		taken += 1
	return taken
