"""Names in series never meet a name that a file brought along."""

import pytest

from workshop_crm.preview.store import naming


def add(connection, *names: str) -> None:
	connection.executemany(
		"INSERT INTO customer (name, customer_name, created_at) VALUES (?, 'x', '')",
		[(name,) for name in names],
	)


def test_a_series_counts_up_from_one(workshop):
	with workshop.writing() as connection:
		assert [naming.next_name(connection, "CUST-") for _ in range(2)] == ["CUST-00001", "CUST-00002"]
		assert naming.next_names(connection, "CUST-", 2) == ["CUST-00003", "CUST-00004"]
		assert naming.next_name(connection, "VEH-") == "VEH-00001"


def test_the_next_name_lies_behind_all_imported_ones(workshop):
	with workshop.writing() as connection:
		add(connection, "CUST-00041", "CUST-9", "CUST-", "CUST-A7", "CUST-0004X", "OTHER-00099")
		naming.skip_used_names(connection, "customer", "CUST-")
		assert naming.next_name(connection, "CUST-") == "CUST-00042"


def test_a_series_never_goes_back(workshop):
	with workshop.writing() as connection:
		naming.next_names(connection, "CUST-", 50)
		add(connection, "CUST-00007")
		naming.skip_used_names(connection, "customer", "CUST-")
		assert naming.next_name(connection, "CUST-") == "CUST-00051"


def test_only_tables_with_series_can_be_asked_for(workshop):
	with workshop.open() as connection, pytest.raises(ValueError, match="setting"):
		naming.skip_used_names(connection, "setting", "CUST-")
