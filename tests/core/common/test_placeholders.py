from workshop_crm.core.common.placeholders import fill, with_link

LINK = "https://crm.example.com/s/" + "A" * 22


def test_places_without_a_value_stay():
	assert fill("{customer}: {link} {other}", {"customer": "Huda"}) == "Huda: {link} {other}"


def test_a_value_cannot_bring_in_a_place():
	assert fill("{customer} {company}", {"customer": "{company}{link}", "company": "X"}) == "companylink X"


def test_a_value_with_format_syntax_is_taken_as_text():
	assert fill("{customer}", {"customer": "{0.__class__} %s \\1"}) == "0.__class__ %s \\1"


def test_the_real_link_takes_its_place_and_without_one_the_place_stays():
	assert with_link("How was it? {link}", LINK) == f"How was it? {LINK}"
	assert with_link("How was it? {link}", None) == "How was it? {link}"
