import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.names.plates import parse_plate
from workshop_crm.core.search.documents import CustomerDocument, candidate
from workshop_crm.core.search.plate_codes import mirrored_code, plate_code, plate_codes
from workshop_crm.core.search.query import understand
from workshop_crm.core.search.ranking import rank


@pytest.mark.parametrize(
	("typed", "code"), [("أ ب ح", "JBA"), ("أ ب", "BA"), ("أ ب ح ١", "JBA1"), ("JB", "JB"), ("ABC", "ABC")]
)
def test_the_letters_typed_so_far_have_the_order_of_the_whole_plate(typed, code):
	assert plate_code(typed) == code


def test_a_plate_read_from_the_wrong_side_has_a_code_of_its_own():
	assert mirrored_code("ABJ1234") == "JBA1234"
	assert mirrored_code("DUBAIA12345") == "DUBAIA12345"


@given(st.text(st.characters()), st.sampled_from(["SA", "AE", ""]))
def test_any_text_has_codes_of_letters_and_digits(text, region):
	assert all(c.isalnum() for code in plate_codes(text, region) for c in code)


FOUND = {
	"1/12345": ("1/12345", "1 / 12345", "112345", "1-12345", "12345", "١/١٢٣٤٥", "الكويت 1/12345"),
	"SHJ 3 777": ("SHJ 3 777", "SHJ3777", "3 777", "3777", "الشارقة ٣ ٧٧٧", "777"),
	"AUH 5 12345": ("AUH 5 12345", "5/12345", "512345", "12345", "أبوظبي 5 12345", "Abu Dhabi 5 12345"),
	"DUBAI A 5555": ("Dubai A 5555", "DXB A 5555", "A 5555", "دبي A 5555", "5555", "A5555"),
	"JBA 1234": ("JBA 1234", "jba1234", "أ ب ح ١٢٣٤", "1234", "ABJ 1234", "1234 | JBA"),
}


@pytest.mark.parametrize(
	("plate", "typed"), [(plate, text) for plate, texts in FOUND.items() for text in texts]
)
@pytest.mark.parametrize("region", ["SA", "AE", "KW"])
def test_a_plate_is_found_by_its_letters_and_digits_whatever_stands_between(plate, typed, region):
	document = CustomerDocument(
		"CUST-1",
		"Reem Alward",
		plates=(parse_plate(f"{'KWT ' if '/' in plate else ''}{plate}", region).latin,),
	)
	(hit,) = rank(understand(typed, region), [candidate(document)], 10)
	assert (hit.reason, hit.matched) == ("plate", document.plates[0])


def test_a_plate_of_the_region_is_shown_as_one():
	document = CustomerDocument("CUST-1", "Reem Alward", plates=("A 5555",))
	shown = {
		region: rank(understand("5555", region), [candidate(document)], 1)[0].plates[0].arabic
		for region in ("AE", "SA")
	}
	assert shown == {"AE": "A ٥٥٥٥", "SA": "أ ٥٥٥٥"}
