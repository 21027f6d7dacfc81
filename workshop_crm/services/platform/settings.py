"""Workshop CRM Settings and the company's defaults, read in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import cint, flt, get_url
from frappe.utils.password import get_decrypted_password

from workshop_crm.core.analytics.rules import ScoringRules, SegmentThresholds
from workshop_crm.core.common.digits import ARABIC_INDIC
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import name_in
from workshop_crm.core.common.money import decimal
from workshop_crm.core.common.ratings import TWO_BEST
from workshop_crm.core.loyalty.points_messages import MessageRule
from workshop_crm.core.vehicles.reminders import BEFORE, ReminderRule
from workshop_crm.services.platform.words import _

if TYPE_CHECKING:
	from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings

SETTINGS = "Workshop CRM Settings"
# Until a company is set up.
FALLBACK_REGION = "SA"


@dataclass(frozen=True, slots=True)
class SurveySettings:
	"""Whether customers are asked. Validity in days."""

	enabled: bool
	valid_days: int
	satisfied_is: str
	follow_up_assignee: str
	follow_up_manager: str


def region() -> str:
	"""Country whose phone numbers are written without a country code (ISO code)."""
	country = _settings().default_region
	return (country and country_code(country)) or FALLBACK_REGION


def country_code(country: str) -> str:
	"""The ISO code of a Country, in capitals; empty when there is none."""
	return (frappe.get_cached_value("Country", country, "code") or "").upper()


def digits() -> str:
	"""The digits of Arabic, one of `core.common.digits.STYLES`."""
	return _settings().get("digits") or ARABIC_INDIC


def refuses_bad_phones() -> bool:
	"""Whether a new phone number of a customer must be one that can be dialled."""
	return bool(cint(_settings().strict_phones))


def refuses_bad_vins() -> bool:
	"""Whether a new chassis number must be a VIN, or come with a reason."""
	return bool(cint(_settings().strict_chassis_numbers))


def public_url() -> str:
	"""The address under which customers reach this site, without a slash at its end."""
	return (_settings().public_url or get_url()).rstrip("/")


def survey_settings() -> SurveySettings:
	"""The settings of surveys."""
	settings = _settings()
	return SurveySettings(
		enabled=bool(settings.surveys_enabled),
		valid_days=cint(settings.invitation_valid_days),
		satisfied_is=settings.satisfied_is or TWO_BEST,
		follow_up_assignee=settings.follow_up_assignee or "",
		follow_up_manager=settings.follow_up_manager or "",
	)


def review_link() -> str:
	"""Where everyone who answered may review the workshop in public; empty for nowhere."""
	return _settings().get("review_link") or ""


def prints_survey_code() -> bool:
	"""Whether invoices carry the code of their survey."""
	return bool(cint(_settings().survey_code_on_invoices))


def reminder_rule(values: Mapping[str, Any] | None = None) -> ReminderRule:
	"""When customers are reminded of a service; `values` are those of a form that is not saved yet."""
	chosen = _settings() if values is None else values
	return ReminderRule(
		enabled=bool(cint(chosen.get("service_reminders"))),
		days=cint(chosen.get("reminder_days")),
		when=chosen.get("reminder_when") or BEFORE,
		cap_count=cint(chosen.get("reminder_cap_count")),
		cap_days=cint(chosen.get("reminder_cap_days")),
	)


def points_message_rule(values: Mapping[str, Any] | None = None) -> MessageRule:
	"""When members are written to about their points; `values` are those of a form that is not saved yet."""
	chosen = _settings() if values is None else values
	return MessageRule(
		statements=bool(cint(chosen.get("points_statements"))),
		statement_day=cint(chosen.get("statement_day")) or 1,
		expiry=bool(cint(chosen.get("points_expiry_messages"))),
		expiry_days=cint(chosen.get("points_expiry_days")) or 14,
		min_worth=decimal(chosen.get("points_expiry_min_worth")),
		tiers=bool(cint(chosen.get("tier_messages"))),
	)


def discount_limits() -> list[tuple[str, Decimal]]:
	"""Each role with the most in percent that it may take off a sale."""
	return [(row.role, decimal(row.max_percent)) for row in _settings().get("discount_limits") or ()]


def invitation_secret() -> str:
	"""The key from which the tokens of survey links are derived. Raises InvalidInput when it is missing."""
	secret = _settings().get_password("invitation_secret", raise_exception=False)
	if not secret:
		raise InvalidInput(N_("Set the secret of the survey links in Workshop CRM Settings."))
	return secret


def search_engine() -> str:
	"""The engine that customers are searched with, as the form has it."""
	return _settings().search_engine or ""


def elasticsearch(typed: Mapping[str, Any] | None = None) -> EngineSettings:
	"""How the Elasticsearch server is reached; `typed` are values of a form that is not saved yet.

	A password that the form shows as dots is the stored one. Raises InvalidInput when it would go elsewhere than to the
	servers that it was saved for.
	"""
	stored = _settings()
	saved = _engine(stored)
	if typed is None:
		return _with_secrets(saved, stored)
	engine = _engine(typed)
	if not any(stored.is_dummy_password(secret) for secret in (engine.api_key, engine.password) if secret):
		return engine
	if not keeps_to_saved(engine):
		raise InvalidInput(
			N_(
				"Enter the API key or the password again: the stored one goes only to the server that it was saved for."
			)
		).at("hosts")
	return _with_secrets(engine, stored)


def keeps_to_saved(engine: EngineSettings) -> bool:
	"""Whether these are servers of the saved settings. Raises InvalidInput for addresses that cannot be read."""
	from workshop_crm.adapters.search.elasticsearch.settings import keeps_to

	return keeps_to(engine, _engine(_settings()))


def _engine(values: Mapping[str, Any]) -> EngineSettings:
	"""As the form has it: dots for secrets."""
	from workshop_crm.adapters.search.elasticsearch.settings import (
		DEFAULT_PREFIX,
		SECONDS_TO_ANSWER,
		EngineSettings,
	)

	def text(fieldname: str) -> str:
		return str(values.get(fieldname) or "").strip()

	return EngineSettings(
		hosts=tuple(text("elasticsearch_hosts").replace(",", "\n").split()),
		api_key=text("elasticsearch_api_key"),
		user=text("elasticsearch_user"),
		password=text("elasticsearch_password"),
		ca_file=text("elasticsearch_ca_file"),
		verify=bool(cint(values.get("elasticsearch_verify"))),
		timeout=flt(values.get("elasticsearch_timeout")) or SECONDS_TO_ANSWER,
		prefix=text("elasticsearch_prefix") or DEFAULT_PREFIX,
		region=region(),
	)


def _with_secrets(engine: EngineSettings, stored: frappe.model.document.Document) -> EngineSettings:
	"""The stored secrets in place of their dots."""

	def secret(fieldname: str, value: str) -> str:
		if not value or not stored.is_dummy_password(value):
			return value
		return get_decrypted_password(SETTINGS, SETTINGS, fieldname, raise_exception=False) or ""

	return replace(
		engine,
		api_key=secret("elasticsearch_api_key", engine.api_key),
		password=secret("elasticsearch_password", engine.password),
	)


def scoring_rules() -> ScoringRules:
	"""Horizon, discount and segment limits of the lifetime value."""
	settings = _settings()
	return ScoringRules(
		horizon_months=cint(settings.clv_horizon_months) or 12,
		monthly_discount=flt(settings.monthly_discount_rate) / 100,
		thresholds=SegmentThresholds(
			active_days=cint(settings.active_days),
			high_risk_days=cint(settings.high_risk_days),
			lapsed_days=cint(settings.lapsed_days),
		),
	)


def company() -> str:
	"""The user's company, or the site's."""
	name = frappe.defaults.get_user_default("Company") or frappe.db.get_value("Company", {}, "name")
	if not name:
		frappe.throw(_("Set up a company first."))
	return name


def company_name(language: str, of_company: str | None = None) -> str:
	"""What a reader of `language` is shown as the name of a company, the user's by default."""
	found = frappe.get_cached_doc("Company", of_company or company())
	return name_in(language, found.company_name, found.get("company_name_ar"))


def currency(of_company: str | None = None) -> str:
	"""The currency of the company's books."""
	return frappe.get_cached_value("Company", of_company or company(), "default_currency")


def _settings() -> frappe.model.document.Document:
	return frappe.get_cached_doc(SETTINGS)
