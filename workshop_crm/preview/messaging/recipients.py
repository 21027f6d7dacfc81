"""Whom a message goes to, as core's messaging rules read it."""

from __future__ import annotations

import sqlite3
from typing import cast

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.languages import language_of, name_in
from workshop_crm.core.messaging.channels import Consent, Recipient
from workshop_crm.preview import records
from workshop_crm.preview.records import Record


def recipient_of(connection: sqlite3.Connection, customer: Record) -> Recipient:
	language = language_of(customer["preferred_language"])
	return Recipient(
		name=name_in(language, customer["customer_name"], customer["customer_name_ar"]),
		language=language,
		phone=customer["mobile_no"] or None,
		email=customer["email_id"] or None,
		consents=tuple(
			Consent(cast(Channel, row["channel"]), row["consent_date"], row["source"])
			for row in records.rows_of(connection, "Customer", customer["name"], "communication_channels")
		),
		other_phones=tuple(
			row["phone"] for row in records.rows_of(connection, "Customer", customer["name"], "phone_nos")
		),
	)
