"""The communication history as a table of the Customer: there when it is read, and never stored.

Only Frappe has forms with tables.
"""

from __future__ import annotations

import frappe
from frappe.client import get as client_get
from frappe.desk.form.load import getdoc
from frappe.desk.form.save import savedocs
from frappe.model.rename_doc import rename_doc
from frappe.tests.utils import FrappeTestCase
from frappe.utils import now_datetime

from workshop_crm.services.messaging import history_rows, interactions
from workshop_crm.tests.records import make_customer, make_user, unique

ENTRY = "Customer Communication Entry"
FIELD = history_rows.FIELD


def make_spoken_to(entries: int = 1):
	customer = make_customer()
	for number in range(entries):
		values = {"kind": "Call", "direction": "Incoming", "text": f"Asked for the {number}. time"}
		interactions.add(customer.name, {**values, "happened_on": now_datetime()})
	return customer


def form_of(customer: str):
	frappe.response.docs = None
	getdoc("Customer", customer)
	return frappe.response.docs[-1]


class TestHistoryRows(FrappeTestCase):
	def test_form_and_rest_have_the_latest_entries_newest_first(self):
		customer = make_spoken_to(history_rows.MAX_ROWS + 2).name
		for read in (form_of(customer).as_dict(), client_get("Customer", customer)):
			rows = read[FIELD]
			self.assertEqual(len(rows), history_rows.MAX_ROWS)
			moments = [row["happened_on"] for row in rows]
			self.assertEqual(moments, sorted(moments, reverse=True))
			self.assertEqual({(row["kind"], row["direction"]) for row in rows}, {("Call", "Incoming")})
			self.assertEqual(len({row["name"] for row in rows}), len(rows))
			self.assertTrue(all(row["text"].startswith("Asked") and row["author"] for row in rows))

	def test_a_print_shows_them(self):
		customer = make_spoken_to().name
		printed = frappe.get_print("Customer", customer, print_format="Standard")
		self.assertIn("Asked for the 0. time", printed)

	def test_what_the_form_sends_back_is_not_stored_and_the_form_still_shows_it(self):
		customer = make_spoken_to().name
		sent = form_of(customer).as_dict()
		sent["customer_name_ar"] = "هدى"
		frappe.response.docs = []
		savedocs(frappe.as_json(sent), "Save")
		self.assertEqual(frappe.db.get_value("Customer", customer, "customer_name_ar"), "هدى")
		self.assertEqual(frappe.db.count(ENTRY), 0)
		self.assertEqual(len(frappe.response.docs[-1].get(FIELD)), 1)

	def test_a_made_up_row_is_not_stored_either(self):
		made = [{"kind": "Call", "text": "Never happened"}]
		customer = make_customer(**{FIELD: made})
		self.assertEqual(frappe.db.count(ENTRY), 0)
		self.assertEqual(form_of(customer.name).get(FIELD), [])
		customer.reload()
		customer.update({FIELD: made})
		customer.save()
		self.assertEqual(frappe.db.count(ENTRY), 0)

	def test_who_may_not_read_entries_sees_none(self):
		customer = make_spoken_to().name
		front_desk, sales = make_user("Workshop Front Desk", "Sales User"), make_user("Sales User")
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user(sales)
		self.assertEqual(form_of(customer).get(FIELD), [])
		frappe.set_user(front_desk)
		self.assertEqual(len(form_of(customer).get(FIELD)), 1)

	def test_it_follows_a_rename_and_a_merge_and_goes_with_the_customer(self):
		customer, other = make_spoken_to(), make_spoken_to()
		renamed = rename_doc("Customer", customer.name, unique("Renamed"), show_alert=False)
		self.assertEqual(len(form_of(renamed).get(FIELD)), 1)
		rename_doc("Customer", other.name, renamed, merge=True, show_alert=False)
		self.assertEqual(len(form_of(renamed).get(FIELD)), 2)
		self.assertEqual(frappe.db.count(ENTRY), 0)

	def test_the_bin_and_the_versions_hold_none_of_it(self):
		customer = make_spoken_to()
		frappe.delete_doc("Customer", customer.name, force=True)
		deleted = frappe.get_all("Deleted Document", {"deleted_name": customer.name}, pluck="data")
		self.assertEqual(len(deleted), 1)
		self.assertNotIn("Asked for", deleted[0])

	def test_it_has_no_columns_so_that_nothing_can_be_kept(self):
		meta = frappe.get_meta(ENTRY)
		columns = set(frappe.db.get_table_columns(ENTRY))
		self.assertEqual(columns & {field.fieldname for field in meta.fields}, set())
		self.assertTrue(all(field.is_virtual for field in meta.fields))

	def test_the_customers_form_can_still_be_customised(self):
		# Frappe checks all fields of a DocType whenever one is customised.
		hidden = {"doctype": "Customer", "fieldname": "website", "property": "hidden", "value": "1"}
		frappe.make_property_setter(hidden)
		self.assertTrue(frappe.get_meta("Customer", cached=False).get_field("website").hidden)
		setter = {"doc_type": "Customer", "field_name": "website", "property": "hidden"}
		frappe.get_doc("Property Setter", setter).delete()
