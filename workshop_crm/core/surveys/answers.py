"""Answers as they arrive from a guest's browser, checked against the form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.conditions import is_met
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm
from workshop_crm.core.surveys.photos import Upload
from workshop_crm.core.surveys.values import Photos, read_value

NOTHING = N_("Please answer at least one question.")
MISSING = N_("Please answer: {question}")


@dataclass(slots=True)
class Checked:
	"""What was answered, in the form's order, and what is wrong by the id of its question; photos by the same id."""

	answers: list[Answer] = field(default_factory=list)
	problems: dict[str, InvalidInput] = field(default_factory=dict)
	photos: dict[str, tuple[Upload, ...]] = field(default_factory=dict)


def check_answers(form: SurveyForm, raw: object, language: Language = "en") -> list[Answer]:
	"""The answers of `read_answers`. Raises the first of its problems."""
	checked = read_answers(form, raw, language)
	for problem in checked.problems.values():
		raise problem
	return checked.answers


def read_answers(form: SurveyForm, raw: object, language: Language = "en") -> Checked:
	"""The answers to the questions that were asked; those left empty are left out.

	`raw` maps question ids to what JSON or an HTML form gives, see `values`. A question whose condition is not met was not
	asked: what came for it is dropped, and it is not missed where it is mandatory. Problems name their question in
	`language`. Raises InvalidInput for an unknown question, and when nothing was answered.
	"""
	if not isinstance(raw, Mapping):
		raise InvalidInput(NOTHING)
	_refuse_unknown(form, raw)
	checked, given = Checked(), dict[str, tuple[str, ...]]()
	for question in form.questions:
		if question.show_if and not is_met(question.show_if, given):
			continue
		try:
			_read(question, raw.get(question.id), language, checked)
		except InvalidInput as problem:
			checked.problems[question.id] = problem
			continue
		if checked.answers and checked.answers[-1].question == question.id:
			given[question.id] = checked.answers[-1].chosen()
	if not checked.answers and not checked.problems:
		raise InvalidInput(NOTHING)
	return checked


def _refuse_unknown(form: SurveyForm, raw: Mapping[object, object]) -> None:
	known = {question.id for question in form.questions}
	for name in raw:
		if name not in known:
			raise InvalidInput(
				N_("This survey has no question {question}. Please load the page again."),
				question=str(name)[:60],
			)


def _read(question: Question, raw: object, language: Language, checked: Checked) -> None:
	"""Adds the answer to one question, if there is one."""
	value = read_value(question, raw, language)
	if value is None:
		if question.required:
			raise InvalidInput(MISSING, question=question.text(language))
		return
	if isinstance(value, Photos):
		checked.photos[question.id], value = value.uploads, value.names
	checked.answers.append(Answer(question.id, value))
