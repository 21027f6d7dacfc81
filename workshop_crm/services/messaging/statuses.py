"""What providers report about messages that they took."""

from __future__ import annotations

import time

import frappe

from workshop_crm.core.messaging.delivery import SENDING
from workshop_crm.core.messaging.progress import reported
from workshop_crm.core.messaging.reports import StatusReport
from workshop_crm.services.messaging import aftermath, clock
from workshop_crm.services.messaging.messages import MESSAGE

TRIES = 4
SECONDS_BETWEEN_TRIES = 0.5


def take(provider: str, report: StatusReport) -> None:
	"""Move the message of a report forwards; a late or repeated one changes nothing."""
	name = _message_of(provider, report)
	if name is None:
		return
	message = frappe.get_doc(MESSAGE, name, for_update=True)
	outcome = reported(message.as_dict(), report, clock.now())
	changes = dict(outcome.changes)
	if changes and not message.provider_id:
		changes["provider_id"] = report.provider_id
	if changes:
		message.db_set(changes)
	aftermath.follow(message, outcome)


def _message_of(provider: str, report: StatusReport) -> str | None:
	"""By the provider's id, or by our own. A report may come before the worker has stored the id: it is waited for."""
	for attempt in range(TRIES):
		by_id = {"provider": provider, "provider_id": report.provider_id, "direction": "Outgoing"}
		if found := frappe.db.get_value(MESSAGE, by_id):
			return found
		by_key = {"provider": provider, "name": report.key, "direction": "Outgoing"}
		if report.key and (found := frappe.db.get_value(MESSAGE, by_key)):
			return found
		on_the_way = {"provider": provider, "status": SENDING, "direction": "Outgoing"}
		if attempt + 1 == TRIES or not frappe.db.exists(MESSAGE, on_the_way):
			return None
		time.sleep(SECONDS_BETWEEN_TRIES)
		frappe.db.commit()
	return None
