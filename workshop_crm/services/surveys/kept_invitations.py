"""Invitations as columns for the funnel: those of a month as they were at night, and what changed since.

Whatever writes an invitation or a message of one leaves its time in `modified`, so nothing has to tell the columns.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import frappe
from frappe.utils import getdate, now_datetime

from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys import invitation_columns as columns
from workshop_crm.core.surveys.invitation_columns import Invitations
from workshop_crm.core.surveys.scores.filters import ResultFilters
from workshop_crm.core.surveys.scores.months import Month, needed
from workshop_crm.core.surveys.story import BETWEEN, BETWEEN_FIELDS, Stories
from workshop_crm.services.platform.permissions import conditions
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.surveys.kept_months import BEFORE_DAY_ONE, INVITATION_MONTH

MESSAGE = "Customer Message"
# What was written in a transaction that is not committed yet is of a moment that has passed.
LONGEST_TRANSACTION = timedelta(hours=1)

_OF_INVITATION = f"message.reference_doctype = '{INVITATION}'"
_MESSAGES = f"""(SELECT GROUP_CONCAT(CONCAT_WS('{BETWEEN_FIELDS}', COALESCE(message.step, 0), COALESCE(message.channel, ''),
		message.status, COALESCE(message.fallback_of, '') <> '') ORDER BY message.step, message.channel SEPARATOR ' ')
	FROM `tab{MESSAGE}` AS message WHERE {_OF_INVITATION} AND message.reference_name = `tab{INVITATION}`.name)"""
_STORY = f"""CONCAT_WS('{BETWEEN}', `tab{INVITATION}`.status = 'Answered', COALESCE(answered_by, ''),
	COALESCE(answered_channel, ''), COALESCE(source, ''), COALESCE(step, 0), COALESCE(channel, ''), COALESCE(contacts, 0),
	opened_on IS NOT NULL, COALESCE(opted_out, 0), COALESCE({_MESSAGES}, ''))"""
_CHANGED = f"""(SELECT name FROM `tab{INVITATION}` WHERE modified >= %(since)s
	UNION SELECT message.reference_name FROM `tab{MESSAGE}` AS message
	WHERE message.modified >= %(since)s AND {_OF_INVITATION}) AS changed
	JOIN `tab{INVITATION}` ON `tab{INVITATION}`.name = changed.name"""


def stories(filters: ResultFilters) -> Stories:
	"""What became of the invitations of a period that the user may see, and that asked somebody."""
	if restriction := conditions(INVITATION):
		return columns.count([_of_period(filters.period, restriction)], filters)
	months = needed(filters.period, _oldest(), getdate())
	kept = _kept(months)
	if not kept:
		return columns.count([_of_period(filters.period)], filters)
	since = min(until for until, _content in kept.values())
	changed = _read(_CHANGED, [], {"since": since})
	return columns.count(_parts(months, kept), filters, changed)


def keep_months() -> None:
	"""For the scheduler: keep each month in which something changed, and those that have another number of invitations."""
	began = now_datetime() - LONGEST_TRANSACTION
	frappe.db.commit()
	known = dict(frappe.get_all(INVITATION_MONTH, fields=["month", "invitations"], as_list=True))
	changed, counts = _changed_months(), _counts()
	for label in known.keys() - {month.label for month in counts}:
		frappe.db.delete(INVITATION_MONTH, {"month": label})
	for month, invitations in counts.items():
		if month in changed or known.get(month.label) != invitations:
			_keep(month, began)
			frappe.db.commit()
	frappe.db.set_value(INVITATION_MONTH, {"month": ("is", "set")}, "true_until", began)
	frappe.db.commit()


def _parts(months: list[Month], kept: dict[str, tuple[datetime, str]]) -> Iterator[Invitations]:
	"""The months one after the other, so that no more than one of them is in memory."""
	for month in months:
		known = kept.get(month.label)
		yield columns.unpack(b64decode(known[1])) if known else _of_period(month.period)


def _keep(month: Month, began: datetime) -> None:
	invitations = _of_period(month.period)
	frappe.db.delete(INVITATION_MONTH, {"month": month.label})
	values = {
		"month": month.label,
		"invitations": len(invitations),
		"true_until": began,
		"content": b64encode(columns.pack(invitations)).decode(),
	}
	frappe.get_doc({"doctype": INVITATION_MONTH, **values}).insert(ignore_permissions=True)


def _kept(months: list[Month]) -> dict[str, tuple[datetime, str]]:
	wanted = {"month": ("in", [month.label for month in months] or [""])}
	rows = frappe.get_all(INVITATION_MONTH, wanted, ["month", "true_until", "content"], as_list=True)
	return {month: (until, content) for month, until, content in rows}


def _oldest() -> date | None:
	(row,) = frappe.db.sql(f"SELECT MIN(sent_on) FROM `tab{INVITATION}`")
	return row[0] and getdate(row[0])


def _changed_months() -> set[Month]:
	"""Months with something that changed since they were kept."""
	(row,) = frappe.db.sql(f"SELECT MIN(true_until) FROM `tab{INVITATION_MONTH}`")
	if not row[0]:
		return set()
	statement = f"SELECT DISTINCT YEAR(sent_on), MONTH(sent_on) FROM {_CHANGED} WHERE sent_on IS NOT NULL"
	return {Month(year, month) for year, month in frappe.db.sql(statement, {"since": row[0]})}


def _counts() -> dict[Month, int]:
	rows = frappe.db.sql(
		f"""SELECT YEAR(sent_on), MONTH(sent_on), COUNT(*) FROM `tab{INVITATION}`
		WHERE sent_on IS NOT NULL GROUP BY 1, 2"""
	)
	return {Month(year, month): count for year, month, count in rows}


def _of_period(period: Period, restriction: str = "") -> Invitations:
	"""`restriction` is Frappe's own condition on what the user may see."""
	# A condition may look for texts with %.
	where, values = [restriction.replace("%", "%%")] if restriction else [], {}
	if period.start:
		where.append("sent_on >= %(start)s")
		values["start"] = period.start
	if period.end:
		where.append("sent_on < %(end)s")
		values["end"] = period.end + timedelta(days=1)
	return _read(f"`tab{INVITATION}`", where, values)


def _read(source: str, where: list[str], values: dict[str, Any]) -> Invitations:
	fields = ", ".join(f"`tab{INVITATION}`.`{field}`" for field in columns.OF_COLUMNS)
	statement = f"""SELECT `tab{INVITATION}`.name, TO_DAYS(sent_on) - {BEFORE_DAY_ONE}, {fields}, {_STORY}
		FROM {source} WHERE {" AND ".join(f"({part})" for part in ("sent_on IS NOT NULL", *where))}"""
	return columns.from_rows(frappe.db.sql(statement, values))
