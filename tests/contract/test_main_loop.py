"""The main job from end to end, as one story: found, served, asked, answered, followed up, rewarded."""


def test_the_whole_loop_for_one_customer(
	host, create_customer, create_vehicle, complete_service, survey_link
):
	made = create_customer(name="Loai Sharbatli", name_ar="لؤي شربتلي")
	customer = made["customer"]
	car = create_vehicle(customer)

	def found() -> bool:
		return customer in [hit["customer"] for hit in host.call("search.find", query=made["phone"])["hits"]]

	host.wait_until(found, "finding the new customer")
	first = complete_service(customer, rate=1500, vehicle=car["vehicle"], odometer=2000)
	assert first["points_earned"] > 0

	token = survey_link(customer)
	form = host.call_as_guest("surveys.form", token=token)
	rating = next(
		question["id"] for question in form["survey"]["en"]["questions"] if question["kind"] == "rating"
	)
	host.call_as_guest("surveys.answer", token=token, answers={rating: 2})

	def followed_up() -> bool:
		return customer in [
			case["customer"] for case in host.call("surveys.follow_ups", limit=500)["follow_ups"]
		]

	host.wait_until(followed_up, "the follow-up of a low score")

	second = complete_service(
		customer, rate=900, vehicle=car["vehicle"], odometer=2500, redeem_points=first["balance"]
	)
	assert second["points_redeemed"] == first["balance"]
	assert second["to_pay"] < second["total"]

	host.call("analytics.refresh")

	def analysed() -> bool:
		value = host.call("profile.get_profile", customer=customer)["value"]
		return bool(value) and value["visits"] >= 1 and value["segment"] in ("New", "Active")

	host.wait_until(analysed, "the customer in the analytics")
	profile = host.call("profile.get_profile", customer=customer)
	assert profile["visit_count"] == 2
	assert profile["satisfaction"]["last_rating"] == 2
	assert profile["loyalty"]["balance"] == second["balance"]
	assert "Message" in [entry["kind"] for entry in profile["history"]["entries"]]
