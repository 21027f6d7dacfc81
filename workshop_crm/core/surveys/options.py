"""The choices of a question, as its field has them: one a line, `key: English | Arabic`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language

MIN_OPTIONS = 2
MAX_OPTIONS = 12
MAX_KEY = 40
MAX_OPTION_TEXT = 100

_LINE = re.compile(r"([^:|]*):([^|]*)\|(.*)")
_KEY = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{MAX_KEY - 1}}}")


class Option(NamedTuple):
	"""One choice. Answers keep its `key`, so its words may be corrected later."""

	key: str
	text_en: str
	text_ar: str

	def text(self, language: Language) -> str:
		return self.text_ar if language == "ar" else self.text_en


def read_options(text: str) -> tuple[Option, ...]:
	"""The choices in their order. Raises InvalidInput that quotes the line which is none."""
	return tuple(_option(line.strip()) for line in text.splitlines() if line.strip())


def written_options(options: Iterable[Option]) -> str:
	"""The field that says the same."""
	return "\n".join(f"{option.key}: {option.text_en} | {option.text_ar}" for option in options)


def check_options(question: str, options: tuple[Option, ...]) -> None:
	"""Raises InvalidInput for a set that nobody can choose from. `question` is the id of its question."""
	if not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
		raise InvalidInput(
			N_("Enter {least} to {most} options for the question {question}, one per line."),
			least=MIN_OPTIONS,
			most=MAX_OPTIONS,
			question=question,
		)
	keys = [option.key for option in options]
	for key in keys:
		if keys.count(key) > 1:
			raise InvalidInput(
				N_("Two options have the key {key}. Give each option a key of its own."), key=key
			)


def _option(line: str) -> Option:
	match = _LINE.fullmatch(line)
	option = Option(*(part.strip() for part in match.groups())) if match else None
	if option is None or not all(option):
		raise InvalidInput(
			N_("Write each option as key: English | Arabic, not as {line}"), line=line[:MAX_OPTION_TEXT]
		)
	if not _KEY.fullmatch(option.key):
		raise InvalidInput(
			N_("{key} cannot be the key of an option: use small Latin letters, digits, - and _."),
			key=option.key[:MAX_KEY],
		)
	if max(len(option.text_en), len(option.text_ar)) > MAX_OPTION_TEXT:
		raise InvalidInput(N_("Use at most {most} characters for an option."), most=MAX_OPTION_TEXT)
	return option
