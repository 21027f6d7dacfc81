"""Answers as columns for the reports: of days that are over from Survey Month, of the last two from the answers."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys.scores import columns
from workshop_crm.core.surveys.scores.columns import Answers
from workshop_crm.core.surveys.scores.months import Month, kept_before, needed
from workshop_crm.services.platform.permissions import conditions
from workshop_crm.services.surveys.kept_months import BEFORE_DAY_ONE, MONTH

RESPONSE = "Survey Response"


def answers_of(period: Period) -> Iterator[Answers]:
	"""What the user may see of a period, and perhaps more of its first and last month; month by month."""
	restriction = conditions(RESPONSE)
	if restriction:
		yield columns.from_rows(_rows(period, restriction))
		return
	months = needed(period, _oldest(), getdate())
	kept = _kept(months)
	for month in months:
		until, content = kept.get(month.label, (month.first, None))
		if content:
			yield columns.unpack(b64decode(content))
		if rest := month.rest(until):
			yield columns.from_rows(_rows(rest))


def keep_months() -> None:
	"""For the scheduler: keep the days that are over, and a month again when its answers are not as many as they were."""
	today = getdate()
	kept = {
		row.month: (row.until, row.answers)
		for row in frappe.get_all(MONTH, fields=["month", "until", "answers"])
	}
	for month, answers in _counts(today).items():
		if kept.get(month.label) != (month.kept_until(today), answers):
			_keep(month, today)
			frappe.db.commit()


def _keep(month: Month, today: date) -> None:
	until = month.kept_until(today)
	answers = columns.from_rows(_rows(Period(month.first, until - timedelta(days=1))))
	frappe.db.delete(MONTH, {"month": month.label})
	content = b64encode(columns.pack(answers)).decode()
	record = {
		"doctype": MONTH,
		"month": month.label,
		"until": until,
		"answers": len(answers),
		"content": content,
	}
	frappe.get_doc(record).insert(ignore_permissions=True)


def _kept(months: list[Month]) -> dict[str, tuple[date | None, str]]:
	wanted = {"month": ("in", [month.label for month in months] or [""])}
	rows = frappe.get_all(MONTH, wanted, ["month", "until", "content"], as_list=True)
	return {month: (until, content) for month, until, content in rows}


def _oldest() -> date | None:
	(row,) = frappe.db.sql(f"SELECT MIN(answered_on) FROM `tab{RESPONSE}`")
	return row[0] and getdate(row[0])


def _counts(today: date) -> dict[Month, int]:
	rows = frappe.db.sql(
		f"""SELECT YEAR(answered_on), MONTH(answered_on), COUNT(*) FROM `tab{RESPONSE}`
		WHERE answered_on < %s GROUP BY 1, 2""",
		(kept_before(today),),
	)
	return {Month(year, month): count for year, month, count in rows}


def _rows(period: Period, restriction: str = "") -> list[tuple[Any, ...]]:
	"""Rows of `columns.FIELDS`. `restriction` is Frappe's own condition on what the user may see."""
	# A condition may look for texts with %.
	where = ["answered_on IS NOT NULL", *([restriction.replace("%", "%%")] if restriction else [])]
	values: dict[str, Any] = {}
	if period.start:
		where.append("answered_on >= %(start)s")
		values["start"] = period.start
	if period.end:
		where.append("answered_on < %(end)s")
		values["end"] = period.end + timedelta(days=1)
	fields = ", ".join(f"`{field}`" for field in columns.FIELDS[1:])
	statement = f"""SELECT TO_DAYS(answered_on) - {BEFORE_DAY_ONE}, {fields} FROM `tab{RESPONSE}`
		WHERE {" AND ".join(f"({part})" for part in where)}"""
	return list(frappe.db.sql(statement, values))
