"""Pages to be printed from the browser: a customer's profile card and an invoice, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, cast
from urllib.parse import urlencode

from werkzeug.wrappers import Request, Response

from workshop_crm.core.common.argument_groups import group_of
from workshop_crm.core.common.languages import LANGUAGES, Language
from workshop_crm.core.printing.dashboard import dashboard_page
from workshop_crm.core.printing.figures import Figures
from workshop_crm.core.printing.invoice import invoice_page
from workshop_crm.core.printing.profile import profile_card
from workshop_crm.core.profile.view import profile_view
from workshop_crm.preview.call import Call
from workshop_crm.preview.company import company_name
from workshop_crm.preview.http.assets import asset_addresses
from workshop_crm.preview.http.dispatcher import make_call
from workshop_crm.preview.http.pages import html_page
from workshop_crm.preview.printing.invoice_facts import read_invoice
from workshop_crm.preview.profile.customer_profile import read_facts
from workshop_crm.preview.surveys.handover import link_to_print
from workshop_crm.preview.translate import direction, translator
from workshop_crm.preview.workshop import Workshop


def print_profile(workshop: Workshop, request: Request, customer: str) -> Response:
	"""Raises NotFound for an unknown customer."""
	with workshop.reading() as connection:
		call = make_call(workshop, connection, request)
		facts = read_facts(connection, call.settings, customer, call.today, call.translate, call.language)
	view = profile_view(facts, call.today, call.translate)
	card = profile_card(
		view, cast(Language, call.language), _translate, call.today, call.settings.rounding.decimals
	)
	return _page("workshop_crm/templates/print/profile.html", call, customer, card=card)


def print_invoice(workshop: Workshop, request: Request, invoice: str) -> Response:
	"""Raises NotFound for an unknown invoice. Its survey may get its invitation with the print."""
	with workshop.writing() as connection:
		call = make_call(workshop, connection, request)
		facts = read_invoice(connection, call.settings, invoice, call.today)
		facts = replace(facts, survey_link=link_to_print(call, invoice))
	page = invoice_page(facts, cast(Language, call.language), _translate, call.today)
	return _page("workshop_crm/templates/print/invoice.html", call, invoice, page=page)


def print_dashboard(workshop: Workshop, request: Request) -> Response:
	"""Raises InvalidInput for an invalid filter."""
	# Loaded with the first of these pages, for numpy.
	from workshop_crm.core.analytics.filters import FilterArguments
	from workshop_crm.preview.analytics.endpoints import dashboard

	chosen = group_of(FilterArguments, request.args)
	with workshop.reading() as connection:
		call = make_call(workshop, connection, request)
		document = dashboard.function(call, chosen)
	language = cast(Language, call.language)
	decimals, calendar = call.settings.rounding.decimals, call.settings.calendar
	figures = Figures(language, document["currency"], decimals, calendar)
	page = dashboard_page(
		document, figures, call.translate, company_name(call.settings, call.language), call.today
	)
	kept = {name: value for name, value in asdict(chosen).items() if value}
	return _page("workshop_crm/templates/print/dashboard.html", call, page.title.text, kept, page=page)


def _page(
	paper: str, call: Call, title: str, kept: Mapping[str, str] | None = None, /, **values: Any
) -> Response:
	"""`paper` is the template that both hosts print. `kept` are the arguments of the address."""
	shell = {
		"address": {language: f"?{urlencode({**(kept or {}), '_lang': language})}" for language in LANGUAGES},
		"_": call.translate,
		"language": call.language,
		"direction": direction(call.language),
		"asset_url": asset_addresses(),
		"title": title,
		"paper": paper,
	}
	return html_page("print.html", shell | values)


def _translate(text: str, language: Language) -> str:
	return translator(language)(text)
