"""What is done beside a message that could not be sent: the next channel, the log of opt-outs, a word to a person."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from workshop_crm.core.messaging.opt_outs import OPT_OUT
from workshop_crm.core.messaging.progress import Outcome
from workshop_crm.services.messaging import consents, fallbacks
from workshop_crm.services.messaging.people import tell
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.words import _

HOURS_BETWEEN_TELLING = 6


def follow(message: Document, outcome: Outcome) -> None:
	"""The message keeps its state even if this fails."""
	if not outcome.next:
		return
	with isolated("After a message", message.doctype, message.name):
		if outcome.next == "fall_back":
			fallbacks.fall_back(message)
		elif outcome.next == "drop_fallbacks":
			fallbacks.drop(message.name)
		elif outcome.next == "opt_out":
			consents.record(
				message.recipient, message.channel, OPT_OUT, "Provider", message.customer, message.name
			)
		else:
			_tell_manager(message)


def _tell_manager(message: Document) -> None:
	"""Once for each trouble in a while: a wrong token stops every message."""
	told = f"workshop_crm_trouble:{message.channel}:{message.error}"
	if not frappe.cache.get_value(told, expires=True):
		frappe.cache.set_value(told, 1, expires_in_sec=HOURS_BETWEEN_TELLING * 3600)
		subject = _("{channel} messages cannot be sent: {reason}")
		tell(
			subject.format(channel=_(message.channel), reason=_(message.error)), message.doctype, message.name
		)
