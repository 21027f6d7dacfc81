"""Who of many customers would get a message now, on which channel."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime

from workshop_crm.core.common.channels import MESSAGE_CHANNELS
from workshop_crm.core.messaging.messages import Order
from workshop_crm.core.messaging.runs import Verdict, verdict_of
from workshop_crm.core.messaging.templates import NO_TEMPLATE, Template
from workshop_crm.preview.messaging import decisions
from workshop_crm.preview.settings import Settings


def verdicts_of(
	connection: sqlite3.Connection,
	settings: Settings,
	customers: Collection[str],
	template: Template | None,
	now: datetime,
) -> dict[str, Verdict]:
	"""By customer."""
	if template is None or not template.enabled:
		return dict.fromkeys(customers, Verdict(None, NO_TEMPLATE))
	found = {}
	for customer in customers:
		order = Order(customer=customer, template=template.name, parameters={}, reference=("", ""), key="")
		decided = decisions.best_channel(connection, settings, order, template, MESSAGE_CHANNELS, now)
		found[customer] = verdict_of(*decided)
	return found
