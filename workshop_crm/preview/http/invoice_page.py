"""`/i/<token>`: an invoice that its customer opens. Looking at it records nothing."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from workshop_crm import __version__
from workshop_crm.core.common.errors import N_, NotAllowed
from workshop_crm.core.common.languages import DIRECTIONS, Language, language_of
from workshop_crm.core.printing.invoice import invoice_page
from workshop_crm.core.visits.invoice_link import claimed_invoice, is_open, is_token_of
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.company import company_name
from workshop_crm.preview.http import requests
from workshop_crm.preview.http.dispatcher import make_call
from workshop_crm.preview.http.pages import html_page
from workshop_crm.preview.printing.invoice_facts import read_invoice
from workshop_crm.preview.records import Record
from workshop_crm.preview.translate import translator
from workshop_crm.preview.visits.invoices import INVOICE
from workshop_crm.preview.workshop import Workshop


def show(workshop: Workshop, request: Request, token: str) -> Response:
	if request.method not in ("GET", "HEAD"):
		raise NotAllowed(N_("This address cannot be used in this way."))
	with workshop.reading() as connection:
		call = make_call(workshop, connection, request)
		customer = _customer_behind(call, token)
		speaks = language_of(customer["preferred_language"]) if customer else requests.language_of(request)
		language: Language = "ar" if (requests.asked_language(request) or speaks) == "ar" else "en"
		facts = None
		if customer:
			facts = read_invoice(connection, call.settings, claimed_invoice(token) or "", call.today)
	values = {
		"page": facts
		and invoice_page(facts, language, lambda text, said_in: translator(said_in)(text), call.today),
		"company": company_name(call.settings, language),
		"language": language,
		"direction": DIRECTIONS[language],
		"too_many": False,
		"_": translator(language),
		"version": __version__,
	}
	return html_page("workshop_crm/templates/print/guest_invoice.html", values)


def _customer_behind(call: Call, token: str) -> Record | None:
	"""Whose invoice it is. None for any other token, for an old invoice, and for a customer who was erased or disabled."""
	name = claimed_invoice(token)
	row = records.first(call.connection, INVOICE, {"name": name}) if name else None
	if not name or row is None or not is_token_of(call.settings.invitation_secret, token, name):
		return None
	customer = records.get(call.connection, "Customer", row["customer"])
	return customer if is_open(row["posting_date"], call.today) and not customer["disabled"] else None
