"""A message from a template to many customers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workshop_crm.core.common.choice import check_number
from workshop_crm.core.common.languages import LANGUAGES
from workshop_crm.core.messaging.delivery import CAME_TO_NOTHING
from workshop_crm.core.messaging.messages import Written
from workshop_crm.core.messaging.runs import (
	BULK,
	HAD_IT,
	RUN,
	SAME_MESSAGE_AFTER,
	WANTED_FOR,
	Verdict,
	check_template,
	is_for_many,
	message_key,
	question,
	template_view,
)
from workshop_crm.core.messaging.templates import template_of
from workshop_crm.core.profile.customer_list import CustomerFilters
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.company import company_name
from workshop_crm.preview.messaging import messages, runs
from workshop_crm.preview.messaging.templates import TEMPLATE, read_template
from workshop_crm.preview.messaging.verdicts import verdicts_of
from workshop_crm.preview.profile import customer_list
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.workshop import Workshop

AT_ONCE = 500


def templates(call: Call) -> dict[str, Any]:
	"""The templates that can go to many, with their texts."""
	known = map(template_of, records.find(call.connection, TEMPLATE, {"enabled": 1}, "creation"))
	company = {language: company_name(call.settings, language) for language in LANGUAGES}
	return {"templates": [template_view(one, company) for one in known if is_for_many(one)]}


def ask(call: Call, filters: CustomerFilters, template: str) -> dict[str, Any]:
	"""How many of the customers would get the message now, by which channel, and how many not and why."""
	chosen = check_template(read_template(call.connection, template))
	customers = customer_list.targets(call, filters)
	check_number(customers)
	found = verdicts_of(call.connection, call.settings, customers, chosen, call.now)
	for start_at in range(0, len(customers), AT_ONCE):
		part = customers[start_at : start_at + AT_ONCE]
		had = _had_it(call.connection, part, template, call.now)
		found |= dict.fromkeys(had, Verdict(None, HAD_IT))
	return question(found.values(), call.translate)


def start(call: Call, filters: CustomerFilters, template: str, key: str) -> dict[str, str]:
	"""Write to the customers; the same key again begins nothing."""
	check_template(read_template(call.connection, template))
	return runs.start(call, BULK, customer_list.targets(call, filters), key, template=template)


def work(workshop: Workshop, run: str) -> None:
	"""The job: write what is left of a run."""
	runs.work(workshop, run, _write)


def _write(connection: sqlite3.Connection, customer: str, run: Record, now: datetime) -> Written:
	if _had_it(connection, [customer], run["template"], now):
		return Written(None, reason=HAD_IT)
	return messages.write(
		connection,
		read_settings(connection),
		customer=customer,
		template=run["template"],
		parameters={},
		reference=(RUN, run["name"]),
		key=messages.free_key(connection, message_key(run["template"], customer, now.date())),
		wanted_until=now + WANTED_FOR,
		now=now,
		run=run["name"],
	)


def _had_it(
	connection: sqlite3.Connection, customers: Sequence[str], template: str, now: datetime
) -> set[str]:
	"""Who was written to from the template lately; what failed or was withdrawn, nobody has had."""
	lately = {
		"customer": ("in", list(customers)),
		"template": template,
		"status": ("not in", CAME_TO_NOTHING),
		"creation": (">", now - SAME_MESSAGE_AFTER),
	}
	return {row["customer"] for row in records.find(connection, messages.MESSAGE, lately)}
