"""`/p/<token>`: a customer's own points. Looking at it records nothing."""

from __future__ import annotations

import frappe
from frappe.utils import getdate

import workshop_crm
from workshop_crm.core.loyalty.guest_page import page_values
from workshop_crm.services.platform import guest_limit, settings
from workshop_crm.services.platform.guest_page import asked_language, shown
from workshop_crm.services.platform.session import app_language
from workshop_crm.services.platform.words import _
from workshop_crm.services.profile import points_page

no_cache = 1
sitemap = 0


def get_context(context: frappe._dict) -> None:
	with shown():
		too_many = guest_limit.is_over("points")
		facts = None if too_many else points_page.read(frappe.form_dict.get("token") or "")
		if too_many:
			context.http_status_code = 429
		language = frappe.local.lang = asked_language() or (facts.speaks if facts else app_language())
		company = settings.company_name(language, facts.company if facts else None)
		values = page_values(facts, company, getdate(), language, lambda text: _(text), too_many)
		context.update({**values, "version": workshop_crm.__version__})
