"""Which documents call for a survey, and why a customer is not asked although one does."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from workshop_crm.core.common.errors import N_
from workshop_crm.core.surveys.visits import in_sample

Event = Literal["Submit", "State"]
SUBMIT: Event = "Submit"
STATE: Event = "State"

CAPPED = N_("The customer was asked a short time ago.")
NOT_DRAWN = N_("The visit is not in the sample.")
# A customer who was only in a sample, or could not be written to, was not asked.
NEVER_ASKED = ("Not Sent",)


@dataclass(frozen=True, slots=True)
class Trigger:
	"""A row of a survey: ask after `event` of documents of `doctype`.

	`name` is the row's. `service_type` empty: after each. At most `cap_count` invitations a customer within `cap_days`,
	no limit when either is 0; `sample_percent` of the visits. The fields name where the document keeps its customer, its
	car and its state.
	"""

	name: str
	survey: str
	doctype: str
	event: Event = SUBMIT
	state_field: str = ""
	state_value: str = ""
	condition: str = ""
	service_type: str = ""
	customer_field: str = "customer"
	vehicle_field: str = ""
	delay_minutes: int = 0
	cap_count: int = 0
	cap_days: int = 0
	sample_percent: float = 100


class WhyNot(NamedTuple):
	"""A translatable reason, and for a cap the moment at which the customer was asked last."""

	reason: str
	last_asked: datetime | None = None


def trigger_of(row: Mapping[str, Any], survey: str) -> Trigger:
	"""A row of the table as the rules know it."""
	percent = row["sample_percent"]
	return Trigger(
		name=row["name"],
		survey=survey,
		doctype=row["document_type"],
		event=row["event"] or SUBMIT,
		state_field=row["state_field"] or "",
		state_value=row["state_value"] or "",
		condition=(row["condition"] or "").strip(),
		service_type=row["service_type"] or "",
		customer_field=row["customer_field"] or "customer",
		vehicle_field=row["vehicle_field"] or "",
		delay_minutes=int(row["delay_minutes"] or 0),
		cap_count=int(row["cap_count"] or 0),
		cap_days=int(row["cap_days"] or 0),
		sample_percent=100 if percent is None else float(percent),
	)


def matching(
	triggers: Iterable[Trigger],
	document: Mapping[str, Any],
	service_type: str | None,
	holds: Callable[[Trigger], bool],
) -> Trigger | None:
	"""The row by which a document calls for a survey; of several, the one that says most about it.

	`document` has doctype, docstatus and the row's state field. `holds` evaluates the row's condition and is asked last.
	"""
	of_it = (one for one in triggers if one.doctype == document["doctype"] and _is_reached(one, document))
	fitting = (one for one in of_it if one.service_type in ("", service_type))
	ordered = sorted(fitting, key=lambda one: (not one.service_type, not one.condition))
	return next((one for one in ordered if not one.condition or holds(one)), None)


def why_not_asked(trigger: Trigger, key: str, asked_on: Sequence[datetime], now: datetime) -> WhyNot | None:
	"""Why the visit `key` is not asked about; None when it is.

	`asked_on` are the moments at which the customer was asked about other visits, by any survey.
	"""
	if not in_sample(key, trigger.sample_percent):
		return WhyNot(NOT_DRAWN)
	if trigger.cap_count > 0 and trigger.cap_days > 0:
		oldest = now - timedelta(days=trigger.cap_days)
		within = [moment for moment in asked_on if moment > oldest]
		if len(within) >= trigger.cap_count:
			return WhyNot(CAPPED, max(within))
	return None


def _is_reached(trigger: Trigger, document: Mapping[str, Any]) -> bool:
	if trigger.event == STATE:
		is_in_state = str(document.get(trigger.state_field) or "") == trigger.state_value
		return is_in_state and document["docstatus"] != 2
	return bool(document["docstatus"] == 1)
