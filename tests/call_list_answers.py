"""A call list with three calls, answered in the place of the server."""

import json

from playwright.sync_api import Page, Route

REASON = "Last here 190 days ago, on 23 May 2026; usually every 120 days"


def action(number: int) -> dict:
	return {
		"action": f"ACT-{number}",
		"customer": f"CUST-{number}",
		"name": f"Customer {number}",
		"name_ar": "",
		"phone": {"e164": "+966551234567", "display": "055 123 4567", "extension": "", "problem": None},
		"trigger": "Becomes High Risk",
		"rule": "At risk",
		"reason": REASON,
		"vehicle": None,
		"car": "",
		"clv": 1000,
		"crossed_on": "2026-11-28",
		"status": "Open",
		"snoozed_until": None,
		"assigned_to": None,
		"assigned_name": "",
		"result": None,
		"done_on": None,
		"done_by": "",
		"follow_up": None,
		"message": None,
		"points": 0,
		"problem": None,
	}


class Calls:
	"""Answers of a workshop with three calls; remembers what was sent."""

	def __init__(self, page: Page) -> None:
		self.open = [action(number) for number in (1, 2, 3)]
		self.asked: list[dict] = []
		self.sent: list[dict] = []
		page.route("**/workshop_crm.api.analytics.call_list", self.list)
		page.route("**/workshop_crm.api.analytics.*_action", self.step)

	def list(self, route: Route) -> None:
		self.asked.append(json.loads(route.request.post_data or "{}"))
		counts = {"Becomes High Risk": len(self.open)} if self.open else {}
		answer = {
			"actions": self.open,
			"total": len(self.open),
			"counts": counts,
			"people": [{"user": "sara@example.com", "name": "Sara"}],
			"shows_value": True,
		}
		route.fulfill(json={"message": answer})

	def step(self, route: Route) -> None:
		values = json.loads(route.request.post_data or "{}")
		self.sent.append({"step": route.request.url.rsplit(".", 1)[1], **values})
		if "assign" not in route.request.url:
			self.open = [one for one in self.open if one["action"] != values["action"]]
		route.fulfill(json={"message": {"action": values["action"], "status": "Done"}})
