"""E-mails that Frappe's queue took and could not send after all."""

from __future__ import annotations

from datetime import timedelta

import frappe

from workshop_crm.core.common.errors import N_
from workshop_crm.core.messaging.delivery import SENT
from workshop_crm.core.messaging.reports import StatusReport
from workshop_crm.services.messaging import clock, rules, statuses
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.isolation import isolated

QUEUE = "Email Queue"
GIVEN_UP = "Error"
"""Frappe tries three times before a row of its queue gets this state."""
DAYS_BACK = 7
NOT_SENT = N_(
	"The site's mail server did not take the e-mail. Look at the Email Queue and at the outgoing e-mail account of this site."
)


def take_over() -> None:
	"""Such a message has failed, and goes by the next channel as any other that failed."""
	for name, queued in _given_up():
		with isolated("E-mail that was not sent", MESSAGE, name):
			report = StatusReport(queued, "Failed", remedy="other_channel", reason=NOT_SENT, key=name)
			statuses.take(rules.EMAIL_ACCOUNT, report)
		frappe.db.commit()


def _given_up() -> list[tuple[str, str]]:
	message, queue = frappe.qb.DocType(MESSAGE), frappe.qb.DocType(QUEUE)
	query = (
		frappe.qb.from_(message)
		.join(queue)
		.on(queue.name == message.provider_id)
		.select(message.name, queue.name)
		.where(message.status == SENT)
		.where(message.provider == rules.EMAIL_ACCOUNT)
		.where(message.sent_on > clock.now() - timedelta(days=DAYS_BACK))
		.where(queue.status == GIVEN_UP)
	)
	return list(query.run())
