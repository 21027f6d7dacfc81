"""The list of follow-ups: those whose Issue the user may see, a page at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import frappe
from frappe.utils import getdate, now_datetime

from workshop_crm.core.common.issues import DONE
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.surveys.follow_up_list import NOBODY, Part, Reader, follow_up_view, list_view
from workshop_crm.core.surveys.follow_up_steps import history_view
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import (
	conditions,
	customers_named,
	require_record,
	require_staff,
)
from workshop_crm.services.platform.session import language
from workshop_crm.services.platform.staff import full_names
from workshop_crm.services.platform.words import _, in_arabic
from workshop_crm.services.surveys.follow_ups import ISSUE, STEP, STEPS, assigned_to

RESPONSE = "Survey Response"
OF_RESPONSE = ("name", "has_score", "score", "comment")
OF_CUSTOMER = ("customer_name", "customer_name_ar", "mobile_no", "phone_extension")
OF_ISSUE = (
	"name", "customer", "survey_response", "subject", "status", "priority", "opening_date", "creation", "_assign",
	"follow_up_opened_on", "follow_up_due_on", "follow_up_first_contact_on", "follow_up_escalated_on", "follow_up_closed_on",
	"follow_up_reason", "follow_up_second_survey", "follow_up_second_invitation",
)  # fmt: skip
OF_STEP = ("parent", "kind", "happened_on", "user", "given_to", "due_on", "reason", "note")
UNASSIGNED = "ifnull(_assign, '') in ('', '[]')"
OF_PART: Mapping[Part, str] = {
	"open": "1",
	"overdue": "follow_up_due_on < %(now)s",
	"mine": "locate(%(me)s, _assign) > 0",
	"unassigned": UNASSIGNED,
	"closed": "1",
}
ORDER_OPEN = "follow_up_due_on is null, follow_up_due_on, creation, name"
ORDER_CLOSED = "follow_up_closed_on desc, name"


def listed(part: Part, limit: int, offset: int) -> dict[str, Any]:
	"""A page of a part, and how many there are in each."""
	require_staff()
	if not (frappe.has_permission(ISSUE, "read") and frappe.has_permission(RESPONSE, "read")):
		return list_view([], part, NOBODY)
	counts = {**_count_open(), "closed": _count_closed()}
	names = _names(part, at_most(limit), rows_before(offset)) if counts[part] else []
	return list_view(_rows(names), part, counts)


def history(name: str) -> dict[str, Any]:
	"""All that happened to a follow-up, the latest first."""
	require_staff()
	require_record(ISSUE, name)
	issue = frappe.get_doc(ISSUE, name).as_dict()
	steps = issue[STEPS]
	return {"steps": history_view(issue, steps, full_names(_users(steps)))}


def _count_open() -> dict[str, int]:
	wanted = [
		f"ifnull(sum({OF_PART[part]}), 0) as {part}" for part in ("open", "overdue", "mine", "unassigned")
	]
	(counted,) = _select(", ".join(wanted), "open")
	return {part: int(count) for part, count in counted.items()}


def _count_closed() -> int:
	return int(_select("count(*) as closed", "closed")[0].closed)


def _names(part: Part, limit: int, offset: int) -> list[str]:
	order = ORDER_CLOSED if part == "closed" else ORDER_OPEN
	asked = f"and {OF_PART[part]} order by {order} limit {limit} offset {offset}"
	return [row.name for row in _select("name", part, asked)]


def _select(what: str, part: Part, asked: str = "") -> list[frappe._dict]:
	"""Of the open ones, or of the closed ones, that the user may see."""
	restriction = conditions(ISSUE).replace("%", "%%")
	return frappe.db.sql(
		f"""select {what} from `tabIssue` where status in %(states)s and survey_response > ''
			{f"and ({restriction})" if restriction else ""} {asked}""",
		{
			"states": DONE if part == "closed" else _open_states(),
			"now": now_datetime(),
			"me": f'"{frappe.session.user}"',
		},
		as_dict=True,
	)


def _open_states() -> tuple[str, ...]:
	"""Named one by one, for the index; a workshop may have added some."""
	options = frappe.get_meta(ISSUE).get_field("status").options.split("\n")
	return tuple(state for state in options if state and state not in DONE)


def _rows(names: Sequence[str]) -> Iterator[dict[str, Any]]:
	issues = (
		_by_name(frappe.get_all(ISSUE, {"name": ("in", names)}, list(OF_ISSUE), limit=0)) if names else {}
	)
	answers = _readable(RESPONSE, {issue.survey_response for issue in issues.values()}, OF_RESPONSE)
	customers = customers_named({issue.customer for issue in issues.values()}, "mobile_no", "phone_extension")
	steps = _steps(names)
	users = {*_users(chain.from_iterable(steps.values())), *filter(None, map(assigned_to, issues.values()))}
	people = full_names(users)
	reader = Reader(language(), now_datetime(), settings.region(), _, in_arabic)
	for name in names:
		issue = issues[name]
		about = {**answers.get(issue.survey_response, _nothing(OF_RESPONSE))}
		about |= customers.get(issue.customer, _nothing(OF_CUSTOMER))
		opened = getdate(issue.opening_date or issue.creation)
		row = {**about, **issue, "opening_date": opened, "assigned_to": assigned_to(issue)}
		yield follow_up_view(row, steps[name], people, reader)


def _readable(doctype: str, names: Collection[str], fields: Sequence[str]) -> dict[str, frappe._dict]:
	wanted = {"name": ("in", [name for name in names if name])}
	return _by_name(frappe.get_list(doctype, filters=wanted, fields=list(fields), limit=0))


def _by_name(rows: Sequence[frappe._dict]) -> dict[str, frappe._dict]:
	return {row.name: row for row in rows}


def _nothing(fields: Sequence[str]) -> dict[str, None]:
	return dict.fromkeys(fields)


def _steps(names: Sequence[str]) -> dict[str, list[frappe._dict]]:
	"""The histories of Issues that the user may see."""
	found: dict[str, list[frappe._dict]] = defaultdict(list)
	if names:
		of_issues = {"parenttype": ISSUE, "parent": ("in", names)}
		for row in frappe.get_all(STEP, of_issues, list(OF_STEP), order_by="idx", limit=0):
			found[row.parent].append(row)
	return found


def _users(steps: Iterable[Mapping[str, Any]]) -> set[str]:
	return {step[field] for step in steps for field in ("user", "given_to") if step[field]}
