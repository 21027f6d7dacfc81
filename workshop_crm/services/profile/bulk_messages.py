"""A message from a template to many customers, by managers."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

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
from workshop_crm.core.profile.customer_list import CustomerFilters
from workshop_crm.services.messaging import messages, runs
from workshop_crm.services.messaging.templates import TEMPLATE, read_template
from workshop_crm.services.messaging.verdicts import verdicts_of
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_manager
from workshop_crm.services.platform.words import _
from workshop_crm.services.profile import customer_list

AT_ONCE = 500


def templates() -> dict[str, Any]:
	"""The templates that can go to many, with their texts."""
	require_manager()
	company = {language: settings.company_name(language) for language in LANGUAGES}
	names = frappe.get_all(TEMPLATE, {"enabled": 1}, pluck="name", order_by="creation")
	known = (read_template(name) for name in names)
	return {"templates": [template_view(one, company) for one in known if one and is_for_many(one)]}


def ask(filters: CustomerFilters, template: str) -> dict[str, Any]:
	"""How many of the customers would get the message now, by which channel, and how many not and why."""
	require_manager()
	chosen = check_template(read_template(template))
	customers = customer_list.targets(filters)
	check_number(customers)
	verdicts: list[Verdict] = []
	for start_at in range(0, len(customers), AT_ONCE):
		part = customers[start_at : start_at + AT_ONCE]
		found = {**verdicts_of(part, chosen), **dict.fromkeys(_had_it(part, template), Verdict(None, HAD_IT))}
		verdicts += found.values()
	return question(verdicts, _)


def start(filters: CustomerFilters, template: str, key: str) -> dict[str, str]:
	"""Write to the customers; the same key again begins nothing."""
	require_manager()
	check_template(read_template(template))
	return runs.start(BULK, customer_list.targets(filters), key, template=template)


def work(run: str) -> None:
	"""The job: write what is left of a run."""
	runs.work(run, _write)


def _write(customer: str, run: Document) -> Written:
	frappe.db.get_value("Customer", customer, "name", for_update=True)
	if _had_it([customer], run.template):
		return Written(None, reason=HAD_IT)
	return messages.write(
		customer=customer,
		template=run.template,
		parameters={},
		reference=(RUN, run.name),
		key=messages.free_key(message_key(run.template, customer, getdate())),
		wanted_until=now_datetime() + WANTED_FOR,
		run=run.name,
	)


def _had_it(customers: list[str], template: str) -> set[str]:
	"""Who was written to from the template lately; what failed or was withdrawn, nobody has had."""
	lately = {
		"customer": ("in", customers),
		"template": template,
		"status": ("not in", CAME_TO_NOTHING),
		"creation": (">", now_datetime() - SAME_MESSAGE_AFTER),
	}
	return set(frappe.get_all(messages.MESSAGE, lately, pluck="customer", order_by=None, limit=0))
