from urllib.parse import urlsplit

import phonenumbers

import frappe
from frappe.model.document import Document

from workshop_crm.core.common.money import decimal
from workshop_crm.core.loyalty.points_messages import check_message_rule
from workshop_crm.core.messaging.weekdays import check_weekdays
from workshop_crm.core.surveys.review_link import checked_review_link
from workshop_crm.core.vehicles.reminders import check_rule
from workshop_crm.core.visits.discount_limits import check_limits
from workshop_crm.services.messaging.rules import country_rule
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.words import _
from workshop_crm.services.search import certificates
from workshop_crm.services.search import switch as search_switch

MINIMUM_SECRET_LENGTH = 32


class WorkshopCRMSettings(Document):
	"""What an owner may want to change, on one page."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from workshop_crm.workshop_crm.doctype.checkout_discount_limit.checkout_discount_limit import (
			CheckoutDiscountLimit,
		)
		from workshop_crm.workshop_crm.doctype.messaging_country_rule.messaging_country_rule import (
			MessagingCountryRule,
		)

		active_days: DF.Int
		attach_invoices: DF.Check
		clv_horizon_months: DF.Int
		country_rules: DF.Table[MessagingCountryRule]
		default_region: DF.Link | None
		digits: DF.Literal["Arabic-Indic", "Western"]
		discount_limits: DF.Table[CheckoutDiscountLimit]
		elasticsearch_api_key: DF.Password | None
		elasticsearch_ca_file: DF.Data | None
		elasticsearch_hosts: DF.SmallText | None
		elasticsearch_password: DF.Password | None
		elasticsearch_prefix: DF.Data | None
		elasticsearch_timeout: DF.Float
		elasticsearch_user: DF.Data | None
		email_provider: DF.Literal["Outbox only", "Email Account"]
		elasticsearch_verify: DF.Check
		follow_up_assignee: DF.Link | None
		follow_up_manager: DF.Link | None
		high_risk_days: DF.Int
		invitation_secret: DF.Password | None
		invitation_valid_days: DF.Int
		lapsed_days: DF.Int
		messages_go_to: DF.Link | None
		meta_access_token: DF.Password | None
		meta_app_secret: DF.Password | None
		meta_business_account_id: DF.Data | None
		meta_phone_number_id: DF.Data | None
		meta_verify_token: DF.Password | None
		monthly_discount_rate: DF.Percent
		opt_out_secret: DF.Password | None
		points_expiry_days: DF.Int
		points_expiry_messages: DF.Check
		points_expiry_min_worth: DF.Currency
		points_statements: DF.Check
		public_url: DF.Data | None
		reminder_cap_count: DF.Int
		reminder_cap_days: DF.Int
		reminder_days: DF.Int
		reminder_when: DF.Literal["Before the service is due", "After the service was due"]
		review_link: DF.Data | None
		satisfied_is: DF.Literal["Two best values", "Four of five or better"]
		search_engine: DF.Literal["Embedded", "Elasticsearch"]
		service_reminders: DF.Check
		sms_provider: DF.Literal["Outbox only", "Twilio", "SMS Settings"]
		statement_day: DF.Int
		strict_chassis_numbers: DF.Check
		strict_phones: DF.Check
		survey_code_on_invoices: DF.Check
		surveys_enabled: DF.Check
		tier_messages: DF.Check
		twilio_account_sid: DF.Data | None
		twilio_auth_token: DF.Password | None
		twilio_sms_sender: DF.Data | None
		twilio_whatsapp_sender: DF.Data | None
		whatsapp_provider: DF.Literal["Outbox only", "Twilio", "Meta"]
	# end: auto-generated types

	def validate(self) -> None:
		self.check_region()
		self.check_public_url()
		self.check_secret()
		self.check_survey_numbers()
		self.check_review_link()
		self.check_segment_days()
		self.check_search()
		self.check_country_rules()
		self.check_discount_limits()
		self.check_reminders()
		self.check_points_messages()

	def on_update(self) -> None:
		if search_switch.is_switch(self):
			search_switch.follow(self)

	def check_region(self) -> None:
		code = self.default_region and settings.country_code(self.default_region)
		if self.default_region and code not in phonenumbers.SUPPORTED_REGIONS:
			frappe.throw(
				_("The form of phone numbers in {0} is not known. Choose another country.").format(
					_(self.default_region)
				)
			)

	def check_public_url(self) -> None:
		self.public_url = (self.public_url or "").strip().rstrip("/")
		parts = urlsplit(self.public_url)
		more = parts.username or parts.query or parts.fragment
		if self.public_url and (parts.scheme not in ("http", "https") or not parts.hostname or more):
			frappe.throw(
				_("The public address must start with https://, such as https://workshop.example.com.")
			)

	def check_secret(self) -> None:
		"""A short secret would let anybody guess survey links; an empty one would make none."""
		typed = self.invitation_secret or ""
		if not self.is_dummy_password(typed) and len(typed) < MINIMUM_SECRET_LENGTH:
			frappe.throw(
				_("The secret of the survey links needs at least {0} characters.").format(
					MINIMUM_SECRET_LENGTH
				)
			)

	def check_survey_numbers(self) -> None:
		if self.invitation_valid_days < 1:
			frappe.throw(_("A survey link must work for at least one day."))

	def check_review_link(self) -> None:
		with as_frappe_errors():
			self.review_link = checked_review_link(self.review_link)

	def check_search(self) -> None:
		"""That the server answers is tested by a button: settings can be saved while it is away."""
		with as_frappe_errors():
			# Also while another engine is used: the secrets stay with the servers that they were entered for.
			engine = settings.elasticsearch(self)
			if self.has_value_changed("elasticsearch_ca_file"):
				certificates.check_place(engine.ca_file)
			if search_switch.needs_server(self):
				self.elasticsearch_hosts = "\n".join(search_switch.checked_addresses(engine))

	def check_discount_limits(self) -> None:
		with as_frappe_errors():
			check_limits([(row.role, decimal(row.max_percent)) for row in self.discount_limits])

	def check_country_rules(self) -> None:
		with as_frappe_errors():
			for row in self.country_rules:
				country_rule(row)
				check_weekdays(row.no_sms_marketing_on or "")

	def check_reminders(self) -> None:
		with as_frappe_errors():
			check_rule(settings.reminder_rule(self))

	def check_points_messages(self) -> None:
		with as_frappe_errors():
			check_message_rule(settings.points_message_rule(self))

	def check_segment_days(self) -> None:
		if not 0 < self.active_days < self.high_risk_days < self.lapsed_days:
			frappe.throw(_("The days for Active, High Risk and Lapsed must grow from one to the next."))
		if self.clv_horizon_months < 1:
			frappe.throw(_("Customer value must look ahead at least one month."))
