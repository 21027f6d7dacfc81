from frappe.model.document import Document


class CustomerAnalytics(Document):
	"""What the visits of one customer say about their value. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		chance_days: DF.Int
		chance_of_visit: DF.Float
		clv: DF.Currency
		company: DF.Link | None
		computed_on: DF.Datetime | None
		customer: DF.Link
		expected_visits: DF.Float
		fewest_visits: DF.Int
		first_visit: DF.Date | None
		is_stale: DF.Check
		last_visit: DF.Date | None
		method: DF.Data | None
		monetary_value: DF.Currency
		most_visits: DF.Int
		p_alive: DF.Float
		recency_days: DF.Int
		revenue: DF.Currency
		rfm_group: DF.Literal[
			"", "Champions", "Loyal", "Promising", "Needs Attention", "Cannot Lose", "Hibernating"
		]
		segment: DF.Literal["", "New", "Active", "High Risk", "Lapsed", "Lost"]
		visits: DF.Int
	# end: auto-generated types
