"""The index follows the customers, and a lost index comes back by itself."""

import pytest

from workshop_crm.preview.flows import search_index
from workshop_crm.preview.store import search_updates


def found(call, query: str) -> list[str]:
	return [hit["customer"] for hit in call("search.find", query=query)["hits"]]


def test_a_change_reaches_the_index_and_empties_the_outbox(call, new_customer, worker, rows):
	customer = new_customer()
	call("profile.add_vehicle", customer=customer, values={"plate": "ABJ 1234", "vin": "JTDBE32K820012345"})
	worker.run_due()
	for query in ("Reem", "ريم", "0551234567", "ABJ 1234", "JTDBE32K820012345"):
		assert found(call, query) == [customer]
	assert rows("SELECT * FROM search_update") == []


def test_a_damaged_index_is_rebuilt_and_says_so_meanwhile(workshop, call, new_customer, worker):
	customer = new_customer()
	worker.run_due()
	workshop.index_path.write_bytes(b"this is no index")
	for left in workshop.index_path.parent.glob(f"{workshop.index_path.name}-*"):
		left.unlink()
	answer = call("search.find", query="Reem")
	assert answer["hits"] == []
	assert answer["note"]
	worker.run_due()
	answer = call("search.find", query="Reem")
	assert [hit["customer"] for hit in answer["hits"]] == [customer]
	assert answer["note"] is None


def test_a_customer_changed_during_the_update_stays_queued(workshop, new_customer, monkeypatch, rows):
	customer = new_customer()
	search_index.rebuild(workshop)
	with workshop.writing() as connection:
		search_updates.queue(connection, [customer])
	apply = workshop.index.apply

	def apply_and_change(*arguments):
		apply(*arguments)
		monkeypatch.setattr(workshop.index, "apply", apply)
		with workshop.writing() as connection:
			search_updates.queue(connection, [customer])

	monkeypatch.setattr(workshop.index, "apply", apply_and_change)
	assert search_index.update(workshop) == 2
	assert rows("SELECT * FROM search_update") == []


def test_many_changes_write_the_index_anew(workshop, new_customer, monkeypatch, call):
	customer = new_customer()
	monkeypatch.setattr(search_index, "MANY", 0)
	assert search_index.update(workshop) == 1
	assert found(call, "Reem") == [customer]


@pytest.mark.parametrize(("limit", "rows"), [(-1, 1), (0, 1), (2, 2), (10_000, 3)])
def test_a_limit_is_kept_within_bounds(call, new_customer, worker, limit, rows):
	for number in range(3):
		new_customer(phone=f"055123456{number}")
	worker.run_due()
	assert len(call("search.find", query="Reem", limit=limit)["hits"]) == rows
