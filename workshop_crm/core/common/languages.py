"""The two languages of the app, and which of a record's two names is read in each."""

from collections.abc import Mapping
from typing import Literal

from workshop_crm.core.common.errors import N_, InvalidInput

Language = Literal["ar", "en"]

DIRECTIONS: Mapping[Language, str] = {"ar": "rtl", "en": "ltr"}
LANGUAGES: tuple[Language, ...] = ("ar", "en")
# As the field "Preferred Language" of a Customer has them.
LANGUAGE_NAMES: Mapping[str, str] = {"ar": "Arabic", "en": "English"}


def read_language(value: object) -> Language | None:
	"""The language that a request names by its code, None when it names none. Raises InvalidInput for any other."""
	if value is None or value == "":
		return None
	if value not in LANGUAGES:
		raise InvalidInput(N_("{language} is not one of the languages ar and en."), language=str(value)[:60])
	return value


def language_of(name: str | None) -> Language:
	"""The language of a customer by the name in its field; Arabic when none is chosen."""
	return "en" if name == LANGUAGE_NAMES["en"] else "ar"


def name_in(language: str, name: str | None, name_ar: str | None) -> str:
	"""The name that a reader of `language` is shown: the other one where there is none in this script."""
	first, second = (name_ar, name) if language == "ar" else (name, name_ar)
	return first or second or ""
