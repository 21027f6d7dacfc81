"""What the owner sees of the program: the figures agree with each other, and with the rows behind every number."""

import csv
import io
import secrets

import pytest
from openpyxl import load_workbook

from hosts import CallFailed

EXPORT = "/api/method/workshop_crm.api.loyalty.export_figures"
EXPORT_LIST = "/api/method/workshop_crm.api.loyalty.export_figure_list"
TABLES = ("points", "breakage", "tiers", "flows", "members", "cost", "rewards", "rules")
KINDS = ("earned", "reversed", "redeemed", "restored", "expired", "adjusted")
ALL_TIME = {"from_date": "2020-01-01"}


@pytest.fixture(scope="module")
def member(host):
	"""A customer who earned, was given points, took some off an invoice, kept a reward and gave one back."""
	made = host.call("customers.save_customer", values={"name": f"Figures {secrets.token_hex(4)}"})
	customer = made["customer"]
	sell(host, customer, 500)
	given = {"points": 450, "kind": "Goodwill", "reason": "A long wait"}
	host.call("loyalty.adjust", customer=customer, idempotency_key=secrets.token_hex(8), **given)
	sell(host, customer, 200, redeem_points=10)
	for _twice in range(2):
		key = secrets.token_hex(8)
		try:
			kept = host.call(
				"loyalty.reserve_reward", customer=customer, reward="Car wash", idempotency_key=key
			)
		except CallFailed:
			break
	else:
		host.call("loyalty.cancel_reward", redemption=kept["redemption"])
	returned = sell(host, customer, 300)
	host.call("visits.return_invoice", invoice=returned["invoice"])
	return customer


@pytest.fixture(scope="module")
def figures(host, member):
	return host.call("loyalty.figures", **ALL_TIME)


@pytest.fixture
def listed(host):
	def call(**cell):
		page = host.call("loyalty.figure_list", limit=500, **{**ALL_TIME, **cell})
		assert len(page["rows"]) == min(page["total"], 500)
		return page

	return call


def sell(host, customer, rate, **more):
	item = host.call("visits.options")["items"][0]["item"]
	sale = {"lines": [{"item": item, "qty": 1, "rate": rate}], "idempotency_key": secrets.token_hex(12)}
	return host.call("visits.complete", customer=customer, **sale, **more)


def test_the_months_add_up_from_what_was_outstanding_to_what_is(host, figures):
	balance, total = figures["points"]["opening"], figures["points"]["total"]
	for month in figures["points"]["months"]:
		balance += sum(month[kind] for kind in KINDS)
		assert month["outstanding"] >= balance
		assert month["liability"] == pytest.approx(month["outstanding"] * figures["point_value"], abs=0.011)
	for kind in KINDS:
		assert sum(month[kind] for month in figures["points"]["months"]) == total[kind]
	assert total["earned"] > 0 > total["redeemed"]
	assert total["reversed"] < 0
	assert total["outstanding"] == figures["points"]["months"][-1]["outstanding"]


def test_every_month_and_kind_opens_rows_that_add_up_to_it(figures, listed):
	for row in [*figures["points"]["months"][-3:], figures["points"]["total"]]:
		for kind in KINDS:
			page = listed(table="points", month=row["month"], column=kind)
			assert page["sums"]["points"] == row[kind], (row["month"], kind)
			if page["total"] <= 500:
				assert sum(entry["points"] for entry in page["rows"]) == row[kind]
		owed = listed(table="points", month=row["month"], column="outstanding")
		assert owed["sums"]["points"] == row["outstanding"]


def test_breakage_is_the_share_of_ended_points_that_expired(figures, listed):
	breakage = figures["breakage"]
	ended = breakage["redeemed"] + breakage["expired"]
	assert breakage["share"] == (round(breakage["expired"] / ended, 4) if ended > 0 else None)
	for column, sign in (("redeemed", -1), ("expired", -1)):
		points = listed(table="breakage", column=column)["sums"]["points"]
		assert sign * points == breakage[column]


def test_the_tiers_at_the_end_are_those_at_the_start_and_the_moves(figures, listed):
	for tier in figures["tiers"]:
		came = sum(flow["count"] for flow in figures["flows"] if flow["to_tier"] == tier["tier"])
		left = sum(flow["count"] for flow in figures["flows"] if flow["from_tier"] == tier["tier"])
		assert tier["end"] == tier["start"] + came - left
		for column in ("start", "end"):
			assert listed(table="tiers", row=tier["tier"], column=column)["total"] == tier[column]


def test_every_move_between_tiers_opens_the_customers_who_made_it(figures, listed):
	assert figures["flows"]
	for flow in figures["flows"][-10:]:
		cell = {
			"month": flow["month"],
			"row": flow["from_tier"],
			"column": flow["to_tier"],
			"reason": flow["reason"],
		}
		page = listed(table="flows", **cell)
		assert page["total"] == flow["count"]
		assert {row["date"][:7] for row in page["rows"]} == {flow["month"]}


def test_members_and_others_open_lists_as_long_as_their_numbers(figures, listed):
	for group in figures["members"]["groups"]:
		whose = {"table": "members", "row": group["group"]}
		customers = listed(**whose, column="customers")
		assert customers["total"] == group["customers"]
		assert customers["sums"]["visits"] == group["visits"]
		assert customers["sums"]["invoices"] == group["invoices"]
		assert customers["sums"]["amount"] == pytest.approx(group["spend"], abs=0.011)
		assert listed(**whose, column="invoices")["total"] == group["invoices"]
		assert listed(**whose, column="index")["total"] == group["index"]
		assert listed(**whose, column="again")["total"] == group["again"]
		assert group["share"]["n"] == group["index"] >= group["again"]


def test_the_cost_of_a_repeat_visit_is_what_was_given_by_those_visits(figures, listed):
	cost = figures["cost"]
	assert cost["cost"] == pytest.approx(
		cost["points_worth"] + cost["rewards"] + cost["handed_over_worth"], abs=0.02
	)
	visits = listed(table="cost", column="visits")
	assert visits["sums"]["visits"] == cost["repeat_visits"] > 0
	assert cost["each"] == pytest.approx(cost["cost"] / cost["repeat_visits"], abs=0.011)
	assert -listed(table="cost", column="points")["sums"]["points"] == cost["points"]
	assert listed(table="cost", column="rewards")["sums"]["amount"] == pytest.approx(cost["rewards"])


def test_each_reward_opens_those_who_took_it_by_state(figures, listed):
	assert figures["rewards"]
	for reward in figures["rewards"]:
		states = ("reserved", "applied", "used", "cancelled", "expired")
		assert sum(reward[state] for state in states) == reward["taken"]
		for column in ("taken", *states):
			assert listed(table="rewards", row=reward["reward"], column=column)["total"] == reward[column]
		spent = listed(table="rewards", row=reward["reward"], column="points")
		assert spent["sums"]["points"] == reward["points"]


def test_rules_give_what_was_earned_and_open_their_rows(figures, listed):
	assert sum(rule["points"] for rule in figures["rules"]) == figures["points"]["total"]["earned"]
	for rule in figures["rules"]:
		page = listed(table="rules", row=rule["key"], column="points")
		assert (page["total"], page["sums"]["points"]) == (rule["rows"], rule["points"])
		assert page["sums"]["amount"] == pytest.approx(rule["turnover"], abs=0.011)


def test_a_sale_and_a_gift_of_points_are_in_the_figures_at_once(host, create_customer, complete_service):
	before = host.call("loyalty.figures", **ALL_TIME)["points"]["total"]
	customer = create_customer()["customer"]
	earned = complete_service(customer, rate=400)["points_earned"]
	given = {"points": 40, "kind": "Goodwill", "reason": "x", "idempotency_key": secrets.token_hex(8)}
	host.call("loyalty.adjust", customer=customer, **given)
	after = host.call("loyalty.figures", **ALL_TIME)["points"]["total"]
	assert after["earned"] == before["earned"] + earned
	assert after["adjusted"] == before["adjusted"] + 40
	assert after["outstanding"] == before["outstanding"] + earned + 40
	rows = host.call("loyalty.figure_list", table="points", column="adjusted", limit=500)["rows"]
	assert customer in {row["customer"] for row in rows}


def test_a_period_before_everything_is_empty(host):
	nothing = host.call("loyalty.figures", from_date="1999-01-01", to_date="1999-01-31")
	assert nothing["points"]["months"] == []
	assert nothing["breakage"]["share"] is None
	assert nothing["cost"]["each"] is None
	assert nothing["rules"] == nothing["flows"] == []
	assert all(group["customers"] == 0 for group in nothing["members"]["groups"])


@pytest.mark.parametrize(
	("cell", "said"),
	[
		({"table": "nothing"}, "no table"),
		({"table": "points", "column": "secret"}, "no list"),
		({"table": "members", "row": "all", "column": "customers"}, "no list"),
		({"table": "points", "column": "earned", "month": "2026-13"}, "is not a month"),
		({"table": "points", "column": "earned", "program": "No such program"}, "no loyalty program"),
	],
)
def test_what_there_is_not_is_refused(host, cell, said):
	with pytest.raises(CallFailed, match=said):
		host.call("loyalty.figure_list", **cell)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_saved_as_it_is_shown(host, figures, table):
	response = host.request("GET", f"{EXPORT}?table={table}&from_date=2020-01-01")
	assert response.ok
	head, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
	shown = {
		"points": [*figures["points"]["months"], figures["points"]["total"]],
		"members": figures["members"]["groups"],
		"breakage": [1],
		"cost": [1],
	}.get(table) or figures[table]
	assert len(rows) == len(shown)
	assert all(len(row) == len(head) for row in rows)


def test_a_list_is_saved_as_a_workbook_with_all_its_rows(host, figures):
	cell = "table=points&column=redeemed&from_date=2020-01-01&kind=xlsx"
	response = host.request("GET", f"{EXPORT_LIST}?{cell}")
	sheet = load_workbook(io.BytesIO(response.content)).active
	rows = list(sheet.values)
	place = rows[0].index("Points")
	assert sum(row[place] for row in rows[1:]) == figures["points"]["total"]["redeemed"]
