"""An invoice goes to its customer: a message with a link, which waits in the outbox."""

from __future__ import annotations

from functools import partial

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
from workshop_crm.core.visits.visit import ALL_RIGHTS, acts
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.messaging.templates import template_for
from workshop_crm.preview.visits import invoices, visit
from workshop_crm.preview.visits.invoices import INVOICE


def send(call: Call, name: str, channel: Channel | None) -> dict[str, str]:
	"""Write the message of the day, or send it again where it has not left.

	Raises InvalidInput with the reason when the customer cannot be written to that way.
	"""
	connection, settings = call.connection, call.settings
	row = records.get(connection, INVOICE, name)
	outstanding = invoices.outstanding(connection, row)
	if not acts(visit.state_of(connection, row), outstanding, ALL_RIGHTS)["send"]:
		raise InvalidInput(CANNOT_BE_SENT, record=name)
	check_age(name, row["posting_date"], call.today)
	template = template_for(connection, PURPOSE)
	if template is None:
		raise InvalidInput(NO_TEMPLATE)
	recipient = recipient_of(connection, records.get(connection, "Customer", row["customer"]))
	of_the_day = partial(message_key, name, channel or "", call.today)
	key = key_for(recipient, of_the_day, lambda key: messages.known(connection, key))
	if (known := messages.known(connection, key)) and goes_again(known):
		status = messages.resend(connection, settings, known, call.now)
		return {"message": known["name"], "status": status, "channel": known["channel"]}
	written = messages.write(
		connection,
		settings,
		customer=row["customer"],
		template=template.name,
		parameters=places(
			name, row["grand_total"], settings.currency, settings.rounding.decimals, recipient.language
		),
		reference=(INVOICE, name),
		key=key,
		channel=channel,
		now=call.now,
	)
	if not written.message:
		raise InvalidInput(written.reason)
	return {"message": written.message, "status": written.state or "", "channel": written.channel or ""}
