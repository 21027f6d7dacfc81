"""The made-up workshop goes through the real postings, and never over real data.

The preview fills a file of its own; a site has another command and other checks.
"""

import pytest

from workshop_crm.core.common.errors import Conflict
from workshop_crm.preview.demo import fill
from workshop_crm.preview.reset import remove_made_up_workshop


def test_the_demo_has_everything_that_real_work_leaves_behind(workshop, call, rows):
	done = []
	count = fill(workshop, 40, lambda *step: done.append(step))
	assert done[-1] == (count, count)
	assert len(rows('SELECT * FROM "tabSales Invoice"')) == count
	kinds = {row["kind"] for row in rows('SELECT DISTINCT entry_kind AS kind FROM "tabLoyalty Point Entry"')}
	assert {"Earn", "Redeem"} <= kinds
	assert call("surveys.responses")["csat"]["n"] > 0
	dashboard = call("analytics.dashboard")
	came = rows('SELECT DISTINCT customer FROM "tabSales Invoice" WHERE docstatus = 1')
	assert dashboard["cards"]["customers"] == len(came) > 30
	assert dashboard["cards"]["points_liability"] > 0
	person = rows("SELECT * FROM tabCustomer")[0]
	assert call("search.find", query=person["customer_name_ar"])["hits"][0]["customer"]
	assert rows('SELECT * FROM "tabCustomer Search Update"') == []


def test_the_demo_knows_its_people_and_what_was_said_to_them(workshop, call, rows):
	fill(workshop, 40)
	profiles = [
		call("profile.get_profile", customer=row["name"]) for row in rows("SELECT name FROM tabCustomer")
	]
	for part in ("emergency_contact", "notes", "channels"):
		assert [profile[part] for profile in profiles if profile[part]], part
	assert [profile for profile in profiles if profile["preferences"]["lines"]]
	kinds = {entry["kind"] for profile in profiles for entry in profile["history"]["entries"]}
	assert {"Message", "Call"} <= kinds
	cars = [car for profile in profiles for car in profile["vehicles"]]
	assert {due["status"] for car in cars for due in car["service_due"]} >= {"overdue", "later"}
	assert [car for car in cars if not car["vin"] or car["vin_reason"]] == []
	assert rows('SELECT * FROM "tabOdometer Correction"') == []


def test_the_demo_is_the_same_on_every_machine(tmp_path, clock, workshop):
	from workshop_crm.preview.workshop import Workshop

	other = Workshop(tmp_path / "other.sqlite3", clock)
	for one in (workshop, other):
		fill(one, 12)
	statement = 'SELECT name, customer, grand_total, loyalty_points FROM "tabSales Invoice" ORDER BY rowid'
	with workshop.open() as first, other.open() as second:
		assert [tuple(row) for row in first.execute(statement)] == [
			tuple(row) for row in second.execute(statement)
		]


def test_the_demo_never_goes_over_real_customers(workshop, new_customer, rows):
	new_customer()
	with pytest.raises(Conflict, match="--data"):
		fill(workshop, 5)
	assert len(rows("SELECT * FROM tabCustomer")) == 1
	with pytest.raises(Conflict, match="Nothing was removed"):
		remove_made_up_workshop(workshop)


def test_a_filled_demo_is_not_filled_twice(workshop):
	fill(workshop, 3)
	with pytest.raises(Conflict):
		fill(workshop, 3)


def test_the_demo_can_be_removed_to_make_room_for_real_data(workshop, call, rows, new_customer):
	fill(workshop, 5)
	secret = rows('SELECT invitation_secret FROM "tabWorkshop CRM Settings"')
	remove_made_up_workshop(workshop)
	emptied = (
		"Customer",
		"Sales Invoice",
		"Loyalty Point Entry",
		"Customer Message",
		"Background Job",
	)
	for doctype in emptied:
		assert rows(f'SELECT * FROM "tab{doctype}"') == []
	# That of the rules which every workshop starts with.
	assert [row["name"] for row in rows('SELECT name FROM "tabSeries"')] == ["ACR-"]
	assert rows('SELECT invitation_secret FROM "tabWorkshop CRM Settings"') != secret
	assert call("search.find")["hits"] == []
	assert new_customer() == "CUST-00001"
