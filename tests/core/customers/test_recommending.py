"""Nobody recommends themselves, directly or through others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.customers.recommending import check_recommender, recommender

PEOPLE = "ABCDE"
GRAPHS = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), max_size=5)


def is_allowed(customer: str, who: str, graph: dict[str, str]) -> bool:
	try:
		check_recommender(customer, who, graph.get)
	except InvalidInput:
		return False
	return True


@given(st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=20))
def test_what_is_saved_step_by_step_never_becomes_a_circle(wishes):
	graph: dict[str, str] = {}
	for customer, who in wishes:
		if is_allowed(customer, who, graph):
			graph[customer] = who
		for one in graph:
			assert recommender(one, graph.get) == graph[one]


@given(GRAPHS, st.sampled_from(PEOPLE))
def test_in_a_circle_that_is_there_already_nobody_counts(graph, customer):
	seen, found = [], customer
	while (found := graph.get(found, "")) and found not in seen:
		seen.append(found)
	expected = graph.get(customer) if customer not in seen else None
	assert recommender(customer, graph.get) == expected


def test_the_refusal_says_who_came_through_whom():
	with pytest.raises(InvalidInput, match="Huda came through Reem") as refused:
		check_recommender("Reem", "Huda", {"Huda": "Noura", "Noura": "Reem"}.get)
	assert refused.value.field == "recommended_by"
	with pytest.raises(InvalidInput, match="do not recommend themselves"):
		check_recommender("Reem", "Reem", {}.get)
