"""The call list: which actions are on it, how many, and each of them as the screen and a file show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, get_args

from workshop_crm.core.analytics.actions.record import DISMISSED, DONE, SNOOZED, WAITING, facts_of
from workshop_crm.core.analytics.actions.rules import LOW_SCORE, TRIGGERS
from workshop_crm.core.analytics.actions.words import reason
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language, name_in
from workshop_crm.core.common.people import people_view
from workshop_crm.core.common.spreadsheets import Cell
from workshop_crm.core.names.phones import phone_view

State = Literal["open", "later", "done", "dismissed"]
STATES: tuple[State, ...] = get_args(State)
NOBODY = "nobody"
SHOWN_WHEN_CLOSED = timedelta(days=90)
"""How long what is done or dismissed can be looked up on the list."""

Action = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListFilters:
	"""`trigger` and `assignee` are empty for all; `assignee` is a user, or NOBODY for what is given to nobody."""

	state: State = "open"
	trigger: str = ""
	assignee: str = ""


@dataclass(frozen=True, slots=True)
class ListArguments:
	"""The filters as a request carries them; empty text is open."""

	state: str | None = None
	trigger: str | None = None
	assignee: str | None = None

	def read(self) -> ListFilters:
		"""Raises InvalidInput for a state or a trigger that there is not."""
		state = next((one for one in STATES if one == (self.state or "open")), None)
		if state is None:
			raise InvalidInput(N_("There is no such part of the call list.")).at("state")
		if self.trigger and self.trigger not in TRIGGERS:
			raise InvalidInput(N_("There is no such reason to call.")).at("trigger")
		return ListFilters(state, self.trigger or "", self.assignee or "")


@dataclass(frozen=True, slots=True)
class Selection:
	"""The actions that the filters leave, in their order, and how many there are of each trigger without that filter."""

	actions: Sequence[Action]
	counts: Mapping[str, int]


def statuses(state: State) -> tuple[str, ...]:
	"""Of the records among which a part of the list is found."""
	if state == "open":
		return WAITING
	return {"later": (SNOOZED,), "done": (DONE,), "dismissed": (DISMISSED,)}[state]


def select(
	actions: Iterable[Action], filters: ListFilters, last_visits: Mapping[str, date], today: date
) -> Selection:
	"""The actions of the filters, the most valuable customers first.

	`actions` have one of the `statuses` of the state; `last_visits` is the last day on which each customer came.
	"""
	found = [
		one
		for one in actions
		if _is_in_state(one, filters.state, last_visits, today) and _is_of(one, filters.assignee)
	]
	counts = Counter(one["trigger"] for one in found)
	chosen = [one for one in found if filters.trigger in ("", one["trigger"])]
	if filters.state in ("done", "dismissed"):
		chosen.sort(key=lambda one: (one["done_on"], one["name"]), reverse=True)
	else:
		chosen.sort(key=lambda one: (-Decimal(str(one["clv"] or 0)), one["crossed_on"], one["name"]))
	return Selection(chosen, {trigger: counts[trigger] for trigger in TRIGGERS if counts[trigger]})


def is_overtaken(action: Action, last_visit: date | None) -> bool:
	"""Whether the customer came before anybody called, so that there is nothing to call about; a low score stays."""
	return action["trigger"] != LOW_SCORE and last_visit is not None and last_visit >= action["made_on"]


@dataclass(frozen=True, slots=True)
class Around:
	"""What the rows of a page name, by its id: customers with their names and phone, cars by their label, people by name.

	`titles` are (English, Arabic) of rules, `names_ar` the Arabic names of service types, `reached` what became of messages,
	by their state. `shows_value`: whether the reader may see what customers are worth.
	"""

	customers: Mapping[str, Mapping[str, Any]]
	titles: Mapping[str, tuple[str, str]]
	today: date
	language: Language
	translate: Callable[[str], str]
	region: str = "SA"
	cars: Mapping[str, str] = field(default_factory=dict)
	people: Mapping[str, str] = field(default_factory=dict)
	names_ar: Mapping[str, str] = field(default_factory=dict)
	reached: Mapping[str, str] = field(default_factory=dict)
	shows_value: bool = True


def row_view(action: Action, around: Around) -> dict[str, Any]:
	"""A row of the call list as plain JSON values. `problem` says why no message was written or no points were given."""
	customer = around.customers.get(action["customer"], {})
	why = reason(
		action["trigger"],
		facts_of(action),
		around.names_ar,
		around.today,
		around.language,
		around.translate,
	)
	title, title_ar = around.titles.get(action["rule"], ("", ""))
	return {
		"action": action["name"],
		"customer": action["customer"],
		"name": customer.get("customer_name") or "",
		"name_ar": customer.get("customer_name_ar") or "",
		"phone": phone_view(
			customer.get("mobile_no"),
			customer.get("phone_extension") or "",
			around.region,
			around.translate,
		),
		"trigger": action["trigger"],
		"rule": name_in(around.language, title, title_ar),
		"reason": why,
		"vehicle": action["vehicle"] or None,
		"car": around.cars.get(action["vehicle"] or "", ""),
		"clv": round(float(action["clv"] or 0), 2) if around.shows_value else None,
		"crossed_on": action["crossed_on"].isoformat(),
		"status": action["status"],
		"snoozed_until": action["snoozed_until"].isoformat() if action["snoozed_until"] else None,
		"assigned_to": action["assigned_to"] or None,
		"assigned_name": around.people.get(action["assigned_to"] or "", action["assigned_to"] or ""),
		"result": action["result"] or None,
		"done_on": action["done_on"].date().isoformat() if action["done_on"] else None,
		"done_by": around.people.get(action["done_by"] or "", action["done_by"] or ""),
		"follow_up": action["follow_up"] or None,
		"message": around.reached.get(action["message"] or "") or None,
		"points": int(action["points"] or 0),
		"problem": _problems(action["problem"], around.translate),
	}


def list_view(
	rows: Sequence[Mapping[str, Any]], selection: Selection, people: Mapping[str, str], shows_value: bool
) -> dict[str, Any]:
	"""The reply: a page of rows, how many there are in all, and whom a row can be given to."""
	return {
		"actions": list(rows),
		"total": len(selection.actions),
		"counts": dict(selection.counts),
		"people": people_view(people),
		"shows_value": shows_value,
	}


def table_rows(rows: Iterable[Mapping[str, Any]], translate: Callable[[str], str]) -> Iterable[list[Cell]]:
	"""Header and rows of the file."""
	yield [
		translate(header)
		for header in (
			N_("Customer"),
			N_("Name"),
			N_("Arabic name"),
			N_("Phone"),
			N_("Rule"),
			N_("Reason"),
			N_("Car"),
			N_("Lifetime value"),
			N_("Since"),
			N_("State"),
			N_("Snoozed until"),
			N_("Assigned to"),
			N_("Result"),
		)
	]
	for row in rows:
		yield [
			row["customer"],
			row["name"],
			row["name_ar"],
			row["phone"]["display"] if row["phone"] else None,
			row["rule"],
			row["reason"],
			row["car"],
			row["clv"],
			row["crossed_on"],
			translate(row["status"]),
			row["snoozed_until"],
			row["assigned_name"],
			translate(row["result"]) if row["result"] else None,
		]


def _problems(stored: str | None, translate: Callable[[str], str]) -> str | None:
	"""Each is a sentence of its own and a line."""
	return " ".join(translate(line) for line in (stored or "").splitlines()) or None


def _is_in_state(action: Action, state: State, last_visits: Mapping[str, date], today: date) -> bool:
	until = action["snoozed_until"]
	is_later = action["status"] == SNOOZED and until is not None and until > today
	if state in ("open", "later"):
		is_overtaken_now = is_overtaken(action, last_visits.get(action["customer"]))
		return is_later == (state == "later") and not is_overtaken_now
	return bool(action["done_on"].date() > today - SHOWN_WHEN_CLOSED)


def _is_of(action: Action, assignee: str) -> bool:
	if assignee == NOBODY:
		return not action["assigned_to"]
	return assignee in ("", action["assigned_to"])
