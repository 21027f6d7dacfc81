"""One answer as it arrives: a number, a word, a choice, a text or photos."""

from typing import NamedTuple

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.model import Question
from workshop_crm.core.surveys.photos import Upload, check_photos, photo_name

YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
MAX_TEXT = 2000
KEPT = "\n\u200c\u200d"


class Photos(NamedTuple):
	"""Photos and the names under which they are kept."""

	names: tuple[str, ...]
	uploads: tuple[Upload, ...]


Value = int | bool | str | tuple[str, ...] | Photos


def read_value(question: Question, raw: object, language: Language) -> Value | None:
	"""The answer to one question; None when it was left empty.

	Numbers come as number or text, in Latin or Arabic digits; yes_no as a boolean or "yes"/"no"; several choices as a list of
	keys, or one key; photos as a list of uploads. Raises InvalidInput that names the question in `language`.
	"""
	raw = _readable(raw) if isinstance(raw, str) else raw
	if raw is None or raw == "" or raw == []:
		return None
	if question.kind == "text":
		return _text(question, raw, language)
	if question.kind == "yes_no":
		return _yes_no(question, raw, language)
	if question.kind == "single":
		return _key(question, raw, language)
	if question.kind == "multiple":
		return _keys(question, raw, language)
	if question.kind == "photo":
		return _photos(question, raw)
	return _number(question, raw, language)


def _readable(text: str) -> str:
	"""Without control and direction characters; the joiners that Arabic script and emoji need stay."""
	return "".join(character for character in text if character.isprintable() or character in KEPT).strip()


def _text(question: Question, raw: object, language: Language) -> str:
	if not isinstance(raw, str):
		raise InvalidInput(
			N_("Please write your answer in words: {question}"), question=question.text(language)
		)
	if len(raw) > MAX_TEXT:
		raise InvalidInput(
			N_("Please use at most {most} characters: {question}"),
			most=MAX_TEXT,
			question=question.text(language),
		)
	return raw


def _yes_no(question: Question, raw: object, language: Language) -> bool:
	value = raw if isinstance(raw, bool) else YES_NO.get(str(raw).strip().lower())
	if value is None:
		raise InvalidInput(N_("Please answer yes or no: {question}"), question=question.text(language))
	return value


def _key(question: Question, raw: object, language: Language) -> str:
	known = [option.key for option in question.options]
	if not isinstance(raw, str) or raw not in known:
		raise InvalidInput(
			N_("Please choose one of the answers: {question}"), question=question.text(language)
		)
	return raw


def _keys(question: Question, raw: object, language: Language) -> tuple[str, ...]:
	"""In the order of the options, each once."""
	given = raw if isinstance(raw, list) else [raw]
	chosen = {_key(question, key, language) for key in given}
	return tuple(option.key for option in question.options if option.key in chosen)


def _photos(question: Question, raw: object) -> Photos:
	uploads = check_photos(raw if isinstance(raw, list) else [raw])
	names = tuple(photo_name(question.id, number) for number in range(1, len(uploads) + 1))
	return Photos(names, uploads)


def _number(question: Question, raw: object, language: Language) -> int:
	lowest, highest = question.scale or (0, 0)
	number = _whole_number(raw)
	if number is None or not lowest <= number <= highest:
		raise InvalidInput(
			N_("Please choose a number from {lowest} to {highest}: {question}"),
			lowest=lowest,
			highest=highest,
			question=question.text(language),
		)
	return number


def _whole_number(raw: object) -> int | None:
	if isinstance(raw, float):
		return int(raw) if raw.is_integer() else None
	digits = to_latin_digits(str(raw)).strip()
	return int(digits) if len(digits) <= 2 and digits.isascii() and digits.isdigit() else None
