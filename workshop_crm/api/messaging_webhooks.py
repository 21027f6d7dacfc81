"""Where the providers of messages report to. Guests may call; only what a provider has signed is read."""

from __future__ import annotations

from werkzeug.wrappers import Response

import frappe

from workshop_crm.services.messaging import webhooks
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.lost_races import retried


@frappe.whitelist(methods=["POST"], allow_guest=True)
def twilio() -> Response:
	"""A status of a message, or an answer of a customer, from Twilio."""
	request = frappe.request
	body, signature = request.get_data(), request.headers.get("X-Twilio-Signature", "")
	with as_frappe_errors():
		retried(lambda: webhooks.from_twilio(body, signature))
	return Response(status=204)


@frappe.whitelist(methods=["GET", "POST"], allow_guest=True)
def meta() -> Response:
	"""Statuses, answers and decisions about templates from Meta; a GET is its question whether this address is ours."""
	request = frappe.request
	with as_frappe_errors():
		if request.method == "GET":
			return Response(webhooks.challenge(request.args), mimetype="text/plain")
		body, signature = request.get_data(), request.headers.get("X-Hub-Signature-256", "")
		retried(lambda: webhooks.from_meta(body, signature))
	return Response(status=200)
