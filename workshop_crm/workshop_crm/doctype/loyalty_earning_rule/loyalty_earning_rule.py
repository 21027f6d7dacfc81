from frappe.model.document import Document


class LoyaltyEarningRule(Document):
	"""When a sale of a Loyalty Program earns more, and how much."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answered_days: DF.Int
		award_type: DF.Literal["Points for an amount", "Fixed points", "Multiplier"]
		birthday_days: DF.Int
		cap_day: DF.Int
		cap_invoice: DF.Int
		cap_month: DF.Int
		cost_center: DF.Link | None
		customer_group: DF.Link | None
		each_visit: DF.Check
		enabled: DF.Check
		excludes: DF.Check
		factor: DF.Float
		item: DF.Link | None
		item_group: DF.Link | None
		min_spend: DF.Currency
		min_visits: DF.Int
		on_birthday: DF.Check
		on_friday: DF.Check
		on_monday: DF.Check
		on_saturday: DF.Check
		on_sunday: DF.Check
		on_thursday: DF.Check
		on_time: DF.Check
		on_tuesday: DF.Check
		on_wednesday: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		pending_days: DF.Int
		per_amount: DF.Currency
		period_days: DF.Int
		points: DF.Int
		priority: DF.Int
		referred: DF.Check
		rule_name: DF.Data
		rule_name_ar: DF.Data | None
		service_type: DF.Link | None
		tier: DF.Autocomplete | None
		valid_from: DF.Date | None
		valid_to: DF.Date | None
		vehicle_age_from: DF.Int
		vehicle_age_to: DF.Int
		vehicle_make: DF.Data | None
		visit_number: DF.Int
	# end: auto-generated types
