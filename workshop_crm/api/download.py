"""A file as the answer to a request."""

import frappe

from workshop_crm.core.common.spreadsheets import CONTENT_TYPES, file_kind


def send_file(name: str, content: bytes, content_type: str, *, is_shown: bool = False) -> None:
	"""Answer the request with a file under this name; a browser saves it, or shows it in a tab (`is_shown`)."""
	frappe.response.update(
		{"type": "download", "filename": name, "filecontent": content, "content_type": content_type}
	)
	if is_shown:
		frappe.response["display_content_as"] = "inline"


def send_table(name: str, content: bytes, kind: str) -> None:
	"""Answer with a CSV or Excel file; `name` is that of the file without its ending. Raises InvalidInput for another kind."""
	send_file(f"{name}.{kind}", content, CONTENT_TYPES[file_kind(kind)])
