"""Every filter reaches every tile and the list behind it: each says what a loop over the same rows says."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from random_visits import (
	FILTERS,
	INVITATIONS,
	MOVES,
	SEEN,
	VISITS,
	facts,
	invitation_is_meant,
	last_day,
	move_is_meant,
	visit_is_meant,
)
from workshop_crm.core.analytics.customers import customers_page
from workshop_crm.core.analytics.dashboard import TILES, build
from workshop_crm.core.analytics.facts import DashboardFacts
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.funnel_steps import STEPS
from workshop_crm.core.analytics.moves import pair_name


@examples(100)
@given(VISITS, INVITATIONS, FILTERS, st.booleans())
def test_every_tile_and_list_says_what_a_loop_over_the_rows_says(visits, asked, filters, restricted):
	told = facts(visits, asked, restricted)
	meant = [row for row in visits if visit_is_meant(row, filters, restricted)]
	came = [row for row in meant if row[4] >= 0]
	known = {row[0] for row in visits}
	answers = [row for row in asked if row[0] in known and invitation_is_meant(row, filters, restricted)]
	board = build(told, filters)
	revenue = Decimal(sum(row[4] for row in meant)) / 10**6
	assert board["cards"]["visits"] == len(came)
	assert sum(map(sum, board["heatmap"]["counts"])) == sum(row[3] is not None for row in came)
	assert Decimal(str(board["cards"]["revenue"])) == revenue
	assert sum(Decimal(str(row["revenue"])) for row in board["segments"]) == revenue
	assert sum(row["visits"] for row in board["service_frequency"]) == sum(bool(row[5]) for row in came)
	assert board["satisfaction"]["counts"] == [sum(row[9] == star for row in answers) for star in range(1, 6)]
	page = customers_page(told, filters, limit=None)
	assert page["total"] == board["cards"]["customers"] == len(page["customers"])
	shown = {row["customer"]: row for row in page["customers"]}
	for row in came:
		assert row[0] in shown
	if restricted:
		assert shown.keys() <= SEEN
	for customer, row in shown.items():
		own = [one for one in meant if one[0] == customer]
		assert row["visits"] == sum(one[4] >= 0 for one in own)
		assert Decimal(str(row["revenue"])) == Decimal(sum(one[4] for one in own)) / 10**6
	for tile in TILES:
		assert build(told, filters, tile)[tile] == board[tile]


def listed(told: DashboardFacts, filters: Filters, cell: str) -> set[str]:
	"""The customers behind a cell, each once, with their visits under the filters."""
	page = customers_page(told, filters, limit=None, cell=cell)
	names = [row["customer"] for row in page["customers"]]
	assert page["total"] == len(names) == len(set(names))
	return set(names)


@examples(100)
@given(VISITS, INVITATIONS, FILTERS, st.booleans())
def test_each_step_of_the_funnel_counts_and_opens_who_got_as_far(visits, asked, filters, restricted):
	told = facts(visits, asked, restricted)
	known = {row[0] for row in visits}
	meant = [row for row in asked if row[0] in known and invitation_is_meant(row, filters, restricted)]
	for place, step in enumerate(build(told, filters)["funnel"]):
		took = [row for row in meant if (3 if row[8] else row[10]) >= place]
		assert (step["step"], step["invitations"]) == (STEPS[place], len(took))
		customers = {row[0] for row in took}
		assert step["customers"] == len(customers)
		assert listed(told, filters, f"funnel/{step['step']}") == customers
		assert step["share"] == (round(len(took) / len(meant), 4) if meant else None)


@examples(100)
@given(VISITS, MOVES, FILTERS, st.booleans())
def test_each_month_of_a_move_counts_and_opens_who_made_it(visits, moves, filters, restricted):
	told = facts(visits, [], restricted, moves)
	of_visit = any((filters.service_type, filters.branch, filters.vehicle_make))
	came = {
		row[0]
		for row in visits
		if not of_visit or (row[4] >= 0 and visit_is_meant(row, filters, restricted, earlier=True))
	}
	wanted = defaultdict(set)
	for row in moves:
		if row[0] in came and move_is_meant(row, filters, restricted):
			month = date.fromordinal(row[2]).isoformat()[:7]
			wanted[month, row[3] or "", row[4]].add(row[0])
	shown = build(told, filters)["tier_moves"]
	assert (len(shown["months"]), shown["months"][-1]) == (12, last_day(filters).isoformat()[:7])
	found = {}
	for row in shown["rows"]:
		assert row["name"] == pair_name(row["from_tier"], row["to_tier"])
		assert any(row["counts"])
		for month, count in zip(shown["months"], row["counts"], strict=True):
			behind = listed(told, filters, f"tier_moves/{month}/{row['name']}")
			assert len(behind) == count
			if behind:
				found[month, row["from_tier"], row["to_tier"]] = behind
	assert found == {key: some for key, some in wanted.items() if key[0] in shown["months"]}
	ranks = {"": 0, "Silver": 1, "Gold": 2}
	order = [(ranks.get(row["from_tier"], 9), ranks.get(row["to_tier"], 9)) for row in shown["rows"]]
	assert order == sorted(order)
