import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from benchmarks.data import cdnow
from workshop_crm.core.analytics.customers import ORDERS, customers_page
from workshop_crm.core.analytics.dashboard import build
from workshop_crm.core.analytics.facts import Customers, CustomerValues, DashboardFacts, ValueHistory
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.holdout import Holdout
from workshop_crm.core.analytics.segments import ACTIVE, LOST, NO_SEGMENT
from workshop_crm.core.analytics.workings import Workings
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.tests.some import some


def test_the_cards_count_everything_without_filters(facts: DashboardFacts):
	cards = build(facts, Filters())["cards"]
	assert cards["customers"] == 4
	assert cards["active_customers"] == 2
	assert cards["visits"] == 5
	assert cards["revenue"] == 1050.0
	assert cards["average_invoice"] == 210.0
	assert cards["csat"] == {
		"share": 0.6667,
		"low": pytest.approx(0.2077, abs=1e-3),
		"high": pytest.approx(0.9385, abs=1e-3),
		"n": 3,
	}
	assert cards["response_rate"] == 0.75
	assert cards["points_liability"] == 12.5


def test_dates_choose_invoices_invitations_and_the_customers_who_came(facts: DashboardFacts):
	reply = build(facts, Filters(from_date=date(2025, 7, 1), to_date=date(2025, 12, 2)))
	assert reply["filters"] == {
		"from_date": "2025-07-01",
		"to_date": "2025-12-02",
		"segment": None,
		"service_type": None,
		"branch": None,
		"tier": None,
		"vehicle_make": None,
	}
	assert reply["cards"]["customers"] == 1
	assert (reply["cards"]["visits"], reply["cards"]["revenue"]) == (2, 420.0)
	assert reply["satisfaction"]["counts"] == [0, 1, 0, 0, 1]
	assert reply["cards"]["response_rate"] == 1.0


def test_the_segment_chooses_customers(facts: DashboardFacts):
	reply = build(facts, Filters(segment="New"))
	assert (reply["cards"]["customers"], reply["cards"]["revenue"]) == (1, 500.0)
	assert reply["satisfaction"]["counts"] == [0, 0, 0, 1, 0]
	assert reply["clv_trend"]["labels"] == ["2025-12"]
	assert reply["clv_trend"]["total"][-1] == pytest.approx(reply["cards"]["total_clv"], abs=0.01)


def test_the_service_type_chooses_invoices_and_invitations(facts: DashboardFacts):
	reply = build(facts, Filters(service_type="Oil Change"))
	assert (reply["cards"]["customers"], reply["cards"]["visits"]) == (2, 3)
	assert reply["cards"]["response_rate"] == 0.5
	assert [row["service_type"] for row in reply["service_frequency"]] == ["Oil Change"]
	assert [row["cohort"] for row in reply["retention"]["rows"]] == ["2025-01", "2025-03"]
	assert reply["retention"]["rows"][0]["counts"][6] == 1


def test_a_service_type_that_does_not_exist_is_refused(facts: DashboardFacts):
	with pytest.raises(InvalidInput, match="Paint"):
		build(facts, Filters(service_type="Paint"))


def test_every_table_of_the_reply_adds_up_to_the_cards(facts: DashboardFacts):
	for filters in (Filters(), Filters(segment="Active"), Filters(from_date=date(2025, 3, 1))):
		reply = build(facts, filters)
		cards = reply["cards"]
		assert sum(row["revenue"] for row in reply["segments"]) == cards["revenue"]
		assert sum(row["clv"] for row in reply["segments"]) == pytest.approx(cards["total_clv"], abs=0.05)
		page = customers_page(facts, filters, limit=None)
		assert page["total"] == cards["customers"] == len(page["customers"])
		assert sum(row["revenue"] for row in page["customers"]) == cards["revenue"]
		assert sum(row["visits"] for row in page["customers"]) == cards["visits"]
		assert sum(row["clv"] for row in page["customers"]) == pytest.approx(cards["total_clv"], abs=0.05)


def test_the_heatmap_and_services_have_names_and_counts(facts: DashboardFacts):
	reply = build(facts, Filters())
	assert reply["heatmap"]["weekdays"] == [0, 1, 2, 3, 4, 5, 6]
	assert reply["heatmap"]["hours"] == list(range(9, 18))
	assert reply["heatmap"]["counts"][0][0] == 1
	assert reply["service_frequency"][0] == {
		"service_type": "Oil Change",
		"name_ar": "تغيير الزيت",
		"visits": 3,
		"revenue": 300.0,
		"median_days_between": 186.0,
	}


def test_the_retention_triangle_has_no_months_that_have_not_begun(facts: DashboardFacts):
	retention = build(facts, Filters())["retention"]
	assert retention["periods"] == 12
	assert [(row["cohort"], row["size"], len(row["counts"])) for row in retention["rows"]] == [
		("2025-01", 1, 12),
		("2025-03", 1, 10),
		("2025-12", 1, 1),
	]


def test_an_invoice_of_tomorrow_is_not_counted_today(facts: DashboardFacts):
	earlier = replace(facts, as_of=date(2025, 12, 19))
	assert build(earlier, Filters())["cards"]["visits"] == 4
	assert build(earlier, Filters(to_date=date(2026, 6, 1)))["cards"]["visits"] == 4
	rows = {row["customer"]: row for row in customers_page(earlier, Filters())["customers"]}
	assert rows["C"]["last_visit"] is None


def test_stored_values_are_shown_as_stored(facts: DashboardFacts):
	stored = stored_values()
	reply = build(replace(facts, values=stored), Filters())
	assert (reply["computed_on"], reply["method"]) == ("2025-12-30", "Stored method")
	assert reply["cards"]["total_clv"] == 30.0
	assert {row["segment"]: row["clv"] for row in reply["segments"]}["Lost"] == 10.0


def test_stored_month_ends_are_added_up_for_the_customers_who_are_shown(facts: DashboardFacts):
	clv = [np.array([1.0, 10.0, 0.0, 0.0]), np.array([2.0, 20.0, 0.0, 0.0]), np.array([3.0, 30.0, 5.0, 0.0])]
	ends = tuple(date(2025, month, 28).toordinal() for month in (10, 11, 12))
	history = ValueHistory(("2025-10", "2025-11", "2025-12"), ends, clv)
	stored = replace(facts, values=replace(stored_values(), history=history))
	everybody = build(stored, Filters())["clv_trend"]
	assert (everybody["total"], everybody["average"]) == ([11.0, 22.0, 38.0], [5.5, 11.0, 12.67])
	assert build(stored, Filters(segment="Active"))["clv_trend"]["total"] == [10.0, 20.0, 30.0]
	until = build(stored, Filters(to_date=date(2025, 11, 15)))["clv_trend"]
	assert (until["labels"], until["total"]) == (["2025-10", "2025-11"], [11.0, 22.0])


def stored_values() -> CustomerValues:
	"""A is Lost, B is Active, the others were not valued."""
	return CustomerValues(
		np.array([LOST, ACTIVE, NO_SEGMENT, NO_SEGMENT], np.int8),
		np.array([10.0, 20.0, 0.0, 0.0]),
		np.array([0.1, 0.9, 0.0, 0.0]),
		date(2025, 12, 30),
		"Stored method",
	)


def test_an_empty_workshop_has_an_empty_dashboard(facts: DashboardFacts):
	nobody = DashboardFacts(
		facts.as_of, "SAR", Customers.from_rows(()), (), facts.transactions.where(facts.transactions.day < 0)
	)
	reply = build(nobody, Filters())
	assert reply["cards"] == {
		"customers": 0,
		"active_customers": 0,
		"visits": 0,
		"revenue": 0.0,
		"average_invoice": 0.0,
		"total_clv": 0.0,
		"clv_interval": None,
		"csat": {"share": None, "low": None, "high": None, "n": 0},
		"response_rate": None,
		"points_liability": None,
		"before": None,
	}
	assert customers_page(nobody, Filters()) == {"total": 0, "visits": 0, "customers": []}


def test_the_reply_is_strict_json(facts: DashboardFacts):
	for filters in (Filters(), Filters(segment="Lost"), Filters(service_type="Brakes")):
		json.dumps(build(facts, filters), allow_nan=False)
		json.dumps(customers_page(facts, filters), allow_nan=False)


def test_cdnow_adds_up():
	transactions = cdnow.master()
	customers = Customers.from_rows((f"C{place}", "", None) for place in range(cdnow.MASTER_CUSTOMERS))
	reply = build(DashboardFacts(cdnow.HOLDOUT_END, "USD", customers, (), transactions), Filters())
	assert (reply["cards"]["customers"], reply["cards"]["visits"]) == (23_570, 69_659)
	assert reply["cards"]["revenue"] == 2_500_315.63
	assert [(row["cohort"], row["size"]) for row in reply["retention"]["rows"]] == [
		("1997-01", 7846),
		("1997-02", 8476),
		("1997-03", 7248),
	]


def test_customers_are_in_the_order_that_was_asked_for(facts: DashboardFacts):
	def order(by: str) -> list[str]:
		return [row["customer"] for row in customers_page(facts, Filters(), order_by=by)["customers"]]

	assert order("revenue") == ["C", "A", "B", "D"]
	assert order("visits") == ["A", "B", "C", "D"]
	assert order("last_visit") == ["C", "A", "B", "D"]
	assert order("name") == ["C", "A", "B", "D"]
	assert {tuple(sorted(order(by))) for by in ORDERS} == {("A", "B", "C", "D")}


def test_pages_follow_each_other_without_gap_or_overlap(facts: DashboardFacts):
	pages = [customers_page(facts, Filters(), limit=2, offset=offset) for offset in (0, 2, 4)]
	assert [page["total"] for page in pages] == [4, 4, 4]
	listed = [row["customer"] for page in pages for row in page["customers"]]
	assert sorted(listed) == ["A", "B", "C", "D"]


def test_a_customers_row_says_when_the_last_visit_was(facts: DashboardFacts):
	rows = {row["customer"]: row for row in customers_page(facts, Filters())["customers"]}
	assert (rows["A"]["last_visit"], rows["A"]["visits"], rows["A"]["segment"]) == ("2025-12-01", 3, "Active")
	assert (rows["D"]["last_visit"], rows["D"]["visits"], rows["D"]["segment"]) == (None, 0, None)


@pytest.mark.parametrize("arguments", [{"order_by": "password"}, {"limit": -1}, {"offset": -1}])
def test_a_page_that_cannot_be_is_refused(facts: DashboardFacts, arguments: dict[str, object]):
	with pytest.raises(InvalidInput):
		customers_page(facts, Filters(), **arguments)  # type: ignore[arg-type]


def test_the_chance_of_coming_back_is_shown_only_of_those_who_came_on_two_days(facts: DashboardFacts):
	rows = customers_page(facts, Filters())["customers"]
	days = facts.transactions.day[facts.transactions.is_visit]
	people = facts.transactions.customer[facts.transactions.is_visit]
	for row in some(rows):
		place = facts.customers.ids.index(row["customer"])
		came_again = len(set(days[people == place].tolist())) > 1
		assert (row["p_alive"] is not None) == came_again


def test_the_interval_and_the_tests_are_of_all_customers_and_for_who_may_see_all(facts: DashboardFacts):
	day = facts.as_of
	tests = tuple(Holdout(day, day, 100.0, actual, 0.7) for actual in (90, 100, 120))
	values = replace(Workings(facts).values, tests=tests)
	whole = build(replace(facts, values=values), Filters())
	interval = whole["cards"]["clv_interval"]
	assert interval["low"] < whole["cards"]["total_clv"] < interval["high"]
	assert [row["actual"] for row in whole["forecast"]] == [90, 100, 120]
	assert [row["error"] for row in whole["forecast"]] == [0.1111, 0.0, -0.1667]
	part = build(replace(facts, values=values), Filters(segment="Active"))
	assert part["cards"]["clv_interval"] is None
	assert part["forecast"] == whole["forecast"]
	restricted = build(replace(facts, values=values, is_whole=False), Filters())
	assert (restricted["cards"]["clv_interval"], restricted["forecast"]) == (None, [])
