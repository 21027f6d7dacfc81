"""Rows that are no records are told from those that are."""

import pytest

from workshop_crm.core.imports.rubbish import is_total, unreadable

NAMES = (
	"أحمد علي",
	"Reem Alward",
	"José",
	"Éloïse Ñoño",
	"Ümit Öz",
	"علي طه",
	"O'Neil",
	"Ahmed?",
	"شركة ٣ نجوم",
	"عثمان ظافر",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_script_are_readable(name):
	assert unreadable(name) is None


@pytest.mark.parametrize("name", ["أحمد علي", "شركة النور", "نورة"])
@pytest.mark.parametrize(
	("written", "shown"), [("utf-8", "windows-1256"), ("utf-8", "latin-1"), ("windows-1256", "latin-1")]
)
def test_text_in_a_wrong_encoding_is_told(name, written, shown):
	garbled = name.encode(written).decode(shown, errors="replace")
	assert unreadable(garbled) is not None


def test_text_that_went_wrong_twice_is_told():
	garbled = "أحمد علي"
	for _time in range(2):
		garbled = garbled.encode().decode("windows-1252", errors="replace")
	assert unreadable(garbled) is not None


@pytest.mark.parametrize(
	"text",
	["????", "??? ????", "Ahmed ???", "أحم\ufffd", "123", "---", ".", "%D9%85%D8%AD", "\\u0645\\u062d"],
)
def test_names_that_lost_their_letters_are_told(text):
	assert unreadable(text) is not None


@pytest.mark.parametrize(
	"cell",
	[
		"Total",
		"TOTAL:",
		"Grand Total",
		"Total: 25",
		"المجموع",
		"الإجمالي ١٢٠٠",
		"إجمالي العملاء: 7",
		"عدد الزبائن",
		"Total no. of customers: 5",
		"Page 1 of 2",
		"صفحة 1 من 2",
	],
)
def test_a_row_of_totals_says_so_in_one_of_its_cells(cell):
	assert is_total(["", cell, "1200"])


@pytest.mark.parametrize("cell", ["Total Energies", "Totalia", "جمال", "1200", ""])
def test_other_rows_do_not(cell):
	assert not is_total([cell, "x"])
