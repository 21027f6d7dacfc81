"""Names in series never meet a name that a file brought along.

The series are the preview's own; a site has Frappe's.
"""

from workshop_crm.preview import records


def add(connection, *names: str) -> None:
	connection.executemany(
		"INSERT INTO tabCustomer (name, customer_name) VALUES (?, 'x')",
		[(name,) for name in names],
	)


def next_name(connection, prefix: str) -> str:
	return records.next_names(connection, prefix, 1)[0]


def test_a_series_counts_up_from_one(workshop):
	with workshop.writing() as connection:
		assert [next_name(connection, "CUST-") for _ in range(2)] == ["CUST-00001", "CUST-00002"]
		assert records.next_names(connection, "CUST-", 2) == ["CUST-00003", "CUST-00004"]
		assert next_name(connection, "VEH-") == "VEH-00001"


def test_the_next_name_lies_behind_all_imported_ones(workshop):
	with workshop.writing() as connection:
		add(connection, "CUST-00041", "CUST-9", "CUST-", "CUST-A7", "CUST-0004X", "OTHER-00099")
		records.skip_used_names(connection, "Customer", "CUST-")
		assert next_name(connection, "CUST-") == "CUST-00042"


def test_a_series_never_goes_back(workshop):
	with workshop.writing() as connection:
		records.next_names(connection, "CUST-", 50)
		add(connection, "CUST-00007")
		records.skip_used_names(connection, "Customer", "CUST-")
		assert next_name(connection, "CUST-") == "CUST-00051"
