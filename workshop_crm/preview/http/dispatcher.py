"""`/api/method/workshop_crm.api.<feature>.<function>`: finds the endpoint, fits its arguments, opens its transaction."""

from __future__ import annotations

import importlib
import json
import sqlite3
from itertools import islice

from werkzeug.wrappers import Request, Response

from workshop_crm.core.common import digits
from workshop_crm.core.common.arguments import Parameters, fit, parameters
from workshop_crm.core.common.bounds import shown_name
from workshop_crm.core.common.errors import N_, NotAllowed, NotFound
from workshop_crm.preview.call import Call, Download, Endpoint
from workshop_crm.preview.http.requests import arguments, language_of
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.translate import translator
from workshop_crm.preview.workshop import Workshop

PREFIX = "workshop_crm.api."
READ_BY = ("GET", "HEAD", "POST")
FEATURES = (
	"session",
	"customers",
	"vehicles",
	"visits",
	"search",
	"surveys",
	"messaging",
	"loyalty",
	"analytics",
	"privacy",
	"profile",
	"today",
)


def call_endpoint(workshop: Workshop, request: Request, method: str) -> Response:
	"""Raises WorkshopError for what is refused."""
	endpoint = find(method)
	if request.method not in READ_BY:
		raise NotAllowed(N_("This address cannot be used in this way."))
	if endpoint.writes and request.method != "POST":
		raise NotAllowed(N_("This changes something, so it takes a POST request."))
	values = fit(_own_parameters(endpoint), arguments(request))
	if endpoint.writes:
		with workshop.writing() as connection:
			return answer(endpoint.function(make_call(workshop, connection, request), **values))
	with workshop.reading() as connection:
		return answer(endpoint.function(make_call(workshop, connection, request), **values))


def find(method: str) -> Endpoint:
	feature, _dot, name = method.removeprefix(PREFIX).partition(".")
	endpoint = None
	if method.startswith(PREFIX) and feature in FEATURES:
		# Each feature is loaded with its first request: numpy is not needed to search.
		endpoint = getattr(importlib.import_module(f"workshop_crm.preview.{feature}.endpoints"), name, None)
	if not isinstance(endpoint, Endpoint):
		raise NotFound(N_("There is no method {method}."), method=shown_name(method))
	return endpoint


def _own_parameters(endpoint: Endpoint) -> Parameters:
	"""All but the first, which is the call itself."""
	return dict(islice(parameters(endpoint.function).items(), 1, None))


def make_call(workshop: Workshop, connection: sqlite3.Connection, request: Request) -> Call:
	language, settings = language_of(request), read_settings(connection)
	digits.write_as(lambda: settings.digits)
	return Call(
		workshop=workshop,
		connection=connection,
		settings=settings,
		language=language,
		translate=translator(language),
		base_url=request.host_url,
		now=workshop.clock(),
	)


def answer(result: object) -> Response:
	if isinstance(result, Download):
		response = Response(result.body, content_type=result.content_type)
		response.headers["Content-Disposition"] = f'attachment; filename="{result.file_name}"'
		return response
	return Response(json.dumps({"message": result}), content_type="application/json")
