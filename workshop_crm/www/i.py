"""`/i/<token>`: an invoice that its customer opens. Looking at it records nothing."""

from __future__ import annotations

import frappe

import workshop_crm
from workshop_crm.core.common.languages import DIRECTIONS
from workshop_crm.services.platform import guest_limit, settings
from workshop_crm.services.platform.guest_page import asked_language, shown
from workshop_crm.services.platform.session import app_language
from workshop_crm.services.printing import guest_invoice

no_cache = 1
sitemap = 0


def get_context(context: frappe._dict) -> None:
	with shown():
		too_many = guest_limit.is_over("invoice")
		found = None if too_many else guest_invoice.behind(frappe.form_dict.get("token") or "")
		if too_many:
			context.http_status_code = 429
		language = frappe.local.lang = asked_language() or (found.speaks if found else app_language())
		context.update(
			{
				"page": guest_invoice.page(found.invoice) if found else None,
				"company": settings.company_name(language, found.invoice.company if found else None),
				"language": language,
				"direction": DIRECTIONS[language],
				"too_many": too_many,
				"version": workshop_crm.__version__,
			}
		)
