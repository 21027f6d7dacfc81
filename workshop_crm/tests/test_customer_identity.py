"""A customer's name may change and two customers may turn out to be one: nothing of theirs is lost or left over.

Only ERPNext renames, merges and deletes customers.
"""

from __future__ import annotations

from collections import Counter
from unittest.mock import patch

import frappe
from frappe.desk.doctype.tag.tag import DocTags
from frappe.desk.form import assign_to
from frappe.model.dynamic_links import get_dynamic_links
from frappe.model.rename_doc import get_link_fields, update_document_title
from frappe.utils import add_days, getdate

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.services.customers.customer_record import save_customer
from workshop_crm.services.identity.computed import COMPUTED
from workshop_crm.services.identity.merge import take_over
from workshop_crm.services.vehicles import ownership, vehicle_record
from workshop_crm.tests.people import PersonTestCase, make_person, plate
from workshop_crm.tests.records import entries, make_customer, make_invoice

ACCOUNT, ANALYTICS, SNAPSHOT = "Customer Loyalty Points", "Customer Analytics", "Customer Value Snapshot"
OWNERSHIP, CHANNELS = "Customer Vehicle", "Customer Communication Channel"


def merge(merged: str, kept: str) -> None:
	frappe.rename_doc("Customer", merged, kept, merge=True, show_alert=False)


def add_figures(customer: str, month: str = "2020-01-01", **values) -> None:
	if not frappe.db.exists(ANALYTICS, customer):
		frappe.get_doc({"doctype": ANALYTICS, "customer": customer, "segment": "New"}).insert(
			ignore_permissions=True
		)
	frappe.get_doc({"doctype": SNAPSHOT, "customer": customer, "month": month, "clv": 1, **values}).insert(
		ignore_permissions=True
	)


def add_car(customer: str) -> str:
	return vehicle_record.add_vehicle(customer, {"plate": plate()})


def channel(name: str, days_ago: int | None = None, source: str = "") -> dict:
	return {
		"channel": name,
		"consent_date": None if days_ago is None else add_days(getdate(), -days_ago),
		"source": source,
	}


def linking_rows(customer: str) -> Counter:
	"""How many rows of each table point to the customer."""
	rows: Counter = Counter()
	for field in get_link_fields("Customer"):
		if not field["issingle"] and frappe.db.table_exists(field["parent"]):
			found = frappe.db.count(field["parent"], {field["fieldname"]: customer})
			rows[f"{field['parent']}.{field['fieldname']}"] += found
	for field in get_dynamic_links():
		if not frappe.get_meta(field.parent).issingle:
			found = frappe.db.count(field.parent, {field.options: "Customer", field.fieldname: customer})
			rows[f"{field.parent}.{field.fieldname}"] += found
	for table in ("Version", "File"):
		columns = {"Version": ("ref_doctype", "docname"), "File": ("attached_to_doctype", "attached_to_name")}
		doctype, name = columns[table]
		rows[table] += frappe.db.count(table, {doctype: "Customer", name: customer})
	for table in frappe.get_meta("Customer").get_table_fields():
		rows[table.options] += frappe.db.count(table.options, {"parenttype": "Customer", "parent": customer})
	return rows


class TestMerge(PersonTestCase):
	def test_no_row_of_any_table_is_lost_when_two_full_customers_become_one(self):
		kept, merged = make_person(), make_person()
		before = linking_rows(kept.customer) + linking_rows(merged.customer)
		merge(merged.customer, kept.customer)
		after = linking_rows(kept.customer)
		# Channels are a union, accounts and figures are one row each; Frappe writes a comment about the merge.
		joined = {
			f"{ACCOUNT}.customer": 1,
			f"{ANALYTICS}.customer": 1,
			f"{SNAPSHOT}.customer": 1,
			CHANNELS: 2,
		}
		for table, count in joined.items():
			self.assertEqual((before.pop(table), after.pop(table)), (count * 2, count), table)
		after["Comment.reference_name"] -= 1
		lost = {table: (count, after[table]) for table, count in before.items() if after[table] < count}
		self.assertEqual(lost, {})
		self.assertEqual(sum(linking_rows(merged.customer).values()), 0)
		self.assertGreater(sum(before.values()), 40)

	def test_what_the_other_said_differently_stands_in_the_notes_under_its_name(self):
		kept, merged = make_person(), make_person()
		merge(merged.customer, kept.customer)
		record = frappe.get_doc("Customer", kept.customer)
		self.assertEqual((record.customer_name_ar, record.mobile_no), (kept.name_ar, kept.phone))
		notes = record.customer_notes
		self.assertIn(f"<h3>{merged.name}</h3>", notes)
		_name, name_ar, _number, _email, other_phone, emergency, remarks, said, *_rest = merged.words
		for word in (name_ar, other_phone, emergency, remarks, said):
			self.assertIn(word, notes)
		self.assertLess(notes.index(kept.words[7]), notes.index("<h3>"))

	def test_gaps_of_the_one_that_stays_are_filled(self):
		merged = make_person()
		kept = save_customer({"name": f"Empty {frappe.generate_hash(length=8)}"})
		merge(merged.customer, kept)
		record = frappe.get_doc("Customer", kept)
		self.assertEqual(
			(record.mobile_no, record.email_id, record.customer_name_ar),
			(merged.phone, merged.email, merged.name_ar),
		)
		self.assertEqual(record.emergency_contact, merged.words[5])
		self.assertIn(merged.words[6], record.service_preferences)
		contact = frappe.get_doc("Contact", record.customer_primary_contact)
		self.assertEqual(contact.mobile_no, merged.phone)
		self.assertEqual({row.channel for row in record.communication_channels}, {"WhatsApp", "Email"})
		# It can be saved as it is now.
		record.save()

	def test_a_phone_that_is_missing_is_added_to_the_contact_that_is_there(self):
		merged = make_person()
		kept = save_customer({"name": f"Mail {frappe.generate_hash(length=8)}", "email": "kept@gaps.example"})
		merge(merged.customer, kept)
		record = frappe.get_doc("Customer", kept)
		contact = frappe.get_doc("Contact", record.customer_primary_contact)
		self.assertEqual((record.mobile_no, record.email_id), (merged.phone, "kept@gaps.example"))
		self.assertEqual((contact.mobile_no, contact.email_id), (merged.phone, "kept@gaps.example"))

	def test_the_earliest_dated_consent_wins_and_none_is_made_up(self):
		kept = make_customer(
			email_id="kept@consent.example",
			communication_channels=[channel("WhatsApp", 5, "Kept"), channel("Email", None, "Kept")],
		)
		merged = make_customer(
			email_id="merged@consent.example",
			communication_channels=[
				channel("WhatsApp", 9, "Merged"),
				channel("Email", None, "Merged"),
				channel("SMS", 3, "Merged"),
			],
		)
		merge(merged.name, kept.name)
		rows = frappe.get_doc("Customer", kept.name).communication_channels
		self.assertEqual(
			{row.channel: (row.consent_date, row.source) for row in rows},
			{
				"WhatsApp": (add_days(getdate(), -9), "Merged"),
				"Email": (None, "Kept"),
				"SMS": (add_days(getdate(), -3), "Merged"),
			},
		)
		self.assertEqual([row.idx for row in rows], [1, 2, 3])

	def test_the_cars_of_both_are_current_afterwards(self):
		kept, merged = make_customer().name, make_customer().name
		car, other = add_car(kept), add_car(merged)
		merge(merged, kept)
		rows = frappe.get_all(
			OWNERSHIP, {"vehicle": ("in", [car, other])}, ["vehicle", "parent", "is_current"]
		)
		self.assertEqual(
			sorted((row.vehicle, row.parent, row.is_current) for row in rows),
			sorted([(car, kept, 1), (other, kept, 1)]),
		)
		self.assertEqual(frappe.db.get_value("Vehicle", other, "customer"), kept)
		frappe.get_doc("Customer", kept).save()

	def test_a_car_that_one_sold_to_the_other_keeps_both_periods(self):
		kept, merged = make_customer().name, make_customer().name
		car = add_car(merged)
		ownership.sell(car, kept)
		merge(merged, kept)
		rows = frappe.get_all(OWNERSHIP, {"vehicle": car}, ["parent", "is_current"], order_by="is_current")
		self.assertEqual([(row.parent, row.is_current) for row in rows], [(kept, 0), (kept, 1)])

	def test_points_of_merged_customers_are_added_up_in_one_account(self):
		kept, merged = make_customer().name, make_customer().name
		make_invoice(kept, 500)
		make_invoice(merged, 300)
		merge(merged, kept)
		self.assertEqual(frappe.get_all(ACCOUNT, {"customer": ["in", [kept, merged]]}, pluck="balance"), [80])
		self.assertEqual(balance(entries(kept), getdate()), 80)

	def test_the_month_values_of_both_are_added_up(self):
		kept, merged = make_customer().name, make_customer().name
		add_figures(kept, revenue=100, clv=10, p_alive=0.5)
		add_figures(merged, revenue=40, clv=5, p_alive=0.5)
		add_figures(merged, month="2020-02-01", revenue=7)
		merge(merged, kept)
		self.assertFalse(frappe.db.exists(ANALYTICS, merged))
		self.assertEqual(frappe.db.get_value(ANALYTICS, kept, "is_stale"), 1)
		rows = frappe.get_all(
			SNAPSHOT, {"customer": kept}, ["month", "revenue", "clv", "p_alive"], order_by="month"
		)
		self.assertEqual([(row.revenue, row.clv) for row in rows], [(140, 15), (7, 1)])
		self.assertAlmostEqual(rows[0].p_alive, 0.75)

	def test_figures_of_the_other_alone_become_those_of_the_one_that_stays(self):
		kept, merged = make_customer().name, make_customer().name
		add_figures(merged)
		merge(merged, kept)
		self.assertEqual(frappe.db.get_value(ANALYTICS, {"customer": kept}, "name"), kept)
		self.assertEqual(frappe.db.count(SNAPSHOT, {"customer": kept}), 1)

	def test_customers_whose_tasks_are_all_done_can_be_merged(self):
		kept, merged = make_customer().name, make_customer().name
		for customer in (kept, merged):
			task = {
				"doctype": "Customer",
				"name": customer,
				"assign_to": ["Administrator"],
				"description": "x",
			}
			assign_to.add(task)
			assign_to.close_all_assignments("Customer", customer)
			self.assertEqual(frappe.db.get_value("Customer", customer, "_assign"), "")
		merge(merged, kept)
		self.assertFalse(frappe.db.exists("Customer", merged))

	def test_tags_of_both_are_kept(self):
		kept, merged = make_customer().name, make_customer().name
		DocTags("Customer").add(kept, "VIP")
		DocTags("Customer").add(merged, "Fleet")
		merge(merged, kept)
		self.assertEqual(set(DocTags("Customer").get_tags(kept).split(",")) - {""}, {"VIP", "Fleet"})

	def test_a_contact_of_both_is_linked_once_under_the_name_that_stays(self):
		kept, merged = make_customer(), make_customer()
		contact = frappe.get_doc("Contact", kept.customer_primary_contact)
		contact.append("links", {"link_doctype": "Customer", "link_name": merged.name})
		contact.save()
		merge(merged.name, kept.name)
		links = {"parent": contact.name, "parenttype": "Contact"}
		self.assertEqual(
			frappe.get_all("Dynamic Link", links, ["link_name", "link_title"], as_list=True),
			((kept.name, kept.customer_name),),
		)
		moved = frappe.get_all(
			"Dynamic Link",
			{"parenttype": "Contact", "link_doctype": "Customer", "link_name": kept.name},
			pluck="parent",
		)
		self.assertCountEqual(moved, [contact.name, merged.customer_primary_contact])
		self.assertEqual(
			frappe.get_all("Contact", {"name": ("in", moved), "is_primary_contact": 1}, pluck="name"),
			[contact.name],
		)

	def test_taking_over_twice_changes_nothing(self):
		kept, merged = make_person().customer, make_person().customer
		take_over(merged, kept)
		once = frappe.get_doc("Customer", kept).as_dict(convert_dates_to_str=True)
		rows = linking_rows(kept)
		take_over(merged, kept)
		twice = frappe.get_doc("Customer", kept).as_dict(convert_dates_to_str=True)
		changing = ("modified", "modified_by")
		self.assertEqual(
			{key: value for key, value in once.items() if key not in changing},
			{key: value for key, value in twice.items() if key not in changing},
		)
		self.assertEqual(linking_rows(kept), rows)

	def test_a_merge_is_one_transaction_and_one_that_fails_leaves_both_as_they_were(self):
		kept, merged = make_person().customer, make_person().customer
		before = linking_rows(kept), linking_rows(merged)
		frappe.db.savepoint("before_merge")
		with (
			patch.object(frappe.db, "commit") as commit,
			patch("workshop_crm.services.loyalty.accounts.refresh", side_effect=RuntimeError("disk")),
			self.assertRaises(RuntimeError),
		):
			merge(merged, kept)
		commit.assert_not_called()
		frappe.db.rollback(save_point="before_merge")
		self.assertEqual((linking_rows(kept), linking_rows(merged)), before)

	def test_the_desks_check_before_it_queues_a_merge_changes_nothing(self):
		kept, merged = make_person().customer, make_person().customer
		before = linking_rows(kept), linking_rows(merged)
		with (
			patch("frappe.model.rename_doc.is_scheduler_inactive", return_value=False),
			patch("frappe.model.document.Document.queue_action") as queued,
		):
			update_document_title(doctype="Customer", docname=merged, name=kept, merge=True, enqueue=True)
		queued.assert_called_once()
		frappe.flags.link_fields = {}
		self.assertEqual((linking_rows(kept), linking_rows(merged)), before)
		for doctype in COMPUTED:
			self.assertTrue(frappe.db.exists(doctype, {"customer": merged}), doctype)


class TestRename(PersonTestCase):
	def test_everything_of_a_renamed_customer_is_found_under_the_new_name(self):
		person = make_person()
		before = linking_rows(person.customer)
		new = frappe.rename_doc("Customer", person.customer, f"{person.customer} renamed", show_alert=False)
		after = linking_rows(new)
		after["Comment.reference_name"] -= 1
		self.assertEqual(+after, +before)
		self.assertEqual(sum(linking_rows(person.customer).values()), 0)
		self.assertEqual(frappe.db.get_value(ANALYTICS, new, "segment"), "New")
		self.assertFalse(frappe.db.exists(ANALYTICS, person.customer))
		self.assertEqual(frappe.get_all(SNAPSHOT, {"customer": new}, pluck="name"), [f"2020-01-{new}"])
		self.assertEqual(frappe.db.get_value("Vehicle", person.vehicle, "customer"), new)


class TestDeletion(PersonTestCase):
	def test_a_customer_without_invoices_can_be_deleted_though_there_are_figures(self):
		customer = make_customer().name
		add_figures(customer)
		frappe.delete_doc("Customer", customer)
		self.assertFalse(frappe.db.count(SNAPSHOT, {"customer": customer}))

	def test_a_customer_with_points_in_the_ledger_cannot_be_deleted(self):
		customer = make_customer().name
		make_invoice(customer, 500)
		self.assertRaises(frappe.LinkExistsError, frappe.delete_doc, "Customer", customer)
