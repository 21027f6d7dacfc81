"""The list of follow-ups, a page at a time."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from workshop_crm.core.common.issues import DONE_SQL
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.surveys.follow_up_list import Part, Reader, follow_up_view, list_view
from workshop_crm.core.surveys.follow_up_steps import history_view
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.records import Record, query
from workshop_crm.preview.schema.columns import to_moment
from workshop_crm.preview.staff import USER, names
from workshop_crm.preview.surveys.follow_ups import ISSUE, STEPS
from workshop_crm.preview.translate import translator

STEP = "Survey Follow-up Step"
ASSIGNED = """(SELECT todo.allocated_to FROM tabToDo AS todo
	WHERE todo.reference_name = issue.name AND todo.status = 'Open' ORDER BY todo.rowid LIMIT 1)"""
IS_CLOSED = f"issue.status IN {DONE_SQL}"
OF_PART: Mapping[Part, str] = {
	"open": f"NOT {IS_CLOSED}",
	"overdue": f"NOT {IS_CLOSED} AND issue.follow_up_due_on < :now",
	"mine": f"NOT {IS_CLOSED} AND {ASSIGNED} = :user",
	"unassigned": f"NOT {IS_CLOSED} AND {ASSIGNED} IS NULL",
	"closed": IS_CLOSED,
}
ORDER_OPEN = "issue.follow_up_due_on IS NULL, issue.follow_up_due_on, issue.opening_date, issue.name"
ORDER_CLOSED = "issue.follow_up_closed_on DESC, issue.name"


def listed(call: Call, part: Part, limit: int, offset: int) -> dict[str, Any]:
	"""A page of a part, and how many there are in each."""
	rows = _rows(call, part, at_most(limit), rows_before(offset))
	steps = steps_of(call.connection, [row["name"] for row in rows])
	reader = Reader(call.language, call.now, call.settings.region, call.translate, translator("ar"))
	people = names(call.translate)
	views = [follow_up_view(row, steps[row["name"]], people, reader) for row in rows]
	return list_view(views, part, _counts(call))


def history(call: Call, name: str) -> dict[str, Any]:
	"""All that happened to a follow-up, the latest first."""
	issue = records.get(call.connection, ISSUE, name)
	steps = steps_of(call.connection, [name])[name]
	return {"steps": history_view(issue, steps, names(call.translate))}


def assigned_to(connection: sqlite3.Connection, issue: str) -> str | None:
	"""The employee who has it: the first one, where a manager was told too."""
	(row,) = query(connection, f"SELECT {ASSIGNED} AS user FROM tabIssue AS issue WHERE name = ?", (issue,))
	return row["user"] or None


def steps_of(connection: sqlite3.Connection, issues: Sequence[str]) -> Mapping[str, list[Record]]:
	"""The histories of the follow-ups, in the order of their steps."""
	found: dict[str, list[Record]] = defaultdict(list)
	of_issues = {"parent": ("in", list(issues)), "parentfield": STEPS}
	for row in records.find(connection, STEP, of_issues, "idx") if issues else ():
		found[row["parent"]].append(row)
	return found


def _rows(call: Call, part: Part, limit: int, offset: int) -> list[Record]:
	order = ORDER_CLOSED if part == "closed" else ORDER_OPEN
	return query(
		call.connection,
		f"""SELECT issue.*, customer.customer_name, customer.customer_name_ar, customer.mobile_no,
			customer.phone_extension, response.has_score, response.score, response.comment, {ASSIGNED} AS assigned_to
		FROM tabIssue AS issue
		JOIN tabCustomer AS customer ON customer.name = issue.customer
		LEFT JOIN "tabSurvey Response" AS response ON response.name = issue.survey_response
		WHERE {OF_PART[part]} ORDER BY {order} LIMIT :limit OFFSET :offset""",
		{**_reader(call), "limit": limit, "offset": offset},
	)


def _counts(call: Call) -> dict[str, int]:
	sums = ", ".join(f"ifnull(sum({condition}), 0) AS {part}" for part, condition in OF_PART.items())
	(counted,) = query(call.connection, f"SELECT {sums} FROM tabIssue AS issue", _reader(call))
	return {part: int(count) for part, count in counted.items()}


def _reader(call: Call) -> dict[str, Any]:
	return {"now": to_moment(call.now), "user": USER}
