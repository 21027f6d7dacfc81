"""Loyalty on Sales Invoice and POS Invoice: ERPNext calls its own methods, this app's rules answer.

ERPNext deletes rows and writes them again; here the ledger is append-only. When a credit note is submitted
or cancelled, ERPNext calls `delete_loyalty_point_entry` and then `make_loyalty_point_entry` on the invoice
that was returned: the first does nothing there, the second appends the correction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from frappe.model.document import Document
from frappe.utils import flt

from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.services.loyalty import payment, posting, redemption
from workshop_crm.services.loyalty.rewards import automatic, on_invoice
from workshop_crm.services.platform import consolidation
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.isolation import isolated


class LoyaltyInvoice(Document):
	"""Mixin that comes before ERPNext's class."""

	def validate(self) -> None:
		with as_frappe_errors():
			consolidation.check(self)
			automatic.prepare(self)
			try:
				self._validate_with_points()
			except WorkshopError:
				if not automatic.give_up(self):
					raise
				self._validate_with_points()

	def _validate_with_points(self) -> None:
		redemption.prepare(self)
		on_invoice.prepare(self)
		with self._without_erpnexts_check():
			super().validate()
		redemption.check_draft(self, on_invoice.cost(self))

	def on_submit(self) -> None:
		"""The reward is paid first: a failure stops the sale."""
		with as_frappe_errors():
			on_invoice.take(self)
		super().on_submit()

	def make_loyalty_point_entry(self) -> None:
		"""Earn. A failure is logged, and the scheduler tries again: it must not stop the sale."""
		with isolated("Loyalty points", self.doctype, self.name):
			posting.correct(self)
			on_invoice.settle(self)

	def set_status(
		self, update: bool = False, status: str | None = None, update_modified: bool = True
	) -> None:
		"""ERPNext calls this on an invoice whenever what is outstanding has changed, whatever changed it."""
		super().set_status(update, status, update_modified)
		if update and payment.decides(self):
			self.make_loyalty_point_entry()

	def delete_loyalty_point_entry(self) -> None:
		"""Take back what a cancelled invoice earned and give back what it redeemed."""
		if self.docstatus == 2:
			with isolated("Loyalty points", self.doctype, self.name):
				posting.correct(self)
				on_invoice.settle(self)

	def apply_loyalty_points(self) -> None:
		"""Redeem. A failure stops the sale: the points are a payment."""
		with as_frappe_errors():
			redemption.redeem(self)

	def make_loyalty_point_redemption_gle(self, gl_entries: list[dict[str, Any]]) -> None:
		"""ERPNext writes the company's amount where that of the invoice's currency belongs.

		It sets the points of a credit note against the invoice also where the credit note itself stays open, as that of
		a paid invoice does: the invoice would be open again.
		"""
		already = len(gl_entries)
		super().make_loyalty_point_redemption_gle(gl_entries)
		for entry in gl_entries[already:]:
			if entry.get("party") and self.is_return and self.get("update_outstanding_for_self"):
				entry["against_voucher"] = self.name
			for side in ("debit_in_transaction_currency", "credit_in_transaction_currency"):
				entry[side] = flt(
					flt(entry.get(side)) / flt(self.conversion_rate), self.precision("grand_total")
				)

	@contextmanager
	def _without_erpnexts_check(self) -> Iterator[None]:
		"""ERPNext compares the worth of points, in the company's currency, with the total in the invoice's.

		It does so where it sees points; what they pay is `loyalty_amount`, which stays.
		"""
		points = self.get("loyalty_points")
		self.set("loyalty_points", 0)
		try:
			yield
		finally:
			self.set("loyalty_points", points)

	def set_loyalty_program_tier(self) -> None:
		"""Nothing to do: the tier is set with every row."""
