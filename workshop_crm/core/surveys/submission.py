"""What a guest's form sends: by the names of its fields, with JavaScript or without."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.languages import LANGUAGES, Language
from workshop_crm.core.surveys.model import Question, SurveyForm
from workshop_crm.core.surveys.photos import MAX_PHOTOS, Upload
from workshop_crm.core.surveys.values import Photos, read_value

Action = Literal["send", "call", "language"]

# Before the id of a question, so that no question can be called like another field.
FIELD = "q."
LANGUAGE = "_lang"
CALL = "call"
RECEIPT = "receipt"
MAX_TYPED = 5_000
MAX_VALUES = 30


@dataclass(frozen=True, slots=True)
class Submission:
	"""`action` is what was pressed: Send, "please call me" on the page after it, or the other language.

	`raw` has a text, a list of texts or a list of uploads by the id of a question.
	"""

	action: Action
	language: Language | None
	raw: Mapping[str, Any] = field(default_factory=dict)
	receipt: str = ""

	def typed(self) -> dict[str, list[str]]:
		"""What was chosen and written, for the page that shows it again. Browsers do not take files back."""
		texts = {name: value if isinstance(value, list) else [value] for name, value in self.raw.items()}
		return {name: values for name, values in texts.items() if not isinstance(values[0], Upload)}


@dataclass(frozen=True, slots=True)
class Outcome:
	"""What became of a POST: the receipt of an answer that is kept, or what is wrong by the id of its question."""

	receipt: str = ""
	problems: Mapping[str, InvalidInput] = field(default_factory=dict)


def read_submission(fields: Iterable[tuple[str, str]], files: Iterable[tuple[str, bytes]] = ()) -> Submission:
	"""What the fields and files of one POST say; fields that are none of the form's are left out."""
	values: dict[str, list[Any]] = {}
	for name, value in fields:
		values.setdefault(name, []).append(value[:MAX_TYPED])
	for name, data in files:
		# An empty file input sends one empty file. One more than allowed is kept, to be refused with a reason.
		if data and len(values.get(name, ())) <= MAX_PHOTOS:
			values.setdefault(name, []).append(Upload(data))
	# The button of the other language comes before the form's own field.
	chosen = (values.get(LANGUAGE) or [""])[0]
	language = next((code for code in LANGUAGES if code == chosen), None)
	answered = {
		name.removeprefix(FIELD): _single(given[:MAX_VALUES])
		for name, given in values.items()
		if name.startswith(FIELD)
	}
	return Submission(_action(values), language, answered, (values.get(RECEIPT) or [""])[0])


def first_answer(form: SurveyForm, text: str, language: Language) -> dict[str, list[str]]:
	"""The answer to the first question that a link of the message brings along, as `Submission.typed` has it.

	Only what can be chosen is taken, and it is only shown: an answer counts once the guest sends it.
	"""
	question = form.questions[0] if form.questions else None
	if question is None or question.kind in ("text", "photo") or len(text) > MAX_TYPED:
		return {}
	try:
		value = read_value(question, text, language)
	except InvalidInput:
		return {}
	return {question.id: _as_typed(question, value)} if value is not None else {}


def _as_typed(question: Question, value: object) -> list[str]:
	if isinstance(value, bool):
		return ["yes" if value else "no"]
	return list(value) if isinstance(value, tuple) and not isinstance(value, Photos) else [str(value)]


def _single(values: list[Any]) -> Any:
	return values[0] if len(values) == 1 and isinstance(values[0], str) else values


def _action(values: Mapping[str, list[Any]]) -> Action:
	"""A page in another language is asked for by the button of the language alone; Send names the language beside."""
	if CALL in values:
		return "call"
	return "send" if "send" in values else "language"
