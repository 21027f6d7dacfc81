"""Frappe's requests for personal data: what this app holds is handed out and erased with the rest, and to nobody else."""

from __future__ import annotations

from typing import Any

from frappe.model.document import Document
from frappe.website.doctype.personal_data_deletion_request.personal_data_deletion_request import (
	PersonalDataDeletionRequest,
)
from frappe.website.doctype.personal_data_download_request.personal_data_download_request import (
	PersonalDataDownloadRequest,
)

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.privacy import requests


class WorkshopDownloadRequest(PersonalDataDownloadRequest):
	"""Belongs to the person it is about, whoever made it: the owner may read the request and its file."""

	def insert(self, *args: Any, **kwargs: Any) -> Document:
		# Asked before anything else: Frappe's own check of the link would tell which accounts exist.
		with as_frappe_errors():
			requests.require_own(self.user)
		return super().insert(*args, **kwargs)

	def before_insert(self) -> None:
		self.owner = self.user

	def validate(self) -> None:
		if not self.is_new() and self.has_value_changed("user"):
			with as_frappe_errors():
				raise InvalidInput(N_("This request stays with its person. Make another one."))

	def generate_file_and_send_mail(self, personal_data: str) -> None:
		requests.hand_out(self, personal_data)


class WorkshopDeletionRequest(PersonalDataDeletionRequest):
	"""Erases only on the way that begins with the mail to the address and ends with a System Manager's approval."""

	def before_insert(self) -> None:
		"""Whatever was sent along: nobody has confirmed or approved it yet."""
		self.status = "Pending Verification"
		self.anonymization_matrix = None
		self.set("deletion_steps", [])

	def _anonymize_data(self, *args: Any, **kwargs: Any) -> None:
		"""Frappe's job after the approval. The customers can be found by their address only before it has run."""
		requests.erase_for(self)
		super()._anonymize_data(*args, **kwargs)
