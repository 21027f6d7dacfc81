"""Only a file brings the preview a second number, so that only here a mobile stands beside a fixed line."""

from workshop_crm.core.messaging.channels import address_for
from workshop_crm.preview import records
from workshop_crm.preview.messaging.recipients import recipient_of


def test_messages_go_to_the_mobile_beside_a_fixed_line(call, workshop, clock):
	consent = {"channel": "SMS", "consent_date": "2026-01-05", "source": "Front desk"}
	values = {"name": "Reem Alward", "phone": "011 234 5678", "channels": [consent]}
	customer = call("customers.save_customer", values=values)["customer"]
	with workshop.writing() as connection:
		mobile = [{"phone": "+966551234567"}]
		records.add_rows(connection, "Customer", customer, "phone_nos", mobile, clock.now)
	with workshop.reading() as connection:
		recipient = recipient_of(connection, records.get(connection, "Customer", customer))
	assert address_for(recipient, "SMS") == "+966551234567"
	saved = call("customers.save_customer", customer=customer, values={"name": "Reem Alramli"})
	assert saved["warnings"] == []
