"""Totals of long lists, which are kept for a minute, and of short ones, which never are."""

from __future__ import annotations

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.services.platform import large_counts
from workshop_crm.tests.records import make_customer


class TestLargeCounts(FrappeTestCase):
	def setUp(self) -> None:
		# A name of its own, so that no earlier run has counted it.
		self.group = frappe.generate_hash()
		self.statement = "SELECT COUNT(*) FROM tabCustomer WHERE customer_details = %(group)s"

	def add_customer(self) -> None:
		make_customer().db_set("customer_details", self.group)

	def counted(self) -> int:
		return large_counts.counted(self.statement, {"group": self.group})

	def test_a_short_list_is_counted_each_time(self) -> None:
		self.add_customer()
		self.assertEqual(self.counted(), 1)
		self.add_customer()
		self.assertEqual(self.counted(), 2)

	def test_the_total_of_a_long_list_is_kept(self) -> None:
		self.add_customer()
		with patch.object(large_counts, "FEW", 0):
			self.assertEqual(self.counted(), 1)
		self.add_customer()
		self.assertEqual(self.counted(), 1)

	def test_other_values_are_counted_by_themselves(self) -> None:
		self.add_customer()
		with patch.object(large_counts, "FEW", 0):
			self.assertEqual(self.counted(), 1)
			self.assertEqual(large_counts.counted(self.statement, {"group": "nobody"}), 0)
