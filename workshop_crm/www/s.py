"""`/s/<token>`: the survey that a customer opens on a phone. Looking at it records nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import frappe
from frappe.utils import getdate

import workshop_crm
from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.after import after_view
from workshop_crm.core.surveys.guest_page import Shown, page_values
from workshop_crm.core.surveys.submission import CALL, Outcome, Submission, read_submission
from workshop_crm.core.surveys.view import too_many_view
from workshop_crm.services.platform import guest_limit, settings
from workshop_crm.services.platform.guest_page import asked_language, shown
from workshop_crm.services.platform.lost_races import retried
from workshop_crm.services.platform.words import _
from workshop_crm.services.profile.after_answer import after_answer
from workshop_crm.services.surveys import submissions
from workshop_crm.services.surveys.answers import show_form

no_cache = 1
sitemap = 0


def get_context(context: frappe._dict) -> None:
	token = frappe.form_dict.get("token") or ""
	try:
		with shown():
			page = _page(token, context)
	except frappe.Redirect:
		raise
	except Exception:
		# Frappe commits after a POST whose page failed, too.
		frappe.db.rollback()
		raise
	context.update({**page, "version": workshop_crm.__version__})


def _page(token: str, context: frappe._dict) -> dict[str, Any]:
	is_post = frappe.request.method == "POST"
	if guest_limit.is_over("answer" if is_post else "page"):
		context.http_status_code = 429
		return _values(too_many_view(_), token, Shown())
	if not is_post:
		form = show_form(token)
		return _values(form, token, _shown(token, form))
	submission = read_submission(frappe.request.form.items(multi=True), _files())
	return _after_post(token, submission)


def _after_post(token: str, submission: Submission) -> dict[str, Any]:
	"""Send an answer on to the page that thanks for it; show the form again where something is wrong, or in the other language."""
	outcome, problem = Outcome(), None
	if submission.action == CALL:
		if submissions.ask_for_call(token, submission.receipt):
			_go_to(token, submission, submission.receipt)
	elif submission.action == "send":
		try:
			outcome = retried(lambda: submissions.send(token, submission))
		except WorkshopError as error:
			frappe.db.rollback()
			problem = error
		else:
			if not outcome.problems:
				_go_to(token, submission, outcome.receipt)
	form = show_form(token)
	language = _use_language(submission.language or form["language"])
	return _values(
		form,
		token,
		Shown(
			typed=submission.typed(),
			problems={question: error.text(_) for question, error in outcome.problems.items()},
			problem=problem.text(_) if problem else "",
			counts=_is_guest(),
			csrf_token=_csrf_token(),
		),
		language,
	)


def _shown(token: str, form: dict[str, Any]) -> Shown:
	"""What a page shows beside its form when it is opened."""
	if form["state"] == "open":
		typed = submissions.first_answer_of(token, frappe.form_dict.get("a") or "")
		return Shown(typed=typed, is_prefilled=bool(typed), counts=_is_guest(), csrf_token=_csrf_token())
	receipt = frappe.form_dict.get("r") or ""
	invitation = submissions.answered_now(token, receipt) if form["state"] == "answered" else None
	if invitation is None:
		return Shown()
	language = _use_language(asked_language() or form["language"])
	after = after_view(
		after_answer(invitation), submissions.is_called(invitation), language, getdate(), lambda text: _(text)
	)
	return Shown(after=after, receipt=receipt, csrf_token=_csrf_token())


def _values(
	form: dict[str, Any], token: str, page: Shown, language: Language | None = None
) -> dict[str, Any]:
	spoken = _use_language(language or asked_language() or form["language"])
	return page_values(form, spoken, token, settings.company_name(spoken), page)


def _use_language(language: Language) -> Language:
	"""What the template shows in `_()` is translated to the customer's language, not to the browser's."""
	frappe.local.lang = language
	return language


def _files() -> list[tuple[str, bytes]]:
	return [(name, file.read()) for name, file in frappe.request.files.items(multi=True)]


def _go_to(token: str, submission: Submission, receipt: str) -> None:
	"""Raises Frappe's redirect: a page that is loaded again sends nothing a second time."""
	query = urlencode({"_lang": submission.language or "", **({"r": receipt} if receipt else {})})
	frappe.flags.redirect_location = f"/s/{token}?{query}"
	raise frappe.Redirect(303)


def _is_guest() -> bool:
	return frappe.session.user == "Guest"


def _csrf_token() -> str:
	"""Frappe asks it of those who are logged in, such as staff who hand over a tablet."""
	return "" if _is_guest() else frappe.sessions.get_csrf_token()
