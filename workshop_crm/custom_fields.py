"""The fields this app adds to ERPNext's forms, and what it changes on theirs. Both hosts read them.

Every field and property carries the module, so that Frappe too knows whose it is. Field names are bare
(`vehicle`, not `custom_vehicle`) because they are part of the app's interface.
"""

from __future__ import annotations

from typing import Any

MODULE = "Workshop CRM"

Field = dict[str, Any]

CUSTOMER_FIELDS: list[Field] = [
	{
		"fieldname": "customer_name_ar",
		"fieldtype": "Data",
		"label": "Name in Arabic",
		"insert_after": "customer_name",
		"in_global_search": 1,
		"allow_in_quick_entry": 1,
	},
	{
		"fieldname": "preferred_language",
		"fieldtype": "Select",
		"label": "Preferred Language",
		"options": "\nArabic\nEnglish",
		"insert_after": "customer_group",
		"allow_in_quick_entry": 1,
		"description": "Messages and surveys are written in this language.",
	},
	{
		"fieldname": "birth_date",
		"fieldtype": "Date",
		"label": "Date of Birth",
		"insert_after": "preferred_language",
		"print_hide": 1,
		"description": "For a rule of the loyalty program about birthdays.",
	},
	{
		"fieldname": "recommended_by",
		"fieldtype": "Link",
		"label": "Recommended By",
		"options": "Customer",
		"insert_after": "birth_date",
		"print_hide": 1,
		"description": "The customer who sent this one to the workshop.",
	},
	{
		"fieldname": "phone_extension",
		"fieldtype": "Data",
		"label": "Phone Extension",
		"insert_after": "mobile_no",
		"read_only": 1,
		"depends_on": "phone_extension",
		"description": "Of the primary contact's number.",
	},
	{
		"fieldname": "workshop_tab",
		"fieldtype": "Tab Break",
		"label": "Workshop",
		"insert_after": "last_name",
	},
	{
		"fieldname": "workshop_vehicles_section",
		"fieldtype": "Section Break",
		"label": "Vehicles",
		"insert_after": "workshop_tab",
		"collapsible": 1,
	},
	{
		"fieldname": "vehicle_ownership",
		"fieldtype": "Table",
		"label": "Vehicles",
		"options": "Customer Vehicle",
		"insert_after": "workshop_vehicles_section",
	},
	{
		"fieldname": "workshop_channels_section",
		"fieldtype": "Section Break",
		"label": "Ways to Reach the Customer",
		"insert_after": "vehicle_ownership",
		"collapsible": 1,
	},
	{
		"fieldname": "communication_channels",
		"fieldtype": "Table",
		"label": "Communication Channels",
		"options": "Customer Communication Channel",
		"insert_after": "workshop_channels_section",
	},
	{
		"fieldname": "workshop_emergency_section",
		"fieldtype": "Section Break",
		"label": "In an Emergency",
		"insert_after": "communication_channels",
		"collapsible": 1,
	},
	{
		"fieldname": "emergency_contact",
		"fieldtype": "Data",
		"label": "Emergency Contact",
		"insert_after": "workshop_emergency_section",
		"description": "Whom to call when the customer cannot be reached.",
	},
	{
		"fieldname": "workshop_emergency_column",
		"fieldtype": "Column Break",
		"insert_after": "emergency_contact",
	},
	{
		"fieldname": "emergency_contact_phone",
		"fieldtype": "Data",
		"options": "Phone",
		"label": "Phone of the Emergency Contact",
		"insert_after": "workshop_emergency_column",
	},
	{
		"fieldname": "emergency_contact_extension",
		"fieldtype": "Data",
		"label": "Extension of the Emergency Contact",
		"insert_after": "emergency_contact_phone",
		"depends_on": "emergency_contact_extension",
	},
	{
		"fieldname": "workshop_notes_section",
		"fieldtype": "Section Break",
		"label": "Preferences and Notes",
		"insert_after": "emergency_contact_extension",
		"collapsible": 1,
	},
	{
		"fieldname": "service_preferences",
		"fieldtype": "Small Text",
		"label": "Service Preferences",
		"insert_after": "workshop_notes_section",
		"hidden": 1,
		"print_hide": 1,
	},
	{
		"fieldname": "customer_notes",
		"fieldtype": "Text Editor",
		"label": "Customer Notes",
		"insert_after": "service_preferences",
		"print_hide": 1,
	},
	{
		"fieldname": "workshop_history_section",
		"fieldtype": "Section Break",
		"label": "Communication History",
		"insert_after": "customer_notes",
		"collapsible": 1,
	},
	{
		"fieldname": "communication_history",
		"fieldtype": "Table",
		"label": "Communication History",
		"options": "Customer Communication Entry",
		"is_virtual": 1,
		"read_only": 1,
		"no_copy": 1,
		"description": "The latest entries. The profile has them all.",
		"insert_after": "workshop_history_section",
	},
]

CONTACT_PHONE_FIELDS: list[Field] = [
	{
		"fieldname": "phone_extension",
		"fieldtype": "Data",
		"label": "Extension",
		"insert_after": "phone",
		"in_list_view": 1,
		"columns": 1,
	},
]

VEHICLE_FIELDS: list[Field] = [
	{
		"fieldname": "customer",
		"fieldtype": "Link",
		"label": "Customer",
		"options": "Customer",
		"insert_after": "license_plate",
		"in_list_view": 1,
		"in_standard_filter": 1,
		"search_index": 1,
		"description": "Who owns the vehicle now.",
	},
	{
		"fieldname": "plate_latin",
		"fieldtype": "Data",
		"label": "Plate in Latin Letters",
		"insert_after": "customer",
		"read_only": 1,
		"in_list_view": 1,
	},
	{
		"fieldname": "plate_ar",
		"fieldtype": "Data",
		"label": "Plate in Arabic Letters",
		"insert_after": "plate_latin",
		"read_only": 1,
	},
	{
		"fieldname": "plate_origin",
		"fieldtype": "Data",
		"label": "Plate Origin",
		"insert_after": "plate_ar",
		"read_only": 1,
		"in_standard_filter": 1,
		"description": "Code of the country or the emirate. Write its name before the plate to change it, for example Dubai A 5555.",
	},
	{
		"fieldname": "plate_key",
		"fieldtype": "Data",
		"label": "Plate Search Key",
		"insert_after": "plate_origin",
		"read_only": 1,
		"hidden": 1,
		"search_index": 1,
	},
	{
		"fieldname": "model_year",
		"fieldtype": "Int",
		"label": "Model Year",
		"insert_after": "model",
		"non_negative": 1,
	},
	{
		"fieldname": "odometer_reason",
		"fieldtype": "Small Text",
		"label": "Reason for a Lower Reading",
		"insert_after": "last_odometer",
		"no_copy": 1,
		"description": "Why the odometer shows less than before. It is kept as a comment.",
	},
	{
		"fieldname": "vin_reason",
		"fieldtype": "Data",
		"label": "Reason the VIN Is Accepted",
		"insert_after": "chassis_no",
		"no_copy": 1,
		"description": "Ends the remark about a chassis number without 17 characters or with another check digit.",
	},
]

COMPANY_FIELDS: list[Field] = [
	{
		"fieldname": "company_name_ar",
		"fieldtype": "Data",
		"label": "Name in Arabic",
		"insert_after": "company_name",
		"description": "Printed on invoices.",
	},
]

ITEM_FIELDS: list[Field] = [
	{
		"fieldname": "item_name_ar",
		"fieldtype": "Data",
		"label": "Name in Arabic",
		"insert_after": "item_name",
	},
	{
		"fieldname": "service_type",
		"fieldtype": "Link",
		"label": "Service Type",
		"options": "Service Type",
		"insert_after": "item_group",
		"in_standard_filter": 1,
	},
]


# Fields of an invoice about a visit, behind the last field of the form's first section
INVOICE_FIELDS: list[Field] = [
	{
		"fieldname": "workshop_visit_section",
		"fieldtype": "Section Break",
		"label": "Workshop Visit",
		"collapsible": 1,
		"collapsible_depends_on": "eval:doc.vehicle || doc.service_type",
	},
	{
		"fieldname": "vehicle",
		"fieldtype": "Link",
		"label": "Vehicle",
		"options": "Vehicle",
		"insert_after": "workshop_visit_section",
		"in_standard_filter": 1,
		"search_index": 1,
	},
	{
		"fieldname": "odometer",
		"fieldtype": "Int",
		"label": "Odometer (km)",
		"insert_after": "vehicle",
		"non_negative": 1,
		"no_copy": 1,
		"print_hide_if_no_value": 1,
	},
	{
		"fieldname": "odometer_reason",
		"fieldtype": "Small Text",
		"label": "Reason for a Lower Reading",
		"insert_after": "odometer",
		"depends_on": "eval:doc.vehicle && doc.odometer",
		"no_copy": 1,
		"print_hide": 1,
		"description": "Why the odometer shows less than before.",
	},
	{
		"fieldname": "workshop_visit_column",
		"fieldtype": "Column Break",
		"insert_after": "odometer_reason",
	},
	{
		"fieldname": "service_type",
		"fieldtype": "Link",
		"label": "Service Type",
		"options": "Service Type",
		"insert_after": "workshop_visit_column",
		"in_standard_filter": 1,
	},
	{
		"fieldname": "technician",
		"fieldtype": "Link",
		"label": "Technician",
		"options": "Sales Person",
		"insert_after": "service_type",
		"in_standard_filter": 1,
		"print_hide": 1,
		"description": "Who did the work. Answers to surveys are counted by it; the service adviser is the one of the sales team.",
	},
	{
		"fieldname": "workshop_request_id",
		"fieldtype": "Data",
		"label": "Checkout Request",
		"insert_after": "technician",
		"hidden": 1,
		"read_only": 1,
		"no_copy": 1,
		"print_hide": 1,
		"unique": 1,
		"description": "Lets the checkout be sent twice without a second invoice.",
	},
	{
		"fieldname": "workshop_request_digest",
		"fieldtype": "Data",
		"label": "Content of the Checkout Request",
		"insert_after": "workshop_request_id",
		"hidden": 1,
		"read_only": 1,
		"no_copy": 1,
		"print_hide": 1,
		"description": "Tells the same sale sent again from another sale under its key.",
	},
]

# Behind the points that pay an invoice
REWARD_FIELDS: list[Field] = [
	{
		"fieldname": "loyalty_reward",
		"fieldtype": "Link",
		"label": "Reward",
		"options": "Rewards Catalog",
		"insert_after": "loyalty_amount",
		"no_copy": 1,
		"print_hide": 1,
		"search_index": 1,
		"description": "Costs points; what it takes off is part of the discount.",
	},
	{
		"fieldname": "reward_code",
		"fieldtype": "Data",
		"label": "Code of a Reward",
		"insert_after": "loyalty_reward",
		"no_copy": 1,
		"print_hide": 1,
		"description": "Of a reward that the customer has paid for with points already.",
	},
	{
		"fieldname": "reward_amount",
		"fieldtype": "Currency",
		"label": "Reward Amount",
		"options": "Company:company:default_currency",
		"insert_after": "reward_code",
		"read_only": 1,
		"no_copy": 1,
		"print_hide": 1,
		"description": "What the reward takes off, tax included.",
	},
]

LOYALTY_PROGRAM_FIELDS: list[Field] = [
	{
		"fieldname": "new_tier_counts_from",
		"fieldtype": "Select",
		"label": "A New Tier Counts From",
		"options": "This invoice\nThe next invoice",
		"default": "This invoice",
		"insert_after": "collection_rules",
		"description": "In which tier the invoice earns that reaches a tier: already in the new one, or still in the one before. Tiers by points always count from the next invoice.",
	},
	{
		"fieldname": "tier_basis",
		"fieldtype": "Select",
		"label": "A Tier Is Reached By",
		"options": "Spending\nPoints earned\nVisits",
		"default": "Spending",
		"insert_after": "new_tier_counts_from",
		"description": "What a customer needs for a tier: an amount, points or visits. Visits on the same day count once.",
	},
	{
		"fieldname": "tier_rule_column",
		"fieldtype": "Column Break",
		"insert_after": "tier_basis",
	},
	{
		"fieldname": "tier_window_months",
		"fieldtype": "Int",
		"label": "Counted Over (Months)",
		"non_negative": 1,
		"insert_after": "tier_rule_column",
		"description": "The last months that count, up to today: 12 for a year. 0: all that was ever spent, earned or visited.",
	},
	{
		"fieldname": "tier_grace_days",
		"fieldtype": "Int",
		"label": "Held Longer (Days)",
		"non_negative": 1,
		"insert_after": "tier_window_months",
		"depends_on": "eval:doc.tier_window_months",
		"description": "How long a tier is held when what reached it counts no more.",
	},
	{
		"fieldname": "earning_section",
		"fieldtype": "Section Break",
		"label": "When Points Count",
		"insert_after": "tier_grace_days",
	},
	{
		"fieldname": "earn_when",
		"fieldtype": "Select",
		"label": "An Invoice Earns When",
		"options": "It is submitted\nIt is paid in full",
		"default": "It is submitted",
		"insert_after": "earning_section",
	},
	{
		"fieldname": "earning_column",
		"fieldtype": "Column Break",
		"insert_after": "earn_when",
	},
	{
		"fieldname": "pending_days",
		"fieldtype": "Int",
		"label": "Points Can Be Spent After (Days)",
		"non_negative": 1,
		"insert_after": "earning_column",
		"description": "Until then they are pending. 0: at once.",
	},
	{
		"fieldname": "earning_rules_section",
		"fieldtype": "Section Break",
		"label": "Earning Rules",
		"insert_after": "pending_days",
		"description": "What a sale earns beside the rate of its tier, and instead of it.",
	},
	{
		"fieldname": "earning_basis",
		"fieldtype": "Select",
		"label": "Amounts Count",
		"options": "With VAT\nWithout VAT",
		"default": "With VAT",
		"insert_after": "earning_rules_section",
	},
	{
		"fieldname": "earning_rules_column",
		"fieldtype": "Column Break",
		"insert_after": "earning_basis",
	},
	{
		"fieldname": "rules_only",
		"fieldtype": "Check",
		"label": "Only Rules Give Points",
		"insert_after": "earning_rules_column",
		"description": "Else what no rule for amounts keeps to itself earns at the tier's rate.",
	},
	{
		"fieldname": "earning_rules_rows",
		"fieldtype": "Section Break",
		"insert_after": "rules_only",
	},
	{
		"fieldname": "earning_rules",
		"fieldtype": "Table",
		"label": "Earning Rules",
		"options": "Loyalty Earning Rule",
		"insert_after": "earning_rules_rows",
	},
	{
		"fieldname": "survey_points_section",
		"fieldtype": "Section Break",
		"label": "Points for Answering a Survey",
		"insert_after": "earning_rules",
	},
	{
		"fieldname": "survey_points",
		"fieldtype": "Int",
		"label": "Points for an Answer",
		"non_negative": 1,
		"insert_after": "survey_points_section",
		"description": "For any answer, good or bad, once for each visit. 0: none.",
	},
	{
		"fieldname": "survey_points_column",
		"fieldtype": "Column Break",
		"insert_after": "survey_points",
	},
	{
		"fieldname": "survey_points_most",
		"fieldtype": "Int",
		"label": "At Most (Answers)",
		"non_negative": 1,
		"insert_after": "survey_points_column",
		"description": "How many answers of a customer earn points in these days. 0: no limit.",
	},
	{
		"fieldname": "survey_points_days",
		"fieldtype": "Int",
		"label": "In How Many Days",
		"non_negative": 1,
		"insert_after": "survey_points_most",
	},
]

TIER_FIELDS: list[Field] = [
	{
		"fieldname": "tier_name_ar",
		"fieldtype": "Data",
		"label": "Name in Arabic",
		"insert_after": "tier_name",
		"in_list_view": 1,
		"columns": 2,
	},
	{
		"fieldname": "min_points",
		"fieldtype": "Int",
		"label": "Points Needed",
		"non_negative": 1,
		"insert_after": "min_spent",
		"depends_on": "eval:parent.tier_basis == 'Points earned'",
	},
	{
		"fieldname": "min_visits",
		"fieldtype": "Int",
		"label": "Visits Needed",
		"non_negative": 1,
		"insert_after": "min_points",
		"depends_on": "eval:parent.tier_basis == 'Visits'",
	},
	{
		"fieldname": "benefits",
		"fieldtype": "Small Text",
		"label": "Benefits",
		"insert_after": "min_visits",
		"description": "What members of this tier have, in words for the customer.",
	},
	{
		"fieldname": "benefits_ar",
		"fieldtype": "Small Text",
		"label": "Benefits in Arabic",
		"insert_after": "benefits",
	},
]

# Behind the other fields of the program, which features add by themselves.
LOYALTY_PROGRAM_FIELDS += [
	{
		"fieldname": "balance_section",
		"fieldtype": "Section Break",
		"label": "Balances",
		"insert_after": "survey_points_days",
	},
	{
		"fieldname": "no_negative_balance",
		"fieldtype": "Check",
		"label": "No Balance Below Zero",
		"insert_after": "balance_section",
		"description": "When an invoice is returned whose points were spent, the customer owes nothing. Otherwise the next points pay for it. A return is never blocked.",
	},
	{
		"fieldname": "balance_column",
		"fieldtype": "Column Break",
		"insert_after": "no_negative_balance",
	},
	{
		"fieldname": "approval_above",
		"fieldtype": "Int",
		"label": "Approval Above (Points)",
		"default": "500",
		"non_negative": 1,
		"insert_after": "balance_column",
		"description": "What a manager gives or takes by hand needs a second manager when it is more than this.",
	},
]

LOYALTY_POINT_ENTRY_FIELDS: list[Field] = [
	{
		"fieldname": "entry_kind",
		"fieldtype": "Select",
		"label": "Kind",
		"options": "\nEarn\nRedeem\nReverse\nRestore\nExpire\nAdjust\nTransfer",
		"insert_after": "customer",
		"read_only": 1,
		"in_list_view": 1,
		"in_standard_filter": 1,
	},
	{
		"fieldname": "entry_reason",
		"fieldtype": "Small Text",
		"label": "Reason",
		"insert_after": "entry_kind",
		"read_only": 1,
	},
	{
		"fieldname": "earning_rate",
		"fieldtype": "Float",
		"label": "Spending for One Point",
		"insert_after": "entry_reason",
		"read_only": 1,
		"precision": "9",
		"description": "The rate at which the invoice earned. It stays, whatever the tier's is later.",
	},
	{
		"fieldname": "award",
		"fieldtype": "Small Text",
		"label": "Earned by Rules",
		"insert_after": "earning_rate",
		"read_only": 1,
		"hidden": 1,
		"print_hide": 1,
		"description": "Which rule gave how many points, with the amounts and rates of that day. It stays, whatever the rules are later.",
	},
	{
		"fieldname": "available_from",
		"fieldtype": "Date",
		"label": "Can Be Spent From",
		"insert_after": "expiry_date",
		"read_only": 1,
		"description": "Empty: at once.",
	},
	{
		"fieldname": "earned_when",
		"fieldtype": "Select",
		"label": "Earned When",
		"options": "\nSubmitted\nPaid",
		"insert_after": "available_from",
		"read_only": 1,
		"description": "Points that were earned by payment go back when the payment is cancelled.",
	},
	{
		"fieldname": "reversal_of",
		"fieldtype": "Link",
		"label": "Reverses",
		"options": "Loyalty Point Entry",
		"insert_after": "redeem_against",
		"read_only": 1,
		"search_index": 1,
	},
	{
		"fieldname": "moved_from",
		"fieldtype": "Data",
		"label": "Merged Customer",
		"insert_after": "reversal_of",
		"read_only": 1,
		"no_copy": 1,
		"description": "Whose points these were before two customers became one.",
	},
	{
		"fieldname": "moved_by",
		"fieldtype": "Link",
		"label": "Brought By",
		"options": "Loyalty Point Entry",
		"insert_after": "moved_from",
		"read_only": 1,
		"no_copy": 1,
		"description": "The row that says from which customer this one came.",
	},
	{
		"fieldname": "idempotency_key",
		"fieldtype": "Data",
		"label": "Duplicate Guard Key",
		"insert_after": "invoice",
		"read_only": 1,
		"no_copy": 1,
		"unique": 1,
	},
]


ISSUE_FIELDS: list[Field] = [
	{
		"fieldname": "follow_up_section",
		"fieldtype": "Section Break",
		"label": "Follow-up of a Survey",
		"insert_after": "resolution_details",
		"depends_on": "survey_response",
	},
	{
		"fieldname": "survey_response",
		"fieldtype": "Link",
		"label": "Survey Response",
		"options": "Survey Response",
		"insert_after": "follow_up_section",
		"read_only": 1,
		"no_copy": 1,
		"search_index": 1,
	},
	{
		"fieldname": "follow_up_reason",
		"fieldtype": "Select",
		"label": "Closed Because",
		"options": "\nSolved\nExplained\nCompensated\nCould not be reached\nNot justified\nOther",
		"insert_after": "survey_response",
		"no_copy": 1,
		"in_standard_filter": 1,
		"description": "A follow-up of a survey is closed with a reason.",
	},
	{
		"fieldname": "follow_up_second_survey",
		"fieldtype": "Link",
		"label": "Second Survey",
		"options": "Survey",
		"insert_after": "follow_up_reason",
		"no_copy": 1,
		"description": "Sent to the customer when this is closed.",
	},
	{
		"fieldname": "follow_up_second_invitation",
		"fieldtype": "Link",
		"label": "Second Invitation",
		"options": "Survey Invitation",
		"insert_after": "follow_up_second_survey",
		"read_only": 1,
		"no_copy": 1,
	},
	{
		"fieldname": "follow_up_column",
		"fieldtype": "Column Break",
		"insert_after": "follow_up_second_invitation",
	},
	{
		"fieldname": "follow_up_opened_on",
		"fieldtype": "Datetime",
		"label": "Answered On",
		"insert_after": "follow_up_column",
		"read_only": 1,
		"no_copy": 1,
	},
	{
		"fieldname": "follow_up_due_on",
		"fieldtype": "Datetime",
		"label": "Call Until",
		"insert_after": "follow_up_opened_on",
		"no_copy": 1,
	},
	{
		"fieldname": "follow_up_first_contact_on",
		"fieldtype": "Datetime",
		"label": "First Contact On",
		"insert_after": "follow_up_due_on",
		"no_copy": 1,
	},
	{
		"fieldname": "follow_up_closed_on",
		"fieldtype": "Datetime",
		"label": "Closed On",
		"insert_after": "follow_up_first_contact_on",
		"read_only": 1,
		"no_copy": 1,
	},
	{
		"fieldname": "follow_up_escalate_on",
		"fieldtype": "Datetime",
		"label": "Late From",
		"insert_after": "follow_up_closed_on",
		"no_copy": 1,
	},
	{
		"fieldname": "follow_up_escalate_to",
		"fieldtype": "Link",
		"label": "Then Goes To",
		"options": "User",
		"insert_after": "follow_up_escalate_on",
		"no_copy": 1,
	},
	{
		"fieldname": "follow_up_escalated_on",
		"fieldtype": "Datetime",
		"label": "Passed On On",
		"insert_after": "follow_up_escalate_to",
		"read_only": 1,
		"no_copy": 1,
	},
]


def _behind(fieldname: str, fields: list[Field]) -> list[Field]:
	"""Copies of the fields, the first of them put behind `fieldname`."""
	first, *others = fields
	return [{**first, "insert_after": fieldname}, *({**one} for one in others)]


CUSTOM_FIELDS: dict[str, list[Field]] = {
	"Customer": CUSTOMER_FIELDS,
	"Contact Phone": CONTACT_PHONE_FIELDS,
	"Vehicle": VEHICLE_FIELDS,
	"Company": COMPANY_FIELDS,
	"Item": ITEM_FIELDS,
	"Sales Invoice": [*_behind("amended_from", INVOICE_FIELDS), *_behind("loyalty_amount", REWARD_FIELDS)],
	"POS Invoice": [*_behind("return_against", INVOICE_FIELDS), *_behind("loyalty_amount", REWARD_FIELDS)],
	"Loyalty Program": LOYALTY_PROGRAM_FIELDS,
	"Loyalty Program Collection": TIER_FIELDS,
	"Loyalty Point Entry": LOYALTY_POINT_ENTRY_FIELDS,
	"Issue": ISSUE_FIELDS,
}

# DocType, field, property, value, type of the value. A workshop reads the odometer at every visit; ERPNext lets it
# be typed once.
PROPERTIES = (("Vehicle", "last_odometer", "set_only_once", "0", "Check"),)

for _fields in CUSTOM_FIELDS.values():
	for _field in _fields:
		_field["module"] = MODULE
