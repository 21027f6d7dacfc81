"""What is held of a person is handed out as a whole, and erased from every table but the books."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import click
from click.testing import CliRunner

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm import commands
from workshop_crm.api import privacy, surveys
from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.services.platform.survey_links import token_of
from workshop_crm.services.privacy import requests
from workshop_crm.services.privacy.erase import erase
from workshop_crm.services.privacy.export import document
from workshop_crm.services.privacy.words import BLOT, Words
from workshop_crm.services.search import upkeep
from workshop_crm.services.surveys import invitations
from workshop_crm.tests.people import PersonTestCase, make_person
from workshop_crm.tests.records import entries, make_car, make_customer, make_invoice, unique

# Where the books keep the name that an invoice was made out to.
BOOKS = {
	"tabSales Invoice": {
		"title",
		"customer_name",
		"contact_display",
		"contact_mobile",
		"contact_email",
		"address_display",
		"tax_id",
	},
	"tabGL Entry": {"against"},
}
LOGS = ("tabError Log",)


def places_of(words: tuple[str, ...]) -> set[tuple[str, str]]:
	"""Every table and column of the site in which one of the words stands, as it is or escaped in JSON."""
	patterns = {json.dumps(word, ensure_ascii=ascii)[1:-1] for word in words for ascii in (True, False)}
	return {
		(table, column)
		for table, columns in _text_columns().items()
		if table not in LOGS and _holds(table, columns, patterns)
		for column in columns
		if _holds(table, [column], patterns)
	}


def _text_columns() -> dict[str, list[str]]:
	tables: dict[str, list[str]] = {}
	for table, column in frappe.db.sql(
		"""select columns.table_name, columns.column_name
		from information_schema.columns join information_schema.tables
			on tables.table_schema = columns.table_schema and tables.table_name = columns.table_name
		where columns.table_schema = database() and tables.table_type = 'BASE TABLE'
			and data_type in ('varchar', 'char', 'text', 'mediumtext', 'longtext', 'tinytext', 'json')"""
	):
		tables.setdefault(table, []).append(column)
	return tables


def _holds(table: str, columns: list[str], patterns: set[str]) -> bool:
	joined = ", ".join(f"`{column}`" for column in columns)
	text = f"concat_ws(char(10), {joined})"
	wanted = " or ".join([f"instr({text}, %s)"] * len(patterns))
	return bool(frappe.db.sql(f"select 1 from `{table}` where {wanted} limit 1", list(patterns)))


def outside_the_books(words: tuple[str, ...]) -> set[tuple[str, str]]:
	return {(table, column) for table, column in places_of(words) if column not in BOOKS.get(table, ())}


class TestErase(PersonTestCase):
	def test_the_person_is_in_no_table_but_the_books(self):
		person = make_person()
		merged = make_person()
		frappe.rename_doc("Customer", merged.customer, person.customer, merge=True, show_alert=False)
		words = person.words + merged.words
		before = {table for table, _column in places_of(words)}
		expected = (
			"Customer", "Contact", "Address", "Customer Message", "Customer Interaction", "Survey Answer", "Issue",
			"Comment", "Version", "Communication", "Email Queue", "Deleted Document", "Notification Log", "ToDo",
			"File", "Route History", "SMS Log", "Sales Invoice", "Customer Value Snapshot",
		)  # fmt: skip
		self.assertEqual([table for table in expected if f"tab{table}" not in before], [])
		erase(person.customer)
		with patch.object(frappe.db, "commit"):
			upkeep.apply_updates()
		self.assertEqual(outside_the_books(words), set())

	def test_the_lead_that_became_the_customer_is_emptied_too(self):
		person = make_person()
		given, family = person.name.split()
		lead = frappe.get_doc(
			{
				"doctype": "Lead",
				"first_name": given,
				"last_name": family,
				"email_id": person.email,
				"mobile_no": person.phone,
				"notes": [{"note": f"{given} wants a price"}],
			}
		).insert()
		frappe.db.set_value("Customer", person.customer, "lead_name", lead.name)
		erase(person.customer)
		self.assertTrue(frappe.db.exists("Lead", lead.name))
		with patch.object(frappe.db, "commit"):
			upkeep.apply_updates()
		self.assertEqual(outside_the_books((given, family, person.email)), set())

	def test_an_invoice_that_was_sent_out_keeps_every_word(self):
		person = make_person()
		fields = [
			"customer_name",
			"title",
			"contact_display",
			"contact_mobile",
			"address_display",
			"grand_total",
		]
		before = frappe.db.get_value("Sales Invoice", person.invoice, fields, as_dict=True)
		ledger = frappe.db.count("GL Entry", {"voucher_no": person.invoice})
		points = entries(person.customer)
		erased = erase(person.customer)["customer"]
		self.assertEqual(frappe.db.get_value("Sales Invoice", person.invoice, fields, as_dict=True), before)
		self.assertEqual(before.customer_name, person.name)
		self.assertEqual(frappe.db.get_value("Sales Invoice", person.invoice, "customer"), erased)
		self.assertEqual(frappe.db.count("GL Entry", {"voucher_no": person.invoice}), ledger)
		kept, given_back = entries(erased)[: len(points)], entries(erased)[len(points) :]
		self.assertEqual([(row.kind, row.points) for row in kept], [(row.kind, row.points) for row in points])
		# Those of the code that waited.
		self.assertEqual({row.kind for row in given_back}, {"Restore"})
		draft = frappe.db.get_value("Sales Invoice", person.draft, fields, as_dict=True)
		self.assertEqual(draft.customer_name, frappe.db.get_value("Customer", erased, "customer_name"))
		self.assertEqual((draft.contact_display, draft.contact_mobile), (None, None))

	def test_the_car_and_its_history_stay_without_an_owner(self):
		person = make_person()
		erased = erase(person.customer)["customer"]
		self.assertFalse(frappe.db.get_value("Vehicle", person.vehicle, "customer"))
		self.assertEqual(frappe.db.get_value("Sales Invoice", person.invoice, "vehicle"), person.vehicle)
		self.assertEqual(
			frappe.get_all(
				"Customer Vehicle",
				{"vehicle": person.vehicle},
				["parent", "is_current", "to_date"],
				as_list=True,
			),
			((erased, 0, getdate()),),
		)

	def test_the_record_is_disabled_and_says_what_it_is_in_both_languages(self):
		person = make_person()
		erased = erase(person.customer)["customer"]
		record = frappe.get_doc("Customer", erased)
		self.assertNotEqual(erased, person.customer)
		self.assertTrue(record.disabled)
		self.assertTrue(record.customer_name.startswith("Erased customer "))
		self.assertTrue(record.customer_name_ar)
		self.assertNotIn(person.name_ar, record.customer_name_ar)
		self.assertFalse(record.communication_channels)
		# It can be saved as it is now.
		record.save()

	def test_a_record_that_is_named_by_a_series_keeps_its_name(self):
		customer = make_customer(customer_name=unique("Series"))
		named = frappe.rename_doc(
			"Customer",
			customer.name,
			f"CUST-2020-{int(frappe.generate_hash(length=6), 16)}",
			show_alert=False,
		)
		frappe.db.set_value("Customer", named, "customer_name", customer.customer_name)
		answer = erase(named)
		self.assertEqual(answer["customer"], named)
		self.assertEqual(frappe.db.get_value("Customer", named, "customer_name"), f"Erased customer {named}")

	def test_erasing_twice_does_no_harm(self):
		person = make_person()
		once = erase(person.customer)["customer"]
		twice = erase(once)
		self.assertEqual(twice["customer"], once)
		self.assertEqual((twice["erased"]["interactions"], twice["erased"]["comments"]), (0, 0))

	def test_others_with_the_same_name_contact_and_letters_keep_what_is_theirs(self):
		person, other = make_person(), make_person()
		shared = frappe.get_doc(
			{
				"doctype": "Contact",
				"first_name": "Driver of both",
				"phone_nos": [{"phone": "+966551112223", "is_primary_mobile_no": 1}],
				"links": [{"link_doctype": "Customer", "link_name": one.customer} for one in (person, other)],
			}
		).insert()
		letter = frappe.get_doc(
			{
				"doctype": "Communication",
				"subject": f"To {person.name} and {other.name}",
				"content": f"Dear {person.name} and {other.name}",
				"reference_doctype": "Customer",
				"reference_name": person.customer,
				"timeline_links": [{"link_doctype": "Customer", "link_name": other.customer}],
			}
		).insert()
		before = frappe.get_doc("Customer", other.customer).as_dict(convert_dates_to_str=True)
		answer = erase(person.customer)
		self.assertEqual(
			frappe.get_doc("Customer", other.customer).as_dict(convert_dates_to_str=True), before
		)
		shared.reload()
		self.assertEqual(
			(shared.mobile_no, [link.link_name for link in shared.links]), ("+966551112223", [other.customer])
		)
		letter.reload()
		self.assertEqual(letter.subject, f"To {BLOT} and {other.name}")
		self.assertTrue(any("1" in remark for remark in answer["remarks"]))
		for word in other.words:
			self.assertTrue(places_of((word,)), word)

	def test_the_survey_link_is_closed_and_the_follow_up_too(self):
		person = make_person()
		# Of another car: the same one's second invoice of the day is the same visit.
		second = make_invoice(person.customer, 90, vehicle=make_car(person.customer).name).name
		invitation = invitations.invite("Sales Invoice", second)
		self.assertEqual(surveys.form(token=token_of(invitation))["state"], "open")
		erase(person.customer)
		self.assertEqual(surveys.form(token=token_of(invitation))["state"], "unavailable")
		follow_up = frappe.get_doc("Issue", person.follow_up)
		self.assertEqual(follow_up.status, "Closed")
		self.assertNotIn(person.name, follow_up.subject)

	def test_open_money_does_not_stop_it_and_is_told(self):
		person = make_person()
		remarks = erase(person.customer)["remarks"]
		self.assertIn("500", " ".join(remarks))
		self.assertTrue(frappe.db.get_value("Sales Invoice", person.invoice, "outstanding_amount"))

	def test_a_failure_leaves_everything_as_it_was(self):
		person = make_person()
		before = places_of(person.words)
		frappe.db.savepoint("before_erasing")
		with (
			patch.object(frappe.db, "commit") as commit,
			patch("workshop_crm.services.privacy.traces.erase", side_effect=RuntimeError("disk")),
			self.assertRaises(RuntimeError),
		):
			erase(person.customer)
		commit.assert_not_called()
		frappe.db.rollback(save_point="before_erasing")
		self.assertEqual(places_of(person.words), before)


class TestWords(FrappeTestCase):
	def test_a_number_is_found_however_it_is_written(self):
		words = Words([], ["+966551234567"], "SA")
		for written in (
			"+966551234567", "00966551234567", "966 55 123 4567", "0551234567", "055 123 4567", "055-123-4567",
			"551234567", "٠٥٥١٢٣٤٥٦٧", "+٩٦٦ ٥٥ ١٢٣ ٤٥٦٧",
		):  # fmt: skip
			self.assertEqual(words.blotted(f"call {written}, please"), f"call {BLOT}, please", written)

	def test_longer_numbers_and_longer_words_are_left_alone(self):
		words = Words(["Reem", "ريم"], ["+966551234567"], "SA")
		for text in ("Reemas came", "invoice 10551234567", "05512345678", "ريما جاءت"):
			self.assertEqual(words.blotted(text), text)

	def test_names_are_found_in_html_and_in_json(self):
		words = Words(["Reem & Co", "ريم السدحان"], [], "SA")
		self.assertEqual(words.blotted("<b>Reem &amp; Co</b>"), f"<b>{BLOT}</b>")
		stored = json.dumps({"name": "ريم السدحان"})
		self.assertEqual(json.loads(words.blotted(stored)), {"name": BLOT})


class TestExport(PersonTestCase):
	def test_everything_that_was_entered_is_in_it_as_plain_json(self):
		person = make_person()
		exported = privacy.export(customer=person.customer)
		told = json.dumps(exported, ensure_ascii=False)
		for word in (
			*person.words,
			person.invoice,
			frappe.db.get_value("Vehicle", person.vehicle, "plate_latin"),
		):
			self.assertIn(word, told)
		for part in (
			"channels", "preferences", "contacts", "addresses", "vehicles", "visits", "points", "points_accounts", "tier_changes",
			"survey_answers", "survey_invitations", "messages", "interactions", "follow_ups", "analytics",
			"value_history", "rewards", "services_due", "call_list", "comments", "emails", "attachments",
		):  # fmt: skip
			self.assertTrue(exported[part], part)
		self.assertEqual([visit["total"] for visit in exported["visits"]], [500])
		self.assertEqual(sum(row["points"] for row in exported["points"]), 45)
		self.assertEqual(exported["vehicles"][0]["from_date"], getdate().isoformat())

	def test_it_says_nothing_of_another(self):
		person, other = make_person(), make_person()
		told = json.dumps(document(other.customer), ensure_ascii=False)
		self.assertEqual([word for word in person.words if word in told], [])

	def test_after_an_erasure_it_says_nothing_of_the_person(self):
		person = make_person()
		erased = erase(person.customer)["customer"]
		told = json.dumps(document(erased), ensure_ascii=False)
		self.assertEqual([word for word in person.words if word in told], [])
		self.assertIn(person.invoice, told)


class TestConfirmation(PersonTestCase):
	def test_nothing_is_erased_until_the_customer_is_typed(self):
		customer = make_customer().name
		for confirm in ("", "yes", customer.lower(), f"{customer} "):
			with self.assertRaises(frappe.ValidationError):
				privacy.erase(customer=customer, confirm=confirm)
		self.assertTrue(frappe.db.exists("Customer", customer))
		self.assertFalse(frappe.db.get_value("Customer", customer, "disabled"))

	def test_the_refusal_says_what_to_do_in_english_and_in_arabic(self):
		customer = make_customer().name
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		texts = {}
		for language in ("en", "ar"):
			frappe.local.lang = language
			frappe.clear_messages()
			with self.assertRaises(frappe.ValidationError):
				privacy.erase(customer=customer, confirm="no")
			texts[language] = frappe.get_message_log()[-1]["message"]
			self.assertIn(customer, texts[language])
		self.assertIn("erased for good", texts["en"])
		self.assertRegex(texts["ar"], "[ء-ي]{3}")

	def test_an_unknown_customer_is_not_found(self):
		for call in (
			lambda: privacy.export(customer="Nobody 7"),
			lambda: privacy.erase(customer="Nobody 7", confirm="Nobody 7"),
		):
			self.assertRaises(frappe.DoesNotExistError, call)


class TestFrappesRequests(PersonTestCase):
	def make_user(self, email: str, name: str) -> None:
		frappe.get_doc(
			{"doctype": "User", "email": email, "first_name": name, "send_welcome_email": 0}
		).insert(ignore_permissions=True)

	def request_deletion(self, email: str) -> frappe.model.document.Document:
		with patch("frappe.sendmail"):
			request = frappe.get_doc({"doctype": "Personal Data Deletion Request", "email": email}).insert()
			request.status = "Pending Approval"
			request.save()
			request.trigger_data_deletion()
		return request

	def test_a_deletion_request_erases_the_customers_with_that_address(self):
		person = make_person()
		self.make_user(person.email, person.name)
		request = self.request_deletion(person.email)
		self.assertEqual(frappe.db.get_value(request.doctype, request.name, "status"), "Deleted")
		self.assertFalse(frappe.db.exists("Customer", person.customer))
		with patch.object(frappe.db, "commit"):
			upkeep.apply_updates()
		# The address itself stays in Frappe's record of the request, and where it renames the account.
		words = tuple(word for word in person.words if word != person.email)
		self.assertEqual(outside_the_books(words), set())
		frappes_own = {"tabPersonal Data Deletion Request", "tabComment", "tabDefaultValue"}
		self.assertLessEqual({table for table, _column in outside_the_books((person.email,))}, frappes_own)

	def test_a_company_is_no_person_and_the_request_says_so(self):
		email = f"{frappe.generate_hash(length=8)}@fleet.example"
		company = make_customer(customer_type="Company", email_id=email, customer_details="Fleet of 9")
		self.make_user(email, "Fleet manager")
		request = self.request_deletion(email)
		self.assertEqual(frappe.db.get_value("Customer", company.name, "customer_details"), "Fleet of 9")
		told = frappe.get_all("Comment", {"reference_name": request.name}, pluck="content")
		self.assertTrue(any(company.name in (content or "") for content in told))

	def test_a_request_that_nobody_has_approved_erases_nothing(self):
		person = make_person()
		self.make_user(person.email, person.name)
		with patch("frappe.sendmail"):
			request = frappe.get_doc({"doctype": "Personal Data Deletion Request", "email": person.email})
			request.insert().save()
		self.assertTrue(frappe.db.exists("Customer", person.customer))

	def test_a_download_holds_the_document_about_the_customer(self):
		person = make_person()
		self.make_user(person.email, person.name)
		with patch("frappe.sendmail"):
			request = frappe.get_doc(
				{"doctype": "Personal Data Download Request", "user": person.email, "user_name": person.name}
			).insert()
		file = frappe.get_doc(
			"File", {"attached_to_doctype": request.doctype, "attached_to_name": request.name}
		)
		held = json.loads(file.get_content())["Workshop CRM"]
		self.assertEqual([one["customer"] for one in held], [person.customer])
		self.assertIn(person.words[6], json.dumps(held, ensure_ascii=False))

	def test_the_address_of_a_contact_that_is_the_customers_alone_counts(self):
		person = make_person()
		contact = frappe.get_doc(
			"Contact", frappe.db.get_value("Customer", person.customer, "customer_primary_contact")
		)
		second = f"{frappe.generate_hash(length=8)}@second.example"
		contact.append("email_ids", {"email_id": second})
		contact.save()
		self.assertEqual(requests.customers_of(second), ([person.customer], []))
		other = make_customer()
		contact.append("links", {"link_doctype": "Customer", "link_name": other.name})
		contact.save()
		self.assertEqual(requests.customers_of(second), ([], [person.customer]))


class TestCommands(PersonTestCase):
	def run_command(self, *arguments: str):
		with patch.object(commands, "_site", lambda context: _this_site()):
			return CliRunner().invoke(
				commands.workshop_crm, ["personal-data", *arguments], obj={"profile": False, "sites": ["x"]}
			)

	def test_export_prints_json_or_writes_a_file_that_only_its_owner_reads(self):
		person = make_person()
		printed = self.run_command("export", person.customer)
		self.assertEqual((printed.exit_code, json.loads(printed.stdout)["customer"]), (0, person.customer))
		with TemporaryDirectory() as folder:
			path = Path(folder) / "held.json"
			written = self.run_command("export", person.customer, "--output", str(path))
			self.assertEqual((written.exit_code, written.stdout), (0, ""))
			self.assertIn(person.name_ar, path.read_text(encoding="utf-8"))
			self.assertEqual(path.stat().st_mode & 0o077, 0)
			nowhere = self.run_command("export", person.customer, "--output", f"{folder}/no/held.json")
			self.assertEqual(nowhere.exit_code, 1)

	def test_erase_needs_yes(self):
		customer = make_customer().name
		refused = self.run_command("erase", customer)
		self.assertEqual(refused.exit_code, 2)
		self.assertIn("--yes", refused.stderr)
		self.assertTrue(frappe.db.exists("Customer", customer))
		done = self.run_command("erase", customer, "--yes")
		self.assertEqual(done.exit_code, 0, done.stderr)
		self.assertIn("Erased customer", done.stdout)
		self.assertFalse(frappe.db.exists("Customer", customer))

	def test_an_unknown_customer_ends_with_exit_code_one(self):
		for arguments in (("export", "Nobody 7"), ("erase", "Nobody 7", "--yes")):
			refused = self.run_command(*arguments)
			self.assertEqual(refused.exit_code, 1)
			self.assertIn("Nobody 7", refused.stderr)


@contextmanager
def _this_site() -> Iterator[None]:
	"""The test's own connection in place of one that the command opens and closes; errors are told as there."""
	try:
		yield
	except WorkshopError as error:
		raise click.ClickException(str(error)) from error
