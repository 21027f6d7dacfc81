"""The message and the points that a rule adds to a call."""

from __future__ import annotations

import sqlite3
from datetime import datetime, time, timedelta

from workshop_crm.core.analytics.actions.record import facts_of
from workshop_crm.core.analytics.actions.rules import ActionRule
from workshop_crm.core.analytics.actions.words import message_values
from workshop_crm.core.common.languages import language_of
from workshop_crm.core.loyalty.win_back import NO_MEMBER, gift_rows, why_not
from workshop_crm.core.vehicles.reminders import car_label
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import accounts, posting
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings

ACTION = "Customer Action"
WANTED_FOR = timedelta(days=14)


def reach(
	connection: sqlite3.Connection, settings: Settings, action: Record, rule: ActionRule, now: datetime
) -> None:
	"""Give the points first, because the message names them. What cannot be done is said on the action."""
	problems: list[str] = []
	points, message = 0, None
	if rule.points:
		points, problem = _give(connection, settings, action, rule.points, now)
		problems.append(problem)
	if rule.template:
		message, problem = _write(connection, settings, action, rule, points, now)
		problems.append(problem)
	if rule.points or rule.template:
		told = "\n".join(filter(None, problems))
		changes = {"points": points, "message": message, "problem": told}
		records.update(connection, ACTION, action["name"], changes, now)


def withdraw(connection: sqlite3.Connection, action: Record, now: datetime) -> None:
	"""Withdraw the waiting message of a customer who was called or dismissed."""
	if action["message"]:
		messages.withdraw(connection, (ACTION, action["name"]), now)


def _give(
	connection: sqlite3.Connection, settings: Settings, action: Record, points: int, now: datetime
) -> tuple[int, str]:
	account = posting.open_account(connection, settings, action["customer"])
	if account is None:
		return 0, NO_MEMBER
	if problem := why_not(account.program, points, now.date()):
		return 0, problem
	rows = gift_rows(account.program, account.entries, action["name"], points, now.date())
	accounts.write(connection, account.program, action["customer"], rows, now)
	return points, ""


def _write(
	connection: sqlite3.Connection,
	settings: Settings,
	action: Record,
	rule: ActionRule,
	points: int,
	now: datetime,
) -> tuple[str | None, str]:
	language = language_of(records.get(connection, "Customer", action["customer"])["preferred_language"])
	names_ar = {row["name"]: row["name_ar"] for row in records.find(connection, "Service Type")}
	car = records.first(connection, "Vehicle", {"name": action["vehicle"]}) if action["vehicle"] else None
	label = car_label(car, language) if car else ""
	written = messages.write(
		connection,
		settings,
		customer=action["customer"],
		template=rule.template,
		parameters=message_values(rule, facts_of(action), names_ar, label, points, now.date(), language),
		reference=(ACTION, action["name"]),
		key=action["action_key"],
		wanted_until=datetime.combine(now.date() + WANTED_FOR, time.max.replace(microsecond=0)),
		now=now,
	)
	return written.message, written.reason
