"""A survey's form and its answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from workshop_crm.core.common.languages import Language

TEXTS = ("title_en", "title_ar", "intro_en", "intro_ar", "thanks_en", "thanks_ar")

QuestionKind = Literal["rating", "nps", "yes_no", "text"]


@dataclass(frozen=True, slots=True)
class Question:
	"""`kind`: "rating" is 1 to 5, "nps" 0 to 10, "yes_no" true or false, "text" free words.

	`options` are the labels of a scale's ends or of a choice; the kinds above need none.
	"""

	id: str
	kind: QuestionKind
	text_en: str
	text_ar: str
	required: bool = False
	options: tuple[str, ...] = ()

	def text(self, language: Language) -> str:
		"""The question in one language; in the other one when it has no text in this."""
		return (self.text_ar or self.text_en) if language == "ar" else (self.text_en or self.text_ar)


@dataclass(frozen=True, slots=True)
class SurveyForm:
	"""One survey, complete in both languages."""

	name: str
	title_en: str
	title_ar: str
	intro_en: str
	intro_ar: str
	thanks_en: str
	thanks_ar: str
	questions: tuple[Question, ...]

	def thanks(self, language: Language) -> str:
		"""What the customer reads after answering."""
		return self.thanks_ar if language == "ar" else self.thanks_en


@dataclass(frozen=True, slots=True)
class Answer:
	"""The answer to one question: `question` is its id; int for scales, bool for yes_no, str for text."""

	question: str
	value: int | bool | str


def form_record(form: SurveyForm) -> dict[str, Any]:
	"""The Survey record that says the same as `form`, with its rows of questions."""
	return {
		"survey_name": form.name,
		**{field: getattr(form, field) for field in TEXTS},
		"questions": [_question_record(question) for question in form.questions],
	}


def form_of(survey: Mapping[str, Any], questions: Iterable[Mapping[str, Any]]) -> SurveyForm:
	"""The form of a Survey record with its rows of questions, in their order."""
	return SurveyForm(
		name=survey["name"],
		**{field: survey[field] or "" for field in TEXTS},
		questions=tuple(_question(row) for row in questions),
	)


def _question(row: Mapping[str, Any]) -> Question:
	return Question(
		id=row["question_id"],
		kind=row["kind"],
		text_en=row["text_en"] or "",
		text_ar=row["text_ar"] or "",
		required=bool(row["required"]),
		options=tuple(option for option in (row["options"] or "").split("\n") if option),
	)


def _question_record(question: Question) -> dict[str, Any]:
	return {
		"question_id": question.id,
		"kind": question.kind,
		"text_en": question.text_en,
		"text_ar": question.text_ar,
		"required": int(question.required),
		"options": "\n".join(question.options),
	}
