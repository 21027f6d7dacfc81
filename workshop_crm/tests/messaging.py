"""What the tests of messages share: a provider that takes what it is told to take, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from workshop_crm.core.messaging.sender import Outgoing, Receipt, Remedy, SendingFailed
from workshop_crm.services.messaging import clock, messages, sending
from workshop_crm.tests.records import make_customer

SETTINGS = "Workshop CRM Settings"
# Ahead of what the tests write.
NOON = (now_datetime() + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
ALL_CHANNELS = ("WhatsApp", "SMS", "Email")


@dataclass
class FakeSender:
	"""Remembers what it was given. `answer` may raise; `known` is what the provider says it has."""

	answer: Callable[[Outgoing], Receipt] = lambda message: Receipt(f"ID-{message.key}")
	known: dict[str, Receipt] = field(default_factory=dict)
	sent: list[Outgoing] = field(default_factory=list)

	def send(self, message: Outgoing) -> Receipt:
		self.sent.append(message)
		return self.answer(message)

	def find(self, message: Outgoing, since: datetime) -> Receipt | None:
		return self.known.get(message.key)


def refuse(remedy: Remedy, reason: str = "Away") -> Callable[[Outgoing], Receipt]:
	"""The answer of a provider that does not take a message."""

	def answer(message: Outgoing) -> Receipt:
		raise SendingFailed(remedy, reason, "1")

	return answer


@contextmanager
def at(moment: datetime) -> Iterator[None]:
	"""The messages' clock stands still."""
	with patch.object(clock, "now_datetime", return_value=moment):
		yield


@contextmanager
def sent_by(**senders: FakeSender) -> Iterator[None]:
	"""Senders by channel in the place of the providers'; what is done stays in the test's transaction."""

	def chosen(provider: str, channel: str) -> FakeSender:
		return senders[channel]

	with ExitStack() as stack:
		stack.enter_context(patch.object(sending, "sender_by", chosen))
		stack.enter_context(patch.object(frappe.db, "commit"))
		yield


def send_at_noon() -> None:
	"""When no country is quiet."""
	with at(NOON), patch.object(frappe.db, "commit"):
		sending.send_due()


def use_providers(**chosen: str) -> None:
	"""The settings, such as whatsapp_provider="Twilio"; the others are Outbox only."""
	given = {
		"whatsapp_provider": "Outbox only",
		"sms_provider": "Outbox only",
		"email_provider": "Outbox only",
	}
	frappe.db.set_single_value(SETTINGS, {**given, **chosen})
	frappe.clear_document_cache(SETTINGS, SETTINGS)


def reachable(*channels: str, **values: Any) -> Document:
	"""A customer who agreed to these channels."""
	rows = [{"channel": one, "consent_date": getdate(), "source": "Test"} for one in channels]
	return make_customer(communication_channels=rows, **values)


def write(customer: Document, key: str = "", **more: Any) -> Document:
	"""A message about the customer, whose thanks have no link."""
	about = ("Customer", customer.name)
	written = messages.write(customer.name, "Survey thanks", {}, about, key or f"{customer.name}:1", **more)
	assert written.message, written.reason
	return frappe.get_doc(messages.MESSAGE, written.message)


def takes_it(message: Document) -> bool:
	"""A part of the app that takes every message of a customer."""
	return True
