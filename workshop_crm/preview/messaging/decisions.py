"""On which channel a customer may be written to: loads what `core.messaging.going` asks about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.messaging import going
from workshop_crm.core.messaging.going import Decision, Pending
from workshop_crm.core.messaging.messages import Order
from workshop_crm.core.messaging.place_values import has_link
from workshop_crm.core.messaging.policy import CONTACT_TIMES, Policy
from workshop_crm.core.messaging.stopping import addresses_of
from workshop_crm.core.messaging.templates import Template, text_for
from workshop_crm.preview import records
from workshop_crm.preview.messaging import consents
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.settings import Settings


def best_channel(
	connection: sqlite3.Connection,
	settings: Settings,
	order: Order,
	template: Template,
	channels: Sequence[Channel],
	now: datetime,
) -> tuple[Channel | None, Decision]:
	"""On which of the channels a template may be sent, now or later; none and the reason otherwise."""
	customer = records.get(connection, "Customer", order.customer)
	recipient = recipient_of(connection, customer)
	preferences = json.loads(customer["service_preferences"] or "{}")
	pending = Pending(
		channel="WhatsApp",
		category=template.category,
		has_link=any(has_link(text_for(template, recipient.language, channel).text) for channel in channels),
		send_after=order.send_after and order.send_after.astimezone(),
		wanted_until=order.wanted_until and order.wanted_until.astimezone(),
	)
	return going.best_channel(
		now.astimezone(),
		pending,
		recipient,
		consents.events_of(connection, settings, addresses_of(recipient)),
		Policy(settings.region),
		CONTACT_TIMES.get(preferences.get("contact_time", "")),
		channels,
	)
