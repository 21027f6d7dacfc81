"""The interface's strings in the reader's language, from the app's own catalogue (`locale/ar.po`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from workshop_crm.core.common.digits import sentence_digits

LOCALE_FOLDER = Path(__file__).parent.parent / "locale"
LANGUAGES = ("en", "ar")
RIGHT_TO_LEFT = frozenset({"ar"})

Translate = Callable[[str], str]


def direction(language: str) -> str:
	return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def catalogue(language: str) -> dict[str, str]:
	"""Source string -> translation, read again when the file has changed. English is the source: an empty catalogue."""
	path = LOCALE_FOLDER / f"{language}.po"
	if language == "en" or not path.exists():
		return {}
	return _read(path, path.stat().st_mtime_ns)


def translator(language: str) -> Translate:
	"""A function that gives a string's translation with the site's digits, or the string itself where there is none."""
	known = catalogue(language)
	return lambda text: sentence_digits(known[text]) if text in known else text


@cache
def _read(path: Path, changed: int) -> dict[str, str]:
	from babel.messages.pofile import read_po

	with path.open("rb") as file:
		messages = read_po(file)
	return {
		message.id: message.string
		for message in messages
		if isinstance(message.id, str)
		and isinstance(message.string, str)
		and message.id
		and message.string
		and not message.fuzzy
	}
