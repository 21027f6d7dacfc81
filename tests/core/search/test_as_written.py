"""What is written as typed stands before what only sounds so; blanks, companies' words and keyboards' letters hide nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.names.common_names import COMMON_NAMES
from workshop_crm.core.names.fold import fold
from workshop_crm.core.search.as_written import NAME, NOT_WRITTEN, as_written
from workshop_crm.core.search.documents import CustomerDocument, candidate
from workshop_crm.core.search.duplicates import likely_duplicates
from workshop_crm.core.search.query import understand
from workshop_crm.core.search.ranking import rank, recent_hit

WORDS = st.lists(st.text("abdhlmnر محدس", min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)

JOINED_AND_APART = [
	("Bin Mahfouz", "Binmahfouz"),
	("بن محفوظ", "بنمحفوظ"),
	("Dela Cruz", "Delacruz"),
	("نورة الحداد", "نورةالحداد"),
	("Vinod Kumar", "Vinodkumar"),
	("عبد الرحيم سعيد", "عبدالرحيم سعيد"),
	("Mac Donald", "Macdonald"),
]


def named(*names, **more):
	return [CustomerDocument(f"C{number}", name, **more) for number, name in enumerate(names)]


def found(text, documents, limit=10):
	return rank(understand(text), [candidate(document) for document in documents], limit)


def names_found(text, *names):
	return [hit.name for hit in found(text, named(*names))]


@pytest.mark.parametrize(
	("typed", "names"),
	[
		("ziad alz", ["Ziad Alzahrani", "Ziyad Zahrani", "Zayd Al-Zahrani"]),
		("hassan", ["Hassan", "Hassan Ali", "Ali Hassan", "Ali Hassanain", "Husain Ali"]),
		("زياد", ["زياد", "زياد سالم", "سالم زياد", "ضياء"]),
		("thunayyan", ["Thunayyan Saleh", "Saleh Thunayyan", "Thunyan Saleh"]),
		("النور", ["النور", "النور للتجارة", "شركة النور", "نورة سالم"]),
	],
)
def test_the_whole_name_its_beginning_a_word_and_the_beginning_of_a_word_come_in_this_order(typed, names):
	written = [name for name in names if f" {fold(typed)}" in f" {fold(name)}"]
	assert 0 < len(written) < len(names)
	assert names_found(typed, *reversed(names))[: len(written)] == written


@pytest.mark.parametrize(
	("typed", "names"),
	[
		("نور", ["نور", "نور سالم", "شركة النور", "نورة سالم", "سالم النور", "سالم نورة"]),
		("نور", ["سالم نور", "نورة سالم"]),
		("النور", ["النور", "النور للتجارة", "شركة النور", "النورس", "سالم النوري"]),
		("النور", ["مؤسسة نور", "النورس", "سالم نور"]),
		("noor", ["Noor", "Noor Salem", "Salem Noor", "Noora Salem", "Salem Noora"]),
		("نور للتج", ["نور للتجارة", "شركة نور للتجارة"]),
	],
)
def test_a_whole_word_with_or_without_article_stands_before_the_beginning_of_another(typed, names):
	assert names_found(typed, *reversed(names))[: len(names)] == names


def test_names_that_begin_so_keep_their_places_behind_many_who_have_the_whole_word():
	many = [f"Salem{number} Noor" for number in range(30)]
	assert {"Noora Salem", "Noorah Ali"} < set(names_found("noor", *many, "Noora Salem", "Noorah Ali"))


def test_letters_of_god_and_of_words_that_begin_like_an_article_are_none():
	assert as_written("الله", "له الحمد") == NOT_WRITTEN
	assert as_written("al", "Ali".lower()) > NOT_WRITTEN


NOBODY = [
	"zzzzqqqq",
	"xxxxddddd",
	"aqdmzf shtzja",
	"bwfrks abaiup",
	"yyhrccnxf",
	"jlzxfd ggkulc",
	"خبجغطخسدغ",
]


@pytest.mark.parametrize("typed", NOBODY)
def test_letters_at_random_find_nobody(typed):
	assert names_found(typed, *COMMON_NAMES, *COMMON_NAMES.values()) == []


def test_of_those_who_are_written_alike_the_last_visit_comes_first():
	visits = ["2025-01-05", "2026-03-01", "", "2025-12-31"]
	documents = [
		CustomerDocument(f"C{number}", f"Hassan {name}", last_visit=visit or None)
		for number, (name, visit) in enumerate(zip(("Ali", "Omar", "Saleh", "Fahd"), visits, strict=True))
	]
	assert [hit.customer for hit in found("hass", documents)] == ["C1", "C3", "C0", "C2"]


@pytest.mark.parametrize("typed", ["hassan", "Hassan A", "ALI", "حسن", "حسن ع"])
def test_the_reason_for_what_is_written_so_is_the_name(typed):
	documents = named("Hassan Ali", "Ali Hassan", "حسن علي", "علي حسن")
	written = [hit for hit in found(typed, documents) if f" {fold(typed)}" in f" {fold(hit.name)}"]
	assert written
	assert {hit.reason for hit in written} == {"name"}


@given(WORDS, st.integers(0, 3), st.integers(1, 30))
def test_whatever_stands_in_a_name_from_a_word_on_is_written_so(name, word, length):
	words = name.split()
	typed = " ".join(words[min(word, len(words) - 1) :])[:length].strip() if words else ""
	assert (as_written(typed, " ".join(words)) > NOT_WRITTEN) == bool(typed)
	assert as_written(" ".join(words), " ".join(words)) in (NAME, NOT_WRITTEN)


@pytest.mark.parametrize(("apart", "joined"), JOINED_AND_APART)
def test_a_name_is_found_whether_it_is_written_joined_or_apart_and_is_marked(apart, joined):
	for typed, stored in ((apart, joined), (joined, apart)):
		(hit,) = found(typed, named(stored))
		assert (hit.name, hit.reason) == (stored, "name")
		assert hit.spans


@pytest.mark.parametrize(("apart", "joined"), JOINED_AND_APART)
def test_a_name_joined_on_one_side_is_a_likely_duplicate(apart, joined):
	for new, stored in ((apart, joined), (joined, apart)):
		hits = [recent_hit(document) for document in named(stored)]
		assert [one.reason for one in likely_duplicates(CustomerDocument("", new), hits)] == ["name"]


@pytest.mark.parametrize(
	("typed", "stored"),
	[
		("Benjelloun", "بن جلون"),
		("بن جلون", "Benjelloun"),
		("Binmahfouz", "بن محفوظ"),
		("بنمحفوظ", "Bin Mahfouz"),
	],
)
def test_a_particle_joined_in_one_script_is_found_in_the_other(typed, stored):
	assert names_found(typed, stored, "محمد سالم", "Mohammed Salem") == [stored]


@pytest.mark.parametrize(
	("typed", "written", "other"),
	[
		("Zulfiqar Ali", "Zulfiqar Ali", "ذو الفقار علي"),
		("ذو الفقار علي", "ذو الفقار علي", "Zulfiqar Ali"),
		("Mohammed Salem", "Mohammed Salem", "محمد سالم"),
		("خالد الغامدي", "خالد الغامدي", "Khalid Al-Ghamdi"),
	],
)
def test_a_perfect_hit_does_not_hide_the_same_name_in_the_other_script(typed, written, other):
	assert names_found(typed, other, written) == [written, other]
	crowd = [written] * 30
	assert other in names_found(typed, *crowd, other)


@pytest.mark.parametrize(
	("typed", "stored"),
	[
		("Al Noor Trading", "شركة النور للتجارة"),
		("شركة النور", "Al Noor Trading Est."),
		("Al Fajr Co.", "مؤسسة الفجر"),
		("مؤسسة الفجر", "Fajr Contracting"),
		("Noor", "مجموعة النور القابضة"),
	],
)
def test_what_companies_call_themselves_weighs_little(typed, stored):
	others = ["شركة السلام للتجارة", "Salam Trading Co.", "مؤسسة الأمل للمقاولات"]
	assert names_found(typed, *others, stored)[0] == stored


def test_a_company_is_still_found_by_what_it_calls_itself():
	assert names_found("trading", "Salam Trading Co.", "Mohammed Salem") == ["Salam Trading Co."]


def test_abdullah_typed_as_one_word_does_not_put_another_name_first():
	assert names_found("عبدالله", "عبد الإله", "عبد الله")[0] == "عبد الله"


@pytest.mark.parametrize("typed", ["ASV", "asv", "ا س ى", "ASV 12"])
def test_the_letters_of_a_plate_find_it_without_blanks(typed):
	car = CustomerDocument("C1", "Saleh", plates=("ASV 1234",))
	assert [
		hit.customer for hit in found(typed, [car, CustomerDocument("C2", "Omar", plates=("BJD 77",))])
	] == ["C1"]


def test_a_phone_that_begins_so_stands_before_an_id_that_has_the_same_digits():
	documents = [
		CustomerDocument("CUST-00551", "Omar"),
		CustomerDocument("C2", "Saleh", phones=("+966551234567",)),
	]
	assert [hit.customer for hit in found("0551", documents)] == ["C2", "CUST-00551"]
	assert [hit.customer for hit in found("CUST-00551", documents)] == ["CUST-00551"]
