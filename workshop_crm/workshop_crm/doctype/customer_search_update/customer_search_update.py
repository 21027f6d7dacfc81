import frappe
from frappe.model.document import Document
from frappe.query_builder import Interval
from frappe.query_builder.functions import Now


class CustomerSearchUpdate(Document):
	"""A customer whose entry in the search index has to be written again or removed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attempts: DF.Int
		customer: DF.Data
		error: DF.SmallText | None
		operation: DF.Literal["Upsert", "Delete"]
	# end: auto-generated types

	@staticmethod
	def clear_old_logs(days: int = 30) -> None:
		"""Drop what no index took for `days` days: by then only a rebuild helps."""
		update = frappe.qb.DocType("Customer Search Update")
		frappe.db.delete(update, filters=(update.creation < (Now() - Interval(days=days))))
