import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_crm.core.search.query import MAX_QUERY, Code, understand


def read(text):
	"""Every reading as the words of its name and the kinds and parts of its codes."""
	return {
		(" ".join(reading.name.words), frozenset((code.kind, code.part) for code in reading.codes))
		for reading in understand(text).readings
	}


def reading_with(text, name, kind, part):
	return any(words == name and (kind, part) in codes for words, codes in read(text))


@pytest.mark.parametrize(
	("text", "part"),
	[
		("0551", "551"),
		("055 123", "55123"),
		("+966 55 123", "55123"),
		("00966551234567", "551234567"),
		("966551234567", "551234567"),
		("(055) 123-4567", "551234567"),
		("٠٥٥١٢٣", "55123"),
		("\u202a+966551234567\u202c", "551234567"),
		("4567", "4567"),
	],
)
def test_digits_may_be_a_part_of_a_phone_however_they_are_written(text, part):
	assert reading_with(text, "", "phone", part)


@pytest.mark.parametrize(
	"text",
	["JBA 1234", "jba1234", "J B A 1234", "1234 JBA", "أ ب ح ١٢٣٤", "ابح1234", "1234 ا ب ح", "JBA-1234"],
)
def test_a_plate_has_one_key_however_it_is_written(text):
	assert reading_with(text, "", "plate", "JBA1234")


@pytest.mark.parametrize(
	("text", "name", "kind", "part"),
	[
		("محمد 1234", "محمد", "phone", "1234"),
		("محمد 1234", "محمد", "plate", "1234"),
		("otaibi 0551", "otaibi", "phone", "551"),
		("0551 otaibi", "otaibi", "phone", "551"),
		("otaibi +966 55", "otaibi", "phone", "55"),
		("محمد أ ب ح 1234", "محمد", "plate", "JBA1234"),
		("محمد ابح ١٢٣٤", "محمد", "plate", "JBA1234"),
		("Saleh 77 HUV", "saleh", "plate", "HUV77"),
		("saleh huv77", "saleh", "plate", "HUV77"),
		("محمد أ ب ح", "محمد", "plate", "JBA"),
		("صالح E720123456", "صالح", "vin", "E720123456"),
		("JTDBR32E7", "", "vin", "JTDBR32E7"),
		("CUST-00012", "", "code", "CUST00012"),
	],
)
def test_a_mixture_is_read_as_a_name_and_a_code(text, name, kind, part):
	assert reading_with(text, name, kind, part)


def test_a_number_may_also_belong_to_the_name():
	assert ("garage 55", frozenset()) in read("Garage 55")


def test_a_name_is_nothing_else():
	assert read("Mohammed Al-Otaibi") == {("mohammed otaibi", frozenset())}
	assert read("محمد ابح") == {("محمد ابح", frozenset())}


def test_the_sums_hold_the_codes_of_all_readings():
	query = understand("محمد أ ب ح 1234")
	assert query.phones == ("1234",)
	assert {"JBA1234", "1234"} <= set(query.plates)
	assert Code("plate", "JBA1234") in {code for reading in query.readings for code in reading.codes}


def test_the_other_keyboard_is_kept_as_another_query():
	other = understand("lpl]").other
	assert (other.text, other.other) == ("محمد", None)
	assert understand("mohammed").other is None


@pytest.mark.parametrize("text", ["", "   ", "!?", "\u200f\u202e", "\ud800"])
def test_nothing_to_look_for_is_empty(text):
	assert understand(text).is_empty


@settings(deadline=None)
@given(st.text(st.characters()) | st.text("أبح ١٢34ABJ-+0()'\"*\\", max_size=40))
def test_any_text_is_understood(text):
	query = understand(text)
	assert len(query.text) <= MAX_QUERY
	assert all(code.part for reading in query.readings for code in reading.codes)
	assert query.is_empty or query.readings
