"""The tables of the results as rows of a file, with the words that the page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workshop_crm.core.common import spreadsheets
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.spreadsheets import Cell, FileKind, file_kind
from workshop_crm.core.surveys.scores.filters import DIMENSIONS

Translate = Callable[[str], str]
Rows = Iterable[list[Cell]]
MAX_ANSWERS = 100_000
TREND, FUNNEL, ANSWERS = "trend", "funnel", "answers"
TABLES = (*DIMENSIONS, TREND, FUNNEL, ANSWERS)


def check_file(table: str, kind: str) -> FileKind:
	"""Raises InvalidInput for a table or a kind of file that there is not."""
	if table not in TABLES:
		raise InvalidInput(N_("There is no table {table}."), table=table)
	return file_kind(kind)


def file_of(
	table: str, kind: FileKind, document: Mapping[str, Any], translate: Translate, right_to_left: bool
) -> bytes:
	"""`document` is the reply that the page draws the table from: of `report.build`, of the funnel, or of the answers."""
	return spreadsheets.file_of(kind, _rows(table, document, translate), table, right_to_left)


def _rows(table: str, document: Mapping[str, Any], translate: Translate) -> Rows:
	if table == TREND:
		return trend_rows(document["trend"], translate)
	if table == FUNNEL:
		return funnel_rows(document["steps"], translate)
	if table == ANSWERS:
		return answer_rows(document["responses"], translate)
	return group_rows(document["groups"][table], translate)


def group_rows(rows: Iterable[Mapping[str, Any]], translate: Translate) -> Rows:
	"""A grouping of the scores."""
	yield _heads(
		translate,
		*(
			N_("Name"),
			N_("Rank"),
			N_("Answers"),
			N_("Satisfied customers"),
			N_("From"),
			N_("To"),
			N_("Fair share"),
		),
		*(
			N_("Fair share from"),
			N_("Fair share to"),
			N_("Recommendation (NPS)"),
			N_("NPS from"),
			N_("NPS to"),
		),
		*(N_("Index"), N_("Index from"), N_("Index to")),
	)
	for row in rows:
		fair = row["fair"] or {"value": None, "low": None, "high": None}
		yield [
			row["member"] or translate(N_("Not known")),
			row["rank"],
			row["answers"],
			*_ends(row["csat"]),
			*_ends(fair),
			*_ends(row["nps"]),
			*_ends(row["index"]),
		]


def trend_rows(trend: Mapping[str, Any], translate: Translate) -> Rows:
	"""The weeks of the control chart."""
	yield _heads(
		translate,
		*(
			N_("Week from"),
			N_("Ratings"),
			N_("Satisfied customers"),
			N_("Smoothed"),
			N_("Band from"),
			N_("Band to"),
		),
		N_("Alarm"),
	)
	columns = ("weeks", "n", "share", "smoothed", "low", "high", "alarm")
	for row in zip(*(trend[column] for column in columns), strict=True):
		yield [*row[:-1], translate(ALARMS[row[-1]]) if row[-1] else ""]


def funnel_rows(steps: Iterable[Mapping[str, Any]], translate: Translate) -> Rows:
	"""The funnel by step and channel."""
	yield _heads(
		translate,
		*(N_("Step"), N_("Channel"), N_("Written"), N_("Sent"), N_("Delivered"), N_("Read"), N_("Failed")),
		*(N_("Opened"), N_("Answered"), N_("Opted out")),
	)
	for row in steps:
		step: Cell = int(row["step"]) if row["step"].isdigit() else translate(row["step"])
		counts = ("written", "sent", "delivered", "read", "failed", "opened", "answered", "opted_out")
		yield [step, translate(row["channel"]) if row["channel"] else "", *(row[count] for count in counts)]


def answer_rows(responses: Iterable[Mapping[str, Any]], translate: Translate) -> Rows:
	"""The answers, the questions of each in one cell."""
	yield _heads(
		translate,
		*(
			N_("Date"),
			N_("Customer"),
			N_("Name"),
			N_("Survey"),
			N_("Service type"),
			N_("Branch"),
			N_("Technician"),
		),
		*(N_("Service adviser"), N_("Language"), N_("Channel"), N_("Score"), N_("Rating"), N_("Follow-up")),
		N_("Answers"),
	)
	fields = (
		"date",
		"customer",
		"name",
		"survey",
		"service_type",
		"branch",
		"technician",
		"adviser",
		"language",
	)
	for row in responses:
		answers = "\n".join(f"{one['question']} {_text(one['value'], translate)}" for one in row["answers"])
		channel = translate(row["channel"]) if row["channel"] else None
		yield [
			*(row[field] for field in fields),
			channel,
			row["score"],
			row["rating"],
			row["follow_up"],
			answers,
		]


ALARMS = {"low": N_("Lower than usual"), "high": N_("Higher than usual")}


def _heads(translate: Translate, *heads: str) -> list[Cell]:
	return [translate(head) for head in heads]


def _ends(measure: Mapping[str, Any]) -> list[Cell]:
	return [measure["value"], measure["low"], measure["high"]]


def _text(value: Any, translate: Translate) -> str:
	if isinstance(value, bool):
		return translate(N_("Yes")) if value else translate(N_("No"))
	return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
