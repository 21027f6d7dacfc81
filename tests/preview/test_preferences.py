"""What a customer likes is one text in the data file: canonical, empty when nothing is set, never in the way.

Reads and damages what is stored, which no request can.
"""


def stored(rows) -> list[str]:
	return [row["service_preferences"] for row in rows("SELECT service_preferences FROM tabCustomer")]


def test_the_same_preferences_are_the_same_text_in_whatever_order_they_come(new_customer, rows):
	new_customer(service_preferences={"wash": True, "oil": " 5W-30 ", "approval_limit": "٥٠٠"})
	new_customer(service_preferences='{"approval_limit": 500, "oil": "5W-30", "wash": 1}')
	first, second = stored(rows)
	assert first == second == '{"oil":"5W-30","approval_limit":500,"wash":true}'


def test_a_text_that_somebody_damaged_keeps_neither_the_profile_nor_the_form_shut(
	workshop, call, new_customer
):
	customer = new_customer(service_preferences={"oil": "5W-30"})
	with workshop.writing() as connection:
		connection.execute("UPDATE tabCustomer SET service_preferences = '{\"oil\":'")
	assert call("profile.get_profile", customer=customer)["preferences"] == {"values": {}, "lines": []}
	call("customers.save_customer", customer=customer, values={"name": "Renamed"})
	call("customers.save_customer", customer=customer, values={"service_preferences": {"parts": "ask"}})
	assert call("profile.get_profile", customer=customer)["preferences"]["values"] == {"parts": "ask"}
