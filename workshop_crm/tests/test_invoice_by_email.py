"""The PDF that goes with the e-mail of an invoice; only a site makes PDFs."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils.pdf import get_pdf

from workshop_crm.core.messaging.attachments import MAX_ATTACHMENT_BYTES, PDF
from workshop_crm.services.messaging import messages, sending
from workshop_crm.services.visits.sending import send
from workshop_crm.tests.messaging import NOON, SETTINGS, at, reachable, use_providers
from workshop_crm.tests.paper import styled
from workshop_crm.tests.records import make_invoice


class TestInvoiceByEmail(FrappeTestCase):
	def setUp(self) -> None:
		use_providers(email_provider="Email Account")
		self.attach(True)
		self.customer = reachable("Email", email_id="reem@example.com", preferred_language="Arabic")
		self.invoice = make_invoice(self.customer.name, 100)

	def attach(self, wanted: bool) -> None:
		frappe.db.set_single_value(SETTINGS, "attach_invoices", int(wanted))
		frappe.clear_document_cache(SETTINGS, SETTINGS)

	def mailed(self) -> list[dict[str, Any]]:
		"""What went with the e-mail of the invoice, which left with its link."""
		message = frappe.get_doc(messages.MESSAGE, send(self.invoice.name, "Email")["message"])
		with at(NOON), patch.object(frappe.db, "commit"), patch("frappe.sendmail") as mail:
			sending.send(message.name)
		self.assertEqual(message.reload().status, "Sent")
		given = mail.call_args.kwargs
		self.assertIn("/i/", given["message"])
		return given["attachments"]

	def log(self) -> list[Document]:
		return frappe.get_all("Error Log", {"method": "PDF of an invoice"}, ["error"])

	def test_it_is_the_workshops_paper_and_named_after_the_invoice(self) -> None:
		with patch("frappe.utils.pdf.get_pdf", lambda html, **options: get_pdf(styled(html), **options)):
			(file,) = self.mailed()
		self.assertEqual(file["fname"], f"{self.invoice.name}.pdf")
		self.assertTrue(file["fcontent"].startswith(PDF))

	def test_it_speaks_the_customers_language(self) -> None:
		def printed(*_: object, **options: object) -> dict[str, Any]:
			asked.update(options)
			return {"fname": "invoice.pdf", "fcontent": PDF}

		asked: dict[str, object] = {}
		with patch("frappe.attach_print", printed):
			self.mailed()
		self.assertEqual((asked["print_format"], asked["lang"]), ("Workshop Invoice", "ar"))

	def test_where_it_cannot_be_made_the_email_goes_with_its_link_and_the_log_says_why(self) -> None:
		too_large = {"fname": "invoice.pdf", "fcontent": PDF + b" " * MAX_ATTACHMENT_BYTES}
		no_pdf = {"fname": "invoice.html", "fcontent": b"<html>"}
		cases = (
			({"side_effect": OSError("wkhtmltopdf is away")}, "wkhtmltopdf is away"),
			({"return_value": too_large}, "is larger than 5 MB"),
			({"return_value": no_pdf}, "is no PDF"),
		)
		for behaviour, reason in cases:
			with self.subTest(reason), patch("frappe.attach_print", **behaviour):
				self.invoice = make_invoice(self.customer.name, 100)
				before = len(self.log())
				self.assertEqual(self.mailed(), [])
				self.assertEqual(len(self.log()), before + 1)
				self.assertTrue(any(reason in row.error for row in self.log()))
				self.assertFalse(frappe.flags.ignore_print_permissions)

	def test_none_goes_where_the_owner_wants_none(self) -> None:
		self.attach(False)
		with patch("frappe.attach_print") as printed:
			self.assertEqual(self.mailed(), [])
		printed.assert_not_called()
