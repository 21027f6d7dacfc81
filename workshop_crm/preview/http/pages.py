"""The HTML pages: the shell around every screen, the import page, errors."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
	ChoiceLoader,
	Environment,
	FileSystemLoader,
	PrefixLoader,
	StrictUndefined,
	select_autoescape,
)
from werkzeug.wrappers import Request, Response

from workshop_crm.core.common.errors import N_, NotFound, WorkshopError
from workshop_crm.preview.http.assets import asset_addresses
from workshop_crm.preview.http.dispatcher import make_call
from workshop_crm.preview.http.errors import STATUS
from workshop_crm.preview.http.requests import language_of
from workshop_crm.preview.session.endpoints import SCREENS, build_context
from workshop_crm.preview.translate import catalogue, direction
from workshop_crm.preview.workshop import Workshop

OWN_TEMPLATES = Path(__file__).parent.parent / "templates"
SHARED_TEMPLATES = Path(__file__).parent.parent.parent / "templates"

# The titles of the screens' own JavaScript, shown until it has run.
TITLES = {
	"today": N_("Today"),
	"search": N_("Find a customer"),
	"profile": N_("Customer profile"),
	"checkout": N_("Complete a service"),
	"messages": N_("Messages"),
	"loyalty": N_("Loyalty"),
	"loyalty_figures": N_("Loyalty figures"),
	"handover": N_("Handover"),
	"due": N_("Due services"),
	"call_list": N_("Call list"),
	"follow_ups": N_("Follow-ups"),
	"surveys": N_("Survey results"),
	"dashboard": N_("Dashboard"),
	"import": N_("Import data"),
}


def screen_page(workshop: Workshop, request: Request, screen: str, subject: str) -> Response:
	"""The shell of a screen; its JavaScript fills it. Raises NotFound for a screen that does not exist."""
	name = screen.replace("-", "_")
	if name not in SCREENS or (subject and name != "profile"):
		raise NotFound(N_("There is no such page in the preview."))
	params: dict[str, str] = dict(request.args.items())
	if subject:
		params["customer"] = subject
	return html_page("screen.html", _shell(workshop, request, name, params))


def error_page(workshop: Workshop, request: Request, error: WorkshopError) -> Response:
	values = _shell(workshop, request, None, {})
	values["message"] = error.text(values["_"])
	status = next((STATUS[kind] for kind in STATUS if isinstance(error, kind)), 417)
	return html_page("error.html", values, status)


def _shell(
	workshop: Workshop, request: Request, screen: str | None, params: dict[str, str]
) -> dict[str, Any]:
	with workshop.reading() as connection:
		call = make_call(workshop, connection, request)
	language = language_of(request)
	return {
		"_": call.translate,
		"language": language,
		"direction": direction(language),
		"title": call.translate(TITLES[screen]) if screen else "",
		"asset_url": asset_addresses(),
		"boot": {
			"context": build_context(call),
			"messages": catalogue(language),
			"screen": screen,
			"params": params,
		},
	}


def html_page(template: str, values: dict[str, Any], status: int = 200) -> Response:
	"""A template with its values; no browser keeps it."""
	body = _environment().get_template(template).render(values)
	response = Response(body, status=status, content_type="text/html; charset=utf-8")
	response.headers["Cache-Control"] = "no-store"
	return response


@cache
def _environment() -> Environment:
	return Environment(
		loader=ChoiceLoader(
			[
				FileSystemLoader([OWN_TEMPLATES, SHARED_TEMPLATES]),
				# The papers include each other by the paths that Frappe knows.
				PrefixLoader({"workshop_crm": FileSystemLoader(SHARED_TEMPLATES.parent)}),
			]
		),
		autoescape=select_autoescape(["html"]),
		undefined=StrictUndefined,
		trim_blocks=True,
		lstrip_blocks=True,
	)
