"""Whom a message goes to, as core's messaging rules read it."""

from __future__ import annotations

import sqlite3
from typing import cast

from workshop_crm.core.messaging.channels import Channel as ChannelName
from workshop_crm.core.messaging.channels import Consent, Language, Recipient
from workshop_crm.preview.store import customers


def language_of(customer: customers.Customer) -> Language:
	"""Arabic when nothing is chosen, as on ERPNext."""
	return "en" if customer.language == "en" else "ar"


def recipient_of(connection: sqlite3.Connection, customer: customers.Customer) -> Recipient:
	language = language_of(customer)
	return Recipient(
		name=(language == "ar" and customer.customer_name_ar) or customer.customer_name,
		language=language,
		phone=customer.phone or None,
		email=customer.email or None,
		consents=tuple(
			Consent(cast(ChannelName, row.channel), row.consent_date, row.source)
			for row in customers.channels(connection, customer.name)
		),
	)
