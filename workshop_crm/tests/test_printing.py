"""The print formats as PDFs: what a reader finds on the paper, in both languages.

Only a site has Print Formats.
"""

from __future__ import annotations

import unittest
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.translate import print_language
from frappe.utils import add_days, getdate
from frappe.utils.pdf import get_pdf

from workshop_crm.core.printing.saudi_tax import DeclaredTotals
from workshop_crm.services.platform import settings
from workshop_crm.services.printing import workshop_invoice_page, workshop_profile_card
from workshop_crm.services.printing.invoice_facts import read_invoice
from workshop_crm.services.vehicles import vehicle_record
from workshop_crm.tests import pdf_text
from workshop_crm.tests.paper import styled
from workshop_crm.tests.pdf_text import PdfText, read_pdf
from workshop_crm.tests.records import ITEM, item, make_customer, make_invoice, make_return
from workshop_crm.tests.test_point_of_sale import make_profile

NAME_AR = "عبد الرحمن بن سلطان السدحان"
ITEM_AR = "خدمة للاختبار"
NOTES = "<p>يفضل الانتظار في الصالة، ولا يريد تلميع السيارة.</p>"


def print_pdf(doctype: str, name: str, print_format: str, language: str) -> PdfText:
	with print_language(language):
		html = frappe.get_print(doctype, name, print_format, no_letterhead=1)
		return read_pdf(get_pdf(styled(html)))


def number(amount: float, language: str) -> str:
	latin = f"{amount:,.2f}"
	return latin.translate(str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")) if language == "ar" else latin


def make_car(customer: str) -> Document:
	"""A car with the letters JBA, which stand as ا ب ح."""
	digits = str(1000 + int(frappe.generate_hash(length=8), 16) % 9000)
	frappe.db.delete("Vehicle", {"plate_key": f"JBA{digits}"})
	name = vehicle_record.add_vehicle(
		customer,
		{
			"plate": f"JBA {digits}",
			"make": "Toyota",
			"model": "Camry",
			"year": 2021,
			"vin": f"JTDBR32E5{int(frappe.generate_hash(length=8), 16) % 10**8:08}",
			"vin_reason": "Typed as on the registration card",
		},
	)
	return frappe.get_doc("Vehicle", name)


def tax(rate: float) -> list[dict[str, Any]]:
	company = settings.company()
	account = frappe.db.get_value(
		"Account", {"company": company, "account_type": "Tax", "is_group": 0}, "name"
	) or frappe.db.get_value("Account", {"company": company, "root_type": "Liability", "is_group": 0}, "name")
	return [{"charge_type": "On Net Total", "account_head": account, "description": "VAT", "rate": rate}]


@unittest.skipUnless(pdf_text.READER, "pdftotext (poppler-utils) is not on this machine")
class TestPrintedInvoice(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.customer = make_customer(customer_name="Abdulrahman Alsadhan", customer_name_ar=NAME_AR)
		cls.car = make_car(cls.customer.name)
		frappe.db.set_value("Company", settings.company(), "tax_id", "300012345600003")

	def sell(self, amount: float = 1000, **values: Any) -> Document:
		return make_invoice(
			self.customer.name,
			amount,
			vehicle=self.car.name,
			taxes=tax(15),
			due_date=add_days(getdate(), 30),
			**values,
		)

	def test_the_arabic_invoice_has_whole_words_in_order_and_arabic_digits(self):
		invoice = self.sell(odometer=84500)
		paper = print_pdf("Sales Invoice", invoice.name, "Workshop Invoice", "ar")
		for words in (
			NAME_AR,
			ITEM_AR,
			self.car.plate_ar,
			"٨٤٬٥٠٠",
			number(1150, "ar"),
			number(150, "ar"),
			"٪١٥",
		):
			self.assertTrue(paper.has(words), f"{words} is not in {paper.from_right}")
		for words in (
			self.car.plate_latin,
			self.car.chassis_no,
			invoice.name,
			"300012345600003",
			"Abdulrahman Alsadhan",
		):
			self.assertTrue(paper.has(words), f"{words} is not in {paper.from_left}")
		self.assertFalse(paper.says("1,150.00"))

	def test_the_english_invoice_has_latin_digits_and_the_arabic_names(self):
		invoice = self.sell(odometer=84600)
		paper = print_pdf("Sales Invoice", invoice.name, "Workshop Invoice", "en")
		for words in (
			NAME_AR,
			ITEM_AR,
			self.car.plate_ar,
			self.car.plate_latin,
			ITEM,
			"84,600 km",
			"Simplified tax invoice",
			"Unpaid",
		):
			self.assertTrue(paper.has(words), f"{words} is not in {paper.from_left}")
		self.assertTrue(paper.has(f"{settings.currency()} 1,150.00"))
		self.assertFalse(paper.says(number(1150, "ar")))

	def test_the_paper_of_a_registered_workshop_is_a_simplified_tax_invoice(self):
		invoice = self.sell()
		for language in ("ar", "en"):
			paper = print_pdf("Sales Invoice", invoice.name, "Workshop Invoice", language)
			for words in ("فاتورة ضريبية مبسطة", "Simplified tax invoice", "300012345600003"):
				self.assertTrue(paper.says(words), (language, words, paper.from_left))
		# Only the patched build of wkhtmltopdf takes it; others print without page numbers.
		html = frappe.get_print("Sales Invoice", invoice.name, "Workshop Invoice")
		self.assertIn('id="footer-html"', html)
		facts = read_invoice(invoice)
		self.assertEqual(facts.declared, DeclaredTotals(settings.currency(), Decimal(1000), Decimal(150)))
		self.assertEqual(facts.issued.replace(tzinfo=None).date(), getdate())

	def test_delivery_among_the_taxes_is_taxed_and_no_tax(self):
		company = settings.company()
		income = {"company": company, "root_type": "Income", "is_group": 0}
		delivery = {
			"charge_type": "Actual",
			"account_head": frappe.db.get_value("Account", income, "name"),
			"description": "Delivery",
			"tax_amount": 50,
		}
		vat = {**tax(15)[0], "charge_type": "On Previous Row Total", "row_id": 1}
		invoice = make_invoice(self.customer.name, 1000, taxes=[delivery, vat])
		declared = read_invoice(invoice).declared
		self.assertEqual((declared.net, declared.tax), (Decimal(1050), Decimal("157.5")))

	def test_a_credit_note_names_the_invoice_and_gives_back_a_positive_amount(self):
		invoice = self.sell()
		note = make_return(invoice, 1000)
		paper = print_pdf("Sales Invoice", note.name, "Workshop Invoice", "en")
		for words in ("Credit note", invoice.name, "Total credited", f"{settings.currency()} 1,150.00"):
			self.assertTrue(paper.has(words), f"{words} is not in {paper.from_left}")
		self.assertFalse(paper.says("−"))
		with print_language("en"):
			state = workshop_invoice_page(frappe.get_doc("Sales Invoice", invoice.name)).state
		self.assertEqual(state.first.text, "Returned")

	def test_a_cancelled_invoice_and_a_draft_say_that_they_are_not_valid(self):
		frappe.db.set_single_value(
			"Print Settings", {"allow_print_for_cancelled": 1, "allow_print_for_draft": 1}
		)
		cancelled, draft = self.sell(), self.sell(submit=False)
		cancelled.cancel()
		for invoice, stamp in ((cancelled, "Cancelled: not valid"), (draft, "Draft: not valid")):
			paper = print_pdf("Sales Invoice", invoice.name, "Workshop Invoice", "en")
			self.assertTrue(paper.has(stamp), f"{stamp} is not in {paper.from_left}")

	def test_the_taxes_of_the_lines_add_up_to_the_tax_of_the_invoice(self):
		item()
		rows = [{"item_code": ITEM, "qty": 1, "rate": rate} for rate in (33.33, 33.33, 33.35)]
		invoice = self.sell(items=rows)
		page = workshop_invoice_page(invoice)
		parts = [line.tax.text for line in page.lines]
		self.assertEqual(round(sum(float(part) for part in parts), 2), invoice.total_taxes_and_charges)

	def test_points_earned_and_redeemed_are_on_the_invoice(self):
		self.sell()
		page = workshop_invoice_page(self.sell(redeem_loyalty_points=1, loyalty_points=40))
		self.assertEqual([field.values[0].text for field in page.points][1], "40")
		self.assertTrue(any("10.00" in row.amount.text for row in page.sums))

	def test_the_seller_has_a_name_in_arabic_a_tax_number_and_an_address(self):
		company = settings.company()
		frappe.db.set_value("Company", company, "company_name_ar", "ورشة النور")
		frappe.clear_document_cache("Company", company)
		self.addCleanup(frappe.clear_document_cache, "Company", company)
		invoice = self.sell()
		invoice.company_address_display = "King Fahd Road &amp; Sons<br>Riyadh<br>\n"
		seller = workshop_invoice_page(invoice).seller
		self.assertEqual({seller.name.first.text, seller.name.second.text}, {company, "ورشة النور"})
		self.assertEqual([line.text for line in seller.address], ["King Fahd Road & Sons", "Riyadh"])
		self.assertIn("300012345600003", [value.text for field in seller.fields for value in field.values])

	def test_an_invoice_of_the_point_of_sale_has_a_format_of_its_own(self):
		frappe.db.set_single_value("Print Settings", "allow_print_for_draft", 1)
		item()
		company = settings.company()
		invoice = frappe.get_doc(
			{
				"doctype": "POS Invoice",
				"name": "POS-DRAFT",
				"company": company,
				"currency": settings.currency(company),
				"customer": self.customer.name,
				"pos_profile": make_profile(company),
				"posting_date": getdate(),
				"vehicle": self.car.name,
				"items": [{"item_code": ITEM, "qty": 2, "rate": 500}],
				"taxes": tax(15),
			}
		)
		invoice.set_missing_values()
		invoice.calculate_taxes_and_totals()
		with print_language("ar"):
			html = frappe.get_print("POS Invoice", print_format="Workshop POS Invoice", doc=invoice)
		for words in (number(1150, "ar"), 'class="wp-stamp"', self.car.chassis_no):
			self.assertIn(words, html)

	def test_markup_in_a_name_is_shown_and_not_obeyed(self):
		self.customer.db_set("customer_name_ar", "<b id=x>ريم</b>")
		self.addCleanup(self.customer.db_set, "customer_name_ar", NAME_AR)
		html = frappe.get_print("Sales Invoice", self.sell().name, "Workshop Invoice")
		self.assertNotIn("<b id=x>", html)
		self.assertIn("&lt;", html)


@unittest.skipUnless(pdf_text.READER, "pdftotext (poppler-utils) is not on this machine")
class TestPrintedProfile(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.customer = make_customer(
			customer_name="Abdulrahman Alsadhan",
			customer_name_ar=NAME_AR,
			emergency_contact="نورة السدحان",
			emergency_contact_phone="+966557654321",
			service_preferences='{"oil": "Mobil 5W-30"}',
			customer_notes=NOTES,
		)
		cls.car = make_car(cls.customer.name)
		make_invoice(cls.customer.name, 1234.5, vehicle=cls.car.name, odometer=84500)

	def test_the_arabic_card_has_whole_words_in_order_and_arabic_digits(self):
		paper = print_pdf("Customer", self.customer.name, "Customer Profile Card", "ar")
		for words in (NAME_AR, "نورة السدحان", self.car.plate_ar, ITEM_AR, "٨٤٬٥٠٠", number(1234.5, "ar")):
			self.assertTrue(paper.has(words), f"{words} is not in {paper.from_right}")
		self.assertTrue(paper.has("يفضل الانتظار في الصالة، ولا يريد تلميع السيارة."))
		for words in (self.car.plate_latin, self.car.chassis_no, "055 765 4321", "Mobil 5W-30"):
			self.assertTrue(paper.has(words), f"{words} is not in {paper.from_left}")

	def test_the_english_card_has_latin_digits_and_the_arabic_name(self):
		paper = print_pdf("Customer", self.customer.name, "Customer Profile Card", "en")
		for words in (
			NAME_AR,
			self.car.plate_ar,
			self.car.plate_latin,
			self.car.chassis_no,
			"84,500 km",
			"1,234.50",
			"Emergency contact",
		):
			self.assertTrue(paper.has(words), f"{words} is not in {paper.from_right}")
		self.assertFalse(paper.says(number(1234.5, "ar")))

	def test_only_who_may_see_the_customer_gets_the_card(self):
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user("Guest")
		with self.assertRaises(frappe.PermissionError):
			workshop_profile_card(self.customer.name)


@unittest.skipUnless(pdf_text.READER, "pdftotext (poppler-utils) is not on this machine")
class TestReadingOfPaper(FrappeTestCase):
	"""The tests above are worth something only if faulty Arabic is told from right Arabic."""

	def paper(self, body: str) -> PdfText:
		style = '<style>p { font: 14pt "Noto Sans Arabic"; text-rendering: auto; }</style>'
		return read_pdf(get_pdf(f'<html dir="rtl"><head>{style}</head><body><p>{body}</p></body></html>'))

	def test_right_words_are_found(self):
		self.assertTrue(self.paper(NAME_AR).has(NAME_AR))

	def test_letters_that_are_not_joined_are_noticed(self):
		apart = self.paper("".join(f"<span>{letter}</span>" for letter in NAME_AR))
		self.assertTrue(apart.says(NAME_AR))
		self.assertFalse(apart.has(NAME_AR))

	def test_letters_from_left_to_right_are_noticed(self):
		reversed_letters = self.paper(NAME_AR[::-1])
		self.assertFalse(reversed_letters.has(NAME_AR))
		self.assertFalse(reversed_letters.says(NAME_AR))

	def test_words_in_the_wrong_order_are_noticed(self):
		wrong_order = self.paper(" ".join(reversed(NAME_AR.split())))
		self.assertTrue(wrong_order.has("السدحان"))
		self.assertFalse(wrong_order.says(NAME_AR))
