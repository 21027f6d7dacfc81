"""A million made-up answers over two years, as SQL over the numbers of the invitations: SQLite and MariaDB make the rows.

Each expression draws its values from the number by a multiplier of its own, so the same rows come out each time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DAYS = 730
CUSTOMERS = 20_000
SERVICES, BRANCHES, TECHNICIANS, ADVISERS = 10, 4, 32, 12
CHANNELS = ("WhatsApp", "WhatsApp", "WhatsApp", "SMS", "Email", "Handover")
STARS = (5, 5, 5, 5, 4, 4, 3, 2, 1)
COMMENTS = ("", "", "Fast and clean work, thank you.", "انتظرت ساعتين بعد الموعد المحدد.")
DELIVERIES = ("Sent", "Delivered", "Delivered", "Read", "Read", "Read", "Failed")
# Of eight invitations five are answered.
ANSWERED, OUT_OF = 5, 8
PRIME = 2_147_483_647
HASH = 2_654_435_761

Fields = Mapping[str, str]
"""Expressions of SQL by the fields that they fill."""


@dataclass(frozen=True, slots=True)
class Table:
	"""What fills the table of a DocType: its fields, and which of the numbers `n` are a row in it."""

	doctype: str
	fields: Fields
	where: str = "1"
	# Joined to the numbers, for more rows than one of a number.
	more: str = ""

	def insertion(self, numbers: str) -> str:
		"""`numbers` is a query of the numbers `n`."""
		names = ", ".join(f"`{name}`" for name in self.fields)
		values = ", ".join(self.fields.values())
		return (
			f"INSERT INTO `tab{self.doctype}` ({names}) SELECT {values}"
			f" FROM ({numbers}) AS numbers {self.more} WHERE {self.where}"
		)


def invitations_of(answers: int) -> int:
	"""How many invitations bring so many answers."""
	return answers * OUT_OF // ANSWERED


def service(number: int) -> str:
	return f"Measured service {number}"


def person(number: int) -> str:
	return f"Measured person {number}"


def named(moment: str) -> list[tuple[Table, int]]:
	"""What the answers name, and how many there are of each. `moment` is SQL for when they were made."""
	times = {"creation": moment, "modified": moment}
	return [
		(Table("Customer", {"name": "'MEASURED-' || n", **times}), CUSTOMERS),
		(Table("Sales Person", {"name": "'Measured person ' || n", **times}), TECHNICIANS + ADVISERS),
		(Table("Service Type", {"name": "'Measured service ' || n", **times}), SERVICES),
	]


def tables(survey: str, moment: str) -> list[Table]:
	"""Invitations, all their messages, and the answers. `moment` is SQL for when the invitation `n` was sent."""
	return [_invitations(survey, moment), _messages(moment), _responses(survey, moment)]


def _draw(column: int, choices: int) -> str:
	"""A whole number below `choices`, as if by chance."""
	return f"((n + 1) * {HASH * (2 * column + 1) % PRIME} % {PRIME} % {choices})"


def _one_of(column: int, values: Sequence[object]) -> str:
	cases = " ".join(f"WHEN {place} THEN {value!r}" for place, value in enumerate(values))
	return f"CASE {_draw(column, len(values))} {cases} END"


_WAY = _one_of(1, CHANNELS)
_IS_HANDED_OVER = f"{_WAY} = 'Handover'"
_STEP = f"CASE WHEN {_IS_HANDED_OVER} THEN 0 ELSE {_one_of(2, (1, 1, 2, 3))} END"
_BRANCH = _draw(3, BRANCHES)
_IS_ANSWERED = f"n % {OUT_OF} < {ANSWERED}"
_STARS = _one_of(4, STARS)
# 5 stars recommend with 10, 1 star with 0.
_RECOMMEND = f"(CASE {_STARS} WHEN 5 THEN 10 WHEN 4 THEN 8 WHEN 3 THEN 6 WHEN 2 THEN 3 ELSE 0 END)"
_NAME = "'MEASURED-SVI-' || n"


def _shared(moment: str) -> Fields:
	return {
		"customer": f"'MEASURED-' || {_draw(5, CUSTOMERS)}",
		"language": _one_of(6, ("ar", "en")),
		"creation": moment,
		"modified": moment,
	}


def _about(survey: str, moment: str) -> Fields:
	return {
		**_shared(moment),
		"survey": f"'{survey}'",
		"service_type": f"'Measured service ' || {_draw(7, SERVICES)}",
		"technician": f"'Measured person ' || ({_BRANCH} * 8 + {_draw(8, 8)})",
		"adviser": f"'Measured person ' || ({TECHNICIANS} + {_BRANCH} * 3 + {_draw(9, 3)})",
		"branch_doctype": "'Company'",
		"branch": f"'Measured branch ' || {_BRANCH}",
	}


def _invitations(survey: str, moment: str) -> Table:
	by = f"CASE WHEN {_IS_HANDED_OVER} THEN 'Handover' ELSE {_STEP} || '' END"
	fields = {
		**_about(survey, moment),
		"name": _NAME,
		"visit_key": _NAME,
		"channel": f"CASE WHEN {_IS_HANDED_OVER} THEN '' ELSE {_WAY} END",
		"status": f"CASE WHEN {_IS_ANSWERED} THEN 'Answered' ELSE 'Sent' END",
		"source": f"CASE WHEN {_IS_HANDED_OVER} THEN 'Handover' ELSE 'Trigger' END",
		"sent_on": moment,
		"opened_on": f"CASE WHEN {_IS_ANSWERED} OR {_draw(10, 3)} = 0 THEN {moment} END",
		"opted_out": f"{_draw(11, 100)} = 0",
		"step": _STEP,
		"contacts": _STEP,
		"answered_by": f"CASE WHEN {_IS_ANSWERED} THEN {by} ELSE '' END",
		"answered_channel": f"CASE WHEN {_IS_ANSWERED} AND NOT {_IS_HANDED_OVER} THEN {_WAY} ELSE '' END",
	}
	return Table("Survey Invitation", fields)


def _messages(moment: str) -> Table:
	fields = {
		**_shared(moment),
		"name": "'MEASURED-MSG-' || n || '-' || nth",
		"channel": _WAY,
		"status": f"CASE WHEN nth < {_STEP} THEN 'Delivered' ELSE {_one_of(12, DELIVERIES)} END",
		"step": "nth",
		"reference_doctype": "'Survey Invitation'",
		"reference_name": _NAME,
	}
	steps = "JOIN (SELECT 1 AS nth UNION ALL SELECT 2 UNION ALL SELECT 3) AS steps"
	return Table("Customer Message", fields, f"nth <= {_STEP}", steps)


def _responses(survey: str, moment: str) -> Table:
	fields = {
		**_about(survey, moment),
		"name": "'MEASURED-SVR-' || n",
		"invitation": _NAME,
		"answered_on": moment,
		"channel": _WAY,
		"has_score": "1",
		"score": f"(25 * ({_STARS} - 1) + 10 * {_RECOMMEND}) / 2.0",
		"rating": _STARS,
		"satisfaction": f"CASE WHEN {_STARS} >= 4 THEN 'Satisfied' ELSE 'Not satisfied' END",
		"nps_group": f"CASE WHEN {_STARS} = 5 THEN 'Promoter' WHEN {_STARS} = 4 THEN 'Passive' ELSE 'Detractor' END",
		"effort": "0",
		"is_low": f"{_STARS} <= 2",
		"comment": _one_of(13, COMMENTS),
	}
	return Table("Survey Response", fields, _IS_ANSWERED)
