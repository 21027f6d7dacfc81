"""What messages have cost, which Twilio tells only some time after they have left."""

from __future__ import annotations

from datetime import timedelta

import frappe

from workshop_crm.adapters.messaging.twilio.sender import TwilioSender
from workshop_crm.core.messaging.sender import SendingFailed
from workshop_crm.services.messaging import clock, providers, rules
from workshop_crm.services.messaging.messages import MESSAGE

MAX_MESSAGES = 200
DAYS_BACK = 2
MINUTES_UNTIL_KNOWN = 10


def fetch() -> None:
	"""Ask for the prices of the last days that are not known yet; a provider that is away is asked at the next run."""
	now = clock.now()
	unpriced = {
		"provider": rules.TWILIO,
		"provider_id": ("is", "set"),
		"direction": "Outgoing",
		"currency": ("is", "not set"),
		"sent_on": (
			"between",
			(now - timedelta(days=DAYS_BACK), now - timedelta(minutes=MINUTES_UNTIL_KNOWN)),
		),
	}
	fields = ["name", "channel", "provider_id"]
	for message in frappe.get_all(MESSAGE, unpriced, fields, order_by="sent_on", limit=MAX_MESSAGES):
		try:
			receipt = TwilioSender(providers.twilio(message.channel)).price_of(message.provider_id)
		except SendingFailed:
			return
		if receipt.price is not None:
			cost = {"price": abs(receipt.price), "currency": receipt.currency}
			frappe.db.set_value(MESSAGE, message.name, cost, update_modified=False)
			frappe.db.commit()
