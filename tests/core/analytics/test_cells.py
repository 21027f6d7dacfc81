"""Every cell of a table opens exactly the customers that it counts."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from visit_columns import invitations, transactions
from workshop_crm.core.analytics.customers import customers_page
from workshop_crm.core.analytics.dashboard import build
from workshop_crm.core.analytics.facts import Customers, DashboardFacts, ServiceType, service_index
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.common.errors import InvalidInput

TODAY = date(2026, 3, 10)
NAMES = tuple("ABCDEF")
SERVICES = (ServiceType("Oil/Filter", "زيت"), ServiceType("Brakes", "فرامل"))

rows = st.lists(
	st.tuples(
		st.sampled_from(NAMES),
		st.integers(0, 420).map(lambda back: (TODAY - timedelta(days=back)).isoformat()),
		st.integers(-50, 300).map(float),
		st.none() | st.integers(8, 20),
		st.sampled_from(["Oil/Filter", "Brakes", None]),
	),
	max_size=40,
)
answers = st.lists(
	st.tuples(
		st.sampled_from(NAMES),
		st.integers(0, 200).map(lambda back: (TODAY - timedelta(days=back)).isoformat()),
		st.sampled_from(["Oil/Filter", None]),
		st.just(True),
		st.integers(1, 5),
	),
	max_size=15,
)
filters = st.builds(
	Filters,
	from_date=st.none() | st.dates(date(2025, 3, 1), TODAY),
	to_date=st.none() | st.dates(date(2025, 9, 1), TODAY),
	service_type=st.sampled_from([None, "Oil/Filter"]),
	segment=st.sampled_from([None, "Active", "New"]),
)


def facts_of(visits: list, asked: list) -> DashboardFacts:
	places, kinds = {name: place for place, name in enumerate(NAMES)}, service_index(SERVICES)
	return DashboardFacts(
		as_of=TODAY,
		currency="SAR",
		customers=Customers.from_rows((name, name, None) for name in NAMES),
		service_types=SERVICES,
		transactions=transactions(visits, places, kinds),
		invitations=invitations(asked, places, kinds),
	)


@examples(60)
@given(rows, answers, filters)
def test_the_list_behind_a_cell_is_as_long_as_the_cell_says(visits: list, asked: list, chosen: Filters):
	facts = facts_of(visits, asked)
	shown = build(facts, chosen)

	def behind(cell: str) -> dict:
		page = customers_page(facts, chosen, limit=None, cell=cell)
		assert page["total"] == len(page["customers"])
		assert page["visits"] == sum(row["visits"] for row in page["customers"])
		return page

	for row in shown["retention"]["rows"]:
		for period, count in enumerate(row["counts"]):
			assert behind(f"retention/{row['cohort']}/{period}")["total"] == count
	for weekday, counts in enumerate(shown["heatmap"]["counts"]):
		for hour, count in zip(shown["heatmap"]["hours"], counts, strict=True):
			assert behind(f"heatmap/{weekday}/{hour}")["visits"] == count
	months = shown["service_months"]["months"]
	for row in shown["service_months"]["rows"]:
		for month, count in zip(months, row["counts"], strict=True):
			assert behind(f"service_months/{month}/{row['service_type']}")["visits"] == count
	for group in shown["value_groups"]:
		assert behind(f"value_groups/{group['group']}")["total"] == group["customers"]
	for label, count in zip(shown["satisfaction"]["labels"], shown["satisfaction"]["counts"], strict=True):
		people = behind(f"satisfaction/{label}")["total"]
		assert people <= count
		assert (people == 0) == (count == 0)


@examples(60)
@given(rows, answers, filters)
def test_the_tenths_are_all_customers_once_and_their_shares_all_value(
	visits: list, asked: list, chosen: Filters
):
	shown = build(facts_of(visits, asked), chosen)
	groups = shown["value_groups"]
	assert sum(group["customers"] for group in groups) == shown["cards"]["customers"]
	sizes = {group["customers"] for group in groups}
	assert not sizes or max(sizes) - min(sizes) <= 1
	assert sum(group["total"] for group in groups) == pytest.approx(shown["cards"]["total_clv"], abs=0.1)
	for better, worse in itertools.pairwise(groups):
		assert better["lowest"] >= worse["highest"]
	if shown["cards"]["total_clv"]:
		assert sum(group["share"] for group in groups) == pytest.approx(1, abs=0.002)


@examples(60)
@given(rows, answers, filters)
def test_the_days_before_are_those_of_the_filter_moved_back(visits: list, asked: list, chosen: Filters):
	facts = facts_of(visits, asked)
	shown = build(facts, chosen)
	before = shown["cards"]["before"]
	until = min(chosen.to_date or TODAY, TODAY)
	if chosen.from_date is None or chosen.from_date > until:
		assert before is None
		return
	length = (until - chosen.from_date).days + 1
	assert before["to_date"] == (chosen.from_date - timedelta(days=1)).isoformat()
	assert before["from_date"] == (chosen.from_date - timedelta(days=length)).isoformat()
	again = build(
		facts,
		Filters(**{**before_filters(before), "segment": chosen.segment, "service_type": chosen.service_type}),
	)
	for name in ("customers", "visits", "revenue"):
		assert before[name] == again["cards"][name]


def before_filters(before: dict) -> dict:
	return {name: date.fromisoformat(before[name]) for name in ("from_date", "to_date")}


@pytest.mark.parametrize(
	"cell",
	[
		"nothing/1",
		"retention",
		"retention/2026/1",
		"heatmap/x/1",
		"service_months/2026-01/None",
		"value_groups/-",
		"satisfaction/4/5",
		"funnel/bounced",
		"funnel",
		"tier_moves/2026-01/Silver",
		"tier_moves/2026-01/Silver/Gold/Platinum",
		"tier_moves/2026-01/None/Such",
	],
)
def test_a_cell_that_there_is_not_is_refused(cell: str):
	facts = facts_of([("A", "2026-01-05", 10.0, 9, "Brakes")], [])
	with pytest.raises(InvalidInput):
		customers_page(facts, Filters(), cell=cell)


def test_a_cell_that_is_empty_has_nobody():
	facts = facts_of([("A", "2026-01-05", 10.0, 9, "Brakes")], [])
	for cell in ("retention/2020-01/3", "heatmap/6/3", "value_groups/9", "satisfaction/1"):
		assert customers_page(facts, Filters(), cell=cell)["total"] == 0
