"""`/s/<token>`: the survey that a customer opens on a phone. Looking at it records nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from workshop_crm import __version__
from workshop_crm.core.common.errors import N_, NotAllowed, WorkshopError
from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.after import after_view
from workshop_crm.core.surveys.guest_page import Shown, page_values
from workshop_crm.core.surveys.submission import CALL, Outcome, Submission, read_submission
from workshop_crm.preview.call import Call
from workshop_crm.preview.company import company_name
from workshop_crm.preview.http.dispatcher import make_call
from workshop_crm.preview.http.pages import html_page
from workshop_crm.preview.http.requests import asked_language
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.profile.after_answer import after_answer
from workshop_crm.preview.surveys import submissions
from workshop_crm.preview.surveys.answers import show_form
from workshop_crm.preview.translate import translator
from workshop_crm.preview.workshop import Workshop


def answer(workshop: Workshop, request: Request, token: str) -> Response:
	"""The page, or after an answer the way to the page that thanks for it."""
	if request.method in ("GET", "HEAD"):
		with workshop.reading() as connection:
			call = make_call(workshop, connection, request)
			form = show_form(connection, token, call.now)
			language = _language(asked_language(request) or form["language"])
			return _page(call, form, language, token, _shown(call, request, token, form, language))
	if request.method != "POST":
		raise NotAllowed(N_("This address cannot be used in this way."))
	files = [(name, file.read()) for name, file in request.files.items(multi=True)]
	submission = read_submission(request.form.items(multi=True), files)
	outcome, problem = Outcome(), None
	try:
		with workshop.writing() as connection:
			outcome = _done(make_call(workshop, connection, request), token, submission)
	except WorkshopError as error:
		problem = error
	if submission.action != "language" and not (problem or outcome.problems):
		return _go_to(token, submission, outcome.receipt)
	return _again(workshop, request, token, submission, outcome, problem)


def _done(call: Call, token: str, submission: Submission) -> Outcome:
	if submission.action == CALL:
		called = submissions.ask_for_call(call, token, submission.receipt)
		return Outcome(submission.receipt if called else "")
	if submission.action == "language":
		return Outcome()
	outcome = submissions.send(call, token, submission)
	if outcome.receipt:
		queue.enqueue(call.connection, kinds.ANALYSE, now=call.now, delay=kinds.ANALYTICS_DELAY)
	return outcome


def _again(
	workshop: Workshop,
	request: Request,
	token: str,
	submission: Submission,
	outcome: Outcome,
	problem: WorkshopError | None,
) -> Response:
	"""The form with what was typed, and what is wrong with it."""
	with workshop.reading() as connection:
		call = make_call(workshop, connection, request)
		form = show_form(connection, token, call.now)
		language = _language(submission.language or form["language"])
		translate = translator(language)
		shown = Shown(
			typed=submission.typed(),
			problems={question: error.text(translate) for question, error in outcome.problems.items()},
			problem=problem.text(translate) if problem else "",
		)
		return _page(call, form, language, token, shown)


def _shown(call: Call, request: Request, token: str, form: Mapping[str, Any], language: Language) -> Shown:
	"""What a page shows beside its form when it is opened."""
	if form["state"] == "open":
		typed = submissions.first_answer_of(call, token, request.args.get("a", ""))
		return Shown(typed=typed, is_prefilled=bool(typed))
	receipt = request.args.get("r", "")
	invitation = submissions.answered_now(call, token, receipt) if form["state"] == "answered" else None
	if invitation is None:
		return Shown()
	after = after_answer(call, invitation)
	is_called = submissions.is_called(call, invitation)
	view = after_view(after, is_called, language, call.today, translator(language))
	return Shown(after=view, receipt=receipt)


def _page(call: Call, form: Mapping[str, Any], language: Language, token: str, shown: Shown) -> Response:
	values = page_values(form, language, token, company_name(call.settings, language), shown)
	return html_page("survey/page.html", {**values, "_": translator(language), "version": __version__})


def _go_to(token: str, submission: Submission, receipt: str) -> Response:
	"""A page that is loaded again sends nothing a second time."""
	query = {"_lang": submission.language or "", **({"r": receipt} if receipt else {})}
	return redirect(f"/s/{token}?{urlencode(query)}", 303)


def _language(code: str) -> Language:
	return "ar" if code == "ar" else "en"
