"""Makes a test site ready for the black-box tests: users to log in as, and a small made-up workshop.

bench --site SITE execute workshop_crm.tests.contract_site.prepare
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import frappe
from frappe.utils import add_years, getdate

from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.install import MANAGER, ROLE_PROFILES
from workshop_crm.services.demo import foundation, records
from workshop_crm.services.platform import settings

CUSTOMERS, YEARS = 12, 2
LANGUAGES = {"en": "workshop-en@example.com", "ar": "workshop-ar@example.com"}
OUTSIDER = "outsider@example.com"


def prepare() -> dict[str, Any]:
	"""Keys of a manager for the API, a manager's log-in for each language, and that of an Arabic user without our roles.

	Only for sites that allow tests.
	"""
	if not frappe.conf.allow_tests:
		frappe.throw("This site does not allow tests: bench --site SITE set-config allow_tests 1")
	forget_rate_limits()
	roles = ROLE_PROFILES[MANAGER]
	logins = {language: _user(language, email, roles) for language, email in LANGUAGES.items()}
	outsider = _user("ar", OUTSIDER, ["Sales User"])
	_program()
	frappe.db.commit()
	records.make(customers=CUSTOMERS, years=YEARS, force=True)
	frappe.db.commit()
	return {**_api_keys(LANGUAGES["en"]), "logins": logins, "outsider": outsider}


def forget_rate_limits() -> None:
	"""Tests ask more often in an hour than a guest may."""
	frappe.cache.delete_keys("rl:")


def _program() -> None:
	"""One that new customers join; the site tests leave one that nobody joins by himself."""
	if not frappe.db.exists("Loyalty Program", DEFAULT_PROGRAM.name):
		opened = add_years(getdate(), -YEARS)
		foundation.make_rewards(foundation.make_program(settings.company(), opened))


def _user(language: str, email: str, roles: Sequence[str]) -> dict[str, str]:
	if frappe.db.exists("User", email):
		user = frappe.get_doc("User", email)
	else:
		user = frappe.new_doc("User")
		user.update({"email": email, "first_name": email.partition("@")[0], "send_welcome_email": 0})
		user.insert()
	password = secrets.token_urlsafe(18)
	user.update({"language": language, "new_password": password})
	user.add_roles(*roles)
	user.save()
	return {"usr": email, "pwd": password}


def _api_keys(email: str) -> dict[str, str]:
	user = frappe.get_doc("User", email)
	user.api_key = user.api_key or frappe.generate_hash(length=15)
	user.api_secret = secret = frappe.generate_hash(length=15)
	user.save()
	frappe.db.commit()
	return {"api_key": user.api_key, "api_secret": secret}
