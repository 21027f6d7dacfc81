import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.names.fold import fold
from workshop_crm.core.search.documents import CustomerDocument, candidate
from workshop_crm.core.search.query import understand
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
	assert [hit.customer for hit in found(name, (CustomerDocument("C1", name),))] == ["C1"]


@given(st.text(st.characters()))
def test_no_query_breaks_the_ranking(text):
	assert len(found(text)) <= 2


def test_the_end_of_a_vin_with_letters_is_no_name_and_number():
	best = found("E720123456")[0]
	assert (best.customer, best.reason) == ("CUST-00001", "vin")
	assert best.score > 80
