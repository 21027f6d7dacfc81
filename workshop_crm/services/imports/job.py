"""The background job of the import page."""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.core.common.errors import N_, WorkshopError
from workshop_crm.core.imports.choices import read_choices
from workshop_crm.core.imports.source import open_source
from workshop_crm.core.imports.uploads import DONE, FAILED, RUNNING
from workshop_crm.services.imports import uploads
from workshop_crm.services.imports.run import run_import
from workshop_crm.services.platform.words import _

UNEXPECTED = N_(
	"The import stopped unexpectedly. What was saved until then is saved; the error log says why."
)


def run(upload: str, choices: dict[str, Any], language: str) -> None:
	"""Check or import an upload as the user who asked for it; the report is in `language`."""
	frappe.local.lang = language
	uploads.show(upload, state=RUNNING)
	try:
		source = open_source(uploads.file_of(upload))
		chosen = read_choices(choices, len(source.table.headings))
		report = run_import(source, chosen, lambda share: uploads.show(upload, share=share))
	except WorkshopError as error:
		uploads.show(upload, state=FAILED, problem=error.text(_))
		return
	except Exception:
		frappe.db.rollback()
		uploads.show(upload, state=FAILED, problem=_(UNEXPECTED))
		raise
	uploads.keep_refused(upload, report.refused_csv(_))
	uploads.show(upload, state=DONE, share=1.0, report=report.as_dict(_))
