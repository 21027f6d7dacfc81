"""Programs to start from, and what they would have given for the invoices of a year."""


def test_every_template_has_a_worked_example_and_the_fields_of_a_program(host):
	templates = host.call("loyalty.templates")
	assert [one["key"] for one in templates] == ["simple", "visits", "intervals", "fleet"]
	for one in templates:
		assert one["example"]
		assert one["program"]["collection_rules"]
		assert one["program"]["conversion_factor"] > 0


def test_a_back_test_counts_what_is_sold(host, create_customer, complete_service):
	before = host.call("loyalty.back_test", draft="visits")
	complete_service(create_customer()["customer"], rate=400)
	after = host.call("loyalty.back_test", draft="visits")
	assert after["invoices"] >= before["invoices"] + 1
	assert after["draft"]["points"] >= before["draft"]["points"] + 10
	assert after["draft"]["program"] == "Visit Rewards"
	assert after["gain"] + after["lose"] + after["same"] > 0
	assert sum(tier["members"] for tier in after["draft"]["tiers"]) >= 1
