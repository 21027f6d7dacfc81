"""The WSGI application: guards every request, finds its route, and turns errors into answers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.exceptions import NotFound as NoRoute
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from workshop_crm.core.common.errors import N_, InvalidInput, NotAllowed, NotFound, WorkshopError
from workshop_crm.core.common.guest_pages import HEADERS as SECRET_HEADERS
from workshop_crm.core.common.guest_pages import masked, shows_secret
from workshop_crm.core.surveys.photos import MAX_ANSWER_BYTES
from workshop_crm.preview.http import errors, invoice_page, pages, points_page, printing, survey_page
from workshop_crm.preview.http.assets import send_asset
from workshop_crm.preview.http.dispatcher import call_endpoint
from workshop_crm.preview.http.guard import Guard
from workshop_crm.preview.http.requests import LANGUAGE_COOKIE, asked_language, language_of
from workshop_crm.preview.translate import translator
from workshop_crm.preview.workshop import Workshop

if TYPE_CHECKING:
	from _typeshed.wsgi import StartResponse, WSGIEnvironment

	from workshop_crm.preview.http.imports import ImportDesk

MAX_CALL = 1024 * 1024
MAX_UPLOAD = 64 * 1024 * 1024
A_YEAR = 365 * 24 * 60 * 60
# They work on files, so they are served beside the other endpoints.
IMPORTS = "/api/method/workshop_crm.api.imports."
FIRST_SCREEN = "/app/workshop-search"
PAGES_OF_STAFF = ("/app/", "/preview/", "/print/")

SECURITY_HEADERS = {
	"Content-Security-Policy": (
		"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
		"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
		# The counter's screen shows the guest's page.
		"frame-src 'self'; frame-ancestors 'self'"
	),
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options": "SAMEORIGIN",
	"Referrer-Policy": "same-origin",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
}

ROUTES = Map(
	[
		Rule("/", endpoint="home"),
		Rule("/app", endpoint="home"),
		Rule("/app/workshop-<screen>", endpoint="screen"),
		Rule("/app/workshop-<screen>/<path:subject>", endpoint="screen"),
		Rule("/api/method/<method>", endpoint="method"),
		Rule("/assets/workshop_crm/<path:path>", endpoint="asset"),
		Rule("/s/<token>", endpoint="survey"),
		Rule("/p/<token>", endpoint="points"),
		Rule("/i/<token>", endpoint="invoice"),
		Rule("/print/profile/<path:customer>", endpoint="print_profile"),
		Rule("/print/invoice/<path:invoice>", endpoint="print_invoice"),
		Rule("/print/dashboard", endpoint="print_dashboard"),
		Rule(f"{IMPORTS}<action>", endpoint="imports"),
		Rule("/preview/remove-demo", endpoint="remove_demo"),
	],
	strict_slashes=False,
)

log = logging.getLogger(__name__)


class PreviewApp:
	def __init__(self, workshop: Workshop, guard: Guard) -> None:
		self._workshop = workshop
		self._guard = guard
		self._views: dict[str, Callable[..., Response]] = {
			"home": lambda request: redirect(FIRST_SCREEN),
			"screen": self._screen,
			"method": self._method,
			"asset": send_asset,
			"survey": self._survey,
			"points": self._points,
			"invoice": self._invoice,
			"print_profile": self._print_profile,
			"print_invoice": self._print_invoice,
			"print_dashboard": self._print_dashboard,
			"imports": lambda request, action: self._imports.act(request, action),
			"remove_demo": lambda request: self._imports.remove_demo(request),
		}

	def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
		request = Request(environ)
		response = self._respond(request)
		if shows_secret(request.path):
			response.headers.update(SECRET_HEADERS)
		for name, value in SECURITY_HEADERS.items():
			response.headers.setdefault(name, value)
		_keep_language(request, response)
		return response(environ, start_response)

	@cached_property
	def _imports(self) -> ImportDesk:
		"""Loaded with its first request: comparing names needs numpy."""
		from workshop_crm.preview.http.imports import ImportDesk

		return ImportDesk(self._workshop)

	def _respond(self, request: Request) -> Response:
		request.max_content_length = _most_bytes(request.path)
		try:
			self._guard.check(request)
			endpoint, values = ROUTES.bind_to_environ(request.environ).match()
			return self._views[endpoint](request, **values)
		except WorkshopError as error:
			return self._refuse(request, error)
		except HTTPException as error:
			own = _as_own(error)
			return self._refuse(request, own) if own else error.get_response(request.environ)
		except Exception:
			log.exception("A request failed: %s %s", request.method, masked(request.path))
			return errors.unexpected_response(translator(language_of(request)))

	def _refuse(self, request: Request, error: WorkshopError) -> Response:
		translate = translator(language_of(request))
		if request.path.startswith(("/app", "/s/", "/p/", "/i/", "/print/")):
			return pages.error_page(self._workshop, request, error)
		return errors.error_response(error, translate)

	def _screen(self, request: Request, screen: str, subject: str = "") -> Response:
		return pages.screen_page(self._workshop, request, screen, subject)

	def _method(self, request: Request, method: str) -> Response:
		return call_endpoint(self._workshop, request, method)

	def _survey(self, request: Request, token: str) -> Response:
		return survey_page.answer(self._workshop, request, token)

	def _points(self, request: Request, token: str) -> Response:
		return points_page.show(self._workshop, request, token)

	def _invoice(self, request: Request, token: str) -> Response:
		return invoice_page.show(self._workshop, request, token)

	def _print_profile(self, request: Request, customer: str) -> Response:
		return printing.print_profile(self._workshop, request, customer)

	def _print_invoice(self, request: Request, invoice: str) -> Response:
		return printing.print_invoice(self._workshop, request, invoice)

	def _print_dashboard(self, request: Request) -> Response:
		return printing.print_dashboard(self._workshop, request)


def _most_bytes(path: str) -> int:
	if path.startswith(IMPORTS):
		return MAX_UPLOAD
	return MAX_ANSWER_BYTES if path.startswith("/s/") else MAX_CALL


def _keep_language(request: Request, response: Response) -> None:
	"""Staff keep the language they chose on a page. A survey's page is the customer's: its choice stays in its address."""
	language = asked_language(request)
	if language and request.method == "GET" and request.path.startswith(PAGES_OF_STAFF):
		response.set_cookie(LANGUAGE_COOKIE, language, max_age=A_YEAR, samesite="Lax")


def _as_own(error: HTTPException) -> WorkshopError | None:
	if isinstance(error, RequestEntityTooLarge):
		return InvalidInput(N_("The file is too large. Split it into smaller ones."))
	if isinstance(error, NoRoute):
		return NotFound(N_("There is no such page in the preview."))
	if isinstance(error, MethodNotAllowed):
		return NotAllowed(N_("This address cannot be used in this way."))
	return None
