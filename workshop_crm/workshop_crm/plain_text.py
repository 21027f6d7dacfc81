"""Records with text that somebody outside may have written: it is kept letter by letter and shown as letters."""

from __future__ import annotations

from typing import Any

from frappe.model.document import Document
from frappe.utils import escape_html


class PlainTextDocument(Document):
	"""Fields of the type Code hold the text: the one type that Frappe neither cleans of tags nor shows as HTML.

	Its print view does show it as HTML inside of tables, so what it asks for is escaped here.
	"""

	def get_formatted(self, fieldname: str, *args: Any, **kwargs: Any) -> Any:
		shown = super().get_formatted(fieldname, *args, **kwargs)
		field = self.meta.get_field(fieldname)
		if not field or field.fieldtype != "Code" or not isinstance(shown, str):
			return shown
		return escape_html(shown).replace("\n", "<br>")
