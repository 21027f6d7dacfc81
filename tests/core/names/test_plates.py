import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.digits import to_arabic_digits
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.plates import MAX_PLATE, Plate, parse_plate

PAIRS = dict(zip("ABJDRSXTEGKLZNHUV", "ابحدرسصطعقكلمنهوى", strict=True))
LETTERS = st.text("".join(PAIRS), min_size=1, max_size=3)
NUMBERS = st.integers(1, 9999)
BLANKS = st.sampled_from(["", " ", "  ", "-", "\u200f", "\u00a0", " \u200e"])


@st.composite
def numbered(draw: st.DrawFn) -> tuple[str, ...]:
	"""Two groups of digits, as in Kuwait and Abu Dhabi."""
	return str(draw(st.integers(1, 99))), str(draw(st.integers(1, 99_999)))


@st.composite
def gulf_plates(draw: st.DrawFn) -> str:
	"""Plates of the neighbours, and some whose origin nothing tells."""
	code = draw(
		st.sampled_from(["A", "AA", "5", "12", "DUBAI A", "دبي A", "SHJ 3", "AUH 16", "KWT 7", "QATAR", ""])
	)
	between = draw(st.sampled_from([" ", "/", "-", " / "]))
	return f"{code}{between}{draw(st.integers(1, 999_999))}".strip(" /-")


def arabic(letters: str, number: int) -> str:
	"""As on the plate: under every Arabic letter, read from the right, its Latin one, read from the left."""
	return " ".join(PAIRS[letter] for letter in reversed(letters)) + f" {to_arabic_digits(str(number))}"


@pytest.mark.parametrize(
	"text",
	[
		"JBA 1234",
		"jba1234",
		"J B A 1234",
		"1234 JBA",
		"أ ب ح ١٢٣٤",
		"ابح1234",
		"١٢٣٤ أ ب ح",
		"\u200fأ-ب-ح ۱۲۳۴",
	],
)
def test_a_saudi_plate_is_the_same_in_both_scripts_and_any_spacing(text):
	assert parse_plate(text) == Plate("JBA 1234", "أ ب ح ١٢٣٤", "JBA1234", "SA")


@pytest.mark.parametrize("text", ["هـ و ى 0012", "ه و ي ١٢", "هــو ی 12", "VUH 12"])
def test_tatweel_padding_and_the_forms_of_yeh_do_not_matter(text):
	assert parse_plate(text) == Plate("VUH 12", "ه و ى ١٢", "VUH12", "SA")


@pytest.mark.parametrize("alef", ["ا", "أ", "إ", "آ", "ٱ"])
def test_every_alef_is_the_same_letter(alef):
	assert parse_plate(f"{alef} ١") == Plate("A 1", "أ ١", "A1", "SA")


@pytest.mark.parametrize(("latin", "arabic_letter"), PAIRS.items())
def test_each_latin_letter_stands_under_its_partner(latin, arabic_letter):
	assert parse_plate(f"{arabic_letter} ب ٧").latin == f"B{latin} 7"


@given(LETTERS, NUMBERS)
def test_a_plate_comes_back_from_either_script(letters, number):
	plate = parse_plate(f"{letters} {number}")
	assert plate.latin == f"{letters} {number}"
	assert plate.arabic.replace("أ", "ا") == arabic(letters, number)
	assert parse_plate(plate.latin) == parse_plate(plate.arabic) == parse_plate(plate.key) == plate


@given(LETTERS, NUMBERS, st.data())
def test_spacing_tatweel_digits_and_the_order_of_letters_and_digits_do_not_matter(letters, number, data):
	blank = data.draw(BLANKS)
	tatweel = data.draw(st.sampled_from(["", "ـ", "ــ"]))
	digits = data.draw(st.sampled_from([str(number), f"{number:04}", to_arabic_digits(str(number))]))
	in_arabic = blank.join(PAIRS[letter] + tatweel for letter in reversed(letters))
	in_latin = blank.join(data.draw(st.sampled_from([letters, letters.lower()])))
	for typed in (in_arabic, in_latin):
		for both in (f"{typed}{blank}{digits}", f"{digits}{blank}{typed}"):
			assert parse_plate(both) == parse_plate(f"{letters} {number}")


@given(LETTERS.filter(lambda letters: letters != letters[::-1]), NUMBERS)
def test_the_order_of_the_letters_tells_plates_apart(letters, number):
	assert parse_plate(f"{letters} {number}").key != parse_plate(f"{letters[::-1]} {number}").key


@pytest.mark.parametrize("text", ["ABح 1234", "أBJ 1", "1234 اA", "د A 12"])
def test_letters_of_both_scripts_have_no_order_and_are_refused(text):
	with pytest.raises(InvalidInput, match="mixes Arabic and Latin letters"):
		parse_plate(text)


@pytest.mark.parametrize(
	("typed", "plate"),
	[
		(" Dubai a ١٢٣٤٥ ", Plate("DUBAI A 12345", "دبي A ١٢٣٤٥", "AE-DU:A12345", "AE-DU")),
		("دبي A 12345", Plate("DUBAI A 12345", "دبي A ١٢٣٤٥", "AE-DU:A12345", "AE-DU")),
		("SHJ 3 777", Plate("SHJ 3 777", "الشارقة ٣ ٧٧٧", "AE-SH:3-777", "AE-SH")),
		("AUH 5 12345", Plate("AUH 5 12345", "أبوظبي ٥ ١٢٣٤٥", "AE-AZ:5-12345", "AE-AZ")),
		("12/34567", Plate("12/34567", "١٢/٣٤٥٦٧", "KW:12-34567", "KW")),
		("KWT 12 34567", Plate("12/34567", "١٢/٣٤٥٦٧", "KW:12-34567", "KW")),
		("QATAR 123456", Plate("QATAR 123456", "قطر ١٢٣٤٥٦", "QA:123456", "QA")),
		("5 12345", Plate("5 12345", "٥ ١٢٣٤٥", "5-12345")),
		("١٢٣٤٥٦", Plate("123456", "١٢٣٤٥٦", "123456")),
		("ABC 123", Plate("ABC 123", "ABC ١٢٣", "ABC123")),
	],
)
def test_a_plate_that_is_no_saudi_one_is_never_made_one(typed, plate):
	assert parse_plate(typed) == plate


ORIGINS = [
	("SA", "أ 5555", "SA"),
	("AE", "أ 5555", "SA"),
	("AE", "A 5555", "AE"),
	("AE", "AA 1234", "AE"),
	("AE", "JBA 1234", "SA"),
	("AE", "5/12345", "AE"),
	("AE", "KWT 5/12345", "KW"),
	("AE", "RAK 1234", "AE-RK"),
	("SA", "RAK 1234", "SA"),
	("SA", "RAK A 1234", "AE-RK"),
	("SA", "دبي أ 5555", "AE-DU"),
	("SA", "A 5555 دبي", "AE-DU"),
	("SA", "(Dubai) A-5555", "AE-DU"),
	("SA", "Ras al-Khaimah A 123", "AE-RK"),
	("SA", "أبو ظبي 5 12345", "AE-AZ"),
	("SA", "أم القيوين ب 12", "AE-UQ"),
	("SA", "KSA JBA 1234", "SA"),
	("SA", "K.S.A. JBA 1234", "SA"),
	("AE", "K.S.A A 5555", "SA"),
	("SA", "U.A.E A 5555", "AE"),
	("SA", "UAE Dubai A 5555", "AE-DU"),
	("SA", "Dubai A 5555 (UAE)", "AE-DU"),
	("SA", "الإمارات دبي A 5555", "AE-DU"),
	("SA", "أبوظبي فئة 5 رقم 12345", "AE-AZ"),
	("SA", "DXBA5555", "AE-DU"),
	("SA", "مملكة البحرين 123456", "BH"),
	("SA", "دولة الكويت 1 12345", "KW"),
	("SA", "خصوصي أ ب ح 1234", "SA"),
	("AE", "دراجة 12", "AE"),
	("KW", "1 12345", "KW"),
	("KW", "JBA 1234", "SA"),
	("KW", "BH 1234", "BH"),
	("SA", "BH 1234", "SA"),
	("SA", "BH 123456", "BH"),
	("SA", "OM AA 1234", "OM"),
	("OM", "AA 1234", "OM"),
	("OM", "JBA 1234", "SA"),
	("QA", "123456", "QA"),
	("BH", "أ ب ح 12", "SA"),
	("EG", "أ ب ج 123", "EG"),
	("JO", "12-34567", "JO"),
	("US", "JBA 1234", "US"),
	("SA", "A 12345", ""),
	("KW", "A 12345", ""),
]


@pytest.mark.parametrize(("region", "typed", "origin"), ORIGINS)
def test_the_origin_is_what_is_written_else_what_the_form_says_else_the_region(region, typed, origin):
	assert parse_plate(typed, region).origin == origin


@pytest.mark.parametrize(
	"typed",
	[
		"1/12345",
		"1 / 12345",
		"1-12345",
		"1 12345",
		"01/12345",
		"١/١٢٣٤٥",
		"لوحة 1/12345",
		"1 | 12345",
		"1\\12345",
		"خصوصي 1/12345",
		"KWT 1 12345",
		"الكويت ١ ١٢٣٤٥",
	],
)
def test_a_plate_of_kuwait_is_the_same_however_its_groups_are_set_apart(typed):
	assert parse_plate(typed, "KW") == Plate("1/12345", "١/١٢٣٤٥", "KW:1-12345", "KW")


@given(
	numbered(),
	numbered(),
	st.sampled_from(["KW", "AE", "SA", "JO"]),
	st.sampled_from(["", "AUH ", "SHJ ", "KWT "]),
	st.sampled_from([" ", "/", "-", " / "]),
)
def test_other_groups_of_digits_are_another_car(one, other, region, before, between):
	keys = {parse_plate(before + between.join(groups), region).key for groups in (one, other)}
	assert len(keys) == len({one, other})


@given(numbered(), st.sampled_from(["KW", "AE"]), st.sampled_from([" ", "/", "-", " / ", "|"]), st.booleans())
def test_spacing_and_script_of_digits_do_not_matter_abroad(groups, region, between, in_arabic):
	text = between.join(groups)
	typed = to_arabic_digits(text) if in_arabic else text
	assert parse_plate(typed, region) == parse_plate(" ".join(groups), region)


EMIRATES = {
	"DUBAI": "دبي",
	"DXB": "دبي",
	"SHJ": "الشارقة",
	"AJMAN": "عجمان",
	"RAK": "رأس الخيمة",
	"FUJ": "الفجيرة",
	"UAQ": "أم القيوين",
	"AUH": "أبوظبي",
}


@given(
	st.sampled_from(list(EMIRATES)),
	st.sampled_from("ABDHKLM"),
	st.integers(1, 99_999),
	st.sampled_from(["SA", "AE", "KW", "OM"]),
)
def test_a_plate_of_the_emirates_has_one_key_in_both_scripts(emirate, code, number, region):
	latin = parse_plate(f"{emirate} {code} {number}", region)
	assert latin.key == parse_plate(f"{EMIRATES[emirate]} {code} {to_arabic_digits(str(number))}", region).key
	assert latin.key != parse_plate(f"{code} {number}", region).key


@given(gulf_plates(), st.sampled_from(["SA", "AE", "KW", "OM", "BH", "QA", "EG", "JO", "DE"]))
def test_a_plate_comes_back_from_either_script_in_every_country(typed, region):
	plate = parse_plate(typed, region)
	again = [parse_plate(text, region) for text in (plate.latin, plate.arabic, to_arabic_digits(typed))]
	assert again == [plate] * len(again)


@pytest.mark.parametrize(
	("text", "reason"),
	[
		("بدون لوحة", "has none yet"),
		("NEW", "has none yet"),
		("n/a", "has none yet"),
		("ABJ", "no digit"),
		("دبي", "no digit"),
	],
)
def test_a_plate_without_a_digit_is_refused_with_what_to_do(text, reason):
	with pytest.raises(InvalidInput, match=reason) as error:
		parse_plate(text)
	assert "chassis number" in str(error.value)


@pytest.mark.parametrize(
	"typed",
	["رقم اللوحة: أ ب ح ١٢٣٤", "لوحة أ ب ح 1234", "Plate No. JBA 1234", "plate: jba1234", "أ ب ح | ١٢٣٤"],
)
def test_words_for_plate_are_not_part_of_it(typed):
	assert parse_plate(typed).key == "JBA1234"


@pytest.mark.parametrize("text", ["", "  -", "\u200f", "\ud800", "ـ", "A" * (MAX_PLATE + 1)])
def test_no_plate_is_refused(text):
	with pytest.raises(InvalidInput):
		parse_plate(text)


@given(st.text(st.characters()), st.sampled_from(["SA", "AE", "KW", "DE", ""]))
def test_no_text_breaks_the_reading_of_plates(text, region):
	try:
		plate = parse_plate(text, region)
	except InvalidInput:
		return
	assert plate.latin
	assert plate.arabic
	assert plate.key
