"""Photos of a response: private files that only those see who may see the response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import frappe

from workshop_crm.core.surveys.photos import photo_name

RESPONSE = "Survey Response"


def keep(response: str, photos: Mapping[str, Sequence[bytes]]) -> None:
	"""Store the photos of each question, as they were drawn anew."""
	for question, pictures in photos.items():
		for number, picture in enumerate(pictures, 1):
			frappe.get_doc(
				{
					"doctype": "File",
					"file_name": f"{response}-{photo_name(question, number)}",
					"attached_to_doctype": RESPONSE,
					"attached_to_name": response,
					"is_private": 1,
					"content": picture,
				}
			).insert(ignore_permissions=True)
