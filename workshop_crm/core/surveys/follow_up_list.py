"""The list of follow-ups: its parts, and each row as the screen shows it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.issues import DONE
from workshop_crm.core.common.languages import name_in
from workshop_crm.core.names.phones import phone_view
from workshop_crm.core.surveys.follow_up import is_overdue
from workshop_crm.core.surveys.follow_up_steps import Step, latest_note, note_view
from workshop_crm.core.surveys.follow_up_subject import shown_subject
from workshop_crm.core.surveys.follow_up_work import state_of
from workshop_crm.core.surveys.response import shown_score

Part = Literal["open", "overdue", "mine", "unassigned", "closed"]
PARTS: tuple[Part, ...] = get_args(Part)
"""Each but `closed` is among the open ones. Open ones come by their due time, those without one last; closed ones latest first."""


def read_part(text: str) -> Part:
	"""Raises InvalidInput for a part that there is not."""
	part = next((one for one in PARTS if one == (text or "open")), None)
	if part is None:
		raise InvalidInput(N_("There is no such part of the follow-ups.")).at("part")
	return part


@dataclass(frozen=True, slots=True)
class Reader:
	"""Who reads the list, when, and how a phone is read. `in_arabic` is `translate` of an Arabic reader."""

	language: str
	now: datetime
	region: str
	translate: Callable[[str], str]
	in_arabic: Callable[[str], str]


def follow_up_view(
	follow_up: Mapping[str, Any], steps: Sequence[Step], names: Mapping[str, str], reader: Reader
) -> dict[str, Any]:
	"""A row.

	`follow_up` is the Issue with has_score, score and comment of its response, customer_name, customer_name_ar,
	mobile_no and phone_extension of its customer, and `assigned_to`. `steps` are its history, `names` the full names of users.
	"""
	due_on = follow_up["follow_up_due_on"]
	first_contact_on, closed_on = follow_up["follow_up_first_contact_on"], follow_up["follow_up_closed_on"]
	assigned_to = follow_up["assigned_to"] or ""
	note, notes = latest_note(steps)
	return {
		"follow_up": follow_up["name"],
		"customer": follow_up["customer"],
		"name": name_in(reader.language, follow_up["customer_name"], follow_up["customer_name_ar"]),
		"phone": phone_view(
			follow_up["mobile_no"], follow_up["phone_extension"] or "", reader.region, reader.translate
		),
		"title": shown_subject(follow_up["subject"], reader.translate, reader.in_arabic),
		"score": shown_score(follow_up),
		"comment": follow_up["comment"] or "",
		"opened_on": follow_up["opening_date"].isoformat(),
		"status": follow_up["status"],
		"is_closed": follow_up["status"] in DONE,
		"state": state_of(follow_up),
		"priority": follow_up["priority"] or None,
		"assigned_to": assigned_to or None,
		"assigned_name": names.get(assigned_to, assigned_to),
		"due_on": due_on.isoformat(timespec="minutes") if due_on else None,
		"is_late": is_overdue(follow_up, reader.now),
		"is_escalated": bool(follow_up["follow_up_escalated_on"]),
		"contacted_on": first_contact_on.date().isoformat() if first_contact_on else None,
		"closed_on": closed_on.date().isoformat() if closed_on else None,
		"reason": follow_up["follow_up_reason"] or "",
		"has_second_survey": bool(
			follow_up["follow_up_second_survey"] and not follow_up["follow_up_second_invitation"]
		),
		"note": note_view(note, names),
		"notes": notes,
	}


def list_view(rows: Iterable[Mapping[str, Any]], part: Part, counts: Mapping[str, int]) -> dict[str, Any]:
	"""The reply: a page of rows, how many there are in the part and in each."""
	return {
		"follow_ups": list(rows),
		"total": counts[part],
		"counts": {one: counts[one] for one in PARTS},
	}


NOBODY: Mapping[str, int] = dict.fromkeys(PARTS, 0)
"""The counts of a user who may see none."""
