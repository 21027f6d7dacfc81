"""A new day: points expire on paper too, links close, figures follow the date.

Only the preview's clock can be turned on to another day.
"""

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.jobs.worker import Worker
from workshop_crm.preview.loyalty import ledger


def test_expired_points_get_a_row_of_their_own_dated_the_day_after(workshop, call, new_customer, sell, clock):
	customer = new_customer()
	earned = sell(customer)["points_earned"]
	clock.pass_time(days=400)
	worker = Worker(workshop)
	for _time in range(2):
		worker.begin_day()
	entries = call("loyalty.account", customer=customer)["entries"]
	assert [(entry["kind"], entry["points"]) for entry in entries] == [("Expire", -earned), ("Earn", earned)]
	assert entries[0]["date"] == "2027-03-11"
	with workshop.open() as connection:
		assert balance(ledger.entries(connection, "Workshop Rewards", customer), clock.now.date()) == 0


def test_points_restored_to_an_expired_lot_expire_once_more(workshop, call, new_customer, sell, clock):
	customer = new_customer()
	earned = sell(customer, rate=2000)["balance"]
	clock.pass_time(days=300)
	spent = sell(customer, rate=300, redeem_points=earned)
	clock.pass_time(days=100)
	Worker(workshop).begin_day()
	call("visits.cancel", invoice=spent["invoice"])
	clock.pass_time(days=1)
	Worker(workshop).begin_day()
	account = call("loyalty.account", customer=customer)
	assert account["balance"] == 0
	assert sum(entry["points"] for entry in account["entries"]) == 0


def test_an_unanswered_invitation_is_marked_as_expired(workshop, new_customer, sell, worker, clock, rows):
	sell(new_customer())
	worker.run_due()
	clock.pass_time(days=15)
	Worker(workshop).begin_day()
	assert rows('SELECT status FROM "tabSurvey Invitation"') == [{"status": "Expired"}]


def test_figures_follow_the_date_and_are_computed_once_a_day(workshop, call, new_customer, sell, clock):
	customer = new_customer()
	sell(customer)
	worker = Worker(workshop)
	worker.begin_day()
	worker.run_due()
	value = call("profile.get_profile", customer=customer)["value"]
	# One visit is what the average of all visits is, although the model knows of no later one.
	assert (value["segment"], value["visits"], value["average_visit"] > 0) == ("New", 1, True)
	clock.pass_time(days=200)
	worker.begin_day()
	worker.run_due()
	assert call("profile.get_profile", customer=customer)["value"]["segment"] == "High Risk"


def test_a_lost_index_is_written_anew_at_the_start(workshop, call, new_customer, worker):
	new_customer()
	worker.run_due()
	for left in workshop.index_path.parent.glob(f"{workshop.index_path.name}*"):
		left.unlink()
	fresh = Worker(workshop)
	fresh.begin_day()
	fresh.run_due()
	assert len(call("search.find", query="Reem")["hits"]) == 1


def test_an_empty_workshop_has_nothing_to_compute(workshop, rows):
	Worker(workshop).begin_day()
	assert rows('SELECT * FROM "tabBackground Job" WHERE kind = ?', kinds.ANALYSE) == []
