"""The tables of the results as files."""

import csv
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.answer_list import answer_view, read_only
from workshop_crm.core.surveys.export import TABLES, check_file, file_of
from workshop_crm.core.surveys.funnel import Levers, funnel_view
from workshop_crm.core.surveys.scores.columns import from_rows
from workshop_crm.core.surveys.scores.filters import DIMENSIONS, ResultFilters
from workshop_crm.core.surveys.scores.report import build
from workshop_crm.core.surveys.story import Message, Story

EVIL = '=HYPERLINK("http://evil.example","x")'
ROW = (739_000, "S", "Oil", EVIL, "Omar", "", "ar", "SMS", "Satisfied", "Promoter", 7, 1, 90.0)
SENT = Story(False, "", "", "Trigger", 1, "SMS", 1, False, False, (Message(1, "SMS", "Sent", False),))
FUNNEL = funnel_view({SENT: 3}, Levers(reminder=True, reward=False))
ANSWER = {
	"name": "SVR-1",
	"customer": "CUST-1",
	"customer_name": EVIL,
	"customer_name_ar": "",
	"answered_on": datetime(2026, 3, 1, 9, 0),
	"has_score": 1,
	"score": 90.0,
	"rating": 5,
	"comment": "@cmd",
	"service_type": "Oil",
	"is_low": 0,
	"follow_up": None,
	"survey": "S",
	"language": "ar",
	"channel": "SMS",
	"technician": "Omar",
	"adviser": None,
	"branch": "",
}
GIVEN = [
	{"question": "Clean?", "kind": "yes_no", "value": "true"},
	{"question": "What?", "kind": "multiple", "value": '["oil", "wash"]'},
	{"question": "And?", "kind": "text", "value": "12"},
	{"question": "Stars", "kind": "rating", "value": "5"},
]


def documents():
	scores = build([from_rows([ROW])], ResultFilters())
	answers = {"responses": [answer_view(ANSWER, GIVEN, "en")]}
	return {**dict.fromkeys((*DIMENSIONS, "trend"), scores), "funnel": FUNNEL, "answers": answers}


def arabic(text):
	return {"Name": "الاسم", "Lower than usual": "أدنى"}.get(text, text)


def read_csv(content):
	return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_the_same_cells_in_both_kinds_of_files(table):
	document = documents()[table]
	rows = read_csv(file_of(table, "csv", document, str, False))
	sheet = load_workbook(BytesIO(file_of(table, "xlsx", document, str, True))).active
	cells = [list(row) for row in sheet.iter_rows(values_only=True)]
	assert len(rows) == len(cells) == 2
	assert {len(row) for row in rows} == {len(rows[0])}
	assert [str(value) for value in cells[0]] == rows[0]
	assert sheet.sheet_view.rightToLeft


def test_no_cell_is_a_formula():
	for table in ("branch", "answers"):
		document = documents()[table]
		(_head, row) = read_csv(file_of(table, "csv", document, str, False))
		assert not [cell for cell in row if cell.startswith(("=", "@"))]
		sheet = load_workbook(BytesIO(file_of(table, "xlsx", document, str, False))).active
		assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "inlineStr"}


def test_heads_and_words_are_in_the_readers_language():
	(head, _row) = read_csv(file_of("technician", "csv", documents()["technician"], arabic, True))
	assert head[0] == "الاسم"


def test_every_question_is_shown_as_it_was_answered():
	shown = [one["value"] for one in answer_view(ANSWER, GIVEN, "en")["answers"]]
	assert shown == [True, ["oil", "wash"], "12", 5]
	(_head, row) = read_csv(file_of("answers", "csv", documents()["answers"], str, False))
	assert row[-1].splitlines() == ["Clean? Yes", "What? oil, wash", "And? 12", "Stars 5"]


def test_control_characters_do_not_break_a_workbook():
	document = {"responses": [answer_view({**ANSWER, "customer_name": "A\x00\x07B"}, GIVEN, "en")]}
	sheet = load_workbook(BytesIO(file_of("answers", "xlsx", document, str, False))).active
	assert sheet["C2"].value == "AB"


@pytest.mark.parametrize(("table", "kind"), [("users", "csv"), ("branch", "pdf"), ("", "")])
def test_other_tables_and_files_are_refused(table, kind):
	with pytest.raises(InvalidInput):
		check_file(table, kind)


def test_other_lists_of_answers_are_refused():
	assert [read_only(one) for one in ("", "low", "comment")] == ["", "low", "comment"]
	with pytest.raises(InvalidInput):
		read_only("high")
