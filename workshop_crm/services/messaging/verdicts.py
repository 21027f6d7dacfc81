"""Who of many customers would get a message now, on which channel: asks core as `decisions` does, and loads for all of them at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import frappe

from workshop_crm.core.messaging import going
from workshop_crm.core.messaging.going import Pending
from workshop_crm.core.messaging.opt_outs import ConsentEvent
from workshop_crm.core.messaging.place_values import has_link
from workshop_crm.core.messaging.policy import CONTACT_TIMES
from workshop_crm.core.messaging.runs import Verdict, verdict_of
from workshop_crm.core.messaging.stopping import addresses_of
from workshop_crm.core.messaging.templates import NO_TEMPLATE, Template, text_for
from workshop_crm.services.customers.customer_record import recipients_of
from workshop_crm.services.messaging import clock, consents, rules


def verdicts_of(customers: Collection[str], template: Template | None) -> dict[str, Verdict]:
	"""By customer. Some at a time: the customers are listed in the questions."""
	if template is None or not template.enabled:
		return dict.fromkeys(customers, Verdict(None, NO_TEMPLATE))
	recipients = recipients_of(customers)
	events = _events({address for one in recipients.values() for address in addresses_of(one)})
	hours = _contact_times(customers)
	channels, policy, now = rules.channel_order(), rules.policy(), clock.aware(clock.now())
	found = {}
	for customer, recipient in recipients.items():
		texts = (text_for(template, recipient.language, channel).text for channel in channels)
		pending = Pending("WhatsApp", template.category, has_link=any(map(has_link, texts)))
		known = [event for address in addresses_of(recipient) for event in events.get(address, ())]
		own_hours = CONTACT_TIMES.get(hours.get(customer, ""))
		found[customer] = verdict_of(
			*going.best_channel(now, pending, recipient, known, policy, own_hours, channels)
		)
	return found


def _events(addresses: Collection[str]) -> dict[str, list[ConsentEvent]]:
	found: dict[str, list[ConsentEvent]] = {}
	for event in consents.events_of(addresses):
		found.setdefault(event.address, []).append(event)
	return found


def _contact_times(customers: Collection[str]) -> dict[str, str]:
	"""When customers like to be reached; most have not said."""
	said = {"name": ("in", list(customers)), "service_preferences": ("like", "%contact_time%")}
	rows = frappe.get_all(
		"Customer", said, ["name", "service_preferences"], as_list=True, order_by=None, limit=0
	)
	preferences: dict[str, Any] = {name: frappe.parse_json(stored) for name, stored in rows}
	return {name: one.get("contact_time", "") for name, one in preferences.items() if isinstance(one, dict)}
