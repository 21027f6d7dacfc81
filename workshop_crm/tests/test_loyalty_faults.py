"""A worker that is killed, a deadlock, a lock that is not given, a job that runs twice: no point is lost or doubled.

Only MariaDB has locks of rows and workers of their own.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.services.loyalty import accounts, checks, ledger, passing_time, upkeep
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.platform import settings
from workshop_crm.tests.records import add_core_row, entries, make_customer, make_invoice, program
from workshop_crm.tests.tills import submit_at_once

POINTS = 40
# Submits a draft and is killed by the system as soon as the first row of the redemption is written.
KILLED = """
import os, signal, sys
import frappe
site, invoice = sys.argv[1:]
frappe.init(site)
frappe.connect()
from workshop_crm.services.loyalty import ledger
write = ledger.append
def killed(account, row):
	write(account, row)
	if row.kind == "Redeem":
		os.kill(os.getpid(), signal.SIGKILL)
ledger.append = killed
frappe.get_doc("Sales Invoice", invoice).submit()
"""


class TestFaults(FrappeTestCase):
	def setUp(self) -> None:
		self.customer = make_customer().name
		add_core_row(self.customer, POINTS, 400)
		self.draft = make_invoice(
			self.customer, 100, submit=False, redeem_loyalty_points=1, loyalty_points=POINTS
		).name
		frappe.db.commit()

	def assert_untouched(self) -> None:
		frappe.db.rollback()
		self.assertEqual([entry.points for entry in entries(self.customer)], [POINTS])
		self.assertEqual(frappe.db.get_value("Sales Invoice", self.draft, "docstatus"), 0)

	def assert_redeemed_once(self) -> None:
		frappe.db.rollback()
		redeemed = [entry.points for entry in entries(self.customer) if entry.kind == "Redeem"]
		self.assertEqual(redeemed, [-POINTS])
		self.assertEqual([one for one in checks.check() if one.account.customer == self.customer], [])

	def test_a_worker_that_is_killed_while_it_redeems_leaves_nothing_and_the_next_one_redeems(self) -> None:
		killed = subprocess.run(
			[sys.executable, "-c", KILLED, frappe.local.site, self.draft], timeout=120, check=False
		)
		self.assertEqual(killed.returncode, -signal.SIGKILL)
		self.assert_untouched()
		self.assertEqual(submit_at_once([self.draft]), ["submitted"])
		self.assert_redeemed_once()

	def test_a_deadlock_undoes_the_sale_and_the_same_sale_succeeds_afterwards(self) -> None:
		with patch.object(ledger, "append", side_effect=frappe.QueryDeadlockError):
			(said,) = submit_at_once([self.draft])
		self.assertIn("QueryDeadlockError", said)
		self.assert_untouched()
		self.assertEqual(submit_at_once([self.draft]), ["submitted"])
		self.assert_redeemed_once()

	def test_a_lock_that_is_not_given_in_time_undoes_the_sale(self) -> None:
		with self.account_held(), lock_wait_of(1):
			(said,) = submit_at_once([self.draft])
			self.assertIn("QueryTimeoutError", said)
		self.assert_untouched()
		self.assertEqual(submit_at_once([self.draft]), ["submitted"])
		self.assert_redeemed_once()

	def test_jobs_that_run_twice_and_at_once_write_once(self) -> None:
		submit_at_once([self.draft])
		old = make_invoice(self.customer, 500)
		frappe.db.set_value(
			"Loyalty Point Entry", {"invoice": old.name}, "expiry_date", add_days(getdate(), -1)
		)
		frappe.db.set_value(
			"Customer Loyalty Points", {"customer": self.customer}, {"seal": "", "next_change": getdate()}
		)
		frappe.db.commit()
		at_once(passing_time.pass_time, lambda: upkeep.repair(days=1))
		at_once(passing_time.pass_time, lambda: upkeep.repair(days=1))
		self.assert_redeemed_once()
		kinds = [entry.kind for entry in entries(self.customer)]
		self.assertEqual(kinds.count("Expire"), 1)
		self.assertEqual(balance(entries(self.customer), getdate()), 9)

	@contextmanager
	def account_held(self) -> Iterator[None]:
		"""Another till holds the account for as long as this lasts."""
		accounts.lock(Account(self.customer, program(), settings.company()))
		frappe.db.commit()
		accounts.lock(Account(self.customer, program(), settings.company()))
		with patch.object(frappe.db, "commit"):
			yield
		frappe.db.rollback()


@contextmanager
def lock_wait_of(seconds: int) -> Iterator[None]:
	"""Tills wait only so long for an account."""
	lock = accounts.lock

	def impatient(account: Account) -> accounts.OpenAccount:
		frappe.db.sql(f"set session innodb_lock_wait_timeout = {seconds}")
		return lock(account)

	with patch.object(accounts, "lock", impatient):
		yield


def at_once(*jobs: Callable[[], object]) -> None:
	"""Each job by two workers, all at the same time."""
	site = frappe.local.site

	def run(job: Callable[[], object]) -> None:
		frappe.init(site=site)
		frappe.connect()
		try:
			job()
			frappe.db.commit()
		except frappe.QueryDeadlockError:
			frappe.db.rollback()  # The scheduler runs it again.
		finally:
			frappe.destroy()

	with ThreadPoolExecutor(len(jobs) * 2) as workers:
		list(workers.map(run, [*jobs, *jobs]))
