"""A survey's form and its answers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.conditions import Condition
from workshop_crm.core.surveys.options import Option

QuestionKind = Literal[
	"rating", "smileys", "scale", "nps", "ces", "yes_no", "single", "multiple", "text", "photo"
]

KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)
CHOICES = ("single", "multiple")
# The lowest and the highest number of scales that are always the same.
FIXED_SCALES = {"smileys": (1, 5), "nps": (0, 10), "ces": (1, 7)}
STARS = 5
SCALE = (1, 10)


@dataclass(frozen=True, slots=True)
class Question:
	"""One question. Its kind says how it is answered:

	rating    stars, 1 to `highest` (5 when it is 0)
	smileys   faces, 1 to 5
	scale     numbers, `lowest` to `highest`
	nps       0 to 10: how likely somebody is to recommend the workshop
	ces       1 to 7: how far somebody agrees that it was easy
	yes_no    yes or no
	single, multiple   one or several of `options`
	text      free words
	photo     pictures

	The labels stand at the ends of a scale. `weight` is what the answer counts in the score beside the others.
	"""

	id: str
	kind: QuestionKind
	text_en: str
	text_ar: str
	required: bool = False
	options: tuple[Option, ...] = ()
	low_label_en: str = ""
	low_label_ar: str = ""
	high_label_en: str = ""
	high_label_ar: str = ""
	lowest: int = 0
	highest: int = 0
	weight: Decimal = Decimal(1)
	show_if: Condition | None = None

	def text(self, language: Language) -> str:
		"""The question in one language; in the other one when it has no text in this."""
		return (self.text_ar or self.text_en) if language == "ar" else (self.text_en or self.text_ar)

	def labels(self, language: Language) -> tuple[str, str]:
		"""What stands at the low and at the high end of a scale; empty where nothing was entered."""
		if language == "ar":
			return self.low_label_ar, self.high_label_ar
		return self.low_label_en, self.high_label_en

	@property
	def scale(self) -> tuple[int, int] | None:
		"""The lowest and the highest number that can be answered; None where the answer is no number."""
		if self.kind == "rating":
			return 1, self.highest or STARS
		if self.kind == "scale":
			return (self.lowest, self.highest) if self.highest else SCALE
		return FIXED_SCALES.get(self.kind)


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

	def question(self, question_id: str) -> Question | None:
		return next((question for question in self.questions if question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Answer:
	"""The answer to one question: `question` is its id.

	The value is an int for scales, a bool for yes_no, text for text and the key of a single choice; keys for several choices,
	and names of files for photos.
	"""

	question: str
	value: int | bool | str | tuple[str, ...]

	def chosen(self) -> tuple[str, ...]:
		"""The answer as conditions compare it."""
		if isinstance(self.value, tuple):
			return self.value
		if isinstance(self.value, bool):
			return ("yes",) if self.value else ("no",)
		return (str(self.value),)
