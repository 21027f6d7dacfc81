"""`import-points` of the preview's command line: all or nothing, and never twice.

ERPNext's own is in `workshop_crm/tests/test_loyalty_opening.py`; the two share no command line.
"""

import sqlite3

from workshop_crm.preview.cli.main import main


def load(tmp_path, text, *options):
	file = tmp_path / "points.csv"
	file.write_text(text, encoding="utf-8")
	return main(["import-points", str(file), "--data", str(tmp_path / "data.sqlite3"), *options])


def points(tmp_path):
	with sqlite3.connect(tmp_path / "data.sqlite3") as connection:
		return (
			connection.execute('SELECT sum(loyalty_points) FROM "tabLoyalty Point Entry"').fetchone()[0] or 0
		)


def held(tmp_path):
	"""What the accounts beside the ledger say."""
	with sqlite3.connect(tmp_path / "data.sqlite3") as connection:
		return connection.execute('SELECT sum(balance) FROM "tabCustomer Loyalty Points"').fetchone()[0]


def test_balances_are_loaded_once_all_or_none(tmp_path, capsys):
	assert main(["demo", "--customers", "3", "--data", str(tmp_path / "data.sqlite3")]) == 0
	with sqlite3.connect(tmp_path / "data.sqlite3") as connection:
		names = [name for (name,) in connection.execute('SELECT name FROM "tabCustomer" ORDER BY name')]
	before, held_before = points(tmp_path), held(tmp_path)
	good = f"customer,points\n{names[0]},40\n{names[1]},7\n"
	assert load(tmp_path, f"{good}nobody,5\n") == 1
	assert load(tmp_path, good, "--dry-run") == 0
	assert points(tmp_path) == before
	assert load(tmp_path, good) == 0
	assert points(tmp_path) == before + 47
	assert held(tmp_path) == held_before + 47
	assert load(tmp_path, good) == 1
	assert points(tmp_path) == before + 47
	assert main(["check-points", "--data", str(tmp_path / "data.sqlite3")]) == 0
	assert "already" in capsys.readouterr().err
