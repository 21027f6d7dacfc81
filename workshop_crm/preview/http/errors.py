"""Errors as Frappe tells them to its clients, so that one client serves both hosts."""

from __future__ import annotations

import json
from html import escape

from werkzeug.wrappers import Response

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput, NotAllowed, NotFound, WorkshopError
from workshop_crm.preview.translate import Translate

STATUS = {InvalidInput: 417, NotFound: 404, NotAllowed: 403, Conflict: 409}
EXCEPTION_TYPE = {
	InvalidInput: "ValidationError",
	NotFound: "DoesNotExistError",
	NotAllowed: "PermissionError",
	Conflict: "DuplicateEntryError",
}
UNEXPECTED = N_("Something went wrong in the preview. The window it runs in says what.")


def error_response(error: WorkshopError, translate: Translate) -> Response:
	kind = next((known for known in STATUS if isinstance(error, known)), InvalidInput)
	message, html = error.text(translate), error.text(translate, escape)
	return failure(STATUS[kind], EXCEPTION_TYPE[kind], message, html, error.field)


def unexpected_response(translate: Translate) -> Response:
	message = translate(UNEXPECTED)
	return failure(500, "InternalServerError", message, message)


def failure(status: int, exception_type: str, message: str, html: str, field: str = "") -> Response:
	"""An error's JSON: `exc_type` for programs, `_server_messages` for people, where Frappe's clients expect HTML.

	`field` is the input that the error belongs to, if to any.
	"""
	told = json.dumps({"message": html, "indicator": "red"}, ensure_ascii=False)
	body = {
		"exc_type": exception_type,
		"exception": f"{exception_type}: {message}",
		"_server_messages": json.dumps([told], ensure_ascii=False),
	}
	if field:
		body["field"] = field
	# A message may quote half a character, which no encoding has.
	text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
	return Response(text, status=status, content_type="application/json")
