"""Asking beside the triggers: by hand from the profile, and at the handover, by a code on paper or the counter's screen."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput
from workshop_crm.core.common.languages import Language, name_in
from workshop_crm.core.surveys.invitation import ANSWERED, EXPIRED, NOT_SENT, page_state
from workshop_crm.core.surveys.planning import DISABLED
from workshop_crm.core.surveys.qr import qr_address
from workshop_crm.core.surveys.triggers import CAPPED
from workshop_crm.core.surveys.visits import Visit

MAX_DAYS_BY_HAND = 30

NO_SURVEY = N_("There is no survey to send. Switch one on.")
HAS_ANSWERED = N_("The customer has answered already.")
IS_UNDER_WAY = N_("The customer was asked about this visit already.")
HAS_ENDED = N_("The link to the survey about this visit does not work any more.")
NO_VISIT = N_("This visit cannot be asked about.")
ASKED_DAYS_AGO = N_("The customer was asked {days} ago.")
ASKED_TODAY = N_("The customer was asked today.")

# What the customer reads around the survey on the counter's screen, in the customer's language.
COUNTER_TEXTS = {
	"done": N_("I am done"),
	"thanks": N_("Thank you. Please give the tablet back."),
	"title": N_("How was your visit?"),
}


def counter_view(
	invitation: str, link: str, language: Language, translate: Callable[[str, str], str]
) -> dict[str, Any]:
	"""What the counter's screen needs to hand the tablet over, or to show a code to scan.

	`translate` maps an English text and a language to that language.
	"""
	return {
		"invitation": invitation,
		"link": link,
		"code": qr_address(link),
		"language": language,
		"texts": {name: translate(text, language) for name, text in COUNTER_TEXTS.items()},
	}


def why_not_by_hand(invitation: Mapping[str, Any] | None) -> str:
	"""Why nobody is written to by hand about a visit, as a translatable text; empty when it can be done.

	`invitation` is the one that was made for it. Whoever was not asked so far, for whatever reason, can be; and a message
	that waits for its time can go now.
	"""
	if invitation is None or invitation["status"] == NOT_SENT:
		return ""
	if invitation["status"] == ANSWERED:
		return HAS_ANSWERED
	if invitation["status"] == EXPIRED["status"]:
		return HAS_ENDED
	return IS_UNDER_WAY if invitation["contacts"] else ""


def why_not_handed_over(invitation: Mapping[str, Any] | None, now: datetime) -> str:
	"""Why the link is not shown at the counter, as a translatable text; empty when it can be."""
	if invitation is None or invitation["status"] == NOT_SENT:
		return ""
	# Who has answered by a number is not asked again: the rest is for the link that they have.
	state = page_state({**invitation, "can_complete": 0}, now)
	return {"answered": HAS_ANSWERED, "unavailable": HAS_ENDED, "open": ""}[state]


def require_askable(reason: str) -> None:
	"""Raises Conflict with the reason when there is one."""
	if reason:
		raise Conflict(reason)


def require_survey(survey: str | None, is_on: bool) -> str:
	"""The survey to ask with. Raises InvalidInput when there is none, or when surveys are off."""
	if not is_on:
		raise InvalidInput(DISABLED)
	if not survey:
		raise InvalidInput(NO_SURVEY)
	return survey


def oldest_by_hand(today: date) -> date:
	"""The day of the oldest visit that may be asked about by hand."""
	return today - timedelta(days=MAX_DAYS_BY_HAND)


def one_for_each_visit(visits: Iterable[Visit]) -> list[Visit]:
	"""The latest visits first; of several documents of one visit the first one that names its car."""
	found: list[Visit] = []
	for visit in sorted(
		visits, key=lambda one: (one.visited_on, bool(one.vehicle), one.document), reverse=True
	):
		if not any(_are_one(visit, other) for other in found):
			found.append(visit)
	return found


def visit_row(
	visit: Visit,
	invitation: Mapping[str, Any] | None,
	names: Mapping[str, Any],
	reason: str,
	language: str,
) -> dict[str, Any]:
	"""A visit in a list for a reader of `language`.

	`names` has customer_name and customer_name_ar, plate_latin and plate_ar of the car, service_type_ar; `reason` is the
	translated one why nobody can be asked, or empty.
	"""
	plates = (names.get("plate_latin"), names.get("plate_ar"))
	return {
		"doctype": visit.doctype,
		"document": visit.document,
		"date": visit.visited_on.isoformat(),
		"customer": visit.customer,
		"name": name_in(language, names.get("customer_name"), names.get("customer_name_ar")),
		"vehicle": visit.vehicle,
		"plate": name_in(language, *plates) or visit.vehicle or "",
		"service_type": name_in(language, visit.service_type, names.get("service_type_ar")),
		"status": invitation["status"] if invitation else "",
		"invitation": invitation["name"] if invitation else None,
		"reason": reason,
	}


def reason_shown(invitation: Mapping[str, Any] | None, today: date, translate: Callable[[str], str]) -> str:
	"""Why an invitation was not sent, for its reader: a cap says how long ago the customer was asked."""
	if invitation is None or invitation["status"] != NOT_SENT:
		return ""
	if invitation["reason"] == CAPPED and invitation["last_asked_on"]:
		days = (today - invitation["last_asked_on"].date()).days
		template = translate(ASKED_DAYS_AGO if days else ASKED_TODAY)
		return str(template.format(days=days))
	return str(translate(invitation["reason"] or ""))


def _are_one(visit: Visit, other: Visit) -> bool:
	cars = {visit.vehicle, other.vehicle} - {None}
	return (visit.customer, visit.visited_on) == (other.customer, other.visited_on) and len(cars) < 2
