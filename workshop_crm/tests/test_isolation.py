"""Submitting an invoice never fails because something that follows it is broken.

Submits ERPNext's own invoice, whose savepoints and hooks only a site has.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase

from workshop_crm.services.platform import background, job_queue
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.job_queue import Job
from workshop_crm.services.surveys.invitations import INVITATION
from workshop_crm.services.visits import after_sale
from workshop_crm.tests.records import entries, make_customer, make_invoice

BROKEN = RuntimeError("broken on purpose")


def run_at_once(jobs: Sequence[Job]) -> None:
	"""As a worker does: a job that fails is undone and logged."""
	for job in jobs:
		with isolated(job.method):
			frappe.get_attr(job.method)(**job.arguments)


def run_what_follows_the_commit() -> None:
	"""Frappe does this right after the commit; an error here would reach the cashier."""
	with patch.object(frappe.db, "commit"):
		frappe.db.after_commit.run()


class TestIsolation(FrappeTestCase):
	def submitted_while_broken(self, *targets: str) -> Document:
		"""Submit while `targets` raise, and run at once what would follow in a worker."""
		customer = make_customer().name
		draft = make_invoice(customer, 300, submit=False)
		with ExitStack() as broken:
			for target in targets:
				broken.enter_context(patch(target, side_effect=BROKEN))
			broken.enter_context(
				patch("workshop_crm.services.platform.job_queue.put", side_effect=run_at_once)
			)
			draft.submit()
			run_what_follows_the_commit()
		self.assertEqual(frappe.db.get_value("Sales Invoice", draft.name, "docstatus"), 1)
		self.assertTrue(frappe.db.exists("GL Entry", {"voucher_no": draft.name}))
		return draft

	def test_with_nothing_broken_everything_follows(self):
		draft = self.submitted_while_broken()
		self.assertEqual(len(entries(draft.customer)), 1)
		self.assertTrue(frappe.db.exists(INVITATION, {"reference_name": draft.name}))
		self.assertFalse(frappe.db.exists("Customer Search Update", {"customer": draft.customer}))

	def test_with_the_loyalty_ledger_broken(self):
		draft = self.submitted_while_broken("workshop_crm.services.loyalty.ledger.append")
		self.assertEqual(entries(draft.customer), [])
		title = frappe.db.get_value("Error Log", {"reference_name": draft.name}, "method")
		self.assertEqual(title, "Loyalty points")

	def test_with_the_loyalty_program_broken(self):
		self.submitted_while_broken("workshop_crm.services.loyalty.accounts.get_program")

	def test_with_the_search_index_broken(self):
		draft = self.submitted_while_broken(
			"workshop_crm.services.search.engines.index_of",
			"workshop_crm.services.search.documents.documents",
		)
		self.assertEqual(len(entries(draft.customer)), 1)

	def test_with_surveys_and_messages_broken(self):
		draft = self.submitted_while_broken(
			"workshop_crm.services.surveys.invitations.invite",
			"workshop_crm.services.messaging.messages.write",
		)
		self.assertFalse(frappe.db.exists(INVITATION, {"reference_name": draft.name}))

	def test_with_the_analytics_table_broken(self):
		real = frappe.db.set_value

		def fail_for_analytics(doctype, *arguments, **more):
			if doctype == "Customer Analytics":
				raise BROKEN
			return real(doctype, *arguments, **more)

		customer = make_customer().name
		with patch.object(frappe.db, "set_value", side_effect=fail_for_analytics):
			invoice = make_invoice(customer, 300)
		self.assertEqual((invoice.docstatus, len(entries(customer))), (1, 1))

	def test_with_the_queue_away(self):
		self.addCleanup(job_queue.wake)
		draft = make_invoice(make_customer().name, 300, submit=False)
		with patch("workshop_crm.services.platform.job_queue.connection", side_effect=BROKEN):
			draft.submit()
			run_what_follows_the_commit()
			queued = background.now(
				"workshop_crm.services.search.upkeep.apply_updates", "workshop_crm.test.job"
			)
		self.assertEqual((draft.docstatus, queued), (1, False))

	def test_with_the_search_table_gone_points_are_earned_all_the_same(self):
		with patch("workshop_crm.services.search.updates.UPDATE", "No Such DocType"):
			customer = make_customer().name
			make_invoice(customer, 300)
		self.assertEqual(len(entries(customer)), 1)

	def test_cancelling_with_everything_that_follows_broken(self):
		self.addCleanup(job_queue.wake)
		invoice = make_invoice(make_customer().name, 300)
		with (
			patch("workshop_crm.services.loyalty.posting.correct", side_effect=BROKEN),
			patch("workshop_crm.services.search.updates.UPDATE", "No Such DocType"),
			patch("workshop_crm.services.platform.job_queue.connection", side_effect=BROKEN),
		):
			invoice.cancel()
			run_what_follows_the_commit()
		self.assertEqual(invoice.docstatus, 2)

	def test_a_deadlock_is_not_swallowed_because_the_transaction_is_gone(self):
		with self.assertRaises(frappe.QueryDeadlockError), isolated("A part"):
			raise frappe.QueryDeadlockError

	def test_a_failed_part_is_undone_and_the_rest_stays(self):
		customer = make_customer()
		with isolated("A part"):
			customer.db_set("customer_name_ar", "changed")
			raise BROKEN
		self.assertEqual(frappe.db.get_value("Customer", customer.name, "customer_name_ar"), "ريم السدحان")

	def test_an_invoice_entered_later_for_the_books_asks_nobody(self):
		with patch("workshop_crm.services.platform.background.after_commit") as queued:
			invoice = make_invoice(
				make_customer().name, 50, set_posting_time=1, posting_date="2026-01-15", due_date="2026-01-15"
			)
			after_sale.submitted(invoice)
		jobs = [call.args[0] for call in queued.call_args_list]
		self.assertNotIn("workshop_crm.services.surveys.invitations.invite", jobs)
