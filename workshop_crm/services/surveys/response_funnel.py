"""Counts of invitations and of their messages, of customers whom the user may see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import frappe

from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys.funnel import LEFT, Levers, funnel_view
from workshop_crm.core.surveys.scores.filters import Dimension, ResultFilters
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import conditions
from workshop_crm.services.platform.survey_links import INVITATION

MESSAGE = "Customer Message"
# What an invitation knows. Who did the work is read when the answer comes.
OF_INVITATION: tuple[Dimension, ...] = ("survey", "service_type", "language", "channel")
# Handed over, answered or opened, or a message left.
HAS_ASKED = f"""(`tab{INVITATION}`.contacts = 0 OR `tab{INVITATION}`.source IN ('Handover', 'Print')
	OR `tab{INVITATION}`.status = 'Answered' OR `tab{INVITATION}`.opened_on IS NOT NULL
	OR EXISTS (SELECT 1 FROM `tab{MESSAGE}` AS sent WHERE sent.reference_doctype = '{INVITATION}'
		AND sent.reference_name = `tab{INVITATION}`.name AND sent.status IN {LEFT}))"""
_ABOUT = f"""`tab{MESSAGE}` AS message JOIN `tab{INVITATION}` ON message.reference_doctype = '{INVITATION}'
	AND message.reference_name = `tab{INVITATION}`.name"""


def view(filters: ResultFilters) -> dict[str, Any]:
	"""The funnel of the invitations that were sent in the period of `filters`."""
	where, values = _where(filters)
	return funnel_view(
		_invitations(where, values), _messages(where, values), _after_fallback(where, values), _levers()
	)


def states(period: Period) -> list[str]:
	"""The states of the invitations of a period that asked somebody."""
	where, values = _where(ResultFilters(period, {}))
	return [row[0] for row in frappe.db.sql(f"SELECT status FROM `tab{INVITATION}` WHERE {where}", values)]


def _where(filters: ResultFilters) -> tuple[str, dict[str, Any]]:
	parts = ["sent_on IS NOT NULL"]
	values: dict[str, Any] = {}
	if filters.period.start:
		parts.append("sent_on >= %(start)s")
		values["start"] = filters.period.start
	if filters.period.end:
		parts.append("sent_on < %(end)s")
		values["end"] = filters.period.end + timedelta(days=1)
	for field in OF_INVITATION:
		if name := filters.members.get(field):
			parts.append(f"`{field}` = %({field})s")
			values[field] = name
	where = " AND ".join((*(f"`tab{INVITATION}`.{part}" for part in parts), HAS_ASKED))
	# A condition may look for texts with %.
	restriction = conditions(INVITATION).replace("%", "%%")
	return (f"{where} AND ({restriction})" if restriction else where), values


def _invitations(where: str, values: dict[str, Any]) -> list[frappe._dict]:
	return frappe.db.sql(
		f"""SELECT status = 'Answered' AS is_answered, answered_by, answered_channel, source, step, channel,
			opened_on IS NOT NULL AS is_opened, opted_out, COUNT(*) AS count
		FROM `tab{INVITATION}` WHERE {where} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8""",
		values,
		as_dict=True,
	)


def _messages(where: str, values: dict[str, Any]) -> list[frappe._dict]:
	return frappe.db.sql(
		f"""SELECT message.step, message.channel, message.status,
			COALESCE(message.fallback_of, '') <> '' AS is_fallback, COUNT(*) AS count
		FROM {_ABOUT} WHERE {where} GROUP BY 1, 2, 3, 4""",
		values,
		as_dict=True,
	)


def _after_fallback(where: str, values: dict[str, Any]) -> int:
	"""Answers to a message that took the place of one that failed."""
	(row,) = frappe.db.sql(
		f"""SELECT COUNT(DISTINCT `tab{INVITATION}`.name) FROM {_ABOUT}
		WHERE {where} AND message.fallback_of <> '' AND `tab{INVITATION}`.status = 'Answered'
			AND message.channel = `tab{INVITATION}`.answered_channel
			AND message.step = `tab{INVITATION}`.answered_by""",
		values,
	)
	return int(row[0])


def _levers() -> Levers:
	steps = frappe.get_all("Survey Cadence Step", {"enabled": 1}, "parent", parent_doctype="Survey")
	enabled = set(frappe.get_all("Survey", {"enabled": 1}, pluck="name"))
	counts = [sum(row.parent == survey for row in steps) for survey in enabled]
	rewards = {"survey_points": (">", 0)}
	return Levers(
		reminder=any(count > 1 for count in counts),
		reward=bool(frappe.db.exists("Loyalty Program", rewards)),
		handover=settings.prints_survey_code(),
	)
