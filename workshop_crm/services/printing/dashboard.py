"""The dashboard as a PDF, with the figures that its reader may see."""

from __future__ import annotations

import frappe
from frappe.utils import cint, getdate
from frappe.utils.pdf import get_pdf

from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.printing.dashboard import DashboardPage, dashboard_page
from workshop_crm.core.printing.figures import Figures
from workshop_crm.services.analytics import dashboard
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.session import app_language, calendar
from workshop_crm.services.platform.words import _

TEMPLATE = "workshop_crm/templates/print/dashboard.html"


def page(filters: Filters) -> DashboardPage:
	"""In the reader's language. Raises NotAllowed unless the user is a manager, InvalidInput for an invalid filter."""
	document = dashboard.figures(filters)
	currency = document["currency"]
	decimals = cint(frappe.get_precision("Sales Invoice", "grand_total", currency=currency))
	language = app_language()
	figures = Figures(language, currency, decimals, calendar())
	return dashboard_page(document, figures, _, settings.company_name(language), getdate())


def as_pdf(shown: DashboardPage) -> bytes:
	return get_pdf(frappe.render_template(TEMPLATE, {"page": shown}))
