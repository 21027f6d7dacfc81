"""The country of phone numbers without a country code: the company's, unless somebody chooses another."""

from __future__ import annotations

import frappe

from workshop_crm.services.platform.settings import SETTINGS, country_code


def follow(country: str | None) -> None:
	"""Take the country of the company, where none is chosen yet."""
	if country and country_code(country) and not frappe.db.get_single_value(SETTINGS, "default_region"):
		frappe.db.set_single_value(SETTINGS, "default_region", country)


def set_up() -> None:
	"""On installation. Without a company yet, the first one that is added says it."""
	follow(_country_of(frappe.db.get_single_value("Global Defaults", "default_company")) or _first_country())


def _country_of(company: str | None) -> str | None:
	return frappe.db.get_value("Company", company, "country") if company else None


def _first_country() -> str | None:
	return frappe.db.get_value("Company", {"country": ("is", "set")}, "country", order_by="creation")
