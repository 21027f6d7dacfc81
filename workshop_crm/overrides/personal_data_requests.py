"""Frappe's requests for personal data: what this app holds is handed out and erased with the rest."""

from __future__ import annotations

from frappe.model.document import Document
from frappe.website.doctype.personal_data_download_request.personal_data_download_request import (
	PersonalDataDownloadRequest,
)

from workshop_crm.services.personal_data import requests


class WorkshopDownloadRequest(PersonalDataDownloadRequest):
	"""Frappe collects by e-mail address and hands the result to this job; no event lies between."""

	def generate_file_and_send_mail(self, personal_data: str) -> None:
		super().generate_file_and_send_mail(requests.with_exports(personal_data, self.user))


def on_update_of_deletion(request: Document, method: str | None = None) -> None:
	"""Frappe's job first saves the list of its steps, and after that redacts one DocType after the other.

	That first save is the moment when the customers can still be found by their address.
	"""
	steps = request.deletion_steps
	if request.status == "Pending Approval" and steps and all(step.status == "Pending" for step in steps):
		requests.erase_for(request)
