"""Every filter reaches every tile and the list behind it: each says what a loop over the same rows says."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.analytics.columns import Coders, assembled, encoded
from workshop_crm.core.analytics.customers import customers_page
from workshop_crm.core.analytics.dashboard import TILES, build
from workshop_crm.core.analytics.facts import CustomerValues, DashboardFacts, Tiers
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.funnel import STEPS
from workshop_crm.core.analytics.moves import pair_name
from workshop_crm.core.analytics.rules import ScoringRules
from workshop_crm.core.analytics.segments import SEGMENTS
from workshop_crm.core.analytics.stored import Surroundings, Visible, facts_of

TODAY = date(2026, 3, 1)
CUSTOMERS = tuple(f"CUST-{number}" for number in range(6))
# Of customers by number.
SEGMENT_OF = dict(zip(CUSTOMERS, (0, 1, 2, 3, 4, 1), strict=True))
GOLD, SEEN = {"CUST-1", "CUST-2"}, {"CUST-0", "CUST-1", "CUST-4"}
SERVICES, BRANCHES, MAKES = ("Oil", "Brakes"), ("North", "South"), ("Kia", "Toyota")
ORDINALS = st.integers(TODAY.toordinal() - 400, TODAY.toordinal() + 20)

VISIT = st.tuples(
	st.sampled_from(CUSTOMERS),
	st.integers(0, 2**59),
	ORDINALS,
	st.integers(8, 20),
	st.integers(-100_000_000, 900_000_000),
	st.sampled_from(SERVICES),
	st.sampled_from(BRANCHES),
	st.sampled_from(MAKES),
	st.none(),
	st.none(),
	st.just(0),
)
INVITATION = st.tuples(
	st.sampled_from(CUSTOMERS),
	st.integers(0, 2**59),
	ORDINALS,
	st.sampled_from(SERVICES),
	st.sampled_from(BRANCHES),
	st.sampled_from(MAKES),
	st.none(),
	st.none(),
	st.just(True),
	st.integers(1, 5),
	st.integers(0, 2),
)
TIERS = ("Silver", "Gold", "Gold/Plus~")
MOVE = st.tuples(
	st.sampled_from(CUSTOMERS),
	st.integers(0, 2**59),
	ORDINALS,
	st.none() | st.sampled_from(TIERS),
	st.sampled_from(TIERS),
	st.none(),
)
FILTERS = st.builds(
	Filters,
	from_date=st.none() | ORDINALS.map(date.fromordinal),
	segment=st.none() | st.sampled_from(SEGMENTS),
	service_type=st.none() | st.sampled_from(SERVICES),
	branch=st.none() | st.sampled_from(BRANCHES),
	tier=st.none() | st.just("Gold"),
	vehicle_make=st.none() | st.sampled_from(MAKES),
)


def facts(visits: list, asked: list, restricted: bool, moves: tuple | list = ()) -> DashboardFacts:
	coders = Coders()
	for column, names in (("service", SERVICES), ("branch", BRANCHES), ("make", MAKES)):
		coders.labels[column].encode(names)
	coders.customer.encode(CUSTOMERS)
	rows = {"visits": visits, "asked": asked, "moves": moves}
	columns = assembled(coders, {kind: [encoded(kind, some, coders)] for kind, some in rows.items()})
	segments = np.array([SEGMENT_OF[customer] for customer in CUSTOMERS], np.int8)
	values = CustomerValues(segments, np.arange(6.0), np.full(6, 0.5), TODAY, "method")
	tiers = Tiers(("Silver", "Gold"), lambda tier: sorted(GOLD) if tier == "Gold" else [])
	around = Surroundings(TODAY, "SAR", lambda _ids: {}, {}, ScoringRules(), tiers)
	mine = np.array([customer in SEEN for customer in CUSTOMERS])
	may = None
	if restricted:
		may = Visible(
			mine,
			mine[columns.visits["customer"]],
			mine[columns.asked["customer"]],
			mine[columns.moves["customer"]],
			mine,
		)
	return facts_of(columns.with_values(values), around, may)


def is_meant(customer: str, day: int, of_visit: tuple, filters: Filters, restricted: bool) -> bool:
	wanted = (filters.service_type, filters.branch, filters.vehicle_make)
	return (
		day <= TODAY.toordinal()
		and (not filters.from_date or day >= filters.from_date.toordinal())
		and all(want in (None, has) for want, has in zip(wanted, of_visit, strict=True))
		and (not filters.segment or (SEGMENTS[SEGMENT_OF[customer]] == filters.segment))
		and (not filters.tier or customer in GOLD)
		and (not restricted or customer in SEEN)
	)


@given(st.lists(VISIT, max_size=25), st.lists(INVITATION, max_size=10), FILTERS, st.booleans())
def test_every_tile_and_list_says_what_a_loop_over_the_rows_says(visits, asked, filters, restricted):
	told = facts(visits, asked, restricted)
	meant = [row for row in visits if is_meant(row[0], row[2], row[5:8], filters, restricted)]
	came = [row for row in meant if row[4] >= 0]
	known = {row[0] for row in visits}
	answers = [
		row for row in asked if row[0] in known and is_meant(row[0], row[2], row[3:6], filters, restricted)
	]
	board = build(told, filters)
	revenue = Decimal(sum(row[4] for row in meant)) / 10**6
	assert board["cards"]["visits"] == len(came) == sum(map(sum, board["heatmap"]["counts"]))
	assert Decimal(str(board["cards"]["revenue"])) == revenue
	assert sum(Decimal(str(row["revenue"])) for row in board["segments"]) == revenue
	assert sum(row["visits"] for row in board["service_frequency"]) == len(came)
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


@given(st.lists(VISIT, max_size=12), st.lists(INVITATION, max_size=20), FILTERS, st.booleans())
def test_each_step_of_the_funnel_counts_and_opens_who_got_as_far(visits, asked, filters, restricted):
	asked = [(*row[:8], bool(row[1] % 2), row[9] if row[1] % 2 else None, row[10]) for row in asked]
	told = facts(visits, asked, restricted)
	known = {row[0] for row in visits}
	meant = [
		row for row in asked if row[0] in known and is_meant(row[0], row[2], row[3:6], filters, restricted)
	]
	for place, step in enumerate(build(told, filters)["funnel"]):
		took = [row for row in meant if (3 if row[8] else row[10]) >= place]
		assert (step["step"], step["invitations"]) == (STEPS[place], len(took))
		customers = {row[0] for row in took}
		assert step["customers"] == len(customers)
		assert listed(told, filters, f"funnel/{step['step']}") == customers
		assert step["share"] == (round(len(took) / len(meant), 4) if meant else None)


@given(st.lists(VISIT, max_size=12), st.lists(MOVE, max_size=20), FILTERS, st.booleans())
def test_each_month_of_a_move_counts_and_opens_who_made_it(visits, moves, filters, restricted):
	told = facts(visits, [], restricted, moves)
	anytime = replace(filters, from_date=None)
	of_visit = any((filters.service_type, filters.branch, filters.vehicle_make))
	came = {
		row[0]
		for row in visits
		if not of_visit or (row[4] >= 0 and is_meant(row[0], row[2], row[5:8], anytime, restricted))
	}
	no_visit = replace(filters, service_type=None, branch=None, vehicle_make=None)
	wanted = defaultdict(set)
	for row in moves:
		if row[0] in came and is_meant(row[0], row[2], (None,) * 3, no_visit, restricted):
			month = date.fromordinal(row[2]).isoformat()[:7]
			wanted[month, row[3] or "", row[4]].add(row[0])
	shown = build(told, filters)["tier_moves"]
	assert (len(shown["months"]), shown["months"][-1]) == (12, TODAY.isoformat()[:7])
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
