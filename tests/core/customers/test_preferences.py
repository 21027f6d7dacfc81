import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.digits import to_arabic_digits
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.customers.preferences import (
	FIELDS,
	MAX_JSON,
	PreferenceField,
	Preferences,
	form_fields,
	preference_lines,
	read_preferences,
	stored_preferences,
)

ALL = {
	"oil": "Mobil 1 5W-30",
	"parts": "genuine",
	"waiting": "drop_off",
	"contact_time": "evening",
	"advisor": "سالم",
	"approval_limit": 500,
	"keep_old_parts": True,
	"wash": True,
	"remarks": "Calls before the price goes up.",
}


def values_of(field: PreferenceField) -> st.SearchStrategy[object]:
	"""Values in the shape in which they come back."""
	if field.kind == "choice":
		return st.sampled_from([value for value, _ in field.options])
	if field.kind == "text":
		words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9)
		return st.lists(words, min_size=1, max_size=8).map(" ".join)
	if field.kind == "number":
		return st.integers(field.lowest * 1000, field.highest * 1000).map(lambda amount: amount / 1000)
	return st.just(True)


GIVEN = st.fixed_dictionaries({}, optional={field.key: values_of(field) for field in FIELDS})


@given(GIVEN, st.randoms())
def test_preferences_come_back_from_their_json_whatever_the_order_they_were_given_in(values, random):
	shuffled = list(values.items())
	random.shuffle(shuffled)
	preferences = read_preferences(dict(shuffled))
	assert preferences.values == values
	assert list(preferences.values) == [field.key for field in FIELDS if field.key in values]
	for way in (preferences.as_json(), json.dumps(dict(shuffled)), preferences):
		assert read_preferences(way) == preferences
		assert read_preferences(way).as_json() == preferences.as_json()
	assert stored_preferences(preferences.as_json()) == preferences


def test_what_is_stored_is_one_compact_readable_text():
	assert read_preferences({"wash": 1, "advisor": " سالم ", "approval_limit": "٥٠٠"}).as_json() == (
		'{"advisor":"سالم","approval_limit":500,"wash":true}'
	)


@pytest.mark.parametrize(
	"nothing",
	[None, "", "  ", "{}", "null", {}, {"oil": ""}, {"oil": None, "wash": False}, {"parts": "", "wash": "0"}],
)
def test_what_is_not_set_is_not_stored(nothing):
	assert read_preferences(nothing) == Preferences()
	assert read_preferences(nothing).as_json() == ""


@pytest.mark.parametrize("amount", [1500, 1500.0, "1500", "1,500", "١٬٥٠٠", " 1500.00 ", "١٥٠٠٫٠"])
def test_an_amount_is_read_in_every_usual_form(amount):
	assert read_preferences({"approval_limit": amount}).values == {"approval_limit": 1500}


@pytest.mark.parametrize(
	("amount", "kept"), [("0", 0), ("0.125", 0.125), ("١٢٫٥", 12.5), (1_000_000, 1_000_000)]
)
def test_amounts_between_the_limits_are_kept_to_the_thousandth(amount, kept):
	assert read_preferences({"approval_limit": amount}).values == {"approval_limit": kept}


@pytest.mark.parametrize(
	("wanted", "kept"),
	[(True, True), (1, True), ("1", True), ("Yes", True), (False, None), (0, None), ("no", None)],
)
def test_a_flag_is_set_or_absent(wanted, kept):
	assert read_preferences({"wash": wanted}).values.get("wash") is kept


KEYS = st.text(max_size=9) | st.sampled_from([field.key for field in FIELDS])
ANYTHING = st.recursive(
	st.none() | st.booleans() | st.floats() | st.text(max_size=9),
	lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
	max_leaves=8,
)


@given(ANYTHING)
def test_nothing_whatever_is_half_read(value):
	"""Either it is refused, or what was read stands for itself."""
	try:
		preferences = read_preferences(value)
	except InvalidInput:
		return
	assert read_preferences(preferences.as_json()) == preferences


@pytest.mark.parametrize(
	("text", "kept"),
	[
		("not json", {}),
		("[1]", {}),
		('{"parts": "stolen", "wash": true, "colour": "red"}', {"wash": True}),
		(None, {}),
		('{"approval_limit": -1, "oil": "5W-30"}', {"oil": "5W-30"}),
	],
)
def test_what_was_stored_by_somebody_else_is_read_as_far_as_it_goes(text, kept):
	assert stored_preferences(text).values == kept


@pytest.mark.parametrize("text", ["[" * 9_000, "1" * 9_000, "x" * (MAX_JSON + 1), '{"oil": 1e999}'])
def test_hostile_json_is_refused_like_any_other(text):
	with pytest.raises(InvalidInput):
		read_preferences(text)


def test_a_refusal_names_the_control_and_its_label_is_translated():
	with pytest.raises(InvalidInput) as error:
		read_preferences({"parts": "stolen"})
	assert error.value.field == "service_preferences.parts"
	assert error.value.text() == (
		"stolen cannot be chosen for Spare parts. Use one of these: genuine, aftermarket, ask."
	)
	assert "قطع الغيار" in error.value.text(lambda text: {"Spare parts": "قطع الغيار"}.get(text, text))


def test_the_form_gets_every_field_with_translated_labels_and_its_limits():
	fields = form_fields(str.upper)
	assert [field["key"] for field in fields] == list(ALL)
	assert {field["kind"] for field in fields} == {"choice", "text", "number", "flag"}
	by_key = {field["key"]: field for field in fields}
	assert by_key["parts"]["label"] == "SPARE PARTS"
	assert by_key["parts"]["options"][0] == {"value": "genuine", "label": "GENUINE PARTS"}
	assert by_key["remarks"]["longest"] == 280
	assert (by_key["approval_limit"]["lowest"], by_key["approval_limit"]["highest"]) == (0, 1_000_000)
	assert (by_key["wash"]["options"], by_key["wash"]["longest"], by_key["wash"]["lowest"]) == (
		[],
		None,
		None,
	)


def test_people_read_labels_words_and_amounts():
	lines = preference_lines(read_preferences({**ALL, "approval_limit": 1500}), str.upper, "SAR")
	assert [line["key"] for line in lines] == list(ALL)
	texts = {line["key"]: line["text"] for line in lines}
	assert texts["parts"] == "GENUINE PARTS"
	assert texts["wash"] == "YES"
	assert texts["approval_limit"] == "1,500 SAR"
	assert texts["oil"] == ALL["oil"]
	assert lines[0]["label"] == "ENGINE OIL"


@given(st.integers(0, 1_000_000))
def test_arabic_digits_give_the_same_amount(amount):
	typed = to_arabic_digits(str(amount))
	assert read_preferences({"approval_limit": typed}).values == {"approval_limit": amount}
