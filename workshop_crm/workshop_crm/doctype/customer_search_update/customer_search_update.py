from frappe.model.document import Document


class CustomerSearchUpdate(Document):
	"""A customer whose entry in a search index has to be written again or removed; see `services.search.outbox`."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attempts: DF.Int
		customer: DF.Data
		engine: DF.Literal["embedded", "elasticsearch"]
		error: DF.SmallText | None
		name: DF.Int | None
		next_try: DF.Datetime | None
		state: DF.Literal["Waiting", "Dead"]
	# end: auto-generated types

	pass
