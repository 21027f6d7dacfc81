"""The index follows the customers, and a lost index comes back by itself.

Damages the preview's index file and reads its queue, which no request can.
"""

import pytest

from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.preview.jobs import upkeep
from workshop_crm.preview.search import indexing, updates


def found(call, query: str) -> list[str]:
	return [hit["customer"] for hit in call("search.find", query=query)["hits"]]


def test_a_change_reaches_the_index_and_empties_the_outbox(call, new_customer, worker, rows):
	customer = new_customer()
	call("vehicles.add_vehicle", customer=customer, values={"plate": "ABJ 1234", "vin": "JTDBE32K820012345"})
	worker.run_due()
	for query in ("Reem", "ريم", "0551234567", "ABJ 1234", "JTDBE32K820012345"):
		assert found(call, query) == [customer]
	assert rows('SELECT * FROM "tabCustomer Search Update"') == []


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
	indexing.rebuild(workshop)
	with workshop.writing() as connection:
		updates.queue(connection, [customer])
	apply = workshop.index.write

	def apply_and_change(*arguments):
		apply(*arguments)
		monkeypatch.setattr(workshop.index, "write", apply)
		with workshop.writing() as connection:
			updates.queue(connection, [customer])

	monkeypatch.setattr(workshop.index, "write", apply_and_change)
	assert indexing.update(workshop) == 2
	assert rows('SELECT * FROM "tabCustomer Search Update"') == []


def test_many_changes_write_the_index_anew(workshop, new_customer, monkeypatch, call):
	customer = new_customer()
	monkeypatch.setattr(indexing, "MANY", 0)
	assert indexing.update(workshop) == 1
	assert found(call, "Reem") == [customer]


@pytest.mark.parametrize(("limit", "rows"), [(-1, 1), (0, 1), (2, 2), (10_000, 3)])
def test_a_limit_is_kept_within_bounds(call, new_customer, worker, limit, rows):
	for number in range(3):
		new_customer(phone=f"055123456{number}")
	worker.run_due()
	assert len(call("search.find", query="Reem", limit=limit)["hits"]) == rows


def test_an_index_that_much_was_changed_in_is_written_anew(workshop, call, new_customer, worker):
	customer = new_customer()
	worker.run_due()
	for number in range(180):
		workshop.index.write([CustomerDocument(customer, f"Reem {number}")])
	assert workshop.index.status().is_worn_out
	call("customers.save_customer", customer=customer, values={"name": "Reem Alward"})
	worker.run_due()
	assert not workshop.index.status().is_worn_out
	assert found(call, "Reem Alward") == [customer]


def test_a_worn_out_index_is_noticed_when_the_day_begins(workshop, new_customer, worker, rows):
	customer = new_customer()
	worker.run_due()
	for number in range(180):
		workshop.index.write([CustomerDocument(customer, f"Reem {number}")])
	upkeep.begin_day(workshop)
	worker.run_due()
	assert not workshop.index.status().is_worn_out


def test_an_unfinished_index_is_gone_on_with_when_the_day_begins(workshop, new_customer, worker, call):
	customer = new_customer()
	worker.run_due()
	source = indexing.Everyone

	class Interrupted(source):
		def after(self, customer):
			yield from super().after(customer)
			raise KeyboardInterrupt

	with pytest.MonkeyPatch.context() as patched:
		patched.setattr(indexing, "Everyone", Interrupted)
		with pytest.raises(KeyboardInterrupt):
			indexing.rebuild(workshop)
	assert workshop.index.status().is_unfinished
	assert found(call, "Reem") == [customer]
	upkeep.begin_day(workshop)
	worker.run_due()
	assert not workshop.index.status().is_unfinished
	assert found(call, "Reem") == [customer]


def test_disabled_customers_come_last_are_marked_and_can_be_left_out(workshop, call, new_customer, worker):
	off, on = new_customer(), new_customer(name="Reem Alwardan", name_ar="", phone="0551234568")
	with workshop.writing() as connection:
		connection.execute("UPDATE tabCustomer SET disabled = 1 WHERE name = ?", (off,))
		updates.queue(connection, [off])
	worker.run_due()
	indexing.update(workshop)
	hits = call("search.find", query="Reem Alward")["hits"]
	assert [(hit["customer"], hit["disabled"]) for hit in hits] == [(on, False), (off, True)]
	assert hits[1]["actions"] == {"open": True, "invoice": False}
	assert found(call, "Reem") == [on, off]
	assert [hit["customer"] for hit in call("search.find", query="Reem", include_disabled=False)["hits"]] == [
		on
	]


def test_likely_duplicates_say_so_while_the_index_is_missing(workshop, call, new_customer, worker):
	customer = new_customer()
	worker.run_due()
	for path in workshop.index_path.parent.glob(f"{workshop.index_path.name}*"):
		path.unlink()
	answer = call("search.duplicates", values={"name": "Reem Alward"})
	assert answer["duplicates"] == []
	assert answer["note"]
	worker.run_due()
	answer = call("search.duplicates", values={"name": "Reem Alward"})
	assert [(one["customer"], one["same"], one["may_merge"]) for one in answer["duplicates"]] == [
		(customer, "name", False)
	]
	assert answer["note"] is None
