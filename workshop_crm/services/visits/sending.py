"""An invoice goes to its customer: a message with a link, by the channel that was chosen or the best one there is."""

from __future__ import annotations

from functools import partial

import frappe
from frappe.utils import getdate

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.known import goes_again, key_for
from workshop_crm.core.messaging.templates import NO_TEMPLATE
from workshop_crm.core.visits.sending import (
	CANNOT_BE_SENT,
	PURPOSE,
	check_age,
	message_key,
	places,
)
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.loyalty import posting
from workshop_crm.services.loyalty.redemption import payable
from workshop_crm.services.messaging import messages
from workshop_crm.services.messaging.templates import template_for
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import rounding
from workshop_crm.services.platform.permissions import require_customer, require_record, require_staff
from workshop_crm.services.visits.visit import INVOICE, acts_of


def send(name: str, channel: Channel | None) -> dict[str, str]:
	"""Write the message of the day, or send it again where it has not left.

	Raises InvalidInput with the reason when the customer cannot be written to that way.
	"""
	require_staff()
	require_record(INVOICE, name)
	invoice = frappe.get_doc(INVOICE, name)
	require_customer(invoice.customer)
	if not acts_of(invoice, posting.facts_of(invoice))["send"]:
		raise InvalidInput(CANNOT_BE_SENT, record=name)
	check_age(name, getdate(invoice.posting_date), getdate())
	template = template_for(PURPOSE)
	if template is None:
		raise InvalidInput(NO_TEMPLATE)
	recipient = recipient_of(frappe.get_doc("Customer", invoice.customer))
	of_the_day = partial(message_key, name, channel or "", getdate())
	key = key_for(recipient, of_the_day, messages.known)
	if (known := messages.known(key)) and goes_again(known):
		message = messages.resend(known.name)
		return {"message": message.name, "status": message.status, "channel": message.channel}
	currency = settings.currency(invoice.company)
	written = messages.write(
		customer=invoice.customer,
		template=template.name,
		parameters=places(name, payable(invoice), currency, rounding().decimals, recipient.language),
		reference=(INVOICE, name),
		key=key,
		channel=channel,
		company=invoice.company,
	)
	if not written.message:
		raise InvalidInput(written.reason)
	return {"message": written.message, "status": written.state or "", "channel": written.channel or ""}
