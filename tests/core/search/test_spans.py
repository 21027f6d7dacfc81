import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_crm.core.search.documents import CustomerDocument, candidate
from workshop_crm.core.search.query import understand
from workshop_crm.core.search.ranking import rank

OTAIBI = CustomerDocument(
	"CUST-00001",
	"Mohammed Al-Otaibi",
	"محمد العتيبي",
	("+966551234567", "+966509876543"),
	("JBA 1234",),
	("JTDBR32E720123456",),
)


def texts(hit, document=OTAIBI):
	"""What is highlighted, by field."""
	return [(span.field, text_of(hit, span, document)[span.start : span.end]) for span in hit.spans]


def text_of(hit, span, document):
	if span.field in ("name", "name_ar"):
		return getattr(hit, span.field)
	if span.field in ("plate", "plate_ar"):
		plate = hit.plates[span.number]
		return plate.latin if span.field == "plate" else plate.arabic
	return (document.phones if span.field == "phone" else document.vins)[span.number]


def best(text, document=OTAIBI):
	return rank(understand(text), [candidate(document)], 1)[0]


@pytest.mark.parametrize(
	("typed", "marked"),
	[
		("Mohammed", [("name", "Mohammed"), ("name_ar", "محمد")]),
		("Moham", [("name", "Moham"), ("name_ar", "محمد")]),
		("otaibi", [("name", "Al-Otaibi"), ("name_ar", "العتيبي")]),
		(
			"محمد العتيبي",
			[("name", "Mohammed"), ("name", "Al-Otaibi"), ("name_ar", "محمد"), ("name_ar", "العتيبي")],
		),
		("محم", [("name_ar", "محم")]),
		("0551", [("phone", "551")]),
		("9876543", [("phone", "9876543")]),
		("1234 jba", [("plate", "JBA 1234"), ("plate_ar", "أ ب ح ١٢٣٤")]),
		("أ ب ح ١٢٣٤", [("plate", "JBA 1234"), ("plate_ar", "أ ب ح ١٢٣٤")]),
		("E720123456", [("vin", "E720123456")]),
		("محمد 4567", [("name", "Mohammed"), ("name_ar", "محمد"), ("phone", "4567")]),
	],
)
def test_what_was_typed_is_marked_where_it_was_found(typed, marked):
	assert texts(best(typed)) == marked


def test_the_other_name_is_not_marked_where_it_has_another_word():
	other = CustomerDocument("C1", "Abu Fahd Trading", "محمد العتيبي")
	assert texts(best("محمد العتيبي", other), other) == [("name_ar", "محمد"), ("name_ar", "العتيبي")]


def test_a_name_is_marked_in_the_other_script():
	only_arabic = CustomerDocument("C1", "عبد الله بن محمد القحطاني")
	marked = texts(best("abdullah qahtani", only_arabic))
	assert marked == [("name", "عبد الله"), ("name", "القحطاني")]


def test_a_part_of_a_plate_is_marked_in_both_scripts():
	hit = best("34", CustomerDocument("C1", "X", plates=("JBA 1234",)))
	assert texts(hit) == [("plate", "34"), ("plate_ar", "٣٤")]


@settings(deadline=None)
@given(
	st.text(st.characters(), max_size=30),
	st.text(st.characters(), max_size=30),
	st.sampled_from(["محمد 4567", "moh", "055", "JBA 1", "أ ب", "0123456", "a", "٣٤"]),
)
def test_spans_are_always_inside_their_text(name, name_ar, typed):
	document = CustomerDocument("C1", name, name_ar, ("+966551234567",), ("JBA 1234", "12/3456"), ("ABC123",))
	for query in (typed, name, name_ar, f"{name} 4567"):
		for hit in rank(understand(query), [candidate(document)], 1):
			for span in hit.spans:
				assert 0 <= span.start < span.end <= len(text_of(hit, span, document))
