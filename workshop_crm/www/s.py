"""`/s/<token>`: the survey that a customer opens on a phone. Looking at it records nothing."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _

import workshop_crm
from workshop_crm.core.surveys.view import too_many_view
from workshop_crm.services.platform import settings
from workshop_crm.services.surveys import guest_limit
from workshop_crm.services.surveys.answers import show_form
from workshop_crm.services.surveys.guest_page import shown

no_cache = 1
sitemap = 0

DIRECTIONS = {"ar": "rtl", "en": "ltr"}


def get_context(context: frappe._dict) -> None:
	token = frappe.form_dict.get("token") or ""
	with shown():
		form = _form(token, context)
	language = _language(form["language"])
	# What the template shows in `_()` is translated to the customer's language, not to the browser's.
	frappe.local.lang = language
	context.update(
		{
			"form": form,
			"token": token,
			"language": language,
			"direction": DIRECTIONS[language],
			"company": settings.company(),
			"version": workshop_crm.__version__,
		}
	)


def _form(token: str, context: frappe._dict) -> dict[str, Any]:
	if guest_limit.is_over("page"):
		context.http_status_code = 429
		return too_many_view(_)
	return show_form(token)


def _language(of_customer: str) -> str:
	chosen = frappe.form_dict.get("_lang")
	return chosen if chosen in DIRECTIONS else of_customer
