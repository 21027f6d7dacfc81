"""Work after the commit: done soon, tried again when it fails, never lost, never in the way of a sale.

The queue is the preview's own; a site has Frappe's.
"""

import threading
import time
from datetime import datetime, timedelta

import pytest

from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.jobs.queue import enqueue as put
from workshop_crm.preview.jobs.queue import take
from workshop_crm.preview.jobs.worker import RETRY_AFTER, Worker


@pytest.fixture
def queue(workshop, clock):
	def enqueue(kind: str = "test", subject: str = "", **more) -> None:
		with workshop.writing() as connection:
			put(connection, kind, subject, now=clock(), **more)

	return enqueue


def test_a_job_that_fails_keeps_its_error_and_is_tried_again_later(workshop, queue, clock, rows):
	attempts = []

	def fail_twice(_workshop, subject: str) -> None:
		attempts.append(subject)
		if len(attempts) < 3:
			raise OSError("the gateway is away")

	worker = Worker(workshop, {"test": fail_twice})
	queue(subject="A")
	assert worker.run_due() == 1
	(kept,) = rows('SELECT * FROM "tabBackground Job"')
	assert (kept["state"], kept["attempts"], kept["error"]) == ("Queued", 1, "OSError: the gateway is away")
	assert worker.run_due() == 0
	for pause in RETRY_AFTER[:2]:
		clock.now += pause
		worker.run_due()
	assert attempts == ["A", "A", "A"]
	assert rows('SELECT * FROM "tabBackground Job"') == []


def test_a_job_that_always_fails_is_given_up_and_stays_visible(workshop, queue, clock, rows):
	worker = Worker(workshop, {"test": lambda _workshop, _subject: 1 / 0})
	queue()
	for pause in (*RETRY_AFTER, RETRY_AFTER[-1]):
		worker.run_due()
		clock.now += pause
	(kept,) = rows('SELECT * FROM "tabBackground Job"')
	assert kept["state"] == "Failed"
	assert kept["attempts"] == len(RETRY_AFTER) + 1
	assert "ZeroDivisionError" in kept["error"]
	assert worker.run_due() == 0


def test_one_failing_job_does_not_hold_up_the_others(workshop, queue):
	done = []
	worker = Worker(
		workshop,
		{"bad": lambda _workshop, _subject: 1 / 0, "good": lambda _workshop, subject: done.append(subject)},
	)
	queue("bad")
	queue("good", "A")
	worker.run_due()
	assert done == ["A"]


def test_the_same_job_is_queued_once_at_its_earliest_moment(queue, rows):
	queue(delay=timedelta(seconds=5))
	queue()
	queue(delay=timedelta(seconds=9))
	(kept,) = rows('SELECT * FROM "tabBackground Job"')
	assert kept["run_at"] == datetime(2026, 3, 10, 9, 30)


def test_a_job_queued_while_its_twin_runs_is_done_afterwards(workshop, queue):
	seen = []

	def requeue(_workshop, _subject: str) -> None:
		seen.append(1)
		if len(seen) == 1:
			queue()

	queue()
	assert Worker(workshop, {"test": requeue}).run_due() == 2


def test_a_job_that_fails_while_its_twin_is_queued_leaves_one(workshop, queue, rows):
	def requeue_and_fail(_workshop, _subject: str) -> None:
		queue()
		raise OSError

	worker = Worker(workshop, {"test": requeue_and_fail})
	queue()
	with workshop.writing() as connection:
		job = take(connection, workshop.clock())
	worker._do(job)
	assert [(row["state"], row["attempts"]) for row in rows('SELECT * FROM "tabBackground Job"')] == [
		("Queued", 0)
	]


def test_a_job_that_was_running_when_the_program_ended_is_done_at_the_next_start(workshop, queue, rows):
	done = threading.Event()
	queue()
	with workshop.writing() as connection:
		take(connection, workshop.clock())
	worker = Worker(workshop, {"test": lambda _workshop, _subject: done.set()})
	assert worker.run_due() == 0
	worker.start()
	assert done.wait(10)
	worker.stop()
	assert rows('SELECT * FROM "tabBackground Job" WHERE kind = ?', "test") == []


def test_the_thread_hears_of_a_commit_at_once(workshop, queue):
	done = threading.Event()
	worker = Worker(workshop, {"test": lambda _workshop, _subject: done.set()})
	worker.start()
	time.sleep(0.2)
	queue()
	assert done.wait(5)
	worker.stop()


def test_everything_behind_a_sale_can_be_broken_and_the_sale_stands(
	workshop, call, new_customer, sell, rows, monkeypatch
):
	for broken in ("surveys.invitations.invite", "search.indexing.update", "analytics.analyses.compute"):
		monkeypatch.setattr(f"workshop_crm.preview.{broken}", lambda *arguments, **named: 1 / 0)
	customer = new_customer()
	assert sell(customer)["points_earned"] > 0
	Worker(workshop).run_due()
	errors = {row["kind"]: row["error"] for row in rows('SELECT * FROM "tabBackground Job"')}
	assert {kinds.INVITE, kinds.UPDATE_SEARCH} <= errors.keys()
	monkeypatch.undo()
	workshop.clock.pass_time(hours=2)
	Worker(workshop).run_due()
	assert [row["kind"] for row in rows('SELECT * FROM "tabBackground Job"')] == [kinds.CONTACT]
	assert len(call("messaging.messages")["messages"]) == 1
	assert call("search.find", query="Reem")["hits"][0]["customer"] == customer


def test_many_sales_cause_one_computation_of_the_figures(new_customer, sell, rows):
	customer = new_customer()
	for _sale in range(5):
		sell(customer)
	assert len(rows('SELECT * FROM "tabBackground Job" WHERE kind = ?', kinds.ANALYSE)) == 1
