"""Cells that hold several phones or plates, and words beside them."""

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.imports.phone_cells import Phones, read_phones
from workshop_crm.core.imports.plate_cells import split_plates

FIRST, SECOND = "+966551234567", "+966559876543"


@pytest.mark.parametrize(
	"between",
	[
		"/",
		" / ",
		"\\",
		"-",
		" - ",
		" – ",
		"،",
		",",
		";",
		"|",
		"&",
		"\n",
		"\r\n",
		" ",
		" أو ",
		" او ",
		" و ",
		" or ",
	],
)
def test_two_numbers_are_kept_whatever_stands_between_them(between):
	for first in ("0551234567", "055 123 4567", "+966 55 123 4567", "551234567.0"):
		assert read_phones(f"{first}{between}0559876543", "SA") == Phones((FIRST, SECOND))


@pytest.mark.parametrize(
	"text", ["055-123-4567", "055 - 123 4567", "055/1234567", "(055) 123 4567", "055.123.4567"]
)
def test_marks_within_a_number_do_not_cut_it(text):
	assert read_phones(text, "SA").numbers == (FIRST,)


@pytest.mark.parametrize(
	("text", "numbers", "rest"),
	[
		("0551234567 (أحمد)", (FIRST,), "أحمد"),
		("0551234567 زوجته 0559876543", (FIRST, SECOND), "زوجته"),
		("0551234567/8", (FIRST,), "8"),
		("0551234567و0559876543", (FIRST, SECOND), ""),
		("0551234567+0559876543", (FIRST, SECOND), ""),
		("9.66551234567E+11", (FIRST,), ""),
		("tel 0551234567 mob 0559876543", (FIRST, SECOND), ""),
		("جوال: 0551234567", (FIRST,), ""),
		("0551234567 / 0551234567", (FIRST,), ""),
		("home / 0551234567", (FIRST,), "home"),
	],
)
def test_what_stands_beside_a_number_is_kept(text, numbers, rest):
	assert read_phones(text, "SA") == Phones(numbers, rest)


@pytest.mark.parametrize(
	("text", "phones"),
	[
		("0112223333 ext 12", Phones(("+966112223333",), "", "12")),
		("0112223333 تحويلة 12", Phones(("+966112223333",), "", "12")),
		("0112223333 x12 / 0551234567", Phones(("+966112223333", FIRST), "", "12")),
		("0551234567 / 0112223333#12", Phones((FIRST, "+966112223333"), "+966112223333 ext. 12")),
	],
)
def test_an_extension_stays_beside_the_main_number_and_another_one_is_a_remark(text, phones):
	assert read_phones(text, "SA") == phones


@pytest.mark.parametrize("text", ["12", "home", "05512345", "++966551234567", "???", "1 " * 200])
def test_a_cell_without_a_number_is_refused(text):
	with pytest.raises(InvalidInput):
		read_phones(text, "SA")


@pytest.mark.parametrize(
	("text", "plates"),
	[
		("ABJ 1234", ["ABJ 1234"]),
		("ABJ-1234", ["ABJ-1234"]),
		("ABJ | 1234", ["ABJ | 1234"]),
		("أ ب ح / ١٢٣٤", ["أ ب ح / ١٢٣٤"]),
		("ABJ 1234/DRS 55", ["ABJ 1234", "DRS 55"]),
		("ABJ 1234 - DRS 55", ["ABJ 1234", "DRS 55"]),
		("ABJ 1234 و DRS 55", ["ABJ 1234", "DRS 55"]),
		("ABJ 1234،DRS 55\nXYZ 7", ["ABJ 1234", "DRS 55", "XYZ 7"]),
		("1/12345", ["1/12345"]),
		("1 / 12345", ["1 / 12345"]),
		("١/١٢٣٤٥", ["١/١٢٣٤٥"]),
		("1/12345 / 2/6789", ["1/12345", "2/6789"]),
		("1/12345, 2/6789", ["1/12345", "2/6789"]),
		("SHJ 3/777", ["SHJ 3/777"]),
		("12345/67890", ["12345", "67890"]),
		("12/3456-13/4567", ["12/3456", "13/4567"]),
		("15/12345 16/23456", ["15/12345", "16/23456"]),
		("أ ب ح 1234-د ر س 22", ["أ ب ح 1234", "د ر س 22"]),
		("ABJ1234 DRS22", ["ABJ1234", "DRS22"]),
		("ABJ 1234 او DRS 22", ["ABJ 1234", "DRS 22"]),
		("أ ب ح\n1234", ["أ ب ح 1234"]),
		("40/12345 كويت", ["40/12345 كويت"]),
		("أ ب ح 1234 / بدون لوحة", ["أ ب ح 1234", "بدون لوحة"]),
		("12345.0", ["12345"]),
		("SHJ 3 777", ["SHJ 3 777"]),
	],
)
def test_a_stroke_parts_plates_unless_it_stands_within_one(text, plates):
	assert split_plates(text) == plates


@pytest.mark.parametrize("text", ["12-Jan", "Jan-99", "12/01/2026", "2026-01-12", "1.12345E+05"])
def test_what_excel_has_made_of_a_plate_is_refused(text):
	with pytest.raises(InvalidInput, match="Excel"):
		split_plates(text)
