import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.search.queries import phone_formats, plate_formats
from workshop_crm.core.names.fold import fold
from workshop_crm.core.search.documents import CustomerDocument, candidate
from workshop_crm.core.search.query import cleaned, understand
from workshop_crm.core.search.ranking import rank, recent_hit

OTAIBI = CustomerDocument(
	"CUST-00001",
	"Mohammed Al-Otaibi",
	"محمد العتيبي",
	("+966551234567",),
	("JBA 1234",),
	("JTDBR32E720123456",),
)
SALEH = CustomerDocument("CUST-00012", "Saleh Al-Harbi", "صالح الحربي", ("+966509876543",), ("HUV 77",))
EVERYONE = (OTAIBI, SALEH)


def found(text, documents=EVERYONE, limit=10):
	return rank(understand(text), [candidate(document) for document in documents], limit)


@pytest.mark.parametrize(
	("typed", "customer", "reason"),
	[
		("Mohammed Al-Otaibi", "CUST-00001", "name"),
		("محمد العتيبي", "CUST-00001", "name"),
		("otaibi", "CUST-00001", "name"),
		("0551", "CUST-00001", "phone"),
		("055 123", "CUST-00001", "phone"),
		("+966 55 123 4567", "CUST-00001", "phone"),
		("٠٥٥١٢٣٤٥٦٧", "CUST-00001", "phone"),
		("4567", "CUST-00001", "phone"),
		("jba1234", "CUST-00001", "plate"),
		("أ ب ح ١٢٣٤", "CUST-00001", "plate"),
		("1234 ابح", "CUST-00001", "plate"),
		("أ ب ح", "CUST-00001", "plate"),
		("أ ب", "CUST-00001", "plate"),
		("١٢٣٤", "CUST-00001", "plate"),
		("ABJ 1234", "CUST-00001", "plate"),
		("123456", "CUST-00001", "vin"),
		("jtdbr", "CUST-00001", "vin"),
		("JTDBR32E720123456", "CUST-00001", "vin"),
		("CUST-00012", "CUST-00012", "code"),
		("cust 00012", "CUST-00012", "code"),
		("محمد 4567", "CUST-00001", "name"),
	],
)
def test_a_customer_is_found_by_what_people_type_and_the_reason_says_why(typed, customer, reason):
	best = found(typed)[0]
	assert (best.customer, best.reason) == (customer, reason)


@pytest.mark.parametrize("typed", ["Mohammed Otaibi", "Muhamad Alotaibi", "Mohamed Al Utaybi"])
def test_a_latin_spelling_finds_a_customer_with_only_an_arabic_name(typed):
	only_arabic = CustomerDocument("C1", "محمد العتيبي")
	best = found(typed, (only_arabic, CustomerDocument("C2", "أحمد الغامدي")))[0]
	assert (best.customer, best.reason, best.matched) == ("C1", "name_sound", "محمد العتيبي")


def test_an_arabic_spelling_finds_a_customer_with_only_a_latin_name():
	assert found("جمال القحطاني", (CustomerDocument("C1", "Gamal Gahtani"),))[0].reason == "name_sound"


@pytest.mark.parametrize(
	"typed", ["Mohamed Otabi", "Mohammd Otaibi", "محمد العتبي", "محمد العتييبي", "MohammedOtaibi"]
)
def test_one_typing_error_still_finds_the_customer(typed):
	assert found(typed)[0].customer == "CUST-00001"


def test_the_exact_spelling_goes_before_its_variants():
	names = [CustomerDocument("C1", "على"), CustomerDocument("C2", "علي"), CustomerDocument("C3", "عالي")]
	assert [hit.customer for hit in found("علي", names)][:2] == ["C2", "C1"]
	assert found("على", names)[0].customer == "C1"


def test_equals_are_ordered_by_last_visit_then_by_value():
	names = [
		CustomerDocument("C1", "سعد", last_visit="2024-01-01"),
		CustomerDocument("C2", "سعد", value=5.0),
		CustomerDocument("C3", "سعد", last_visit="2025-01-01"),
		CustomerDocument("C4", "سعد", value=9.0),
	]
	assert [hit.customer for hit in found("سعد", names)] == ["C3", "C1", "C4", "C2"]


def test_a_plate_read_from_the_wrong_side_comes_after_the_one_that_reads_so():
	cars = [
		CustomerDocument("C1", "A", plates=("ABJ 1234",)),
		CustomerDocument("C2", "B", plates=("JBA 1234",)),
	]
	for typed in ("JBA 1234", "أ ب ح ١٢٣٤"):
		best, other = found(typed, cars)
		assert (best.customer, best.score, other.customer) == ("C2", 100.0, "C1")
	assert found("ح ب أ ١٢٣٤", cars)[0].customer == "C1"


def test_disabled_customers_come_last_however_well_they_match():
	names = [CustomerDocument("C1", "Saad", disabled=True), CustomerDocument("C2", "Saadi")]
	assert [hit.customer for hit in found("Saad", names)] == ["C2", "C1"]


def test_words_in_the_typed_order_go_before_the_other_order():
	names = [CustomerDocument("C1", "عمر محمد"), CustomerDocument("C2", "محمد عمر")]
	assert found("محمد عمر", names)[0].customer == "C2"


def test_a_name_and_a_number_together_say_more_than_either():
	names = [
		CustomerDocument("C1", "محمد", phones=("+966551111111",)),
		CustomerDocument("C2", "خالد", phones=("+966552221234",)),
		CustomerDocument("C3", "محمد", phones=("+966553331234",)),
	]
	assert found("محمد 1234", names)[0].customer == "C3"


def test_a_number_inside_a_name_counts_as_name():
	assert (
		found("Garage 55", (CustomerDocument("C1", "Garage 54"), CustomerDocument("C2", "Garage 55")))[
			0
		].customer
		== "C2"
	)


def test_the_limit_cuts_and_scores_stay_between_0_and_100():
	names = [CustomerDocument(f"C{number}", "محمد") for number in range(30)]
	hits = found("محمد", names, limit=7)
	assert len(hits) == 7
	assert all(0 <= hit.score <= 100 for hit in hits)
	assert found("محمد", names, limit=0) == []


def test_a_recent_customer_says_so():
	assert recent_hit(SALEH).reason == "recent"


@given(st.text(st.characters(), max_size=40).filter(lambda text: any(c.isalpha() for c in fold(text))))
def test_every_name_finds_itself(name):
	# Single letters beside a number are a plate, and nobody's name.
	assume(understand(name).name)
	assert [hit.customer for hit in found(name, (CustomerDocument("C1", name),))] == ["C1"]


@given(st.text(st.characters()))
def test_no_query_breaks_the_ranking(text):
	assert len(found(text)) <= 2


def test_the_end_of_a_vin_with_letters_is_no_name_and_number():
	best = found("E720123456")[0]
	assert (best.customer, best.reason) == ("CUST-00001", "vin")
	assert best.score > 80


def test_the_other_keyboard_is_tried_when_nobody_has_such_a_name():
	best = found("lpl] hgujdfd")[0]
	assert (best.customer, best.reason) == ("CUST-00001", "keyboard")
	assert found("hgujdfd", (CustomerDocument("C1", "Hgujdfd"), OTAIBI))[0].customer == "C1"


@pytest.mark.parametrize(
	"typed", ["m", "mo", "moh", "mohamm", "mohammed o", "محم", "محمد الع", "otai", "abd"]
)
def test_a_name_is_found_while_it_is_typed(typed):
	documents = [*EVERYONE, CustomerDocument("C3", "عبدالرحمن")]
	expected = "C3" if typed == "abd" else "CUST-00001"
	assert found(typed, documents)[0].customer == expected


@pytest.mark.parametrize(
	("typed", "name"),
	[
		("Otaibi Mohammed", "محمد العتيبي"),
		("Mohammed Otaibi", "محمد سعد ناصر العتيبي"),
		("Abdul Rahman Saleh", "عبدالرحمن صالح"),
		("عبد الرحمن صالح", "Abdulrahman Saleh"),
		("AbdulrahmanSaleh", "عبدالرحمن صالح"),
		("محمد عتيبي", "Mohammed Al-Otaibi"),
	],
)
def test_a_name_is_found_in_part_in_another_order_joined_or_split(typed, name):
	others = ["محمد الغامدي", "Abdulrahman Omar", "صالح العتيبي", "عبدالله صالح", "سعد محمد"]
	documents = [CustomerDocument("C0", name)]
	documents += [CustomerDocument(f"C{number}", other) for number, other in enumerate(others, start=1)]
	assert found(typed, documents)[0].customer == "C0"


@pytest.mark.parametrize(
	"typed",
	[
		"محمد JBA 1234",
		"محمد أ ب ح 1234",
		"ابح 1234 محمد",
		"Mohammed 0551",
		"mohamed 00966551",
		"محمد E720123456",
	],
)
def test_a_name_with_any_code_beside_it_finds_the_one_who_has_both(typed):
	same_name = CustomerDocument("C2", "محمد العتيبي", phones=("+966567770000",), plates=("HUV 77",))
	same_plate = CustomerDocument("C3", "خالد الحربي", plates=("JBA 1234",))
	hits = found(typed, (same_name, same_plate, OTAIBI))
	assert hits[0].customer == "CUST-00001"


@pytest.mark.parametrize("typed", phone_formats("+966551234567"))
def test_a_phone_is_found_in_every_format(typed):
	near = CustomerDocument("C9", "A", phones=("+966551234576",))
	assert found(typed, (near, OTAIBI))[0].customer == "CUST-00001"


@pytest.mark.parametrize("typed", plate_formats("JBA 1234"))
def test_a_plate_is_found_in_every_format(typed):
	near = CustomerDocument("C9", "A", plates=("JBA 1243", "ABJ 123"))
	assert found(typed, (near, OTAIBI))[0].customer == "CUST-00001"


def test_a_name_that_nothing_is_like_finds_nobody():
	assert found("xyzzy qwfp") == []
	assert found("زغظظ") == []


NAMES = st.lists(
	st.text("abdehilmnorsuy ", min_size=1, max_size=16) | st.text("ابتحدرسعلمنهوي ", min_size=1, max_size=16),
	min_size=2,
	max_size=12,
	unique=True,
).filter(lambda names: all(fold(name) for name in names))


@settings(deadline=None)
@given(NAMES)
def test_a_name_stands_first_among_others_when_it_is_typed_exactly(names):
	documents = [CustomerDocument(f"C{number}", name) for number, name in enumerate(names)]
	for name in names:
		same = {other.customer for other in documents if cleaned(other.name) == cleaned(name)}
		assert found(name, documents)[0].customer in same


@settings(deadline=None)
@given(NAMES, st.randoms(use_true_random=False), st.booleans())
def test_the_order_does_not_depend_on_how_the_candidates_came(names, chance, is_disabled):
	documents = [
		CustomerDocument(f"C{number}", name, disabled=is_disabled and number % 2 == 0)
		for number, name in enumerate(names)
	]
	once = found(names[0], documents)
	chance.shuffle(documents)
	assert found(names[0], documents) == once
	assert [hit.disabled for hit in once] == sorted(hit.disabled for hit in once)


@pytest.mark.parametrize(
	"typed",
	[
		"\ud800\udfff",
		"\u202e\u2066محمد\u2069 \u200f\x00",
		"محمد " * 2500,
		"1" * 10_000,
		"a" * 10_000,
		"'; DROP TABLE customer; --",
		"name:(+محمد -x) AND [1 TO *] \\ ~2^3 /re/ ?*",
		"%%%___",
		"𝔪𝔬𝔥 ١٢٣ \U0010ffff",
	],
)
def test_strange_queries_are_ranked_like_any_other(typed):
	assert len(found(typed)) <= 2
