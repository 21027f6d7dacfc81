"""Photos of a response: private files that only those see who may see the response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import frappe

from workshop_crm.core.surveys.photos import photo_name, photo_view
from workshop_crm.services.platform.permissions import require_record, require_staff

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


def of_response(response: str) -> list[dict[str, str]]:
	"""The photos of a response that the user may see, each as base64."""
	require_staff()
	require_record(RESPONSE, response)
	return kept(response)


def kept(response: str) -> list[dict[str, str]]:
	"""As `of_response`, for who may read the response."""
	attached = {"attached_to_doctype": RESPONSE, "attached_to_name": response, "is_private": 1}
	names = frappe.get_all("File", attached, pluck="name", order_by="creation, file_name")
	files = [frappe.get_doc("File", name) for name in names]
	return [
		photo_view(file.file_name, file.get_content())
		for file in files
		if file.file_name.startswith(f"{response}-") and file.exists_on_disk()
	]
