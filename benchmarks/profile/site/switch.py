"""The stock Customer form on the same data: the app's fields, scripts and hooks off the site, and on again."""

from __future__ import annotations

import frappe
from frappe.installer import add_to_installed_apps, remove_from_installed_apps

from workshop_crm import customize_forms, install

APP = "workshop_crm"


def list_app() -> None:
	"""After a run that was killed with the app off: bench migrates and serves only the apps that a site lists."""
	if frappe.db.exists("Module Def", {"app_name": APP}):
		add_to_installed_apps(APP)


def turn(on: bool) -> None:
	"""Take the app off the site, or put it back; the app's DocTypes and columns stay. Either may be done twice."""
	if on:
		add_to_installed_apps(APP)
		frappe.clear_cache()
		install.after_migrate()
	else:
		customize_forms.delete()
		remove_from_installed_apps(APP)
	frappe.db.commit()
	frappe.clear_cache()
