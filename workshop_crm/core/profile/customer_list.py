"""The list of customers by what speaks for a call or a message: its filters, and a row of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from workshop_crm.core.common.choice import chosen_names
from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.issues import DONE_SQL
from workshop_crm.core.common.languages import Language, name_in
from workshop_crm.core.common.periods import Period, read_period
from workshop_crm.core.common.spreadsheets import Cell
from workshop_crm.core.names.phones import phone_view
from workshop_crm.core.vehicles.due_list import DueFilters, days_of
from workshop_crm.core.vehicles.kept_due import DUE

AT_RISK: Final = "High Risk"
ANALYTICS, ACCOUNT, ISSUE, VEHICLE = "Customer Analytics", "Customer Loyalty Points", "Issue", "Vehicle"
MAX_EXPORTED = 50_000
OPEN = f"`tabIssue`.status NOT IN {DONE_SQL} AND COALESCE(`tabIssue`.survey_response, '') <> ''"
"""A complaint: a follow-up of a survey's answer that nobody has closed."""


@dataclass(frozen=True, slots=True)
class CustomerFilters:
	"""What is empty is not asked; all that is asked must be true. `customers` are those that somebody has selected."""

	due: bool = False
	at_risk: bool = False
	complaint: bool = False
	tier: str = ""
	make: str = ""
	visited: Period = field(default_factory=lambda: Period(None, None))
	customers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerArguments:
	"""The filters as a request carries them."""

	due: bool = False
	at_risk: bool = False
	complaint: bool = False
	tier: str | None = None
	make: str | None = None
	visited_from: str | None = None
	visited_to: str | None = None

	def read(self, customers: Sequence[object] | None = None) -> CustomerFilters:
		"""Raises InvalidInput for what is no day, and for customers that are no names."""
		return CustomerFilters(
			self.due,
			self.at_risk,
			self.complaint,
			self.tier or "",
			self.make or "",
			read_period(self.visited_from, self.visited_to),
			chosen_names("customers", customers),
		)


class Having(NamedTuple):
	"""Only customers of whom there is a record of `doctype` like this.

	`sql` is a condition on its table, in which a name in braces is the place of one of the values.
	"""

	doctype: str
	sql: str


def havings(
	filters: CustomerFilters, today: date, makes: Sequence[str]
) -> tuple[list[Having], dict[str, Any]]:
	"""What the filters ask of the records around a customer, and the values; both databases read it.

	`makes` are the spellings of the make that is asked for.

	One of each DocType: a customer has one row of figures, and one car must fulfil all that is asked of a car: where
	something is due, it is a car of that make.
	"""
	days = days_of(DueFilters(), today)
	visited = filters.visited
	spellings = {f"make_{place}": make for place, make in enumerate(makes)}
	car = DUE if filters.due else VEHICLE
	asked: list[tuple[object, str, str, dict[str, Any]]] = [
		(filters.complaint, ISSUE, OPEN, {}),
		(
			filters.due,
			DUE,
			f"`tab{DUE}`.overdue_from > {{due_after}} AND `tab{DUE}`.overdue_from <= {{due_until}}",
			{"due_after": days.after, "due_until": days.until},
		),
		(filters.at_risk, ANALYTICS, f"`tab{ANALYTICS}`.segment = {{segment}}", {"segment": AT_RISK}),
		(visited.start, ANALYTICS, f"`tab{ANALYTICS}`.last_visit >= {{since}}", {"since": visited.start}),
		(visited.end, ANALYTICS, f"`tab{ANALYTICS}`.last_visit <= {{until}}", {"until": visited.end}),
		(filters.tier, ACCOUNT, f"`tab{ACCOUNT}`.tier = {{tier}}", {"tier": filters.tier}),
		(
			makes,
			car,
			f"`tab{car}`.make IN ({', '.join(f'{{{name}}}' for name in spellings)})",
			spellings,
		),
	]
	parts: dict[str, list[str]] = {}
	values: dict[str, Any] = {}
	for is_asked, doctype, sql, own in asked:
		if is_asked:
			parts.setdefault(doctype, []).append(sql)
			values |= own
	return [Having(doctype, " AND ".join(sqls)) for doctype, sqls in parts.items()], values


@dataclass(frozen=True, slots=True)
class Around:
	"""What is known of the customers of a page, by customer; only what the reader may see."""

	language: Language
	translate: Callable[[str], str]
	region: str
	figures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
	tiers: Mapping[str, str] = field(default_factory=dict)
	due: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
	complaints: Mapping[str, int] = field(default_factory=dict)
	names_ar: Mapping[str, str] = field(default_factory=dict)
	tiers_ar: Mapping[str, str] = field(default_factory=dict)


def rows_view(customers: Iterable[Mapping[str, Any]], around: Around) -> list[dict[str, Any]]:
	"""A page of the list as plain JSON values."""
	return [_row(customer, around) for customer in customers]


HEADS = (
	N_("Customer"), N_("Name"), N_("Arabic name"), N_("Phone"), N_("Segment"), N_("Tier"), N_("Last visit"), N_("Service"), N_("Due on"),
	N_("Open complaints"),
)  # fmt: skip


def table_rows(rows: Iterable[Mapping[str, Any]], translate: Callable[[str], str]) -> list[list[Cell]]:
	"""The list as a file has it."""
	return [
		[translate(head) for head in HEADS],
		*(
			[
				row["customer"],
				row["name"],
				row["name_ar"],
				row["phone"]["display"] if row["phone"] else "",
				translate(row["segment"]) if row["segment"] else "",
				row["tier"],
				row["last_visit"],
				row["service"],
				row["due_on"],
				row["complaints"],
			]
			for row in rows
		),
	]


def _row(customer: Mapping[str, Any], around: Around) -> dict[str, Any]:
	name = customer["name"]
	figures, due = around.figures.get(name, {}), around.due.get(name, {})
	last, due_on, tier = figures.get("last_visit"), due.get("due_on"), around.tiers.get(name, "")
	service = due.get("service_type", "")
	return {
		"customer": name,
		"name": customer["customer_name"] or "",
		"name_ar": customer["customer_name_ar"] or "",
		"phone": phone_view(
			customer["mobile_no"], customer["phone_extension"] or "", around.region, around.translate
		),
		"segment": figures.get("segment") or "",
		"tier": name_in(around.language, tier, around.tiers_ar.get(tier)),
		"last_visit": last.isoformat() if last else None,
		"service": name_in(around.language, service, around.names_ar.get(service)),
		"due_on": due_on.isoformat() if due_on else None,
		"complaints": around.complaints.get(name, 0),
	}
