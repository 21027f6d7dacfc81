"""Whom a message goes to, as core's messaging rules read it."""

from __future__ import annotations

import sqlite3
from typing import cast

from workshop_crm.core.customers.customer import LANGUAGE_NAMES
from workshop_crm.core.messaging.channels import Channel as ChannelName
from workshop_crm.core.messaging.channels import Consent, Language, Recipient
from workshop_crm.preview import records
from workshop_crm.preview.records import Record


def language_of(customer: Record) -> Language:
	"""Arabic when nothing is chosen, as on ERPNext."""
	return "en" if customer["preferred_language"] == LANGUAGE_NAMES["en"] else "ar"


def recipient_of(connection: sqlite3.Connection, customer: Record) -> Recipient:
	language = language_of(customer)
	return Recipient(
		name=(language == "ar" and customer["customer_name_ar"]) or customer["customer_name"],
		language=language,
		phone=customer["mobile_no"] or None,
		email=customer["email_id"] or None,
		consents=tuple(
			Consent(cast(ChannelName, row["channel"]), row["consent_date"], row["source"])
			for row in records.rows_of(connection, "Customer", customer["name"], "communication_channels")
		),
	)
