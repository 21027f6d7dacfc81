import csv
from dataclasses import replace
from io import StringIO

import pytest

from workshop_crm.core.analytics.dashboard import build
from workshop_crm.core.analytics.export import TABLES, file_of, table_rows
from workshop_crm.core.analytics.facts import DashboardFacts
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.holdout import Holdout
from workshop_crm.core.analytics.workings import Workings
from workshop_crm.core.common.errors import InvalidInput


def exported(facts: DashboardFacts, table: str) -> list[list[str]]:
	tests = (Holdout(facts.as_of, facts.as_of, 9.5, 10, None),)
	facts = replace(facts, values=replace(Workings(facts).values, tests=tests))
	return list(csv.reader(StringIO(file_of(facts, Filters(), table, "csv").decode("utf-8-sig"))))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_a_table_is_as_wide_as_its_header(facts: DashboardFacts, table: str):
	rows = exported(facts, table)
	assert len(rows) > 1
	assert {len(row) for row in rows} == {len(rows[0])}


def test_the_file_begins_with_a_byte_order_mark_and_keeps_arabic(facts: DashboardFacts):
	content = file_of(facts, Filters(), "customers", "csv")
	assert content.startswith(b"\xef\xbb\xbf")
	assert "أحمد" in content.decode("utf-8-sig")


def test_a_name_that_is_a_formula_is_only_text(facts: DashboardFacts):
	names = {row[0]: row[1] for row in exported(facts, "customers")[1:]}
	assert names["C"] == "'=Cmd()"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n=1"])
def test_no_text_that_a_spreadsheet_would_run_is_left(text: str):
	row = {"customer": text, "name": text, "name_ar": "x=1", "segment": None, "visits": 1, "last_visit": None}
	page = {"customers": [row | {"revenue": -5.0, "clv": 1.0, "p_alive": 0.5}]}
	cells = table_rows(page, "customers")[1]
	assert cells[:3] == ["'" + text, "'" + text, "x=1"]
	assert cells[6] == -5.0


def test_headers_and_segments_are_in_the_readers_language(facts: DashboardFacts):
	rows = table_rows(build(facts, Filters()), "segments", translate=str.upper)
	assert rows[0][0] == "SEGMENT"
	assert rows[1][0] == "NEW"


def test_the_retention_table_keeps_counts_and_shares_in_their_columns(facts: DashboardFacts):
	rows = table_rows(build(facts, Filters()), "retention")
	assert rows[0][2] == "Month 0"
	assert rows[0][14] == "Month 0, share"
	assert rows[2][:3] == ["2025-03", 1, 1]
	assert rows[2][14] == 1.0
	assert rows[2][12:14] == [None, None]


def test_the_heatmap_table_has_names_of_days_and_hours(facts: DashboardFacts):
	rows = table_rows(build(facts, Filters()), "heatmap")
	assert rows[0][:2] == ["Weekday", "09:00"]
	assert rows[1][:2] == ["Sunday", 1]


def test_a_table_that_does_not_exist_is_refused(facts: DashboardFacts):
	with pytest.raises(InvalidInput, match="passwords"):
		table_rows(build(facts, Filters()), "passwords")
