from frappe.model.document import Document

from workshop_crm.services.vehicles import kept_due


class ServiceType(Document):
	"""What the workshop does to a car: surveys, rules and charts speak of it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		disabled: DF.Check
		interval_km: DF.Int
		interval_months: DF.Int
		name_ar: DF.Data | None
		service_type_name: DF.Data
	# end: auto-generated types

	def on_update(self) -> None:
		if self.has_value_changed("interval_km") or self.has_value_changed("interval_months"):
			kept_due.keep_all_soon()

	def before_rename(self, old: str, new: str, merge: bool = False) -> None:
		if merge:
			kept_due.forget_service(old)

	def after_rename(self, old: str, new: str, merge: bool = False) -> None:
		if merge:
			kept_due.keep_all_soon()
