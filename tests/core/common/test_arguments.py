"""What a request carries is fitted to an endpoint's parameters, or refused with the name of the argument."""

import json
import math
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.arguments import fit, parameters, whole_numbers
from workshop_crm.core.common.bounds import MAX_DEPTH, MAX_INTEGER, MAX_TEXT, MIN_INTEGER, bounded
from workshop_crm.core.common.errors import InvalidInput

DEEP = "[" * 50_000 + "]" * 50_000


def endpoint(
	text: str,
	number: int = 0,
	flag: bool = False,
	rows: list[Any] | None = None,
	values: dict[str, Any] | None = None,
	named: dict[str, Any] = {},  # noqa: B006
	either: list[Any] | str | None = None,
) -> None:
	"""One parameter of each kind."""


@dataclass(frozen=True)
class Filters:
	"""A group of arguments."""

	size: int
	name: str | None = None


def grouped(filters: Filters, limit: int = 50) -> None:
	"""One group beside an argument."""


def fitted(**given: object) -> dict[str, object]:
	return fit(parameters(endpoint), {"text": "x", **given})


anything = st.recursive(
	st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
	lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters()), inner, max_size=3),
)


@given(st.sampled_from(["text", "number", "flag", "rows", "values"]), anything)
def test_whatever_passes_is_of_its_type_and_can_be_stored_and_shown(name, value):
	try:
		kept = fitted(**{name: value})[name]
	except InvalidInput:
		return
	kinds = {"text": str, "number": int, "flag": bool, "rows": list | None, "values": dict | None}
	assert isinstance(kept, kinds[name])
	json.dumps(kept, allow_nan=False, ensure_ascii=False).encode()


@pytest.mark.parametrize(
	("name", "value"),
	[
		("number", 10**30), ("number", MAX_INTEGER + 1), ("number", MIN_INTEGER - 1), ("number", math.nan), ("number", 1e30),
		("number", "9" * 400), ("number", "9" * 5000), ("number", True), ("number", "NaN"), ("text", "x" * (MAX_TEXT + 1)),
		("text", None), ("flag", 2), ("flag", "maybe"), ("rows", DEEP), ("rows", {}), ("rows", [math.inf]), ("rows", [10**30]),
		("rows", [0] * 20_001), ("values", "[1]"), ("values", "not JSON"), ("values", '{"a":' * 900 + "1" + "}" * 900),
		("values", {"a": "x" * (MAX_TEXT + 1)}), ("rows", "[" + "0," * 600_000 + "0]"),
	],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_by_name(name, value):
	with pytest.raises(InvalidInput) as error:
		fitted(**{name: value})
	assert error.value.field == name


def test_values_may_be_as_deep_as_a_form_needs_and_no_deeper():
	value: object = 1
	for _level in range(MAX_DEPTH):
		value = [value]
	assert bounded("rows", value) == value
	with pytest.raises(InvalidInput, match="inside each other"):
		bounded("rows", [value])


def test_a_truth_may_be_a_number_or_a_word_and_a_whole_number_may_have_a_point():
	assert [fitted(flag=given)["flag"] for given in (True, 1, 0, "true", "0")] == [
		True,
		True,
		False,
		True,
		False,
	]
	assert [fitted(number=given)["number"] for given in (3, 3.0, "3", "3.0")] == [3, 3, 3, 3]


def test_lists_and_named_values_may_come_as_text_as_they_do_in_a_query():
	assert fitted(named='{"a": 1}')["named"] == {"a": 1}
	assert [fitted(either=given)["either"] for given in ('["Call"]', "Call", "7", "", None)] == [
		["Call"],
		"Call",
		"7",
		"",
		None,
	]
	assert [fitted(rows=given)["rows"] for given in ("[1]", "", None)] == [[1], None, None]


def test_halves_of_characters_are_joined_or_replaced_at_any_depth():
	assert fitted(values={"\ud83d": ["\ud83d\ude00"]})["values"] == {"\ufffd": ["\U0001f600"]}


def test_an_argument_that_is_missing_or_unknown_is_named():
	with pytest.raises(InvalidInput, match="text is missing"):
		fit(parameters(endpoint), {})
	with pytest.raises(InvalidInput, match="nonsense") as error:
		fitted(**{"nonsense\ud800" * 100: 1})
	error.value.text().encode()


def test_the_arguments_of_a_group_are_given_one_by_one_and_come_together():
	known = parameters(grouped)
	assert fit(known, {"size": "3", "name": "x", "limit": "7"}) == {"filters": Filters(3, "x"), "limit": 7}
	assert fit(known, {"size": 3}) == {"filters": Filters(3)}


@pytest.mark.parametrize(
	("given", "field", "words"),
	[
		({}, "size", "size is missing"),
		({"size": "many"}, "size", "size must be a whole number"),
		({"size": 1, "name": []}, "name", "name must be text"),
		({"size": 1, "color": "red"}, "", "color is not known here"),
		({"filters": {"size": 1}}, "", "filters is not known here"),
	],
)
def test_an_argument_of_a_group_is_refused_by_its_own_name(given, field, words):
	with pytest.raises(InvalidInput, match=words) as error:
		fit(parameters(grouped), given)
	assert error.value.field == field


def test_numbers_of_records_are_numbers():
	assert whole_numbers("names", [1, "2"]) == [1, 2]
	for odd in (["x"], [None], [True], [-1], ["9" * 30], [[1]], [1.5]):
		with pytest.raises(InvalidInput):
			whole_numbers("names", odd)
