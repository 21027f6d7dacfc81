"""`import-points` on a site: all or nothing, never twice, and the accounts add up.

The preview's own is in `tests/preview/test_opening_balances.py`.
"""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.services.loyalty import checks, opening
from workshop_crm.tests.records import entries, make_customer


class TestOpeningBalances(FrappeTestCase):
	def test_balances_are_loaded_once_all_or_none(self) -> None:
		first, second = make_customer().name, make_customer().name
		outside = make_customer().name
		frappe.db.set_value("Customer", outside, "loyalty_program", None)
		good = f"customer,points,spent\n{first},40,6000\n{second},7,\n"
		for bad in (f"{good}nobody,5,\n", f"{good}{outside},5,\n"):
			_openings, refused = opening.load(bad.encode(), dry_run=False)
			self.assertEqual([one.line for one in refused], [4])
		self.assertEqual(opening.load(good.encode(), dry_run=True)[1], [])
		self.assertEqual(entries(first), [])
		self.assertEqual(opening.load(good.encode(), dry_run=False)[1], [])
		self.assertEqual([entry.points for entry in entries(first)], [40])
		self.assertEqual(frappe.db.get_value("Customer", first, "loyalty_program_tier"), "Platinum")
		_openings, refused = opening.load(good.encode(), dry_run=False)
		self.assertEqual([one.line for one in refused], [2, 3])
		self.assertEqual([one for one in checks.check() if one.account.customer in (first, second)], [])
