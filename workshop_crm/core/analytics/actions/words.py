"""Why a customer is on the list, as a sentence, and what fills the places of a message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workshop_crm.core.analytics.actions.rules import LOW_SCORE, SERVICE_DUE, ActionRule
from workshop_crm.core.common.dates import written_day, written_days
from workshop_crm.core.common.digits import shown_digits
from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import Language, name_in

LAST_HERE = N_("Last here {days} ago, on {day}")
LAST_HERE_USUALLY = N_("Last here {days} ago, on {day}; usually every {usual}")
GAVE = N_("Gave {rating} of 5 on {day}")
SCORED = N_("Score {score} of 100 on {day}")
DUE = N_("{services}: due on {day}")
NO_REASON = N_("The reason was erased.")


def reason(
	trigger: str,
	facts: Mapping[str, Any],
	names_ar: Mapping[str, str],
	today: date,
	language: Language,
	translate: Callable[[str], str],
) -> str:
	"""The sentence for a reader of `language`; `names_ar` are Arabic names by service type."""

	def number(value: object) -> str:
		return shown_digits(str(value), language)

	if not facts:
		return translate(NO_REASON)
	if trigger == SERVICE_DUE:
		services = _services(facts, names_ar, language)
		return translate(DUE).format(services=services, day=_day(facts["due_on"], language))
	if trigger == LOW_SCORE:
		day = _day(facts["answered_on"], language)
		if facts.get("rating"):
			return translate(GAVE).format(rating=number(facts["rating"]), day=day)
		return translate(SCORED).format(score=number(facts.get("score") or 0), day=day)
	last = date.fromisoformat(facts["last_visit"])
	values = {"days": written_days((today - last).days, language), "day": written_day(last, language)}
	if facts.get("usual_days"):
		return translate(LAST_HERE_USUALLY).format(
			usual=written_days(facts["usual_days"], language), **values
		)
	return translate(LAST_HERE).format(**values)


def message_values(
	rule: ActionRule,
	facts: Mapping[str, Any],
	names_ar: Mapping[str, str],
	car: str,
	points: int,
	today: date,
	language: Language,
) -> dict[str, str]:
	"""What fills the places of the rule's message, as far as it is known.

	`car` is the car as its owner knows it, `points` those that the customer has just been given.
	"""
	values = {"points": str(points)} if points else {}
	if rule.trigger == SERVICE_DUE:
		services = _services(facts, names_ar, language)
		return {
			**values,
			"vehicle": car,
			"service": services,
			"date": _day(facts["due_on"], language),
			"days": str(max((date.fromisoformat(facts["due_on"]) - today).days, 0)),
		}
	day = date.fromisoformat(facts["answered_on" if rule.trigger == LOW_SCORE else "last_visit"])
	return {**values, "date": written_day(day, language), "days": str((today - day).days)}


def _services(facts: Mapping[str, Any], names_ar: Mapping[str, str], language: Language) -> str:
	names = (name_in(language, one, names_ar.get(one)) for one in facts["services"])
	return ("، " if language == "ar" else ", ").join(names)


def _day(iso: str, language: Language) -> str:
	return written_day(date.fromisoformat(iso), language)
