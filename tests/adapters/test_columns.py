"""The folder of columns: what is written is read, whatever happens to its files, and readers need no lock."""

import json
import multiprocessing
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from workshop_crm.adapters.columns.folder import SCHEMA, ColumnFolder
from workshop_crm.core.analytics.columns import Coders, Columns, assembled, encoded, replaced
from workshop_crm.core.analytics.facts import CustomerValues, ValueHistory
from workshop_crm.core.analytics.holdout import Holdout
from workshop_crm.core.analytics.segments import ACTIVE, NO_SEGMENT


def visit(customer: str, day: int = 739_000, money: int = 5_000_000) -> tuple:
	return customer, day, day, 9, money, "Oil", "North", "Toyota", None, "Ours", 0


def made(*visits: tuple) -> Columns:
	coders = Coders()
	asked = [("A", 1, 739_001, "Oil", "North", None, None, "Ours", True, 5, 2)]
	moves = [("B", 2, 739_001, None, "Silver", "Ours")]
	rows = {"visits": visits, "asked": asked, "moves": moves}
	return assembled(coders, {kind: [encoded(kind, some, coders)] for kind, some in rows.items()})


@pytest.fixture
def folder(tmp_path) -> ColumnFolder:
	return ColumnFolder(tmp_path / "columns")


VALUES = CustomerValues(
	np.array([ACTIVE, ACTIVE], np.int8),
	np.array([7.0, 8.0]),
	np.array([0.5, 0.6]),
	date(2026, 1, 1),
	"method",
	ValueHistory(("2025-12", "2026-01"), (739_600, 739_617), [np.array([1.0, 2.0]), np.array([7.0, 8.0])]),
	(
		Holdout(date(2025, 6, 1), date(2025, 9, 1), 100.5, 90, 0.75),
		Holdout(date(2025, 9, 1), date(2026, 1, 1), 80.0, 85, None),
	),
)


def test_what_was_written_is_read(folder):
	columns = replace(made(visit("A"), visit("B")), values=VALUES, marks={"token": "x"})
	assert folder.read() is None
	folder.write(columns)
	found = folder.read()
	assert found is not None
	assert [found.customers[code] for code in range(2)] == ["A", "B"]
	assert (found.labels, found.marks) == (columns.labels, {"token": "x"})
	assert {name: column.tolist() for name, column in found.visits.items()} == {
		name: column.tolist() for name, column in columns.visits.items()
	}
	assert (found.asked["how_far"].tolist(), found.moves["day"].tolist()) == ([2], [739_001])
	assert found.values is not None
	assert found.values.history is not None
	assert [clv.tolist() for clv in found.values.history.clv] == [[1.0, 2.0], [7.0, 8.0]]
	assert found.values.tests == VALUES.tests
	assert found.customers.codes(["B", "Z", "A"]).tolist() == [1, -1, 0]


def test_a_new_customer_has_no_value_yet(folder):
	folder.write(replace(made(visit("A"), visit("B")), values=VALUES))
	known = folder.read()
	folder.write(replaced(known, ["C"], {"visits": [visit("C")]}))
	found = folder.read()
	assert (found.values.segment.tolist(), found.values.clv.tolist()) == (
		[ACTIVE, ACTIVE, NO_SEGMENT],
		[7.0, 8.0, 0.0],
	)


def test_a_table_that_did_not_change_is_not_written_again(folder):
	folder.write(made(visit("A")))
	before = {path.name for path in folder.path.glob("*.arrow")}
	known = folder.read()
	asked = [("A", 1, 739_001, "Oil", "North", None, None, "Ours", True, 5, 2)]
	folder.write(replaced(known, ["A"], {"visits": [visit("A", money=1)], "asked": asked}))
	after = {path.name for path in folder.path.glob("*.arrow")}
	assert {name.split("-")[0] for name in before - after} == {"visits"}


def test_what_was_mapped_stays_as_it_was(folder):
	folder.write(made(visit("A")))
	old = folder.read()
	folder.write(replaced(old, ["A"], {"visits": [visit("A", money=1)]}))
	assert old.visits["money"].tolist() == [5_000_000]
	assert folder.read().visits["money"].tolist() == [1]


@pytest.mark.parametrize("damage", ["cut", "gone", "other bytes", "other schema", "no list"])
def test_columns_that_cannot_be_read_are_none(folder, damage):
	folder.write(made(*(visit("A", day) for day in range(739_000, 739_500))))
	listed = folder.path / "columns.json"
	content = json.loads(listed.read_text())
	file = folder.path / content["files"]["visits"]
	if damage == "cut":
		file.write_bytes(file.read_bytes()[:-100])
	elif damage == "gone":
		file.unlink()
	elif damage == "other bytes":
		file.write_bytes(b"no columns at all")
	elif damage == "other schema":
		listed.write_text(json.dumps({**content, "schema": 0}))
	else:
		listed.write_text("{")
	assert ColumnFolder(folder.path.parent / "columns" / ".." / "columns").read() is None
	folder.write(made(visit("A")))
	assert len(folder.read().visits["day"]) == 1


def _rewrite(path, times: int) -> None:
	folder = ColumnFolder(path)
	for number in range(1, times + 1):
		with folder.locked("write", 10):
			known = folder.read()
			rows = [visit("A", money=number)] * number
			folder.write(replace(replaced(known, ["A"], {"visits": rows}), marks={"rows": number}))


def test_readers_see_whole_versions_while_another_process_writes(folder):
	folder.write(replace(made(visit("A", money=0)), marks={"rows": 1}))
	writer = multiprocessing.get_context("spawn").Process(target=_rewrite, args=(folder.path, 60))
	writer.start()
	seen = set()
	while writer.is_alive():
		found = folder.read()
		assert found is not None
		assert len(found.visits["money"]) == found.marks["rows"]
		assert len(set(found.visits["money"].tolist())) == 1
		seen.add(found.marks["rows"])
	writer.join()
	assert writer.exitcode == 0
	assert folder.read().marks == {"rows": 60}
	assert len(seen) > 1


def test_a_lock_that_is_held_is_not_waited_for_without_end(folder):
	with folder.locked("job", 0) as first, folder.locked("job", 0.05) as second:
		assert (first, second) == (True, False)
	with folder.locked("job", 0) as again:
		assert again


def test_parts_are_taken_up_again_with_the_codes_they_had(folder):
	building = folder.building
	assert building.state() is None
	building.begin({"began": "now"})
	coders = Coders()
	building.add("visits", encoded("visits", [visit("B"), visit("A")], coders), coders, {"name": "1"})
	building.add("visits", encoded("visits", [visit("C")], coders), coders, {"name": "2"})
	parts, names, after = folder.building.parts()
	assert [(kind, table["customer"].tolist()) for kind, table in parts] == [
		("visits", [0, 1]),
		("visits", [2]),
	]
	assert (names["customer"], names["branch"], after) == (["B", "A", "C"], ["North"], {"name": "2"})
	assert folder.building.state() == {"schema": SCHEMA, "began": "now"}
	building.end()
	assert folder.building.state() is None
