"""Opening balances on a site: all or nothing, never twice, and the accounts add up.

The preview's own are in `tests/preview/test_opening_balances.py`; the page is tested by `tests/contract/test_imports.py`.
"""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.core.imports.choices import Choices
from workshop_crm.core.imports.columns import suggest
from workshop_crm.core.imports.fields import BALANCES
from workshop_crm.core.imports.report import Report
from workshop_crm.core.imports.source import open_source
from workshop_crm.services.imports.run import run_import
from workshop_crm.services.loyalty import checks
from workshop_crm.tests.records import entries, make_customer


def load(text: str, dry_run: bool = False) -> Report:
	source = open_source(text.encode())
	columns = suggest(BALANCES, source.table.headings)
	return run_import(source, Choices(BALANCES, columns, dry_run))


class TestOpeningBalances(FrappeTestCase):
	def test_balances_are_loaded_once_all_or_none(self) -> None:
		first, second = make_customer().name, make_customer().name
		outside = make_customer().name
		frappe.db.set_value("Customer", outside, "loyalty_program", None)
		frappe.db.commit()
		good = f"customer,points,spent\n{first},40,6000\n{second},7,\n"
		for bad in ("nobody", outside, first.lower()):
			refused = load(f"{good}{bad},5,\n").refused
			self.assertEqual([(one.line, one.value) for one in refused], [(4, bad)])
		tried = load(good, dry_run=True)
		self.assertEqual(
			(tried.refused, tried.saved, tried.sums.customers, tried.sums.points), ([], False, 2, 47)
		)
		self.assertEqual(entries(first), [])
		self.assertTrue(load(good).saved)
		self.assertEqual([entry.points for entry in entries(first)], [40])
		self.assertEqual(frappe.db.get_value("Customer", first, "loyalty_program_tier"), "Platinum")
		self.assertEqual(sorted(one.line for one in load(good).refused), [2, 3])
		self.assertEqual([one for one in checks.check() if one.account.customer in (first, second)], [])

	def test_what_is_refused_while_it_is_written_takes_all_back(self) -> None:
		"""Somebody else may have imported the same customer since the check."""
		first, second = sorted(make_customer().name for _time in range(2))
		frappe.db.commit()
		from workshop_crm.services.loyalty import opening

		real, calls = opening.write, []

		def write(customer, own):
			calls.append(customer)
			if customer == second:
				real(customer, own)
			return real(customer, own)

		opening.write = write
		try:
			report = load(f"customer,points\n{first},40\n{second},7\n")
		finally:
			opening.write = real
		self.assertEqual((calls, report.saved, len(report.refused)), ([first, second], False, 1))
		self.assertEqual(entries(first), [])
