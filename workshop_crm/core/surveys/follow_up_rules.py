"""When an answer calls for a follow-up, and whose it is: the rows of a survey's rules, asked in their order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from workshop_crm.core.common.commas import joined
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.surveys.follow_up_words import MAX_WORDS, found_words, read_words
from workshop_crm.core.surveys.model import Answer, SurveyForm
from workshop_crm.core.surveys.scoring import score

RuleKind = Literal["Below", "At most", "Words"]
BELOW: RuleKind = "Below"
AT_MOST: RuleKind = "At most"
WORDS: RuleKind = "Words"
MAX_HOURS = 24 * 365


@dataclass(frozen=True, slots=True)
class Rule:
	"""`question` is the id of one question; empty stands for the score of the whole answer, or for all that was written.

	Hours are 0 where there is no time. What is empty of the people and the priority is decided by the settings.
	"""

	kind: RuleKind
	question: str = ""
	value: Decimal = Decimal(0)
	words: tuple[str, ...] = ()
	priority: str = ""
	assignee: str = ""
	due_hours: int = 0
	escalate_after_hours: int = 0
	escalate_to: str = ""
	second_survey: str = ""


class Reason(NamedTuple):
	"""What met a rule: an English template with its values, several words as a tuple."""

	template: str
	values: Mapping[str, object]

	def text(self, translate: Callable[[str], str]) -> str:
		sentence = translate(self.template)
		language = "en" if sentence == self.template else "ar"
		values = {
			name: joined(value, language) if isinstance(value, tuple) else value
			for name, value in self.values.items()
		}
		return sentence.format(**values)


@dataclass(frozen=True, slots=True)
class Match:
	"""The first rule that an answer meets, and what met each rule: the words and numbers that staff should know."""

	rule: Rule
	reasons: tuple[Reason, ...]


def rule_of(row: Mapping[str, Any]) -> Rule:
	"""A row of the DocType Survey Follow-up Rule."""
	words = (*read_words(row.get("words_en") or ""), *read_words(row.get("words_ar") or ""))
	return Rule(
		kind=row["kind"],
		question=(row.get("question_id") or "").strip(),
		value=Decimal(str(row.get("value") or 0)),
		words=words,
		due_hours=int(row.get("due_hours") or 0),
		escalate_after_hours=int(row.get("escalate_after_hours") or 0),
		**{field: row.get(field) or "" for field in ("priority", "assignee", "escalate_to", "second_survey")},
	)


def first_match(rules: Iterable[Rule], form: SurveyForm, answers: Sequence[Answer]) -> Match | None:
	"""None for an answer that no rule asks about. Each rule counts by itself: a kind answer hides no bad one."""
	met = [(rule, reason) for rule in rules if (reason := _met(rule, form, answers))]
	return Match(met[0][0], tuple(reason for _rule, reason in met)) if met else None


def check_rules(rules: Sequence[Rule], form: SurveyForm) -> None:
	"""Raises InvalidInput for a rule that no answer could meet, with the row."""
	for row, rule in enumerate(rules, 1):
		question = form.question(rule.question)
		if rule.question and question is None:
			raise InvalidInput(
				N_("Follow-up rule {row}: this survey has no question {question}."),
				row=row,
				question=rule.question,
			)
		if rule.kind == WORDS and not rule.words:
			raise InvalidInput(N_("Follow-up rule {row}: enter the words to look for."), row=row)
		if rule.kind == WORDS and len(rule.words) > MAX_WORDS:
			raise InvalidInput(
				N_("Follow-up rule {row}: enter at most {most} words."), row=row, most=MAX_WORDS
			)
		if rule.kind != WORDS and question and question.scale is None and question.kind != "yes_no":
			raise InvalidInput(
				N_("Follow-up rule {row}: the question {question} has no number. Choose another one."),
				row=row,
				question=rule.question,
			)
		if not all(0 <= hours <= MAX_HOURS for hours in (rule.due_hours, rule.escalate_after_hours)):
			raise InvalidInput(
				N_("Follow-up rule {row}: enter at most {most} hours."), row=row, most=MAX_HOURS
			)


def _met(rule: Rule, form: SurveyForm, answers: Sequence[Answer]) -> Reason | None:
	return _words(rule, form, answers) if rule.kind == WORDS else _number(rule, form, answers)


def _number(rule: Rule, form: SurveyForm, answers: Sequence[Answer]) -> Reason | None:
	value = _value(rule.question, answers) if rule.question else score(form, answers)
	if value is None or not (value < rule.value if rule.kind == BELOW else value <= rule.value):
		return None
	if not rule.question:
		return Reason(N_("Score: {score} of 100"), {"score": round(value)})
	question = form.question(rule.question)
	asked = question.text("en") if question else rule.question
	return Reason(N_("Answer {answer}: {question}"), {"question": asked, "answer": f"{value.normalize():f}"})


def _value(question: str, answers: Iterable[Answer]) -> Decimal | None:
	"""Yes is 1, no is 0."""
	values = (answer.value for answer in answers if answer.question == question)
	return next((Decimal(int(value)) for value in values if isinstance(value, int)), None)


def _words(rule: Rule, form: SurveyForm, answers: Sequence[Answer]) -> Reason | None:
	texts = {question.id for question in form.questions if question.kind == "text"}
	wanted = {rule.question} if rule.question else texts
	written = " \n".join(str(answer.value) for answer in answers if answer.question in wanted & texts)
	words = found_words(written, rule.words)
	return Reason(N_("The customer wrote: {words}"), {"words": tuple(words)}) if words else None
