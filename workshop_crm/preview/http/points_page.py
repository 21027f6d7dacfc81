"""`/p/<token>`: a customer's own points. Looking at it records nothing."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from workshop_crm import __version__
from workshop_crm.core.common.errors import N_, NotAllowed
from workshop_crm.core.common.languages import Language
from workshop_crm.core.loyalty.guest_page import page_values
from workshop_crm.preview.company import company_name
from workshop_crm.preview.http.dispatcher import make_call
from workshop_crm.preview.http.pages import html_page
from workshop_crm.preview.http.requests import asked_language, language_of
from workshop_crm.preview.profile import points_page
from workshop_crm.preview.translate import translator
from workshop_crm.preview.workshop import Workshop


def show(workshop: Workshop, request: Request, token: str) -> Response:
	if request.method not in ("GET", "HEAD"):
		raise NotAllowed(N_("This address cannot be used in this way."))
	with workshop.reading() as connection:
		call = make_call(workshop, connection, request)
		facts = points_page.read(call, token)
		chosen = asked_language(request) or (facts.speaks if facts else language_of(request))
		language: Language = "ar" if chosen == "ar" else "en"
		translate = translator(language)
		values = page_values(facts, company_name(call.settings, language), call.today, language, translate)
	return html_page("loyalty/points.html", {**values, "_": translate, "version": __version__})
