"""What a request carries: its arguments, and the language it wants to be answered in."""

from __future__ import annotations

import json
from collections.abc import Mapping

from werkzeug.wrappers import Request

from workshop_crm.core.common.arguments import NOT_JSON
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.preview.translate import LANGUAGES

LANGUAGE_ARGUMENT = "_lang"
LANGUAGE_COOKIE = "preferred_language"


def arguments(request: Request) -> dict[str, object]:
	"""The values of the query, the form or the JSON body by name."""
	given: dict[str, object] = dict(request.args.items())
	if request.method == "POST":
		given |= _body(request)
	return given


def asked_language(request: Request) -> str | None:
	"""The language chosen for this very request, by `?_lang=`."""
	return _known(request.args.get(LANGUAGE_ARGUMENT))


def language_of(request: Request) -> str:
	"""The language chosen now, chosen before, or set in the browser; English where none of them is ours."""
	return (
		asked_language(request)
		or _known(request.cookies.get(LANGUAGE_COOKIE))
		or request.accept_languages.best_match(LANGUAGES)
		or LANGUAGES[0]
	)


def _known(language: str | None) -> str | None:
	return language if language in LANGUAGES else None


def _body(request: Request) -> Mapping[str, object]:
	if request.mimetype in ("application/x-www-form-urlencoded", "multipart/form-data"):
		return dict(request.form.items())
	text = request.get_data()
	if not text:
		return {}
	try:
		values = json.loads(text)
	except (ValueError, RecursionError):
		raise InvalidInput(NOT_JSON) from None
	if not isinstance(values, dict):
		raise InvalidInput(NOT_JSON)
	return values
