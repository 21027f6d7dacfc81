"""The daily job: everybody who crossed a rule's line becomes a Customer Action, once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from workshop_crm.core.analytics.actions.crossing import is_valuable, window
from workshop_crm.core.analytics.actions.record import OPEN, new_action
from workshop_crm.core.analytics.actions.rules import ActionRule, rule_of
from workshop_crm.preview import records
from workshop_crm.preview.analytics.actions import reaching, settling
from workshop_crm.preview.analytics.actions.crossers import Crosser, crossers, least_value, values_of
from workshop_crm.preview.analytics.actions.rules import RULE
from workshop_crm.preview.settings import Settings, read_settings
from workshop_crm.preview.workshop import Workshop

ACTION = "Customer Action"


def run(workshop: Workshop) -> None:
	"""See what came of earlier actions and make new ones. Twice makes nothing twice."""
	now = workshop.clock()
	with workshop.writing() as connection:
		settling.settle(connection, now)
		for record in records.find(connection, RULE, {"enabled": 1}):
			_apply(connection, read_settings(connection), rule_of(record), record["checked_until"], now)


def _apply(
	connection: sqlite3.Connection,
	settings: Settings,
	rule: ActionRule,
	checked_until: date | None,
	now: datetime,
) -> None:
	days = window(checked_until, now.date())
	found = list(crossers(connection, settings, rule, days))
	for one, clv in _allowed(connection, rule, found, now.date()):
		_make(connection, settings, rule, one, clv, now)
	# A sale or answer of today may still come, so the day is looked at once more tomorrow.
	records.update(connection, RULE, rule.name, {"checked_until": now.date()}, now)


def _allowed(
	connection: sqlite3.Connection, rule: ActionRule, found: list[Crosser], today: date
) -> Iterator[tuple[Crosser, float | None]]:
	"""Those whom the rule means, a customer once, with their value."""
	names = list({one.customer for one in found})
	values, least = values_of(connection, names), least_value(connection, rule)
	named = {"name": ("in", names), "disabled": 0}
	present = {row["name"] for row in records.find(connection, "Customer", named, fields=("name",))}
	taken = _taken_lately(connection, rule, today)
	for one in found:
		clv = values.get(one.customer)
		if one.customer in present - taken and is_valuable(clv, least):
			if rule.every_days:
				taken.add(one.customer)
			yield one, clv


def _taken_lately(connection: sqlite3.Connection, rule: ActionRule, today: date) -> set[str]:
	if not rule.every_days:
		return set()
	lately = {"rule": rule.name, "made_on": (">", today - timedelta(days=rule.every_days))}
	return {row["customer"] for row in records.find(connection, ACTION, lately, fields=("customer",))}


def _make(
	connection: sqlite3.Connection,
	settings: Settings,
	rule: ActionRule,
	one: Crosser,
	clv: float | None,
	now: datetime,
) -> None:
	values = new_action(rule, one.customer, one.crossing, clv, now.date())
	if records.exists(connection, ACTION, {"action_key": values["action_key"]}):
		return
	name = records.insert(connection, ACTION, values, now)
	if values["status"] == OPEN:
		reaching.reach(connection, settings, records.get(connection, ACTION, name), rule, now)
