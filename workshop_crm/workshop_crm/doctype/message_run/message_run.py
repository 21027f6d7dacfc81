from frappe.model.document import Document


class MessageRun(Document):
	"""A message to many at once: how far it is, and who was left out. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		finished_on: DF.Datetime | None
		kind: DF.Literal["Service Reminder", "Message"]
		late: DF.Literal["", "30", "90", "365", "all"]
		left_out: DF.Code | None
		position: DF.Int
		run_key: DF.Data | None
		service_type: DF.Link | None
		started_by: DF.Data | None
		started_on: DF.Datetime | None
		status: DF.Literal["Queued", "Running", "Done", "Stopped"]
		targets: DF.Code | None
		template: DF.Link | None
		total: DF.Int
		written: DF.Int
	# end: auto-generated types
