"""The calls of providers: read only when they are signed, all entries handled, and each as often as it comes to the same end."""

from __future__ import annotations

from collections.abc import Mapping

import frappe

from workshop_crm.adapters.messaging.meta.webhook import answer_challenge, read_meta
from workshop_crm.adapters.messaging.twilio.webhook import read_twilio
from workshop_crm.core.messaging.reports import Webhook
from workshop_crm.services.messaging import clock, inbox, providers, rules, statuses, templates


def from_twilio(body: bytes, signature: str) -> None:
	"""Raises NotAllowed for a call that Twilio has not signed."""
	account = providers.twilio("SMS")
	address = providers.webhook_address(rules.TWILIO)
	now = clock.aware(clock.now())
	take(rules.TWILIO, read_twilio(body, address, signature, account.auth_token, account.account_sid, now))


def from_meta(body: bytes, signature: str) -> None:
	"""Raises NotAllowed for a call that Meta has not signed."""
	secret, now = providers.secret("meta_app_secret"), clock.aware(clock.now())
	take(rules.META, read_meta(body, signature, secret, providers.meta_accounts(), now))


def challenge(query: Mapping[str, str]) -> str:
	"""What Meta wants to hear when the address is entered there. Raises NotAllowed for a wrong verify token."""
	return answer_challenge(query, providers.secret("meta_verify_token"))


def take(provider: str, webhook: Webhook) -> None:
	"""Everything that one call told."""
	frappe.local.lang = frappe.db.get_default("lang") or "en"
	for report in webhook.statuses:
		statuses.take(provider, report)
	for one in webhook.inbound:
		inbox.receive(provider, one)
	for decision in webhook.templates:
		templates.take(decision)
