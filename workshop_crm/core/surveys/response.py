"""What a guest's answers become. The fields are those of a Survey Response with its answers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workshop_crm.core.common.languages import Language, name_in
from workshop_crm.core.common.ratings import MIN_SATISFIED, TWO_BEST, csat
from workshop_crm.core.surveys.model import Answer, SurveyForm
from workshop_crm.core.surveys.scores.outcome import outcome, stored_score
from workshop_crm.core.surveys.visit_facts import NOTHING

# What leads to the survey without a message: the counter's screen, and the code on the printed invoice.
WITHOUT_MESSAGE = ("Handover", "Print")


@dataclass(frozen=True, slots=True)
class Judged:
	"""What is known of an answer besides itself: whether a rule of its survey was met, the setting of what is satisfied,
	and `visit_facts` of the visit's document."""

	needs_follow_up: bool = False
	satisfied_is: str = TWO_BEST
	visit: Mapping[str, str | None] = field(default_factory=NOTHING.copy)


def new_response(
	invitation: Mapping[str, Any],
	form: SurveyForm,
	answers: Sequence[Answer],
	language: Language,
	judged: Judged,
	now: datetime,
) -> dict[str, Any]:
	"""The response to `invitation` from checked answers; it asks for a follow-up when `is_low` is 1."""
	return {
		"invitation": invitation["name"],
		"survey": invitation["survey"],
		"version": invitation["version"],
		"customer": invitation["customer"],
		"company": invitation["company"],
		"language": language,
		"channel": _answered_by(invitation),
		"answered_on": now,
		**outcome(form, answers, judged.satisfied_is),
		"is_low": int(judged.needs_follow_up),
		"reference_doctype": invitation["reference_doctype"],
		"reference_name": invitation["reference_name"],
		"vehicle": invitation["vehicle"],
		"service_type": invitation["service_type"],
		**judged.visit,
		"comment": _comment(form, answers),
		"answers": _rows(form, answers, language),
	}


def csat_view(counts: Mapping[int, int]) -> dict[str, Any]:
	"""Customer satisfaction of ratings (1..5), how many of each: the share, its 95 % interval, and how many there are."""
	rated = sum(counts.values())
	satisfied = sum(count for rating, count in counts.items() if rating >= MIN_SATISFIED)
	return {**csat(satisfied, rated)._asdict(), "n": rated}


def response_view(response: Mapping[str, Any], language: str) -> dict[str, Any]:
	"""A row of the answers for a reader of `language`.

	`response` also has customer_name and customer_name_ar; `answered_on` is a datetime.
	"""
	return {
		"response": response["name"],
		"customer": response["customer"],
		"name": name_in(language, response["customer_name"], response["customer_name_ar"]),
		"date": response["answered_on"].date().isoformat(),
		"score": shown_score(response),
		"rating": response["rating"] or None,
		"comment": response["comment"] or "",
		"service_type": response["service_type"] or None,
		"low": bool(response["is_low"]),
		"follow_up": response["follow_up"] or None,
	}


def shown_score(response: Mapping[str, Any]) -> float | None:
	"""The score of a stored response as the screens show it."""
	score = stored_score(response)
	return None if score is None else round(score, 2)


def _answered_by(invitation: Mapping[str, Any]) -> str:
	"""Handover or Print where no message was answered, otherwise the channel of the message."""
	if invitation.get("answered_by") in WITHOUT_MESSAGE:
		return str(invitation["answered_by"])
	return invitation.get("answered_channel") or invitation["channel"] or ""


def _comment(form: SurveyForm, answers: Iterable[Answer]) -> str:
	texts = {question.id for question in form.questions if question.kind == "text"}
	return "\n".join(str(answer.value) for answer in answers if answer.question in texts)


def _rows(form: SurveyForm, answers: Iterable[Answer], language: Language) -> list[dict[str, str]]:
	questions = {question.id: question for question in form.questions}
	return [
		{
			"question_id": answer.question,
			"question": questions[answer.question].text(language),
			"kind": questions[answer.question].kind,
			"value": answer.value if isinstance(answer.value, str) else json.dumps(answer.value),
		}
		for answer in answers
	]
