"""A survey's form and its answers."""

from dataclasses import dataclass
from typing import Literal

QuestionKind = Literal["rating", "nps", "yes_no", "text"]
Language = Literal["ar", "en"]


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
