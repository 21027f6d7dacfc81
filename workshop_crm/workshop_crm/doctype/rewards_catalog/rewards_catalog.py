import frappe
from frappe.model.document import Document

from workshop_crm.core.loyalty.rewards.checks import check_reward
from workshop_crm.core.loyalty.rewards.records import reward_of
from workshop_crm.services.platform.errors import as_frappe_errors


class RewardsCatalog(Document):
	"""A reward that customers buy with points."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		code_days: DF.Int
		description: DF.SmallText | None
		description_ar: DF.SmallText | None
		disabled: DF.Check
		image: DF.AttachImage | None
		item: DF.Link | None
		kind: DF.Literal[
			"Free Service", "Free Item", "Percentage", "Fixed Amount", "Upgrade", "Gift", "Partner Voucher"
		]
		loyalty_program: DF.Link
		max_amount: DF.Currency
		per_customer: DF.Int
		per_customer_days: DF.Int
		percent: DF.Percent
		points: DF.Int
		reward_name: DF.Data
		reward_name_ar: DF.Data | None
		service_type: DF.Link | None
		stock: DF.Int
		tier: DF.Data | None
		upgrade_from: DF.Link | None
		valid_from: DF.Date | None
		valid_to: DF.Date | None
	# end: auto-generated types

	def validate(self) -> None:
		"""Refuse what nobody could use."""
		rules = frappe.get_cached_doc("Loyalty Program", self.loyalty_program).collection_rules
		with as_frappe_errors():
			check_reward(reward_of(self.as_dict()), [rule.tier_name for rule in rules])
