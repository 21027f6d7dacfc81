"""Answers as columns for the reports: of months that are over from Survey Month, of the present one from the answers."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import date, timedelta
from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys.scores import columns
from workshop_crm.core.surveys.scores.columns import Answers
from workshop_crm.core.surveys.scores.months import Month, is_over, needed
from workshop_crm.services.platform.permissions import conditions
from workshop_crm.services.surveys.kept_months import MONTH

RESPONSE = "Survey Response"
# Day 1 of the proleptic calendar is day 366 of MariaDB's.
BEFORE_DAY_ONE = 365


def answers_of(period: Period) -> Answers:
	"""What the user may see of a period, and perhaps more of its first and last month."""
	restriction = conditions(RESPONSE)
	if restriction:
		return columns.from_rows(_rows(period, restriction))
	today = getdate()
	kept = _kept()
	parts = []
	for month in needed(period, _oldest(), today):
		known = kept.get(month.label) if is_over(month, today) else None
		parts.append(_unpacked(known) if known else columns.from_rows(_rows(month.period)))
	return columns.joined(parts)


def keep_months() -> None:
	"""For the scheduler: keep each month that is over, and again when its answers are not as many as they were."""
	today = getdate()
	kept = dict(frappe.get_all(MONTH, fields=["month", "answers"], as_list=True))
	for month, answers in _counts().items():
		if is_over(month, today) and kept.get(month.label) != answers:
			_keep(month)
			frappe.db.commit()


def _keep(month: Month) -> None:
	answers = columns.from_rows(_rows(month.period))
	frappe.db.delete(MONTH, {"month": month.label})
	content = b64encode(columns.pack(answers)).decode()
	record = {"doctype": MONTH, "month": month.label, "answers": len(answers), "content": content}
	frappe.get_doc(record).insert(ignore_permissions=True)


def _kept() -> dict[str, str]:
	return dict(frappe.get_all(MONTH, fields=["month", "content"], as_list=True))


def _unpacked(content: str) -> Answers:
	return columns.unpack(b64decode(content))


def _oldest() -> date | None:
	(row,) = frappe.db.sql(f"SELECT MIN(answered_on) FROM `tab{RESPONSE}`")
	return row[0] and getdate(row[0])


def _counts() -> dict[Month, int]:
	rows = frappe.db.sql(
		f"""SELECT YEAR(answered_on), MONTH(answered_on), COUNT(*) FROM `tab{RESPONSE}`
		WHERE answered_on IS NOT NULL GROUP BY 1, 2"""
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
