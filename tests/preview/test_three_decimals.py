"""A workshop in Kuwait, Bahrain or Oman: its amounts have three decimals from the file or the till to the screen.

The currency is a setting that no request changes.
"""

import pytest

from workshop_crm.preview import records
from workshop_crm.preview.settings import change_settings

LINE = {"item": "LAB-HOUR", "qty": 1}


@pytest.fixture
def dinars(workshop):
	with workshop.writing() as connection:
		change_settings(connection, currency="KWD", vat_percent=5.0)


@pytest.mark.usefixtures("dinars")
def test_a_sale_in_dinars_keeps_every_fils(call, new_customer):
	customer = new_customer()
	quote = call("visits.quote", customer=customer, lines=[{**LINE, "rate": 12.345}])
	assert (quote["subtotal"], quote["tax"], quote["total"]) == (12.345, 0.617, 12.962)
	done = call("visits.complete", customer=customer, lines=[{**LINE, "rate": 12.345}], idempotency_key="k1")
	assert done["total"] == done["to_pay"] == 12.962
	assert call("loyalty.account", customer=customer)["lifetime_spend"] == 12.962
	assert call("profile.get_profile", customer=customer)["visits"][0]["amount"] == 12.962
	assert call("session.context")["currency_precision"] == 3
	call("visits.return_invoice", invoice=done["invoice"])
	assert call("loyalty.account", customer=customer)["lifetime_spend"] == 0


@pytest.mark.usefixtures("dinars")
def test_points_pay_dinars_to_the_fils(workshop, call, new_customer):
	with workshop.writing() as connection:
		program = records.find(connection, "Loyalty Program")[0]["name"]
		records.update(connection, "Loyalty Program", program, {"conversion_factor": 0.125}, workshop.clock())
	customer = new_customer()
	call("visits.complete", customer=customer, lines=[{**LINE, "rate": 100}], idempotency_key="k1")
	quote = call("visits.quote", customer=customer, lines=[{**LINE, "rate": 2}], redeem_points=3)
	assert (quote["redeem_amount"], quote["to_pay"]) == (0.375, 1.725)
