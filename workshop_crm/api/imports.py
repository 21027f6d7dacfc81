"""Customers from spreadsheets: a file is uploaded, described, checked and imported."""

from typing import Any

import frappe

from workshop_crm.api.download import send_file
from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.services.imports import uploads


@endpoint(WRITE)
def upload(name: str = "") -> dict[str, Any]:
	"""Keep the file that is the request's body, and say what it seems to hold."""
	return uploads.keep(name, lambda: frappe.request.get_data())


@endpoint(WRITE)
def start(upload: str, choices: dict) -> dict[str, str]:
	"""Check or import an upload in the background."""
	return uploads.start(upload, choices)


@endpoint()
def progress(upload: str) -> dict[str, Any]:
	"""How far an upload is; its report once it is done."""
	return uploads.progress(upload)


@endpoint()
def refused(upload: str) -> None:
	"""The refused rows of an upload as a CSV file."""
	send_file("refused-rows.csv", uploads.refused_csv(upload), "text/csv")
