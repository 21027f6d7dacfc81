"""Versions of a survey: what was sent stays as it was sent, and what was answered keeps its meaning.

A version is made when an invitation needs one and the questions differ from the latest version, so that changes to a survey
which nobody was sent yet leave no trace. The fields are those of a Survey Version.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.surveys.model import CHOICES, Question, SurveyForm
from workshop_crm.core.surveys.records import dump_form, load_form


def next_version(form: SurveyForm, latest: int, latest_form: str, now: datetime) -> dict[str, Any] | None:
	"""The version to make before `form` is sent; None when the latest says the same.

	`latest` is the number of the latest version and `latest_form` what it kept; 0 and empty where there is none.
	"""
	if latest and dump_form(load_form(latest_form, form.name)) == dump_form(form):
		return None
	return {"survey": form.name, "version": latest + 1, "made_on": now, "form": dump_form(form)}


def check_answered(form: SurveyForm, answered: Iterable[SurveyForm]) -> None:
	"""Raises InvalidInput where a question of `form` means something else than in a version that has answers.

	Words may be corrected and questions may go; what is compared over the years is the kind, the scale and the options.
	"""
	for earlier in answered:
		for asked in earlier.questions:
			question = form.question(asked.id)
			if question:
				_check_question(question, asked)


def _check_question(question: Question, asked: Question) -> None:
	if question.kind != asked.kind:
		raise InvalidInput(
			N_(
				"Customers have answered {question} as {kind}. Give the changed question a new ID, such as {new}, and remove the old row."
			),
			question=asked.id,
			kind=asked.kind,
			new=f"{asked.id}_2",
		).at("questions")
	if question.scale != asked.scale:
		raise InvalidInput(
			N_(
				"Customers have answered {question} from {lowest} to {highest}. Give the question with the new scale a new ID, such as {new}."
			),
			question=asked.id,
			lowest=asked.scale[0] if asked.scale else 0,
			highest=asked.scale[1] if asked.scale else 0,
			new=f"{asked.id}_2",
		).at("questions")
	if question.kind in CHOICES:
		_check_options(question, asked)


def _check_options(question: Question, asked: Question) -> None:
	kept = {option.key for option in question.options}
	for option in asked.options:
		if option.key not in kept:
			raise InvalidInput(
				N_(
					"Customers could choose {option} in {question}. Keep its key, or give the question a new ID, such as {new}."
				),
				option=option.key,
				question=asked.id,
				new=f"{asked.id}_2",
			).at("questions")
