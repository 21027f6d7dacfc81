"""A workshop's own sheet becomes Customers, Contacts and Vehicles, as ERPNext itself would save them."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from click.testing import CliRunner

import frappe
from erpnext.selling.doctype.customer.customer import Customer
from frappe.model.naming import NamingSeries
from frappe.tests.utils import FrappeTestCase
from frappe.utils.bench_helper import get_app_commands

from workshop_crm.core.common.errors import NotAllowed
from workshop_crm.core.imports.choices import Choices
from workshop_crm.core.imports.columns import map_columns
from workshop_crm.core.imports.report import Report
from workshop_crm.core.imports.source import open_source
from workshop_crm.core.search.documents import Hit
from workshop_crm.install import FRONT_DESK, ROLE_PROFILES
from workshop_crm.services.imports.run import run_import
from workshop_crm.services.search.engines import Answer
from workshop_crm.tests.records import make_customer, make_user, phone, unique

LETTERS = "ABDEGHJKLNRSTUVXZ"
FIRST = ("Saad سعد", "Noura نورة", "Majed ماجد", "Hind هند", "Talal طلال", "Reem ريم")
SECOND = ("Saleh صالح", "Nasser ناصر", "Hamad حمد", "Rashed راشد", "Jaber جابر")
LAST = ("Alward الورد", "Alsadhan السدحان", "Alqarni القرني", "Aldosari الدوسري")
ROWS = 1000


def plate() -> str:
	return f"{''.join(random.choices(LETTERS, k=3))} {random.randrange(1000, 9999)}"


def load(text: str, **choices: object) -> Report:
	"""Import a text; likely doubles are kept apart unless `choices` say otherwise."""
	source = open_source(text.encode())
	columns = map_columns("customers", source.table.headings, ())
	return run_import(source, Choices("customers", columns, **{"other_doubles": "apart", **choices}))


def counts(report: Report) -> tuple[int, int, int, int]:
	return report.added, report.updated, report.unchanged, report.refused_rows


def named(name: str) -> frappe._dict:
	fields = ["name", "customer_type", "mobile_no", "customer_primary_contact", "customer_name_ar"]
	(found,) = frappe.get_all("Customer", {"customer_name": name}, fields)
	return found


def sheet(count: int) -> str:
	"""A list as workshops keep it: one row a car, two numbers in some cells, names in one script or both."""
	lines = ["Customer Name,Arabic Name,Mobile No,License Plate"]
	for _number in range(count):
		people = [random.choice(group).split() for group in (FIRST, SECOND, LAST)]
		latin, arabic = (" ".join(person[script] for person in people) for script in (0, 1))
		numbers = phone() if random.random() < 0.8 else f"{phone()} / {phone()}"
		lines.append(f"{latin},{arabic if random.random() < 0.5 else ''},{numbers},{plate()}")
	return "\n".join(lines) + "\n"


class TestImport(FrappeTestCase):
	def test_a_thousand_rows_go_in_whole_and_once(self):
		text = sheet(ROWS)
		before = frappe.db.count("Customer"), frappe.db.count("Vehicle")
		report = load(text, keep_good=True)
		self.assertEqual((counts(report), report.saved), ((ROWS, 0, 0, 0), True))
		self.assertEqual(frappe.db.count("Customer") - before[0], ROWS)
		self.assertEqual(frappe.db.count("Vehicle") - before[1], ROWS)
		self.assertEqual(counts(load(text, dry_run=True)), (0, 0, ROWS, 0))

	def test_a_dry_run_leaves_nothing(self):
		before = frappe.db.count("Customer"), frappe.db.count("Contact"), frappe.db.count("Vehicle")
		report = load(sheet(3), dry_run=True)
		self.assertEqual((counts(report), report.saved), ((3, 0, 0, 0), False))
		after = frappe.db.count("Customer"), frappe.db.count("Contact"), frappe.db.count("Vehicle")
		self.assertEqual(after, before)

	def test_two_numbers_of_a_cell_are_in_the_contact(self):
		name, first, second = unique("Saad"), phone(), phone()
		load(f"Customer Name,Mobile\n{name},{first} أو {second}\n")
		customer = named(name)
		contact = frappe.get_doc("Contact", customer.customer_primary_contact)
		self.assertEqual(customer.mobile_no, first)
		self.assertEqual([row.phone for row in contact.phone_nos], [first, second])

	def test_two_rows_of_a_customer_are_one_with_two_cars(self):
		name, number, first, second = unique("Hind"), phone(), plate(), plate()
		report = load(f"Name,Tel,Plate\n{name},{number},{first}\n{name},{number},{second}\n")
		self.assertEqual(counts(report), (1, 0, 0, 0))
		cars = frappe.get_all("Vehicle", {"customer": named(name).name}, pluck="plate_latin")
		self.assertCountEqual(cars, [first, second])

	def test_an_id_of_the_file_is_the_customers_name(self):
		code, name = unique("OLD"), unique("Talal")
		load(f"Customer ID,Customer Name\n{code},{name}\n")
		self.assertEqual(named(name).name, code)
		load(f"Customer ID,Customer Name,Mobile\n{code},{name},{phone()}\n")
		self.assertTrue(named(name).mobile_no)

	def test_the_site_names_the_next_customer_behind_those_of_the_file(self):
		series = NamingSeries(frappe.get_meta("Customer").get_naming_series_options()[0])
		before = series.get_current_value()
		code = f"{series.get_prefix()}{before + 3:05}"
		load(f"Customer ID,Customer Name\n{code},{unique('Talal')}\n")
		self.assertEqual(series.get_current_value(), before + 3)

	def test_a_company_is_no_individual(self):
		name = unique("Al Noor Trading Est")
		load(f"Customer Name\n{name}\n")
		self.assertEqual(named(name).customer_type, "Company")

	def test_what_erpnext_refuses_is_in_the_report_before_anything_is_written(self):
		good, bad = unique("Good"), unique("Bad")
		text = f"Customer Name,Mobile\n{good},{phone()}\n{bad},{phone()}\n"
		with patch.object(Customer, "validate", refuse(bad)):
			report = load(text)
			self.assertEqual((counts(report), report.saved), ((1, 0, 0, 1), False))
			self.assertIn("Not this one", str(report.refused[0].reason))
			self.assertFalse(frappe.db.exists("Customer", {"customer_name": good}))
			report = load(text, keep_good=True)
		self.assertEqual((counts(report), report.saved), ((1, 0, 0, 1), True))
		self.assertFalse(frappe.db.exists("Customer", {"customer_name": bad}))
		self.assertTrue(named(good))

	def test_who_is_likely_there_is_asked_and_joined_or_kept_apart(self):
		known = make_customer(customer_name=unique("Zubair Alward"))
		frappe.db.commit()
		text = f"Customer Name,Mobile,Plate\n{known.customer_name},{phone()} / {known.mobile_no},{plate()}\n"
		other = f"Customer Name,Mobile\nAnother Name,{known.mobile_no}\n"
		self.assertEqual(counts(load(text, other_doubles="")), (0, 1, 0, 0))
		found = Answer([(as_found(known), "phone")], "embedded", None)
		with patch("workshop_crm.services.imports.store.likely_customers", return_value=found):
			asked = load(other, other_doubles="")
			self.assertEqual((asked.undecided, asked.saved), (1, False))
		report = load(other, doubles={2: known.name})
		self.assertEqual((counts(report), report.saved), ((0, 1, 0, 0), True))

	def test_only_a_manager_imports(self):
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user(make_user(*ROLE_PROFILES[FRONT_DESK]))
		with self.assertRaises(NotAllowed):
			load("Customer Name\nNobody\n")

	def test_the_command_says_what_it_did_and_what_was_left_out(self):
		name = unique("Majed")
		with TemporaryDirectory() as folder, patch("workshop_crm.commands._site"):
			file = Path(folder) / "list.csv"
			file.write_text(
				f"اسم الزبون,رقم التلفون,نوع الاشتراك\n{name},{phone()},ذهبي\n", encoding="windows-1256"
			)
			command = get_app_commands("workshop_crm")["workshop-crm"]
			told = CliRunner().invoke(
				command,
				["import-customers", str(file)],
				obj=frappe._dict(sites=[frappe.local.site], profile=False),
			)
		self.assertEqual(told.exit_code, 0, (told.output, told.exception))
		self.assertIn("نوع الاشتراك", told.output)
		self.assertTrue(named(name))


def refuse(name: str):
	validate = Customer.validate

	def refusing(customer: Customer) -> None:
		if customer.customer_name == name:
			frappe.throw("Not <b>this</b> one")
		validate(customer)

	return refusing


def as_found(customer: Customer) -> Hit:
	name, phones = customer.customer_name, (customer.mobile_no,)
	return Hit(customer.name, name, customer.customer_name_ar, phones, (), 0, "", "", False, None)
