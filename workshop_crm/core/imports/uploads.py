"""What is refused of an uploaded file, and where its import is."""

from __future__ import annotations

from workshop_crm.core.common.errors import N_, InvalidInput, NotFound, WorkshopError

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"

MAX_FILE_NAME = 140


def check_not_running(state: str) -> None:
	"""Raise InvalidInput for the state of an upload that is being imported."""
	if state == RUNNING:
		raise InvalidInput(N_("The import is running already."))


def gone() -> NotFound:
	return NotFound(N_("The file is no longer here. Choose it again."))


def not_checked() -> NotFound:
	return NotFound(N_("This file was not checked yet."))


def too_large(most: int) -> InvalidInput:
	"""`most` in megabytes."""
	return InvalidInput(N_("The file is larger than {most} MB."), most=most)


def refused_by_the_site(text: str) -> WorkshopError:
	"""What ERPNext or another app says against a record, in its own words."""
	return (
		WorkshopError("{reason}", reason=text)
		if text
		else WorkshopError(N_("The site refused the record without a reason."))
	)
