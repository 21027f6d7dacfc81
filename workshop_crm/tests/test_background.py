"""Jobs that start after the commit: nobody waits for their queue, and what it does not take is done all the same.

The queue is Frappe's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import Mock, patch

from redis import Redis
from rq import Queue
from rq.job import Job as QueuedJob
from rq.job import JobStatus

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import background_jobs

from workshop_crm import tasks
from workshop_crm.services.analytics import dashboard, scoring
from workshop_crm.services.analytics.records import ANALYTICS
from workshop_crm.services.platform import background, job_queue
from workshop_crm.services.platform.job_queue import Job
from workshop_crm.services.privacy.erase import erase
from workshop_crm.services.search import engines, updates, upkeep
from workshop_crm.services.surveys import invitations
from workshop_crm.services.surveys.invitations import INVITATION
from workshop_crm.tests import queues
from workshop_crm.tests.people import PersonTestCase, make_person
from workshop_crm.tests.records import make_car, make_customer, make_invoice, unique
from workshop_crm.tests.search_stubs import notes_of
from workshop_crm.tests.test_isolation import run_what_follows_the_commit

METHOD, JOB = "workshop_crm.services.search.upkeep.apply_updates", "workshop_crm.test.job"
PUT = "workshop_crm.services.platform.job_queue.put"
MAX_WAIT_SECONDS = 0.1


@contextmanager
def queue_at(address: str) -> Iterator[None]:
	"""The site's queue is at the address, and nobody has asked it yet."""
	with (
		patch.dict(frappe.local.conf, redis_queue=address),
		patch.object(background_jobs, "_redis_queue_conn", None),
		# Frappe tells open screens of every change over the same Redis, and waits for one that hangs.
		patch("frappe.realtime.emit_via_redis"),
	):
		yield
		job_queue.wake()


def run_commit(change: Callable[[], object]) -> float:
	"""Seconds that what follows the commit of a change takes."""
	change()
	started = time.perf_counter()
	run_what_follows_the_commit()
	return time.perf_counter() - started


class TestOneTransaction(FrappeTestCase):
	def setUp(self):
		frappe.db.after_commit.reset()
		background._forget()

	def test_all_jobs_go_to_the_queue_together_and_each_once(self):
		for job_id in ("a", "b", "a"):
			background.after_commit(METHOD, job_id)
		with patch(PUT) as put:
			run_what_follows_the_commit()
		((jobs,),) = (call.args for call in put.call_args_list)
		self.assertEqual([job.job_id for job in jobs], ["a", "b"])

	def test_what_is_rolled_back_is_not_queued_and_the_next_transaction_is(self):
		with patch.object(frappe.db, "sql"), patch.object(frappe.db, "begin"):
			background.after_commit(METHOD, "undone")
			frappe.db.rollback()
		background.after_commit(METHOD, "done")
		with patch(PUT) as put:
			run_what_follows_the_commit()
		((jobs,),) = (call.args for call in put.call_args_list)
		self.assertEqual([job.job_id for job in jobs], ["done"])

	def test_a_request_has_its_answer_before_the_queue_is_asked(self):
		request = Mock(after_response=frappe.utils.CallbackManager())
		background.after_commit(METHOD, JOB)
		with patch(PUT) as put, patch.object(frappe.local, "request", request, create=True):
			run_what_follows_the_commit()
			put.assert_not_called()
			request.after_response.run()
		put.assert_called_once()

	def test_a_submit_and_a_new_customer_ask_the_queue_once_and_not_before_the_commit(self):
		with patch(PUT) as put:
			make_invoice(make_customer().name, 300)
			put.assert_not_called()
			run_what_follows_the_commit()
		put.assert_called_once()


class TestWorkingQueue(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		running = ExitStack()
		cls.addClassCleanup(running.close)
		cls.address = running.enter_context(queues.working())
		cls.redis = Redis.from_url(cls.address)

	def setUp(self):
		self.redis.flushall()
		here = ExitStack()
		self.addCleanup(here.close)
		here.enter_context(queue_at(self.address))
		# A busy machine may take its time; what is shown here is what is written.
		here.enter_context(
			patch("workshop_crm.services.platform.job_queue.connection", return_value=self.redis)
		)

	def queued(self) -> list[str]:
		queue = Queue(background_jobs.generate_qname("short"), connection=self.redis)
		return [job_id.split("::")[1] for job_id in queue.job_ids]

	def put(self, job_id: str = JOB, **arguments: object) -> bool:
		return job_queue.put([Job(METHOD, job_id, "short", arguments)], 60)

	def mark(self, job_id: str, status: JobStatus) -> None:
		self.redis.hset(QueuedJob.key_for(background_jobs.create_job_id(job_id)), "status", status)

	def test_a_job_is_written_as_frappe_writes_it(self):
		frappe.enqueue(METHOD, queue="short", job_id="frappe", doctype="Item", name="x")
		self.put("ours", doctype="Item", name="x")
		theirs, ours = (
			self.redis.hgetall(QueuedJob.key_for(background_jobs.create_job_id(job_id)))
			for job_id in ("frappe", "ours")
		)
		changing = {b"created_at", b"enqueued_at"}
		self.assertEqual(
			{key: value for key, value in theirs.items() if key not in changing},
			{key: value for key, value in ours.items() if key not in changing},
		)
		self.assertEqual(self.queued(), ["frappe", "ours"])

	def test_a_job_that_waits_serves_for_this_commit_too(self):
		self.assertTrue(self.put())
		self.assertTrue(self.put())
		self.assertEqual(self.queued(), [JOB])

	def test_a_job_that_is_over_is_queued_again_with_nothing_left_of_it(self):
		queue = Queue(background_jobs.generate_qname("short"), connection=self.redis)
		for status, registry in (
			(JobStatus.FINISHED, queue.finished_job_registry),
			(JobStatus.FAILED, queue.failed_job_registry),
		):
			self.redis.flushall()
			self.assertTrue(self.put())
			job = QueuedJob.fetch(background_jobs.create_job_id(JOB), connection=self.redis)
			self.redis.delete(queue.key)
			registry.add(job, -1)
			self.redis.hset(job.key, mapping={"status": status, "exc_info": "old"})
			self.put()
			self.assertEqual((self.queued(), registry.get_job_ids()), ([JOB], []))
			self.assertIsNone(self.redis.hget(job.key, "exc_info"))

	def test_a_job_that_runs_may_have_missed_this_commit_so_another_one_waits(self):
		self.mark(JOB, JobStatus.STARTED)
		self.put()
		self.put()
		self.assertEqual(self.queued(), [f"{JOB}.next"])

	def test_two_that_run_are_left_alone(self):
		self.mark(JOB, JobStatus.STARTED)
		self.mark(f"{JOB}.next", JobStatus.STARTED)
		self.assertTrue(self.put())
		self.assertEqual(self.queued(), [])

	def test_a_queue_with_as_many_jobs_as_the_site_allows_gets_no_more(self):
		with patch.dict(frappe.local.conf, max_queued_jobs=1):
			self.assertTrue(self.put("first"))
			self.assertFalse(self.put("second"))
		self.assertEqual(self.queued(), ["first"])


class TestQueueAway(FrappeTestCase):
	def assert_nobody_waits(self, change: Callable[[], object]) -> None:
		"""The shortest of some tries, because a busy machine makes any one of them late."""
		for state, make in queues.AWAY.items():
			with self.subTest(state), make() as address:
				waits = []
				for _try in range(4):
					with queue_at(address):
						waits.append(run_commit(change))
				self.assertLess(min(waits), MAX_WAIT_SECONDS)

	def test_no_submit_waits(self):
		customer = make_customer().name
		self.assert_nobody_waits(lambda: make_invoice(customer, 300))

	def test_no_new_customer_waits(self):
		self.assert_nobody_waits(make_customer)

	def test_no_cancellation_waits(self):
		customer = make_customer().name
		self.assert_nobody_waits(lambda: make_invoice(customer, 300).cancel())

	def test_no_car_that_is_sold_waits(self):
		customer = make_customer().name
		self.assert_nobody_waits(lambda: make_car(customer))

	def test_a_queue_that_was_away_is_not_asked_at_every_commit(self):
		with queues.swallowing() as address, queue_at(address):
			self.assertFalse(background.now(METHOD, JOB))
			with patch("workshop_crm.services.platform.job_queue.connection") as asked:
				self.assertFalse(background.now(METHOD, JOB))
			asked.assert_not_called()

	def test_a_queue_that_came_back_is_asked_again_after_its_rest(self):
		with queues.closed() as address, queue_at(address):
			self.assertFalse(background.now(METHOD, JOB))
			later = time.monotonic() + job_queue.SECONDS_OF_REST
			with (
				patch("workshop_crm.services.platform.job_queue.time.monotonic", return_value=later),
				patch("workshop_crm.services.platform.job_queue._put") as put,
			):
				self.assertTrue(background.now(METHOD, JOB))
			put.assert_called_once()

	def test_a_queue_that_takes_its_time_for_every_answer_is_not_waited_for_again_and_again(self):
		def slowly(*_arguments: object) -> dict[str, None]:
			time.sleep(job_queue.MAX_ANSWER_SECONDS)
			return {}

		with (
			queues.working() as address,
			queue_at(address),
			patch("workshop_crm.services.platform.job_queue._states", side_effect=slowly),
			patch("workshop_crm.services.platform.job_queue._write") as written,
		):
			self.assertFalse(background.now(METHOD, JOB))
		written.assert_not_called()


class TestFoundByTheScheduler(PersonTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.after_commit.reset()
		background._forget()
		for context in (patch.object(frappe.db, "commit"), patch(PUT, return_value=False)):
			context.start()
			self.addCleanup(context.stop)

	def test_a_visit_that_nobody_was_asked_about(self):
		invoice = make_invoice(make_customer().name, 300)
		run_what_follows_the_commit()
		self.assertFalse(invitations.invitation_of(invoice.doctype, invoice.name))
		tasks.send_invitations()
		self.assertTrue(invitations.invitation_of(invoice.doctype, invoice.name))

	def test_the_link_of_a_visit_that_was_cancelled(self):
		invoice = make_invoice(make_customer().name, 300)
		invitation = invitations.invite(invoice.doctype, invoice.name)
		invoice.cancel()
		run_what_follows_the_commit()
		self.assertNotEqual(frappe.db.get_value(INVITATION, invitation, "status"), "Expired")
		tasks.send_invitations()
		self.assertEqual(frappe.db.get_value(INVITATION, invitation, "status"), "Expired")

	def test_a_customer_that_the_search_does_not_know(self):
		customer = make_customer().name
		run_what_follows_the_commit()
		self.assertTrue(notes_of(customer))
		tasks.apply_search_updates()
		self.assertEqual(notes_of(customer), [])

	def test_the_letters_of_an_erased_person_in_the_index_file(self):
		upkeep.apply_updates()
		before = engines.embedded_index()._path.resolve()
		erase(make_person().customer)
		run_what_follows_the_commit()
		self.assertTrue(updates.is_rebuild_wanted(engines.EMBEDDED))
		tasks.apply_search_updates()
		self.assertFalse(updates.is_rebuild_wanted(engines.EMBEDDED))
		self.assertNotEqual(engines.embedded_index()._path.resolve(), before)

	def test_a_customer_who_came_again(self):
		customer = make_customer().name
		make_invoice(customer, 300)
		scoring.run()
		make_invoice(customer, 300)
		tasks.value_customers()
		self.assertEqual(frappe.db.get_value(ANALYTICS, customer, ["visits", "is_stale"]), (2, 0))

	def test_a_visit_that_comes_while_customers_are_valued(self):
		first, second = make_customer().name, make_customer().name
		for customer in (first, second):
			make_invoice(customer, 300)
		scoring.run()
		read = scoring.read_facts

		def read_before_the_visit(columns: object, everything: bool) -> object:
			facts = read(columns, everything)
			make_invoice(second, 300)
			return facts

		with patch("workshop_crm.services.analytics.scoring.read_facts", side_effect=read_before_the_visit):
			scoring.run()
		tasks.value_customers()
		self.assertEqual(frappe.db.get_value(ANALYTICS, second, "visits"), 2)

	def test_figures_that_a_manager_asked_for(self):
		make_invoice(make_customer(customer_name=unique("Asked")).name, 300)
		scoring.run()
		dashboard.refresh()
		with patch("workshop_crm.services.analytics.scoring.run") as run:
			tasks.value_customers()
		run.assert_called_once()
